import { fenceLength } from './blocks';
import { canonicalBody } from './body';
import type { Cell, CellSource, NotebookDocument } from './document';
import { isBare, readFrontMatter } from './frontMatter';
import { canonicalGap, canonicalLead, canonicalTail } from './gaps';
import { cleanRest, type DataFormat, isDataFormat, isDataName } from './info';
import { withLf } from './lines';
import { readCells } from './parse';
import { bodiesOf, neighbourOf } from './serialize';

/** A cell as a notebook editor holds it. `metadata.scalebook` carries what the text does not. */
export interface EditorCell {
  readonly kind: 'markdown' | 'code';
  /** `markdown`, `scale`, `csv`, `tsv` or `json`. */
  readonly language: string;
  readonly text: string;
  readonly metadata?: Metadata;
}

export type Metadata = Readonly<Record<string, unknown>>;

export interface EditorNotebook {
  readonly cells: readonly EditorCell[];
  readonly metadata: Metadata;
}

/** The metadata's key under which all of it stands. */
export const METADATA_KEY = 'scalebook';

/**
 * The cells for a notebook editor. Under `metadata.scalebook` a cell carries `name` and `format` (data cells) and `attributes`
 * (what else stands on its fence), which an editor may change, and `before` and `body`: its bytes in the file, only
 * where they are not as {@link serialize} would write them.
 */
export function toCells(doc: NotebookDocument): EditorNotebook {
  const { cells, eol, frontMatter } = doc;
  const bodies = bodiesOf(doc);
  const neighbours = cells.map((cell, i) => neighbourOf(cell, bodies[i] ?? ''));
  const lead = canonicalLead(neighbours[0], isBare(frontMatter), eol);
  return {
    cells: cells.map((cell, i) => ({
      kind: cell.kind === 'markdown' ? 'markdown' : 'code',
      language: cell.kind === 'data' ? cell.format : cell.kind,
      text: cell.text,
      metadata: wrap({
        ...(cell.kind === 'data' ? { name: cell.name, format: cell.format } : {}),
        ...(cell.kind !== 'markdown' && cell.rest !== '' ? { attributes: cell.rest } : {}),
        ...unless(
          'before',
          i === 0 ? undefined : cell.source?.before,
          canonicalGap(neighbours[i - 1], neighbours[i], eol),
        ),
        ...unless('body', cell.source?.body, canonicalBody(withoutSource(cell), eol)),
      }),
    })),
    metadata: wrap({
      ...unless('frontMatter', frontMatter.raw, ''),
      ...unless('lead', doc.lead, cells.length === 0 ? '' : lead),
      ...unless('tail', doc.tail, canonicalTail(neighbours.at(-1), eol)),
      ...unless('eol', eol, '\n'),
      ...(doc.finalNewline ? {} : { finalNewline: false }),
    }),
  };
}

/**
 * The notebook that an editor's cells are. Kind, language and text count; metadata may be missing, wrong, or of another
 * time: what does not fit is passed over. A data cell without a name gets one (`data1` …); code in another language
 * becomes a Markdown cell that shows it.
 */
export function fromCells(cells: readonly EditorCell[], metadata: Metadata = {}): NotebookDocument {
  const own = unwrap(metadata);
  const eol = own.eol === '\r\n' || own.eol === '\r' ? own.eol : '\n';
  const stored = stringOf(own.frontMatter) ?? '';
  const { frontMatter, warnings } = readFrontMatter(stored);
  // Front matter that was edited and cannot be read any more is kept as text.
  const broken = frontMatter.raw === stored ? [] : [markdown(withLf(stored.slice(frontMatter.raw.length)))];
  const lead = broken.length === 0 ? stringOf(own.lead) : undefined;
  return {
    frontMatter,
    cells: [...broken, ...namedCells(cells)],
    ...(lead === undefined ? {} : { lead }),
    tail: stringOf(own.tail) ?? '',
    eol,
    finalNewline: own.finalNewline !== false,
    warnings,
  };
}

function namedCells(cells: readonly EditorCell[]): Cell[] {
  const taken = new Set(cells.map(cell => stringOf(unwrap(cell.metadata).name)));
  const freeName = (): string => {
    let number = 1;
    while (taken.has(`data${number}`) || cells.some(cell => cell.text.includes(`data${number}`))) number += 1;
    taken.add(`data${number}`);
    return `data${number}`;
  };
  return cells.map(cell => {
    const own = unwrap(cell.metadata);
    const read = readCell(cell, own, freeName);
    const source = sourceOf(read, own);
    return source ? { ...read, source } : read;
  });
}

function readCell(cell: EditorCell, own: Metadata, freeName: () => string): Cell {
  const text = withLf(cell.text);
  if (cell.kind === 'markdown') return markdown(text);
  const rest = cleanRest(stringOf(own.attributes) ?? '');
  if (cell.language === 'scale') return { kind: 'scale', text, line: 0, rest };
  const name = stringOf(own.name) ?? '';
  const format = formatOf(cell.language, own);
  if (format) return { kind: 'data', format, name: isDataName(name) ? name : freeName(), text, line: 0, rest };
  return markdown(shownCode(cell.language, text));
}

/** An editor that does not know a data cell's language calls it plain text. */
function formatOf(language: string, own: Metadata): DataFormat | undefined {
  const format = language === 'plaintext' ? (stringOf(own.format) ?? '') : language;
  return isDataFormat(format) ? format : undefined;
}

function sourceOf(cell: Cell, own: Metadata): CellSource | undefined {
  const before = stringOf(own.before);
  const gap = before === undefined ? {} : { before };
  const body = stringOf(own.body);
  const read = body === undefined ? undefined : readBody(body);
  if (read?.source && read.kind === cell.kind) return { ...read.source, ...gap };
  return before === undefined ? undefined : { before, text: cell.text, open: false };
}

/** The one cell that a text is, if it is one cell and nothing else. */
function readBody(body: string): Cell | undefined {
  const { cells, lead, tail } = readCells(body, 0, 1);
  return cells.length === 1 && lead === '' && tail === '' ? cells[0] : undefined;
}

function shownCode(language: string, text: string): string {
  const fence = '`'.repeat(fenceLength(text, '`'));
  return `${fence}${language.replace(/[\s`{]+/g, '')}\n${text}\n${fence}`;
}

const markdown = (text: string): Cell => ({ kind: 'markdown', text, line: 0 });

function withoutSource(cell: Cell): Cell {
  const { source: _, ...bare } = cell;
  return bare;
}

function unless<T>(key: string, value: T | undefined, usual: T): Metadata {
  return value === undefined || value === usual ? {} : { [key]: value };
}

const wrap = (own: Metadata): Metadata => (Object.keys(own).length === 0 ? {} : { [METADATA_KEY]: own });

function unwrap(metadata: Metadata | undefined): Metadata {
  const own: unknown = metadata?.[METADATA_KEY];
  return isRecord(own) ? own : {};
}

const isRecord = (value: unknown): value is Metadata => typeof value === 'object' && value !== null;

const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
