import { describe, expect, it } from 'vitest';
import { presentResults } from '../../../src/kernel/present';
import { presentError } from '../../../src/kernel/present/error';
import { displayText } from '../../../src/language/display';
import { toJson } from '../../../src/language/values/json';
import type { Value } from '../../../src/language/values/value';
import { errorCode, evaluate } from './evaluate';

/** A list that is small in memory and has 2^depth items. */
const nested = (depth: number): Value => {
  let value: Value = [1];
  for (let i = 0; i < depth; i++) value = [value, value];
  return value;
};

describe('values that are larger than they look', () => {
  it('are shown as far as a line goes', () => {
    expect(displayText(nested(60)).length).toBeLessThan(20_000);
    expect(displayText(nested(2))).toBe('[[[1], [1]], [[1], [1]]]');
  });

  it('are refused by JSON with a sentence', () => {
    expect(() => toJson(nested(60))).toThrow('too many to write out');
    expect(toJson(nested(1))).toEqual([[1], [1]]);
  });

  it('cannot be joined beyond what a list may hold', async () => {
    expect(await errorCode('a = range(1, 1e7)\nconcat(a, a, a)')).toBe('too-large');
  });

  it('cannot be drawn for hours', async () => {
    const runs = '{N: [1e8, 2e8, 4e8, 8e8, 1e8], D: [2e9, 4e9, 8e9, 2e10, 9e9], loss: [3.5, 3.2, 2.9, 2.7, 3.3]}';
    expect(await errorCode(`fit(${runs}, bootstrap: 1e8)`)).toBe('too-large');
  });
});

describe('long texts', () => {
  const long = 'a'.repeat(100_000);

  it('are shown in part', () => {
    const [output] = presentResults([{ span: { start: 0, end: 1 }, hidden: false, value: long, notes: [] }]);
    expect(String(output?.items.at(-1)?.data)).toContain('100000 characters in all');
  });

  it('do not hide what is wrong with them', () => {
    const output = presentError({ severity: 'error', code: 'x', message: 'No.', start: 0, end: 1 }, long);
    expect(String(output.items.at(-1)?.data)).toContain('No.');
  });
});

describe('mathjs’s elementary functions', () => {
  it.each([
    ['pow(2, 10)', 1024],
    ['square(3)', 9],
    ['cube(2)', 8],
    ['nthRoot(-8, 3)', -2],
    ['hypot(3, 4)', 5],
    ['atan2(1, 1)', Math.PI / 4],
    ['asinh(1)', Math.asinh(1)],
    ['acosh(2)', Math.acosh(2)],
    ['atanh(0.5)', Math.atanh(0.5)],
    ['fix(-2.7)', -2],
    ['factorial(20)', 2432902008176640000],
    ['combinations(5, 2)', 10],
    ['gcd(12, 18)', 6],
    ['lcm(4, 6)', 12],
  ])('%s', async (text, value) => {
    expect(await evaluate(text)).toBeCloseTo(value, 12);
  });

  it('keep units and refuse what has no factorial', async () => {
    expect(await evaluate('pow(2 hour, 2)')).toEqual({ value: 51_840_000, unit: 'second^2' });
    expect(await errorCode('factorial(2.5)')).toBe('out-of-range');
  });
});
