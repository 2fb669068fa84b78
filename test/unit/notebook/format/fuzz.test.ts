import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, decode, encode, fromCells, parse, serialize, toCells } from '../../../../src/notebook/format';
import { containMarkdown } from '../../../../src/notebook/format/contain';
import { withLf } from '../../../../src/notebook/format/lines';
import { anyFile, documentMetadata, editorCell, essence } from './arbitrary';

const RUNS = { numRuns: Number(process.env.SCALEBOOK_FUZZ_RUNS ?? 1500) };

describe('any file', () => {
  it('is written back byte for byte', () => {
    fc.assert(
      fc.property(anyFile, text => {
        expect(serialize(parse(text))).toBe(text);
      }),
      RUNS,
    );
  });

  it('is written back byte for byte from its bytes, UTF-8 or not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          anyFile.map(text => encode(text)),
        ),
        bytes => {
          const text = decode(bytes);
          expect(serialize(parse(text))).toBe(text);
          expect(encode(text)).toEqual(new Uint8Array(bytes));
        },
      ),
      RUNS,
    );
  });

  it('survives an editor unchanged, whatever ending the editor gives to lines', () => {
    fc.assert(
      fc.property(anyFile, fc.constantFrom('\n', '\r\n'), (text, eol) => {
        const { cells, metadata } = toCells(parse(text));
        const typed = cells.map(cell => ({ ...cell, text: cell.text.replaceAll('\n', eol) }));
        expect(serialize(fromCells(JSON.parse(JSON.stringify(typed)), metadata))).toBe(text);
      }),
      RUNS,
    );
  });

  it('gives each cell the line of the file on which its text begins', () => {
    fc.assert(
      fc.property(anyFile, text => {
        const lines = withLf(text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n');
        for (const cell of parse(text).cells) {
          const length = cell.text.split('\n').length;
          if (cell.text !== '') expect(lines.slice(cell.line - 1, cell.line - 1 + length).join('\n')).toBe(cell.text);
        }
      }),
      RUNS,
    );
  });
});

describe('any cells of an editor', () => {
  it('are read back as they were, and are then written the same', () => {
    fc.assert(
      fc.property(fc.array(editorCell, { maxLength: 6 }), documentMetadata, (cells, metadata) => {
        const doc = fromCells(cells, metadata);
        const text = serialize(doc);
        const read = parse(text);
        expect(read.cells.map(essence)).toEqual(doc.cells.map(asWritten));
        expect(serialize(read)).toBe(text);
        expect(serialize(fromCells(toCells(read).cells, toCells(read).metadata))).toBe(text);
      }),
      RUNS,
    );
  });

  it('keep their front matter', () => {
    fc.assert(
      fc.property(fc.array(editorCell, { maxLength: 3 }), documentMetadata, (cells, metadata) => {
        const doc = fromCells(cells, metadata);
        expect(parse(serialize(doc)).frontMatter.values).toEqual(doc.frontMatter.values);
      }),
      RUNS,
    );
  });
});

describe('an edit of any file', () => {
  const edited = fc.tuple(anyFile, fc.nat(), editorCell);

  it('of one cell changes no byte outside that cell', () => {
    fc.assert(
      fc.property(edited, ([text, at, to]) => {
        const doc = parse(text);
        const index = doc.cells.length === 0 ? 0 : at % doc.cells.length;
        const cell = doc.cells[index];
        // A block that is open at the end of the file has to be closed once it is touched: that is still in the cell.
        if (!cell || to.text === '' || containMarkdown(withLf(to.text)) === '' || cell.text === '') return;
        const cells = doc.cells.with(index, { ...cell, text: withLf(to.text) });
        const result = serialize({ ...doc, cells });
        const body = cell.source?.body ?? '';
        const start = offsetOf(doc.cells, index, doc.frontMatter.raw.length + (doc.lead ?? '').length);
        const [head, tail] = [text.slice(0, start), text.slice(start + body.length)];
        // Prose that has become front matter by the edit is moved down by a line.
        if (parse(head + result.slice(start)).frontMatter.raw !== doc.frontMatter.raw) return;
        expect(result.slice(0, start)).toBe(head);
        expect(result.endsWith(tail)).toBe(true);
      }),
      RUNS,
    );
  });

  it('that removes, adds or moves cells leaves the others as they were', () => {
    fc.assert(
      fc.property(anyFile, fc.array(fc.oneof(fc.nat(), editorCell), { maxLength: 8 }), (text, picks) => {
        const from = toCells(parse(text));
        const cells = picks.map(pick => (typeof pick === 'number' ? from.cells[pick % from.cells.length] : pick));
        const doc = fromCells(
          cells.filter(cell => cell !== undefined),
          from.metadata,
        );
        const read = parse(serialize(doc));
        expect(read.cells.map(essence)).toEqual(doc.cells.map(asWritten));
      }),
      RUNS,
    );
  });
});

/** Markdown that would be read otherwise is written so that it is not. */
function asWritten(cell: Cell, index: number, cells: readonly Cell[]): unknown {
  const isLast = index === cells.length - 1;
  if (cell.kind !== 'markdown') return essence(cell);
  if (isLast && cell.source?.text === cell.text && cell.source.open) return essence(cell);
  return { kind: 'markdown', text: containMarkdown(cell.text) };
}

function offsetOf(cells: readonly Cell[], index: number, from: number): number {
  return cells.slice(0, index + 1).reduce((offset, cell, i) => {
    const before = cell.source?.before ?? '';
    const body = i < index ? (cell.source?.body ?? '') : '';
    return offset + before.length + body.length;
  }, from);
}
