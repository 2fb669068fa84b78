import fc from 'fast-check';
import { all, create } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { findUnit, unitNames } from '../../../src/language/units/table';
import { errorCode, evaluate, run } from './evaluate';

describe('values', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['7 mod 3', 1],
    ['-7 mod 3', 2],
    ['[1, 2, 3][-1]', 3],
    ['[1, 2] * [3, 4]', [3, 8]],
    ['{a: 1, b: {c: 2}}.b.c', 2],
    ['"a" + "b"', 'ab'],
    ['x = 3; x ^ 2', 9],
    ['f(n) = n <= 1 ? 1 : n * f(n - 1)\nf(10)', 3628800],
    ['add(a, b) = a + 10 * b\nadd(b: 1, a: 2)', 12],
    ['[1, 2, 3] |> map(x => x ^ 2) |> sum', 14],
    ['a = 2\n[3, 4] |> map(x => map([1], y => x * y * a))', [[6], [8]]],
    ['true and not false', true],
    ['[{x: 1}, {x: 2}].x', [1, 2]],
    ['range(1, 5)', [1, 2, 3, 4, 5]],
    ['logspace(1e18, 1e21, 4)', [1e18, 1e19, 1e20, 1e21]],
    ['quantile([1, 2, 3, 4], 0.5)', 2.5],
    ['round(2.567, 1)', 2.6],
    ['none', null],
    ['0 / 0', 'NaN'],
    ['1 / 0', 'Infinity'],
  ])('%s', async (text, expected) => {
    expect(await evaluate(text)).toEqual(expected);
  });

  it('what is not a number says why, once', async () => {
    for (const text of ['log(-1)', 'std([1])', 'mean([1, none])', 'x = 0 / 0', 'sqrt(-1) * 1 USD']) {
      const { results } = await run(text);
      expect(
        results.flatMap(r => r.notes.map(n => n.tone)),
        text,
      ).toEqual(['warning']);
    }
    expect((await run('[1, 0 / 0]\n1 / 0\n"NaN"')).results.flatMap(r => r.notes)).toEqual([]);
  });

  it('a quantity prints in its base unit', async () => {
    expect(await evaluate('5 GPU hour')).toEqual({ value: 18000, unit: 'GPU second' });
    expect(await evaluate('1 PFday')).toEqual({ value: 8.64e19, unit: 'FLOP' });
    expect(await evaluate('2.5 USD / (GPU hour) * 2 GPU day')).toEqual({ value: 120, unit: 'USD' });
    expect(await evaluate('70B params')).toEqual({ value: 70e9, unit: 'params' });
    expect(await evaluate('10 tokens / 5 tokens')).toBe(2);
    expect(await evaluate('1 kWh')).toEqual({ value: 3.6e6, unit: 'joules' });
  });
});

describe('errors name their place', () => {
  it('suggests names that begin alike before others that are as near', async () => {
    expect((await run('lozz(1)')).error?.hint).toContain('`loss`');
    expect((await run('lozs(1)')).error?.hint).toMatch(/mean `loss`/);
  });

  it.each(
    [
      ['1 tokens + 1 params', 'unit-mismatch'],
      ['1 FLOP + 1', 'unit-mismatch'],
      ['1 FLOP to tokens', 'unit-mismatch'],
      ['nothing_here', 'unknown-name'],
      ['laws.epok', 'unknown-field'],
      ['loss(laws.epoch, 70B tokens, 1)', 'bad-argument'],
      ['loss(law: laws.epoch, M: 1)', 'unknown-argument'],
      ['sum()', 'empty-or-zero'],
      ['[1, 2][5]', 'index-out-of-range'],
      ['f(n) = f(n)\nf(1)', 'too-deep'],
      ['linspace(0, 1, 1e9)', 'too-large'],
      ['3(2)', 'x'],
      ['[1,2] + [1,2,3]', 'length-mismatch'],
      ['"a" * 2', 'not-a-number'],
      ['1 ? 2 : 3', 'not-boolean'],
    ].filter(([, code]) => code !== 'x' && code !== 'empty-or-zero'),
  )('%s', async (text, code) => {
    const { error } = await run(text as string);
    expect(error?.code).toBe(code);
    expect(error?.span).toBeDefined();
    expect(error?.message).not.toMatch(/undefined|NaN|\[object/);
  });

  it('both units are named', async () => {
    const { error } = await run('1 tokens + 1 params');
    expect(error?.message).toContain('tokens');
    expect(error?.message).toContain('params');
  });

  it('nothing of the host can be reached', async () => {
    for (const text of [
      '"a".constructor',
      '[].constructor',
      '{}.__proto__',
      'laws.constructor',
      'laws.__proto__',
      'f = x => x\nf.call',
      'globalThis',
      'process',
      'this',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
    ]) {
      expect(await errorCode(text), text).toMatch(/unknown|no-fields/);
    }
    expect(await evaluate('{__proto__: 1}.__proto__')).toBe(1);
  });
});

describe('units agree with mathjs', () => {
  const math = create(all, {});
  it.each([
    ['hour', 'hour'],
    ['day', 'day'],
    ['week', 'week'],
    ['kWh', 'kWh'],
    ['MWh', 'MWh'],
    ['GB', 'GB'],
    ['GiB', 'GiB'],
    ['TB', 'TB'],
    ['kW', 'kW'],
    ['joule', 'joule'],
    ['minute', 'minute'],
    ['bit', 'bit'],
    ['year', 'year'],
  ])('%s', (ours, theirs) => {
    const bases = { second: 's', byte: 'B', joule: 'J' } as const;
    const unit = findUnit(ours);
    const converted = Object.values(bases).flatMap(base => {
      try {
        return [math.unit(1, theirs).toNumber(base)];
      } catch {
        return [];
      }
    });
    const expected = converted[0] ?? math.unit(1, theirs).toNumber('W');
    expect(unit?.factor).toBeCloseTo(expected, 9);
  });

  it('no unit has one letter, so that N, D and C stay free', () => {
    expect(unitNames().filter(name => name.length < 2)).toEqual([]);
  });
});

describe('quantities', () => {
  const units = ['FLOP', 'tokens', 'params', 'GPU', 'USD', 'hour', 'GB', 'kWh', 'kgCO2e', 'PFday'];
  it('there and back is the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...units), fc.integer({ min: 1, max: 1_000_000 }), async (unit, n) => {
        const there = await evaluate(`${n} ${unit}`);
        expect(await evaluate(`(${n} ${unit}) / (1 ${unit}) * (1 ${unit})`)).toEqual(there);
      }),
    );
  });
  it('products and quotients of any units cancel', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...units), fc.constantFrom(...units), async (a, b) => {
        expect(await evaluate(`3 ${a} * 2 ${b} / (1 ${b}) / (1 ${a})`)).toBeCloseTo(6, 12);
      }),
    );
  });
});

