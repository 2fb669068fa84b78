import type { Json } from '../../language/values/json';
import { type AnalysedCell, graphOf } from '../../notebook/analysis';
import { type Cell, type NotebookDocument, serialize } from '../../notebook/format';
import { MIME_PREFIX } from '../../views/view';
import type { BatchCell, BatchResult } from '../batch';
import { languageService } from '../language-service';
import type { Output } from '../protocol';
import type { Recorded } from './files';
import { corpusFilesOf } from './html/corpora';
import { sha256, toBase64 } from './pack';
import {
  type LargeValue,
  MOST_VALUES,
  PAGE_VERSION,
  type PageCell,
  type PageFile,
  type PageLanguage,
  type PageNote,
} from './page-note';

export interface PageNaming {
  /** The note's file name. */
  readonly name: string;
  /** Of the product. */
  readonly version: string;
  readonly links?: Readonly<Record<string, string>>;
  readonly language?: PageLanguage;
}

/** What a page carries of a note that has run. */
export async function pageNote(
  document: NotebookDocument,
  result: BatchResult,
  recorder: Recorded,
  { name, version, links = {}, language }: PageNaming,
): Promise<PageNote> {
  const hashes = new Map(result.cells.flatMap(({ outcome }) => Object.entries(outcome?.files ?? {})));
  const files = [...recorder.files].map(
    ([path, bytes]): PageFile => ({
      path,
      sha256: hashes.get(path) ?? '',
      size: recorder.sizes.get(path) ?? 0,
      ...(bytes && { data: toBase64(bytes) }),
    }),
  );
  const streamed = recorder.streams ? streamedFiles(result) : new Map<number, readonly string[]>();
  for (const path of new Set([...streamed.values()].flat())) files.push({ path, sha256: '', size: 0 });
  const absent = new Set(files.filter(f => f.data === undefined).map(f => f.path));
  const missing = missingFiles(document, result, absent, streamed);
  const carry = await carrier(result);
  return {
    scalebook: PAGE_VERSION,
    version,
    name,
    source: serialize(document),
    cells: result.cells.map(cell => pageCell(cell, missing.get(cell.index) ?? [], carry)),
    files,
    reserved: languageService.reserved(),
    links,
    globs: Object.fromEntries(recorder.globs),
    ...(language && { language }),
  };
}

type Carry = (value: Json) => Json | LargeValue;

function pageCell({ index, cell, status, outcome }: BatchCell, missing: readonly string[], carry: Carry): PageCell {
  return {
    index,
    kind: sessionKind(cell),
    text: cell.text,
    status,
    outputs: (outcome?.outputs ?? []).map(bare),
    value: carry(outcome?.full?.value ?? null),
    variables: Object.fromEntries(
      Object.entries(outcome?.full?.variables ?? {}).map(([name, value]) => [name, carry(value)]),
    ),
    ...(missing.length > 0 && { missing }),
  };
}

/** Decides which values are carried themselves: all, unless that is too much; then the small ones. */
async function carrier(result: BatchResult): Promise<Carry> {
  const values = result.cells.flatMap(({ outcome }) => [
    outcome?.full?.value ?? null,
    ...Object.values(outcome?.full?.variables ?? {}),
  ]);
  const sized = values
    .map(value => ({ value, json: JSON.stringify(value) }))
    .sort((a, b) => a.json.length - b.json.length);
  const large = new Map<Json, LargeValue>();
  let together = 0;
  for (const { value, json } of sized) {
    together += json.length;
    if (together > MOST_VALUES && typeof value === 'object')
      large.set(value, { sha256: await sha256(json), size: json.length });
  }
  return value => large.get(value) ?? value;
}

/** What a session calls the kind of a cell. */
export const sessionKind = (cell: Cell): string => (cell.kind === 'data' ? `${cell.format} ${cell.name}` : 'scale');

/** An output's view alone: texts for hosts that draw nothing can be made from it. */
function bare(output: Output): Output {
  const view = output.items.find(item => item.mime.startsWith(MIME_PREFIX));
  return view ? { id: output.id, items: [view] } : output;
}

/** For each cell, the corpora that it streams from folders: they are of any size, and no page carries them. */
function streamedFiles(result: BatchResult): ReadonlyMap<number, readonly string[]> {
  return new Map(
    result.cells.flatMap(({ index, cell }) => {
      const found = cell.kind === 'scale' ? corpusFilesOf(cell.text) : [];
      return found.length === 0 ? [] : [[index, found] as const];
    }),
  );
}

/** For each cell, the absent files that it or a cell that it needs has read. */
function missingFiles(
  document: NotebookDocument,
  result: BatchResult,
  absent: ReadonlySet<string>,
  streamed: ReadonlyMap<number, readonly string[]>,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  if (absent.size === 0) return found;
  const cells: AnalysedCell[] = document.cells.map((cell, i) => ({ id: String(i), cell }));
  const graph = graphOf(cells);
  for (const { index, outcome } of result.cells) {
    const read = [...Object.keys(outcome?.files ?? {}), ...(streamed.get(index) ?? [])];
    const own = read.filter(path => absent.has(path));
    if (own.length === 0) continue;
    for (const id of [String(index), ...graph.dependants([String(index)])]) {
      const known = found.get(Number(id)) ?? [];
      found.set(Number(id), [...new Set([...known, ...own])]);
    }
  }
  return found;
}
