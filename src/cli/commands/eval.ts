import { runNotebook } from '../../kernel/batch';
import type { NotebookDocument } from '../../notebook/format';
import { filesBelow, startEngine } from '../engine';
import type { Exit } from '../exit';
import { complain, print } from '../io';
import { jsonDocument } from '../json';
import { diagnosticLine, textDocument } from '../text';

/** `scalebook eval EXPRESSION`: one cell, no file. */
export async function evaluate(expression: string, options: { readonly format: 'text' | 'json' }): Promise<Exit> {
  const document = oneCell(expression.replace(/\r\n?/g, '\n'));
  const engine = startEngine(filesBelow([process.cwd()]));
  const result = await runNotebook(document, request => engine.evaluate(request));
  engine.dispose();
  if (options.format === 'json') print(JSON.stringify(jsonDocument('', result), null, 2));
  else print(textDocument(result));
  for (const cell of result.cells) {
    for (const d of cell.diagnostics) {
      if (d.severity === 'error') complain(diagnosticLine('expression', d));
    }
  }
  return result.ok ? 0 : 1;
}

/** A notebook of one cell whose first line is the expression's. */
const oneCell = (text: string): NotebookDocument => ({
  frontMatter: { raw: '', values: {} },
  cells: [{ kind: 'scale', text, line: 1, rest: '' }],
  tail: '',
  eol: '\n',
  finalNewline: true,
  warnings: [],
});

/**
 * Arguments of `eval` in an order that the command line's parser takes: an expression may begin with a minus, as `-2^2`, and is
 * no option for that.
 */
export function evalArguments(args: readonly string[]): readonly string[] {
  const options: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (/^--(format|lang)$/.test(arg)) options.push(...args.slice(i, ++i + 1));
    else if (/^(--(format|lang)=.*|--help|-h)$/.test(arg)) options.push(arg);
    else rest.push(arg);
  }
  return [...options, '--', ...rest];
}
