import { type CellInfo, type NamelessData, readInfo } from './info';
import { isBlank } from './lines';

/** A fence that opens a block: its character, its length, and what follows it. */
export interface Fence {
  readonly mark: '`' | '~';
  readonly length: number;
  readonly info: string;
}

/** A block that hides what is in it: nothing in there can begin a cell. */
export type Block =
  | { readonly kind: 'fence'; readonly fence: Fence; readonly cell: CellInfo | NamelessData | undefined }
  | { readonly kind: 'comment' };

/**
 * What a line is: `separator` is a cell comment; `open` and `close` are the first and last line of a block, `inside`
 * those between.
 */
export type LineRole = 'blank' | 'text' | 'separator' | 'open' | 'inside' | 'close';

export const SEPARATOR = '<!-- cell -->';

const SEPARATOR_LINE = /^<!--[ \t]*cell[ \t]*-->[ \t]*$/;
const BACKTICKS = /^(`{3,})([^`]*)$/;
const TILDES = /^(~{3,})(.*)$/s;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

/**
 * Reads Markdown line by line, as far as cells need it: fences at column 0, comments that begin there, and separators.
 * An indented fence belongs to a list or is shown as code; it is text here.
 */
export class BlockReader {
  #block: Block | undefined;

  /** The block that the lines so far leave open. */
  get block(): Block | undefined {
    return this.#block;
  }

  read(line: string): LineRole {
    if (this.#block) return this.#readInside(line, this.#block);
    switch (line.charCodeAt(0)) {
      case 0x60:
      case 0x7e: {
        const fence = readFence(line);
        if (!fence) return 'text';
        this.#block = { kind: 'fence', fence, cell: readInfo(fence.info) };
        return 'open';
      }
      case 0x3c:
        if (SEPARATOR_LINE.test(line)) return 'separator';
        if (!line.startsWith('<!--') || line.includes('-->', 2)) return 'text';
        this.#block = { kind: 'comment' };
        return 'open';
      default:
        return isBlank(line) ? 'blank' : 'text';
    }
  }

  #readInside(line: string, block: Block): LineRole {
    if (block.kind === 'fence' ? !closes(line, block.fence) : !line.includes('-->')) return 'inside';
    this.#block = undefined;
    return 'close';
  }
}

/** Reads the first line of a fenced block; undefined if it is none. */
export function readFence(line: string): Fence | undefined {
  const match = BACKTICKS.exec(line) ?? TILDES.exec(line);
  const [, marks = '', info = ''] = match ?? [];
  return match ? { mark: marks[0] === '~' ? '~' : '`', length: marks.length, info } : undefined;
}

/** The line that closes a block. */
export const closingLine = (block: Block): string =>
  block.kind === 'fence' ? block.fence.mark.repeat(block.fence.length) : '-->';

/** The cell that a block is, once it is closed. */
export function cellOf(block: Block | undefined): CellInfo | undefined {
  return block?.kind === 'fence' && block.cell?.kind !== 'nameless' ? block.cell : undefined;
}

/** The shortest fence, of three marks at least, that no line of the text closes. */
export function fenceLength(text: string, mark: '`' | '~'): number {
  let length = 3;
  if (!text.includes(mark.repeat(3))) return length;
  for (const line of text.split('\n')) {
    const run = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (run?.startsWith(mark)) length = Math.max(length, run.length + 1);
  }
  return length;
}

/** Whether all lines are blank or separators; if so, how many are separators. */
export function separatorsIn(gap: string): number | undefined {
  let count = 0;
  for (const line of gap.split(/\r\n|\n|\r/)) {
    if (SEPARATOR_LINE.test(line)) count += 1;
    else if (!isBlank(line)) return undefined;
  }
  return count;
}

function closes(line: string, fence: Fence): boolean {
  const marks = CLOSING.exec(line)?.[1];
  return marks?.[0] === fence.mark && marks.length >= fence.length;
}
