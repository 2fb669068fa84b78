import { describe, expect, it } from 'vitest';
import { check } from '../../../src/language/check/check';
import { readData, readText } from '../../../src/language/data/read';
import { parse } from '../../../src/language/syntax/parser';
import { toJson } from '../../../src/language/values/json';
import { errorCode, evaluate, run } from './evaluate';

const RUNS = `runs = {
  N: [1e8, 2e8, 4e8, 8e8, 1e8, 4e8, 2e8, 8e8],
  D: [2e9, 4e9, 8e9, 16e9, 8e9, 2e10, 2e10, 4e9],
  loss: [3.52, 3.17, 2.88, 2.66, 3.30, 2.81, 2.95, 2.86]
}
`;

describe('a fit without bootstrap', () => {
  it('has every field that a fit has', async () => {
    const fit = (await evaluate(`${RUNS}fit(runs)`)) as Record<string, never>;
    for (const field of ['objective', 'n', 'se', 'ci', 'draws', 'residuals', 'converged'])
      expect(fit).toHaveProperty(field);
    expect(fit.draws).toEqual({ columns: { A: [], B: [], E: [], alpha: [], beta: [] }, rows: 0 });
  });

  it('has intervals as wide as its standard errors say', async () => {
    const [centre, se, low, high] = (await evaluate(
      `${RUNS}f = fit(runs, level: 95%)\n[f.alpha, f.se.alpha, f.ci.alpha.low, f.ci.alpha.high]`,
    )) as [number, number, number, number];
    expect(high - centre).toBeCloseTo(1.959964 * se, 5);
    expect(centre - low).toBeCloseTo(1.959964 * se, 5);
  });
});

describe('cite', () => {
  it('gives the sources of a table that was gathered from several', async () => {
    const { text, bibtex } = (await evaluate('cite(data.series)')) as { text: string; bibtex: string };
    expect(text).toContain('Language Models are Few-Shot Learners');
    expect(bibtex.match(/@misc/g)?.length).toBeGreaterThan(10);
    expect(await evaluate('cite(data.preferences).text')).toContain('Ouyang');
    expect(await evaluate('cite(data.loss_curves).source')).toBe('olmo-ladder, modded-nanogpt');
  });

  it('knows every table of data', async () => {
    const names = (await evaluate('data')) as unknown as { members: string[] };
    const without = [];
    for (const name of names.members) if ((await run(`cite(data.${name}).text`)).error) without.push(name);
    expect(without).toEqual([]);
  });
});

describe('data.chinchilla_runs', () => {
  it('says whose runs these are, where they are, and how to read them', async () => {
    const { error } = await run('data.chinchilla_runs');
    const [found] = check(parse('data.chinchilla_runs').program, {
      names: new Set(),
      typeOf: () => undefined,
    }).diagnostics;
    expect(found?.message).toBe(error?.message);
    for (const part of ['Besiroglu et al. 2024', 'Hoffmann et al. 2022', 'load("chinchilla_245.csv")'])
      expect(error?.message).toContain(part);
  });
});

describe('table', () => {
  it.each([
    ['table({a: [1, 2], b: [1]})', 'length-mismatch', 'a: 2, b: 1'],
    ['table({a: [1], b: 2})', 'bad-argument', '`b`'],
    ['table(3)', 'bad-argument', 'a plain number'],
  ])('%s says why it is none', async (text, code, said) => {
    const { error } = await run(text);
    expect([error?.code, error?.message]).toEqual([code, expect.stringContaining(said)]);
  });

  it('may be empty, and is as long as its rows', async () => {
    expect(await evaluate('table({})')).toEqual({ columns: {}, rows: 0 });
    expect(await evaluate('length(table({a: [1, 2]}))')).toBe(2);
  });
});

describe('a wrong argument', () => {
  it.each([
    'flops(70B, 1.4T, method: "foo")',
    'optimal(laws.epoch, -1)',
    'flops(70B tokens, 1.4T)',
    'linspace(0, 1, 0)',
  ])('%s shows the signature', async text => {
    const { error } = await run(text);
    expect(error?.hint).toContain(`${text.slice(0, text.indexOf('('))}(`);
  });

  it('is told by the signature that is nearest', async () => {
    const { error } = await run('flops(70B tokens, 1.4T)');
    expect(error?.message).toContain('it is in tokens, and should be in params');
  });

  it('is marked at its name where the name is wrong', async () => {
    const text = 'flops(70B, 1.4T, metod: "6nd")';
    const { error } = await run(text);
    expect(text.slice(error?.span?.start, error?.span?.end)).toBe('metod');
    expect(await errorCode('f(x) = x\nf(y: 1)')).toBe('unknown-argument');
  });
});

