import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';

const SHOWN = 5;

/** Row numbers (from 1) for a sentence: "row 3", "rows 3, 7 and 12", "rows 3, 4, 5, 6, 7 and 20 more". */
export function rowWords(indices: readonly number[], total = indices.length): string {
  const rows = indices.slice(0, SHOWN).map(i => String(i + 1));
  if (total === 1) return l10n.t('row {0}', rows[0]);
  if (total > rows.length) return l10n.t('rows {0} and {1} more', rows.join(', '), total - rows.length);
  return l10n.t('rows {0} and {1}', rows.slice(0, -1).join(', '), rows[rows.length - 1]);
}

/** Places in 0 … n-1 where `is` holds: the first few, and how many in all. */
export function findRows(n: number, is: (i: number) => boolean): { readonly first: number[]; readonly total: number } {
  const first: number[] = [];
  let total = 0;
  for (let i = 0; i < n; i++) {
    if (!is(i)) continue;
    if (first.length < SHOWN) first.push(i);
    total++;
  }
  return { first, total };
}

/** Throws the sentence of `say(rows)` if `is` holds for any row of 0 … n-1. `places`: where these rows stand in their table. */
export function refuseRows(
  n: number,
  is: (i: number) => boolean,
  say: (rows: string) => string,
  places?: ArrayLike<number>,
): void {
  const { first, total } = findRows(n, is);
  const named = first.map(i => places?.[i] ?? i);
  if (total > 0) throw new ScienceError('bad-rows', say(rowWords(named, total)));
}

/** Throws if two columns differ in length. */
export function requireSameLength(
  a: { readonly name: string; readonly length: number },
  b: { readonly name: string; readonly length: number },
): void {
  if (a.length === b.length) return;
  throw new ScienceError(
    'bad-length',
    l10n.t('{0} has {1} rows and {2} has {3}; each prediction needs both.', ...[a.name, a.length, b.name, b.length]),
  );
}
