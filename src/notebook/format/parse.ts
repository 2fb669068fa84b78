import { type Block, BlockReader, cellOf } from './blocks';
import type { Cell, CellSource, FormatWarning, NotebookDocument } from './document';
import { readFrontMatter } from './frontMatter';
import type { CellInfo } from './info';
import { dominantEol, eachLine, endsWithEol, isBlank, type Line, withLf } from './lines';
import { blockWarnings, encodingWarnings, unclosedWarning } from './warnings';

/**
 * Reads a `.scalebook`. Never fails and loses nothing: `serialize(parse(text))` is `text`, and what cannot be
 * understood stays in a Markdown cell, with a warning.
 */
export function parse(text: string): NotebookDocument {
  const { frontMatter, warnings } = readFrontMatter(text);
  const from = frontMatter.raw.length;
  const body = readCells(text, from, from === 0 ? 1 : lineCount(frontMatter.raw));
  return {
    frontMatter,
    ...body,
    eol: dominantEol(text) ?? '\n',
    finalNewline: text === '' || endsWithEol(text),
    warnings: [...encodingWarnings(text), ...warnings, ...body.warnings],
  };
}

/** What {@link readCells} finds. */
export interface CellsRead {
  readonly cells: readonly Cell[];
  readonly lead: string;
  readonly tail: string;
  readonly warnings: readonly FormatWarning[];
}

/** Reads the cells of a text, from an offset that begins the given line. Time is linear in the text's length. */
export function readCells(text: string, from: number, firstLine: number): CellsRead {
  const collector = new CellCollector(text, from);
  eachLine(text, from, firstLine, line => collector.add(line));
  return collector.finish();
}

class CellCollector {
  readonly #text: string;
  readonly #reader = new BlockReader();
  readonly #cells: Cell[] = [];
  readonly #warnings: FormatWarning[] = [];
  #lead = '';
  /** Where the blank lines and separators after the last finished cell begin, and whether a separator is among them. */
  #gapStart: number;
  #separated = false;
  /** The Markdown cell that is being read: its first line, and the end of its last line that is not blank. */
  #markdown: { readonly first: Line; end: number } | undefined;
  /** The first line of the block that is open. */
  #opening: Line | undefined;
  #lastFilled = 0;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#gapStart = from;
  }

  add(line: Line): void {
    const block = this.#reader.block;
    const role = this.#reader.read(line.text);
    if (!isBlank(line.text)) this.#lastFilled = line.end;
    switch (role) {
      case 'text':
        this.#addMarkdown(line, line.end);
        break;
      case 'separator':
        this.#separate(line);
        break;
      case 'open':
        this.#opening = line;
        break;
      case 'close':
        this.#closeBlock(block, line);
        break;
      default:
    }
  }

  finish(): CellsRead {
    if (this.#reader.block && this.#opening) {
      this.#warnings.push(unclosedWarning(this.#reader.block, this.#opening));
      this.#addMarkdown(this.#opening, this.#lastFilled);
      this.#flushMarkdown(true);
    }
    this.#flushMarkdown(false);
    return {
      cells: this.#cells,
      lead: this.#lead,
      tail: this.#text.slice(this.#gapStart),
      warnings: this.#warnings,
    };
  }

  #addMarkdown(first: Line, end: number): void {
    this.#markdown ??= { first, end };
    this.#markdown.end = end;
  }

  #separate(line: Line): void {
    this.#flushMarkdown(false);
    // Nothing between two separators is a cell too: an empty one.
    if (this.#separated) {
      this.#push(line.start, line.start, (text, source) => ({ kind: 'markdown', text, line: line.number, source }));
    }
    this.#separated = true;
  }

  #closeBlock(block: Block | undefined, line: Line): void {
    const opening = this.#opening;
    if (!block || !opening) return;
    this.#warnings.push(...blockWarnings(block, opening));
    const info = cellOf(block);
    if (!info) {
      this.#addMarkdown(opening, line.end);
      return;
    }
    this.#flushMarkdown(false);
    const text = withoutLastEol(withLf(this.#text.slice(opening.end, line.start)));
    this.#push(opening.start, line.end, (_, source) => fencedCell(info, text, opening.number + 1, { ...source, text }));
  }

  #flushMarkdown(open: boolean): void {
    if (!this.#markdown) return;
    const { first, end } = this.#markdown;
    this.#markdown = undefined;
    this.#push(first.start, end, (text, source) => ({
      kind: 'markdown',
      text,
      line: first.number,
      source: { ...source, open },
    }));
  }

  #push(start: number, end: number, make: (text: string, source: CellSource) => Cell): void {
    const before = this.#text.slice(this.#gapStart, start);
    const body = this.#text.slice(start, end);
    const text = withoutLastEol(withLf(body));
    if (this.#cells.length === 0) this.#lead = before;
    const gap = this.#cells.length === 0 ? {} : { before };
    this.#cells.push(make(text, { ...gap, body, text, open: false }));
    this.#gapStart = end;
    this.#separated = false;
  }
}

function fencedCell(info: CellInfo, text: string, line: number, source: CellSource): Cell {
  return { ...info, text, line, source };
}

const withoutLastEol = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text);

/** The number of the line that begins behind a text. */
const lineCount = (text: string): number => withLf(text).split('\n').length;
