import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCells, parse, serialize, toCells } from '../../../../src/notebook/format';

const gallery = path.join(__dirname, '../../../../notebooks');
const notes = readdirSync(gallery)
  .filter(name => name.endsWith('.scalebook'))
  .map(name => readFileSync(path.join(gallery, name), 'utf8'));

/** The lines that differ between two texts with as many lines at their ends alike as there are: from, and how many on each side. */
function hunk(
  before: string,
  after: string,
): { readonly from: number; readonly removed: number; readonly added: number } {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from += 1;
  let alike = 0;
  while (alike < Math.min(a.length, b.length) - from && a.at(-1 - alike) === b.at(-1 - alike)) alike += 1;
  return { from, removed: a.length - alike - from, added: b.length - alike - from };
}

/** As VS Code saves a file: its cells, one of them edited, written again. */
function saved(text: string, edit: (texts: string[]) => void): string {
  const { cells, metadata } = toCells(parse(text));
  const texts = cells.map(cell => cell.text);
  edit(texts);
  return serialize(
    fromCells(
      cells.map((cell, i) => ({ ...cell, text: texts[i] ?? '' })),
      metadata,
    ),
  );
}

/** Line endings, indents and blank lines as people leave them. */
const untidy = (text: string, choice: number): string => {
  if (choice === 1) return text.replaceAll('\n', '\r\n');
  if (choice === 2) return text.replaceAll('\n\n', '\n\n\n');
  if (choice === 3) return text.trimEnd();
  return choice === 4 ? text.replaceAll(/^```(scale)?/gm, (_, scale) => (scale ? '~~~~scale  ' : '~~~~')) : text;
};

describe('one edit of a notebook', () => {
  it('changes one number on one line, and no other byte', () => {
    const numbers = notes.flatMap(note =>
      [0, 1, 2, 3, 4].flatMap(choice => {
        const text = untidy(note, choice);
        return toCells(parse(text)).cells.flatMap((one, cell) =>
          [...one.text.matchAll(/\d+/g)].map(match => ({ text, cell, at: match.index, length: match[0].length })),
        );
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: numbers.length - 1 }), fc.nat({ max: 999 }), (which, value) => {
        const { text, cell, at, length } = numbers[which] as (typeof numbers)[number];
        const after = saved(text, texts => {
          const old = texts[cell] ?? '';
          texts[cell] = `${old.slice(0, at)}${value}${old.slice(at + length)}`;
        });
        const { removed, added } = hunk(text, after);
        expect([removed, added].every(count => count <= 1)).toBe(true);
        expect(Math.abs(after.length - text.length)).toBeLessThanOrEqual(Math.max(length, 3));
      }),
      { numRuns: 300 },
    );
  });

  it('adds a line and removes one without touching others', () => {
    fc.assert(
      fc.property(fc.nat({ max: notes.length - 1 }), fc.nat(), fc.boolean(), (note, seed, adds) => {
        const text = notes[note] ?? '';
        const { cells } = toCells(parse(text));
        const code = cells.flatMap(({ kind }, i) => (kind === 'code' ? [i] : []));
        const cell = code[seed % code.length] ?? 0;
        const after = saved(text, texts => {
          const lines = (texts[cell] ?? '').split('\n');
          if (adds) lines.push('added_here = 1');
          else lines.splice(seed % lines.length, 1);
          texts[cell] = lines.join('\n');
        });
        const { removed, added } = hunk(text, after);
        expect(removed + added).toBeLessThanOrEqual(adds ? 1 : 2);
      }),
      { numRuns: 200 },
    );
  });

  it('changes nothing where nothing was edited', () => {
    for (const note of notes)
      for (const choice of [0, 1, 2, 3, 4])
        expect(saved(untidy(note, choice), () => undefined)).toBe(untidy(note, choice));
  });
});
