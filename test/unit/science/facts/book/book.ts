import { existsSync, readFileSync } from 'node:fs';
import { intended } from './intended';

/** The fact book: figures read in the sources apart from the product, with what every figure has been compared. */
const folder = '../shared/facts/';

export const bookIsAbsent = !existsSync(folder);
/** Ends a test's name, so that a skipped one says why. */
export const whereBook = '(skipped where the fact book is absent)';

export type Book = ReturnType<typeof JSON.parse>;

export const readBook = (name: string): Book => JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));

/** A figure of the product, and the same in the book: numbers, texts, or lists of them. */
export type Pair = readonly [where: string, shipped: unknown, book: unknown];

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => same(x, b[i]));
  return (a ?? null) === (b ?? null);
}

/** The pairs that differ and are not meant to, and the intended differences of these places that no longer differ. */
export function contradictionsOf(pairs: readonly Pair[]): { unintended: string[]; stale: string[] } {
  const differing = pairs.filter(([, shipped, book]) => !same(shipped, book));
  const unintended = differing
    .filter(([where, shipped, book]) => {
      const meant = intended[where];
      return !(meant && same(shipped, meant.product) && same(book, meant.book));
    })
    .map(
      ([where, shipped, book]) => `${where}: ships ${JSON.stringify(shipped)}, the book has ${JSON.stringify(book)}`,
    );
  const places = new Set(pairs.map(([where]) => where));
  const differ = new Set(differing.map(([where]) => where));
  const stale = Object.keys(intended).filter(where => places.has(where) && !differ.has(where));
  return { unintended, stale };
}
