import { runNotebook } from '../../kernel/batch';
import { parse } from '../../notebook/format';
import { filesBelow, startEngine } from '../engine';
import type { Exit } from '../exit';
import { complain, print } from '../io';
import { jsonDocument } from '../json';
import { diagnosticLine, textDocument } from '../text';

/** `scalebook eval EXPRESSION`: one cell, no file. */
export async function evaluate(expression: string, options: { readonly format: 'text' | 'json' }): Promise<Exit> {
  const document = parse(`\`\`\`scale\n${expression}\n\`\`\`\n`);
  const engine = startEngine(filesBelow([process.cwd()]));
  const result = await runNotebook(document, request => engine.evaluate(request));
  engine.dispose();
  if (options.format === 'json') print(JSON.stringify(jsonDocument('', result), null, 2));
  else print(textDocument(result));
  for (const cell of result.cells) {
    for (const d of cell.diagnostics) {
      // The fence above the expression is ours: the user's first line is 1.
      if (d.severity === 'error') complain(diagnosticLine('expression', { ...d, line: d.line - 1 }));
    }
  }
  return result.ok ? 0 : 1;
}