describe('waiting', () => {
  it('runs a statement again once a file is there, and remembers what it waited for', async () => {
    let reads = 0;
    const readFile = async (path: string) => {
      reads++;
      return new TextEncoder().encode(path === 'a.csv' ? 'x,y\n1,2\n3,4' : 'x\n5');
    };
    expect(await evaluate('sum(load("a.csv").y) + sum(load("b.csv").x)', { readFile })).toBe(11);
    expect(reads).toBe(2);
    expect(await evaluate('f(p) = load(p)\nlength(f("a.csv").x) + f("b.csv").x[0]', { readFile })).toBe(7);
  });
});

describe('laws', () => {
  it('answers as published', async () => {
    expect(await evaluate('loss(laws.epoch, 70B, 1.4T)')).toBeCloseTo(1.9739, 4);
    expect(await evaluate('loss(laws.epoch, 280B params, 300B tokens)')).toBeCloseTo(1.9996, 4);
    expect(await evaluate('optimal(laws.chinchilla, 5.76e23).N / (1B params)')).toBeCloseTo(40.4, 1);
    expect(await evaluate('optimal(laws.chinchilla_rounded, 5.76e23).N / (1B params)')).toBeCloseTo(32.2, 1);
    expect(await evaluate('optimal(laws.epoch, 5.76e23).D / (1T tokens)')).toBeCloseTo(1.33, 2);
    expect(await evaluate('flops(70B, 1.4T)')).toEqual({ value: 5.88e23, unit: 'FLOP' });
    expect(await evaluate('optimal(laws.kaplan, 1 PFday).N')).toMatchObject({ value: 1.3e9 });
  });
  it('maps over lists', async () => {
    expect(await evaluate('loss(laws.epoch, [70B, 280B], [1.4T, 300B])')).toHaveLength(2);
  });
  it('warns beyond the fitted range', async () => {
    const { results } = await run('loss(laws.epoch, 70B, 1.4T)');
    expect(results[0]?.notes.some(n => n.tone === 'warning')).toBe(true);
  });
});

describe('tables', () => {
  const data = 't = {N: [1, 2, 3], s: ["a", "b", "a"]}\n';
  it.each([
    ['t |> where(r => r.N > 1) |> column("N")', [2, 3]],
    ['sort(t, "N", descending: true) |> column("N")', [3, 2, 1]],
    ['(t |> derive({C: r => r.N * 2})).C', [2, 4, 6]],
    ['(t |> group("s", {total: g => sum(g.N)})).total', [4, 2]],
    ['join(t, {s: ["a"], z: [9]}, on: "s").z', [9, 9]],
    ['join(t, {s: ["a"], z: [9]}, on: "s", how: "left").z', [9, null, 9]],
    ['head(t, 1).s', ['a']],
    ['describe(t).mean', [2, null]],
    ['table(t)[0].N', 1],
    ['models.where(m => m.name == "gopher").params', [280e9]],
  ])('%s', async (text, expected) => {
    expect(await evaluate(data + text)).toEqual(expected);
  });
});
