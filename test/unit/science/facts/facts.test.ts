import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { countMoe } from '../../../../src/science/counting/moe';
import { countParams } from '../../../../src/science/counting/params';
import { contradictions } from '../../../../src/science/facts/contradictions';
import results from '../../../../src/science/facts/data/results.json';
import { allDevices, findDevice, unitCosts } from '../../../../src/science/facts/devices';
import { carbonIntensity, pue, utilisation } from '../../../../src/science/facts/grids';
import { loadLossCurves, lossCurveRuns } from '../../../../src/science/facts/loss_curves';
import { allModels, findModel, modelNames } from '../../../../src/science/facts/models';
import { otherPrices } from '../../../../src/science/facts/prices';
import { allSources, findSource } from '../../../../src/science/facts/sources';
import { publishedTable, tableNames } from '../../../../src/science/facts/tables';

const citation = v.strictObject({
  source: v.pipe(
    v.string(),
    v.check(key => findSource(key) !== undefined, 'a key of sources.ts'),
  ),
  locator: v.pipe(v.string(), v.minLength(3)),
  flag: v.picklist(['verified', 'memory']),
  evidence: v.picklist(['primary', 'secondary', 'refit', 'computed', 'recall']),
  note: v.optional(v.string()),
});
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/));
const text = v.pipe(v.string(), v.minLength(3));
const architecture = v.looseObject({ layers: positive, width: positive, heads: positive });

const model = v.strictObject({
  kind: v.literal('model'),
  name,
  title: v.pipe(v.string(), v.minLength(2)),
  family: v.pipe(v.string(), v.minLength(2)),
  params: positive,
  activeParams: v.optional(positive),
  tokens: v.optional(positive),
  flops: v.optional(positive),
  architecture: v.optional(architecture),
  moe: v.optional(architecture),
  learningRate: v.optional(positive),
  batchTokens: v.optional(positive),
  results: v.array(
    v.strictObject({
      benchmark: v.pipe(v.string(), v.minLength(2)),
      metric: v.pipe(v.string(), v.minLength(2)),
      value: v.pipe(v.number(), v.finite()),
      unit: text,
      setting: v.string(),
      higherIsBetter: v.optional(v.boolean()),
      citation,
    }),
  ),
  citation,
  figures: v.optional(v.record(v.string(), citation)),
  recalled: v.optional(v.array(v.string())),
  notes: v.optional(v.array(v.string())),
});

const price = v.strictObject({
  usdPerHour: positive,
  range: v.optional(v.tuple([positive, positive])),
  kind: v.picklist(['on-demand', 'spot', 'assumed']),
  provider: text,
  date: text,
  citation,
});

const device = v.strictObject({
  kind: v.literal('device'),
  name,
  title: text,
  peak: v.record(v.picklist(['bf16', 'fp16', 'fp8', 'fp4', 'fp32', 'int8']), v.pipe(v.number(), v.minValue(1e13))),
  memoryBytes: v.optional(v.pipe(v.number(), v.minValue(1e10))),
  bandwidth: v.optional(v.pipe(v.number(), v.minValue(1e11))),
  power: v.optional(v.pipe(v.number(), v.minValue(100), v.maxValue(2000))),
  measuredMatmul: v.optional(positive),
  prices: v.array(price),
  citation,
  figures: v.optional(v.record(v.string(), citation)),
  notes: v.optional(v.array(v.string())),
});

const reported = v.strictObject({
  name,
  title: text,
  value: positive,
  range: v.optional(v.tuple([positive, positive])),
  citation,
});

describe('every fact has a source, a place and a flag', () => {
  it('models', () => {
    v.parse(v.array(model), allModels());
    expect(new Set(modelNames).size).toBe(modelNames.length);
    expect(allModels().length).toBeGreaterThan(150);
  });
  it('devices and prices', () => {
    v.parse(v.array(device), allDevices());
    v.parse(v.record(name, v.array(price)), otherPrices);
    v.parse(v.record(name, v.strictObject({ usd: positive, citation })), unitCosts);
  });
  it('grids, overheads and utilisation', () => {
    v.parse(v.array(reported), [...carbonIntensity, ...pue, ...utilisation]);
  });
  it('tables, sources and contradictions', () => {
    for (const table of tableNames.map(publishedTable)) {
      v.parse(citation, table.citation);
      for (const row of table.rows) expect(row.length).toBe(table.columns.length);
    }
    for (const source of allSources()) expect(source.title.length).toBeGreaterThan(3);
    for (const { source } of contradictions) expect(findSource(source), source).toBeDefined();
    expect(contradictions.length).toBeGreaterThan(35);
  });
  it('every result belongs to a model', () => {
    const known = new Set(modelNames);
    const orphans = results.flatMap(group => Object.keys(group.values)).filter(key => !known.has(key));
    expect(orphans).toEqual([]);
  });
});

describe('models', () => {
  it('shapes reproduce the published sizes', () => {
    const loose: Record<string, number> = {};
    for (const { name, params, architecture, moe } of allModels()) {
      if (name.startsWith('pythia') || name === 'kosmos1') continue;
      const total = moe ? countMoe(moe).total : architecture ? countParams(architecture).total : params;
      if (Math.abs(total / params - 1) > 0.011) loose[name] = Math.round((total / params) * 1000) / 1000;
    }
    // 1.375B prints as 1.4B, 1.315B as 1.3B, 2.65B as 2.7B and 12.85B as 13B; Switch Base and Large print fewer parameters
    // than their shape has (see claims).
    expect(loose).toEqual({
      ...{ gopher_1_4b: 0.982, switch_base: 1.059, switch_large: 1.043 },
      ...{ cerebras_gpt_1_3b: 1.012, cerebras_gpt_2_7b: 0.982, cerebras_gpt_13b: 0.989 },
      ...{ cerebras_gpt_mup_1_3b: 1.012, cerebras_gpt_mup_2_7b: 0.982 },
    });
  });

  it('Hoffmann et al., Table A9, to rounding', () => {
    const a9 = allModels().filter(m => m.family === 'Chinchilla suite');
    expect(a9.length).toBe(50);
    const off = a9.filter(m => Math.round(countParams(m.architecture!).total / 1e6) !== m.params / 1e6);
    expect(off.map(m => [m.name, countParams(m.architecture!).total / 1e6])).toEqual([]);
  });

  it('Gopher and Chinchilla have their measured results', () => {
    const mmlu = (key: string) => findModel(key)!.results.find(r => r.benchmark === 'MMLU')!.value;
    expect([mmlu('chinchilla'), mmlu('gopher'), mmlu('gpt3')]).toEqual([67.6, 60, 43.9]);
    expect(findModel('nothing')).toBeUndefined();
  });
});

describe('devices', () => {
  it('peaks are dense', () => {
    expect(findDevice('h100_sxm')!.peak.bf16).toBe(989e12);
    for (const d of allDevices()) {
      if (d.peak.bf16 && d.peak.fp8) expect(d.peak.fp8 / d.peak.bf16).toBeCloseTo(2, 1);
    }
  });
});

describe('loss curves', () => {
  it('is a table of 18 runs', () => {
    const table = loadLossCurves();
    expect(new Set(table.run).size).toBe(18);
    expect(table.run.length).toBe(table.rows);
    expect(lossCurveRuns().length).toBe(18);
    for (const { citation: c } of lossCurveRuns()) v.parse(citation, c);
    for (let i = 0; i < table.rows; i++) {
      expect(table.flops[i]).toBe(6 * table.params[i] * table.tokens[i]);
      expect(table.loss[i]).toBeGreaterThan(2);
    }
  });
});
