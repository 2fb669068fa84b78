import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { publishedSeries, seriesById, storedSeries } from '../../../../src/science/facts/series/series';
import { seriesTable } from '../../../../src/science/facts/series/table';
import { findSource } from '../../../../src/science/facts/sources';

const book = '../shared/facts/series.json';
const word = v.pipe(v.string(), v.minLength(2));
/** 0 tokens is an untrained model. */
const amount = v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0)));
const shared = v.union([amount, v.array(amount)]);

const categories = [
  ...(['smooth', 'emergence', 'inverse', 'u_shaped', 'inverted_u', 'flat', 'flat_then_rise', 'positive'] as const),
  ...(['inverse_grid', 'flat_grid', 'erratic_grid', 'inverted_u_grid'] as const),
  ...(['erratic', 'data_scaling', 'loss', 'instruction', 'baseline', 'human_eval'] as const),
];

const schema = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/)),
    title: word,
    family: word,
    category: v.picklist(categories),
    metric: word,
    unit: word,
    chance: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(50))),
    higherIsBetter: v.nullable(v.boolean()),
    setting: v.nullable(v.string()),
    axis: v.picklist(['params', 'tokens', 'params,tokens']),
    core: v.boolean(),
    source: v.pipe(
      v.string(),
      v.check(key => findSource(key) !== undefined, 'a key of sources.ts'),
    ),
    locator: v.pipe(v.string(), v.minLength(3)),
    licence: word,
    evidence: v.picklist(['primary', 'secondary']),
    flopsFrom: v.optional(word),
    note: v.optional(word),
    pairedWith: v.optional(word),
    n: v.pipe(v.number(), v.integer(), v.minValue(2)),
    points: v.strictObject({
      model: v.union([word, v.array(word)]),
      params: v.optional(shared),
      tokens: v.optional(shared),
      flops: v.optional(shared),
      value: v.array(v.pipe(v.number(), v.finite())),
      stderr: v.optional(v.array(v.nullable(v.pipe(v.number(), v.minValue(0))))),
    }),
  }),
  v.check(s => s.points.value.length === s.n, 'n values'),
  v.check(
    s => Object.values(s.points).every(column => !Array.isArray(column) || column.length === s.n),
    'columns of n',
  ),
  v.check(s => s.points.flops === undefined || s.flopsFrom !== undefined, 'FLOP say where they are from'),
  v.check(s => s.unit !== 'fraction' || s.points.value.every(x => x >= 0 && x <= 1), 'fractions within 0 and 1'),
  v.check(s => s.unit !== 'percent' || s.points.value.every(x => x >= -20 && x <= 100), 'percent'),
);

interface BookSeries {
  readonly id: string;
  readonly core: boolean;
  readonly points: readonly Readonly<Record<'params' | 'tokens' | 'flops' | 'value', number | null>>[];
}

describe('published series', () => {
  it('have the shape that they promise', () => {
    for (const stored of storedSeries) {
      const result = v.safeParse(schema, stored);
      expect(result.issues?.map(issue => `${stored.id}: ${issue.message}`) ?? []).toEqual([]);
    }
    expect(new Set(storedSeries.map(s => s.id)).size).toBe(storedSeries.length);
  });

  it('hold the 72 core series, and pairs that know each other', () => {
    expect(publishedSeries({ core: true })).toHaveLength(72);
    for (const s of publishedSeries())
      if (s.pairedWith !== null) expect(seriesById(s.pairedWith).points.length).toBeGreaterThan(0);
  });

  it.skipIf(!existsSync(book))('repeat the fact book, figure by figure', () => {
    const all = new Map((JSON.parse(readFileSync(book, 'utf8')) as BookSeries[]).map(s => [s.id, s]));
    for (const s of publishedSeries()) {
      const original = all.get(s.id);
      expect(s.core).toBe(original?.core);
      const columns = (points: BookSeries['points']) => points.map(p => [p.params, p.tokens, p.flops, p.value]);
      expect(columns(s.points), s.id).toEqual(columns(original?.points ?? []));
    }
  });

  it('filter by family, metric, category, title and lists of them', () => {
    const gpt3 = publishedSeries({ family: 'gpt-3', category: 'emergence' });
    expect(gpt3.length).toBeGreaterThan(4);
    expect(gpt3.every(s => s.citation.source === 'gpt3')).toBe(true);
    expect(publishedSeries({ family: ['OPT', 'BLOOM'], metric: 'MC2 probability mass' })).toHaveLength(2);
    expect(publishedSeries({ id: 'flan_t5_mmlu_after' })[0].points.map(p => p.value)).toEqual([
      28.7, 35.9, 45.1, 52.4, 55.1,
    ]);
    expect(() => seriesById('nothing')).toThrow(/no published series "nothing"/);
  });

  it('become one table, a row for each result', () => {
    const two = publishedSeries({ id: ['pythia_isp_memo_trap', 'flan_t5_mmlu_before'] });
    const table = seriesTable(two);
    expect(table.rows).toBe(8 + 5);
    expect(new Set(table.series)).toEqual(new Set(['pythia_isp_memo_trap', 'flan_t5_mmlu_before']));
    const first = table.series.indexOf('pythia_isp_memo_trap');
    expect(table.params[first]).toBe(7e7);
    expect(table.stderr[first]).toBeGreaterThan(0);
    expect(Number.isNaN(table.stderr[table.series.indexOf('flan_t5_mmlu_before')])).toBe(true);
  });
});
