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
