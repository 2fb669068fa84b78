import type { Json } from '../../../language/values/json';
import type { NotebookDocument } from '../../../notebook/format';
import type { BatchResult } from '../../batch';
import { namedInCells, namedInTexts, namedInValues, type SeedUse } from './names';
import { pricesOf, type ReferenceUse, referencesOf } from './references';

/** What a copy of a note says of its making, so that a reader can check it. */
export interface Colophon {
  /** Of the product. */
  readonly version: string;
  /** What the note takes from publications. */
  readonly references: readonly ReferenceUse[];
  /** Data files with their SHA-256. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly seeds: readonly SeedUse[];
  /** Dated prices of the devices named. */
  readonly prices: readonly string[];
}

/** Finds what a note rests on, from its cells and from its run. */
export function colophonOf(document: NotebookDocument, result: BatchResult, version: string): Colophon {
  const { members: written, seeds, cited } = namedInCells(document);
  const values: Json = { ...result.variables, '': result.cells.map(cell => cell.outcome?.full?.value ?? null) };
  const shown = result.cells.flatMap(({ outcome }) => outcome?.outputs.flatMap(({ items }) => items.map(i => i.data)));
  const named = new Set([...written, ...namedInValues(values), ...namedInTexts(shown)]);
  const files = new Map(result.cells.flatMap(({ outcome }) => Object.entries(outcome?.files ?? {})));
  return {
    version,
    references: referencesOf(named, cited),
    files: [...files].map(([path, sha256]) => ({ path, sha256 })).sort((a, b) => (a.path < b.path ? -1 : 1)),
    seeds,
    prices: pricesOf(named),
  };
}

/** Every entry for a bibliography, each once. */
export const bibtexOf = ({ references }: Colophon): string =>
  [...new Set(references.map(r => r.bibtex).filter(entry => entry !== ''))].join('\n\n');