describe('numbers in text files', () => {
  const column = (text: string) => (toJson(readText('csv', text)) as { columns: Record<string, unknown> }).columns;

  it('have decimal commas between semicolons', () => {
    expect(column('N;loss\r\n1e8;3,31\r\n2e8;-3,2e1\r\n')).toEqual({ N: [1e8, 2e8], loss: [3.31, -32] });
  });

  it('have grouping commas in quotes between commas', () => {
    expect(column('N,x\n"1,234","1,234,567.5"\n5,6\n')).toEqual({ N: [1234, 5], x: [1234567.5, 6] });
    expect(column('N,x\n"1,23",4\n')).toEqual({ N: ['1,23'], x: [4] });
  });

  it.each(['utf-16le', 'utf-16be'] as const)('are read from %s', async encoding => {
    const bytes = Buffer.from('\ufeffN,D\n1,2\n', 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    expect(toJson(await readData('a.csv', new Uint8Array(bytes)))).toEqual({ columns: { N: [1], D: [2] }, rows: 1 });
  });
});

describe('summaries of estimates', () => {
  const LAW = 'law = uncertain(laws.epoch)\na = loss(law, 1B, 20B)\nb = loss(law, 2B, 20B)\n';
  type Estimate = { value: number; low: number; high: number; level: number };

  it.each([
    'sum([a, b])',
    'mean([a, b])',
    'median([a, b])',
    'min(a, b)',
    'max([a, b])',
    'std([a, b])',
    'quantile([a, b], 50%)',
    'product([a, b])',
    'cumsum([a, b])[1]',
    'diff([a, b])[0]',
    'max(a, 2)',
  ])('%s has an interval', async text => {
    expect(Object.keys((await evaluate(LAW + text)) as object)).toEqual(['value', 'low', 'high', 'level']);
  });

  it('are taken draw by draw, so that what items share stays shared', async () => {
    const [sum, plus] = (await evaluate(`${LAW}[sum([a, b]), a + b]`)) as unknown as [Estimate, Estimate];
    for (const end of ['value', 'low', 'high', 'level'] as const) expect(sum[end]).toBeCloseTo(plus[end], 12);
    const [gap, minus] = (await evaluate(`${LAW}[diff([a, b])[0], b - a]`)) as unknown as [Estimate, Estimate];
    expect(gap).toEqual(minus);
    expect(gap.high - gap.low).toBeLessThan((sum.high - sum.low) / 3);
  });

  it('keep units, and raise them where they multiply', async () => {
    expect(await evaluate('variance([1 hour, 2 hour])')).toEqual({ value: 6_480_000, unit: 'second^2' });
    expect(await evaluate('product([2 GPU, 3 hour])')).toEqual({ value: 21_600, unit: 'GPU second' });
    expect(await evaluate('cumsum([1 hour, 1 hour])[1]')).toEqual({ value: 7200, unit: 'seconds' });
    expect(await evaluate('[cumsum([1, 2, 3]), diff([1, 4, 9])]')).toEqual([
      [1, 3, 6],
      [3, 5],
    ]);
    expect(await errorCode('sum([1 hour, 1 GPU])')).toBe('unit-mismatch');
  });
});

describe('what is said of', () => {
  it('chained comparisons', async () => {
    expect((await run('1 < 2 < 3')).error?.hint).toContain('a < b and b < c');
  });

  it('two parameters of one name', () => {
    const codes = check(parse('f(x, x) = 1').program, { names: new Set(), typeOf: () => undefined }).diagnostics;
    expect(codes.map(d => d.code)).toEqual(['duplicate']);
  });

  it('a name that is not defined yet: no unit, where it may be any name', () => {
    const [found] = check(parse('y + 1').program, { names: new Set(), typeOf: () => undefined }).diagnostics;
    expect(found?.message).toBe('Nothing is called `y`.');
  });
});

describe('isoflop_fit', () => {
  const TWO = `runs = {
  C: [1e18, 1e18, 1e18, 1e18, 1e18, 1e19, 1e19, 1e19, 1e19, 1e19],
  N: [5e7, 1e8, 2e8, 4e8, 8e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9],
  loss: [3.6, 3.4, 3.33, 3.42, 3.65, 2.95, 2.82, 2.78, 2.83, 2.97]
}
`;

  it('says why two budgets give no standard error', async () => {
    const { results } = await run(`${TWO}isoflop_fit(runs)`);
    expect(
      results
        .at(-1)
        ?.notes.map(n => n.text)
        .join(),
    ).toContain('leave no standard error');
  });
});

describe('tables', () => {
  const T = 't = table({a: [1, 2, 3], k: ["x", "y", "x"]})\n';
  const columns = async (text: string) => ((await evaluate(T + text)) as { columns: Record<string, unknown> }).columns;

  it.each([
    'derive(t, b: r => r.a * 2)',
    'derive(t, {b: r => r.a * 2})',
    'derive(t, "b", r => r.a * 2)',
    't |> derive(b: t.a * 2)',
  ])('%s', async text => {
    expect(await columns(text)).toEqual({ a: [1, 2, 3], k: ['x', 'y', 'x'], b: [2, 4, 6] });
    expect(check(parse(text).program, { names: new Set(['t']), typeOf: () => undefined }).diagnostics).toEqual([]);
  });

  it('take several columns by name, in their order', async () => {
    expect((await columns('derive(t, b: r => r.a * 2, c: r => r.b + 1)')).c).toEqual([3, 5, 7]);
    expect((await columns('derive(t, name: "c", value: 3)')).c).toEqual([3, 3, 3]);
  });

  it.each(['group(t, "k", m: g => sum(g.a))', 'group(t, "k", {m: g => sum(g.a)})'])('%s', async text => {
    expect(await columns(text)).toEqual({ k: ['x', 'y'], m: [4, 2] });
  });

  it('go through map and filter by rows', async () => {
    expect(await evaluate(`${T}map(t, r => r.a + 1)`)).toEqual([2, 3, 4]);
    expect(await columns('filter(t, r => r.k == "x")')).toEqual({ a: [1, 3], k: ['x', 'x'] });
  });

  it('refuse other names than those of arguments where nothing takes fields', async () => {
    expect(await errorCode(`${T}head(t, b: 3)`)).toBe('unknown-argument');
  });
});
