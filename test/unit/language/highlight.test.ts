import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../src/language/syntax/highlight';

const kinds = (text: string): string =>
  highlight(text)
    .flatMap(({ text: piece, kind }) => (kind ? [`${kind}:${piece}`] : []))
    .join(' ');

describe('highlighting', () => {
  it('tells the parts of a cell apart', () => {
    expect(kinds('N = 70B params # size')).toBe('definition:N operator:= number:70B unit:params comment:# size');
    expect(kinds('plan(law: laws.epoch, mfu: 40%)')).toBe('function:plan argument:law argument:mfu number:40%');
    expect(kinds('f(x) = x |> g("a") to PFday')).toBe(
      'function:f operator:= operator:|> function:g string:"a" keyword:to unit:PFday',
    );
  });

  it('loses nothing, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('#', '"', '\n', 'a', '1', ';', '\r', ' ')).map(a => a.join('')),
    );
    fc.assert(
      fc.property(
        text,
        t =>
          highlight(t)
            .map(piece => piece.text)
            .join('') === t,
      ),
    );
  });
});
