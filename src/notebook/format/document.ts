import type { CellInfo, DataFormat } from './info';
import type { Eol } from './lines';

/** A `.scalebook` in memory: its cells, and all else that is needed to write it back byte for byte. */
export interface NotebookDocument {
  readonly frontMatter: FrontMatter;
  readonly cells: readonly Cell[];
  /** Blank lines and separators between the front matter and the first cell; absent: as usual. */
  readonly lead?: string;
  /** Blank lines and separators behind the last cell. */
  readonly tail: string;
  /** The ending of new lines. */
  readonly eol: Eol;
  /** Whether the file's last line has an ending. */
  readonly finalNewline: boolean;
  readonly warnings: readonly FormatWarning[];
}

export interface FrontMatter {
  /** As written, with a byte order mark, the `---` lines and their endings; empty if there is none. */
  readonly raw: string;
  /** What the YAML says. */
  readonly values: Readonly<Record<string, unknown>>;
}

export type Cell = MarkdownCell | ScaleCell | DataCell;

interface CellBase {
  /** Lines end with LF, whatever the file has; there is no ending behind the last. */
  readonly text: string;
  /** The line of the file, from 1, on which the text begins; 0 for a cell that was not read from a file. */
  readonly line: number;
  /** As the cell stood in its file; absent from a new one. */
  readonly source?: CellSource;
}

export interface MarkdownCell extends CellBase {
  readonly kind: 'markdown';
}

export interface ScaleCell extends CellBase {
  readonly kind: 'scale';
  /** What follows `scale` on the fence, as written: `{#plan .collapsed}`. See {@link readAttributes}. */
  readonly rest: string;
}

/** A table or value that stands in the notebook, under a name. */
export interface DataCell extends CellBase {
  readonly kind: 'data';
  readonly format: DataFormat;
  readonly name: string;
  readonly rest: string;
}

/** A slice of the file that a cell was read from. It is written back as long as it says what the cell says. */
export interface CellSource {
  /** Blank lines and separators between the cell before and this one; absent on the first cell. */
  readonly before?: string;
  /** The cell's own lines, as written; absent if only `before` is known. */
  readonly body?: string;
  /** What `body` says. */
  readonly text: string;
  /** Whether `body` leaves a block open, so that it can only be the end of a file. */
  readonly open: boolean;
}

/** Something in a file that a reader should know of. All that it is about was kept. Line and column are from 1. */
export interface FormatWarning {
  readonly severity: 'warning' | 'info';
  /** `front-matter`, `fence-unclosed`, `comment-unclosed`, `data-name`, `attributes-unclosed`, `version`, `encoding`. */
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a code or data cell's fence says. */
export function infoOf(cell: ScaleCell | DataCell): CellInfo {
  return cell.kind === 'scale'
    ? { kind: 'scale', rest: cell.rest }
    : { kind: 'data', format: cell.format, name: cell.name, rest: cell.rest };
}

/** The place in the file, from 1, of an offset in a cell's text. */
export function positionInFile(cell: Cell, offset: number): { readonly line: number; readonly column: number } {
  const before = cell.text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: cell.line + before.split('\n').length - 1, column: before.length - lineStart + 1 };
}
