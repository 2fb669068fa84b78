import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '../../../../src/language/services/format';
import { parse } from '../../../../src/language/syntax/parser';
import { parse as read } from '../../../../src/notebook/format';

/** A tree without its places. */
const shape = (text: string): string =>
  JSON.stringify(parse(text).program, (key, value) => (key === 'start' || key === 'end' ? undefined : value));

describe('Formatting', () => {
  it.each([
    ['x=  a?b:c ;y = -1', 'x = a ? b : c; y = -1'],
    ['f(x,y)= x*  -y', 'f(x, y) = x * -y'],
    ['{a:1,"b" :2}[ "a" ]', '{a: 1, "b": 2}["a"]'],
    ['z = 5GPU/second^2', 'z = 5 GPU / second^2'],
    ['plot(\nf,1..2,\n      log:true)', 'plot(\n  f, 1..2,\n  log: true)'],
    ['runs\n|>head( 2 )', 'runs\n  |> head(2)'],
    ['a*(b+c)', 'a * (b + c)'],
    ['a = [\n1,\n2,\n]', 'a = [\n  1,\n  2,\n]'],
    ['x = 1   # aligned', 'x = 1   # aligned'],
    ['not a and -b^-2', 'not a and -b^-2'],
    ['f(x)\r\n\r\n  g', 'f(x)\r\n\r\ng'],
  ])('lays out %j', (text, expected) => {
    expect(format(text)).toBe(expected);
  });

  it('leaves what cannot be read as it is', () => {
    for (const text of ['x = "open', 'a  ?  $  b']) expect(format(text)).toBe(text);
  });

  it('keeps a bracket that is no call apart from its name', () => {
    expect(format('5 params  (x)')).toBe('5 params (x)');
    expect(format('params(layers:2)')).toBe('params(layers: 2)');
  });

  it('means the same and settles at once, in every note of the gallery', () => {
    let cells = 0;
    for (const file of readdirSync('notebooks').filter(name => name.endsWith('.scalebook'))) {
      for (const cell of read(readFileSync(`notebooks/${file}`, 'utf8')).cells) {
        if (cell.kind !== 'scale') continue;
        cells += 1;
        const once = format(cell.text);
        expect(shape(once)).toBe(shape(cell.text));
        expect(format(once)).toBe(once);
      }
    }
    expect(cells).toBeGreaterThan(100);
  });

  it('means the same and settles at once, whatever is written', () => {
    const piece = fc.constantFrom(
      ...['x', 'f', '1.5', '70B', 'params', 'tokens', '"a b"', '(', ')', '[', ']', '{', '}', ',', ':', '?', '|>', '=>'],
      ...[
        '=',
        '==',
        '-',
        '+',
        '*',
        '/',
        '^',
        '..',
        '.',
        'to',
        'and',
        'not',
        '\n',
        ';',
        ' ',
        '  ',
        '# note\n',
        '%',
        '$',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        const once = format(text);
        expect(shape(once)).toBe(shape(text));
        expect(format(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });
});
