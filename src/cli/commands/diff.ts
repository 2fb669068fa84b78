import * as l10n from '@vscode/l10n';
import { type BatchResult, runNotebook } from '../../kernel/batch';
import { diffResults, type ResultChange } from '../../kernel/share/results/diff';
import { changeText } from '../../kernel/share/results/words';
import { filesBelow, startEngine } from '../engine';
import type { Exit } from '../exit';
import { foldersOf } from '../files';
import { complain, print, readNotebook } from '../io';
import { diagnosticLine } from '../text';

export interface DiffOptions {
  readonly format: 'text' | 'json';
  readonly tolerance: number;
  readonly exitCode?: boolean;
}

/** More changes than this are counted, not listed. */
const MOST_LINES = 200;

/** `scalebook diff A B`: which results differ between two notes, and by how much. */
export async function diff(a: string, b: string, { format, tolerance, exitCode }: DiffOptions): Promise<Exit> {
  const [before, after] = [await ran(a), await ran(b)];
  const changes = diffResults(before.variables, after.variables, tolerance);
  if (format === 'json') print(JSON.stringify({ scalebook: 1, before: a, after: b, changes }, null, 2));
  else print(changesText(changes, Object.keys(after.variables).length));
  if (!before.ok || !after.ok) return 1;
  return exitCode && changes.length > 0 ? 1 : 0;
}

async function ran(file: string): Promise<BatchResult> {
  const document = await readNotebook(file);
  const engine = startEngine(filesBelow(foldersOf(file)));
  const result = await runNotebook(document, request => engine.evaluate(request));
  engine.dispose();
  for (const { diagnostics } of result.cells)
    for (const d of diagnostics) if (d.severity === 'error') complain(diagnosticLine(file, d));
  return result;
}

export function changesText(changes: readonly ResultChange[], count: number): string {
  if (changes.length === 0) return l10n.t('No result differs ({0} variables).', count);
  const lines = changes.slice(0, MOST_LINES).map(changeText);
  const more = changes.length - lines.length;
  return [...lines, ...(more > 0 ? [l10n.t('… {0} more', more.toLocaleString('en-US'))] : [])].join('\n');
}
