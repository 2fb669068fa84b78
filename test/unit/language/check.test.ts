import { describe, expect, it } from 'vitest';
import { check } from '../../../src/language/check/check';
import { parse } from '../../../src/language/syntax/parser';

const codes = (text: string, names: string[] = []): string[] =>
  check(parse(text).program, { names: new Set(names), typeOf: () => undefined }).diagnostics.map(d => d.code);

describe('before running', () => {
  it.each([
    ['1 tokens + 1 params', 'unit-mismatch'],
    ['N = 70B params\nD = 1T tokens\nN + D', 'unit-mismatch'],
    ['loss(laws.epoch, 70B tokens, 3)', 'unit-mismatch'],
    ['loss(laws.epok, 1, 2)', 'unknown-member'],
    ['flopz(1, 2)', 'unknown-name'],
    ['flops(1)', 'missing-argument'],
    ['flops(1, 2, methode: "6nd")', 'unknown-argument'],
    ['sin(1, 2)', 'too-many-arguments'],
    ['tokens = 3', 'reserved'],
    ['loss = 3', 'reserved'],
    ['a = 1\na = 2', 'duplicate'],
    ['b\nb = 1', 'used-before'],
    ['f(tokens) = 1', 'reserved'],
  ])('%s', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  it.each([
    'N = 70B params\nloss(laws.epoch, N, 1.4T tokens)',
    'f(c) = optimal(laws.epoch, c).N\nmap([1e20, 1e21], f)',
    'x |> map(y => y + 1)',
    'C = flops(70B, 1.4T)\nC to PFday',
    'models.where(m => m.tokens > 1T)',
    'sum(1, 2, 3)',
    'plot(x => x^2, 0..10, title: "a")',
    'mean([1, 2])',
    'loss(laws.epoch, [1, 2], 3)',
  ])('%s is right', text => {
    expect(codes(text, ['x'])).toEqual([]);
  });
});

describe('what would help', () => {
  /** The text after the first fix that is offered. */
  const fixed = (text: string, names: string[] = []): string | undefined => {
    const { program, diagnostics } = parse(text);
    const found = [...diagnostics, ...check(program, { names: new Set(names), typeOf: () => undefined }).diagnostics];
    const fix = found.find(d => d.fix)?.fix;
    return fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end);
  };

  it.each([
    ['70B parms', '70B params'],
    ['los(laws.epoch, 1, 2)', 'loss(laws.epoch, 1, 2)'],
    ['loss(laws.epok, 1, 2)', 'loss(laws.epoch, 1, 2)'],
    ['flops(1, 2, metod: "6nd")', 'flops(1, 2, method: "6nd")'],
    ['flops(1, 2, method: "7nd")', 'flops(1, 2, method: "6nd")'],
    ['loss(laws.epoch, 70B tokens, 3)', 'loss(laws.epoch, 70B params, 3)'],
    ['1e24 to PFday', '1e24 FLOP to PFday'],
    ['3 tokens + 5', '3 tokens + 5 tokens'],
    ['3 GPU to hours', undefined],
    ['zzzzqqq', undefined],
  ])('%s → %s', (text, expected) => {
    expect(fixed(text)).toBe(expected);
  });

  it('says which two units do not meet, in the words of the operator', () => {
    const message = (text: string): string | undefined =>
      check(parse(text).program, { names: new Set(), typeOf: () => undefined }).diagnostics[0]?.message;
    expect(message('3 GPU to hours')).toBe('GPU cannot be converted to seconds: they are different units.');
    expect(message('3 GPU < 4 hours')).toBe('GPU and seconds cannot be compared: they are different units.');
  });
});
