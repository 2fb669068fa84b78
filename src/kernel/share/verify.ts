import * as l10n from '@vscode/l10n';
import type { Json } from '../../language/values/json';
import { parse } from '../../notebook/format';
import type { BatchResult } from '../batch';
import { mainHtml } from './html/main';
import { outlineHtml } from './html/outline';
import { isLargeValue, type LargeValue, type PageCell, type PageNote } from './page-note';
import { PARTS } from './parts';
import { diffResults, type ResultChange } from './results/diff';

export interface Verification {
  /** Numbers and other results that differ between what the page carries and what its note gives now. */
  readonly changes: readonly ResultChange[];
  /** How many cells were compared. */
  readonly compared: number;
  /** Cells that could not be compared, with the files that are missing. */
  readonly unchecked: readonly { readonly cell: number; readonly files: readonly string[] }[];
}

/**
 * Compares what a page carries with a new run of its note: every value, and every number that its views show. Numbers within a
 * share `tolerance` of each other are the same. Cells that rest on files of `absent` are left out.
 */
export function compareRuns(
  page: PageNote,
  again: PageNote,
  tolerance: number,
  absent: ReadonlySet<string> = new Set(),
): Verification {
  const known = new Map(again.cells.map(cell => [cell.index, cell]));
  const files = ({ index, missing = [] }: PageCell): readonly string[] => [
    ...missing.filter(file => absent.has(file)),
    // Corpora lie beside the page, or nowhere.
    ...(known.get(index)?.status === 'ok' ? [] : (known.get(index)?.missing ?? [])),
  ];
  const checked = page.cells.filter(cell => files(cell).length === 0);
  return {
    changes: checked.flatMap(cell => cellChanges(cell, known.get(cell.index), tolerance)),
    compared: checked.length,
    unchecked: page.cells
      .filter(cell => !checked.includes(cell))
      .map(cell => ({ cell: cell.index, files: files(cell) })),
  };
}

function cellChanges(before: PageCell, after: PageCell | undefined, tolerance: number): ResultChange[] {
  const label = l10n.t('cell {0}', before.index + 1);
  if (!after) return [{ path: label, before: before.status }];
  const status = before.status === after.status ? [] : [{ path: label, before: before.status, after: after.status }];
  const names = [...new Set([...Object.keys(before.variables), ...Object.keys(after.variables)])];
  const variables = names.flatMap(name => compare(before.variables[name], after.variables[name], tolerance, name));
  const value = compare(before.value, after.value, tolerance, label);
  const shown = diffResults(shownData(before), shownData(after), tolerance, l10n.t('{0}, as shown', label));
  // What has a name is told by its name, and once.
  return [...status, ...([variables, value, shown].find(changes => changes.length > 0) ?? [])];
}

const shownData = ({ outputs }: PageCell): Json =>
  JSON.parse(JSON.stringify(outputs.map(({ items }) => items.map(item => item.data ?? null))));

function compare(
  before: Json | LargeValue | undefined,
  after: Json | LargeValue | undefined,
  tolerance: number,
  path: string,
): ResultChange[] {
  if (!isLargeValue(before) && !isLargeValue(after)) return diffResults(before, after, tolerance, path);
  const isSame = isLargeValue(before) && isLargeValue(after) && before.sha256 === after.sha256;
  return isSame ? [] : [{ path, before: brief(before), after: brief(after) }];
}

const brief = (value: Json | LargeValue | undefined): string =>
  isLargeValue(value) ? `SHA-256 ${value.sha256.slice(0, 16)}…` : (JSON.stringify(value) ?? '').slice(0, 60);

/**
 * Whether the text that a page shows is the one that the results that it carries give: words and figures could have been changed
 * in the file.
 * Only a page of the same version of the product can be asked.
 */
export function showsItsResults(html: string, page: PageNote, result: BatchResult): boolean {
  const live = html.includes(`id="${PARTS.kernel}"`);
  const { html: main, headings } = mainHtml(parse(page.source), result, page, { live });
  return wordsOf(bodyOf(html)) === wordsOf(outlineHtml(headings) + main);
}

/** All that a page shows, but the link to where it belongs. */
const bodyOf = (html: string): string =>
  (/<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '')
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<header class="bar">(<a class="home" href="[^"]*">← [^<]*<\/a>)?<\/header>/, '');

/** A page's text without its tags; pictures are told apart elsewhere. */
const wordsOf = (html: string): string =>
  html
    .replace(/<img [^>]*>|<span class="absent">[^<]*<\/span>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
