import * as l10n from '@vscode/l10n';
import { parse } from '../language/syntax/parser';
import type { NotebookDocument } from '../notebook/format';
import { UsageError } from './exit';

/** Definitions that replace those of a notebook, by name. */
export type Definitions = Readonly<Record<string, string>>;

/** More runs than this are a slip of the keyboard. */
const MOST_RUNS = 200;

/**
 * The runs that the `name=expression` pairs of `--set` ask for. Values separated by commas ask for a run each; several names
 * with several values for every combination.
 */
export function runsOf(pairs: readonly string[]): readonly Definitions[] {
  let runs: readonly Definitions[] = [{}];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(l10n.t('--set takes name=expression, and "{0}" has no `=`.', pair));
    const [, name = '', parameters] = /^\s*([^\s(]*)\s*(\(.*\))?\s*$/s.exec(pair.slice(0, at)) ?? [];
    if (name === '') throw new UsageError(l10n.t('--set takes name=expression, and "{0}" names nothing.', pair));
    // `f(x)=x^2` is `f=(x) => x^2`.
    const head = parameters === undefined ? '' : `${parameters} => `;
    const values = splitValues(pair.slice(at + 1)).map(value => head + value);
    for (const value of values) checkExpression(name, value);
    runs = runs.flatMap(run => values.map(value => ({ ...run, [name]: value })));
    if (runs.length > MOST_RUNS)
      throw new UsageError(l10n.t('--set asks for more than {0} runs: give fewer values.', MOST_RUNS));
  }
  return runs;
}

/** The names that have a value of their own in each run of a sweep. */
export const sweptNames = (runs: readonly Definitions[]): readonly string[] =>
  Object.keys(runs[0] ?? {}).filter(name => new Set(runs.map(run => run[name])).size > 1);

/** Splits at commas that are neither in brackets nor in quotes. */
export function splitValues(text: string): readonly string[] {
  const values: string[] = [''];
  let depth = 0;
  let quote = '';
  for (const [i, c] of [...text].entries()) {
    if (quote !== '') {
      if (c === quote && text[i - 1] !== '\\') quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if ('([{'.includes(c)) depth += 1;
    else if (')]}'.includes(c)) depth -= 1;
    else if (c === ',' && depth === 0) {
      values.push('');
      continue;
    }
    values[values.length - 1] += c;
  }
  return values.map(value => value.trim());
}

function checkExpression(name: string, value: string): void {
  const { program, diagnostics } = parse(value);
  const error = diagnostics.find(d => d.severity === 'error');
  if (error) throw new UsageError(l10n.t('--set {0}: {1}', name, error.message));
  const [statement, ...more] = program.statements;
  if (!statement || statement.target || more.length > 0)
    throw new UsageError(l10n.t('--set {0} takes one expression, and "{1}" is none.', name, value));
}

/** Every name must be one that the notebook defines: a slip would change nothing, silently. */
export function checkNames(document: NotebookDocument, definitions: Definitions, file: string): void {
  const known = new Set(
    document.cells.flatMap(cell => {
      if (cell.kind === 'data') return [cell.name];
      return cell.kind === 'scale' ? parse(cell.text).program.statements.flatMap(s => s.target?.name ?? []) : [];
    }),
  );
  for (const name of Object.keys(definitions)) {
    if (!known.has(name))
      throw new UsageError(l10n.t('--set {0}: the notebook "{1}" defines no such name.', name, file));
  }
}
