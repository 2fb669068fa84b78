import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../../src/science/facts/devices';
import { withDraws } from '../../../../src/science/laws/draws';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { lossOf } from '../../../../src/science/laws/verbs/loss';
import { alternatives } from '../../../../src/science/planning/alternatives';
import { compareHardware } from '../../../../src/science/planning/compare-hardware';
import { ladder } from '../../../../src/science/planning/ladder';
import { plan } from '../../../../src/science/planning/plan';
import { sensitivity } from '../../../../src/science/planning/sensitivity';

const h100 = findDevice('h100_sxm')!;
const base = plan({ law: epoch, usd: 4e6, hardware: h100, gpus: 1024, mfu: 0.4 });
const close = (a: number | undefined, b: number, tolerance = 1e-9) =>
  expect(Math.abs((a ?? Number.NaN) / b - 1)).toBeLessThan(tolerance);

describe('ladder', () => {
  it('small runs along the same tokens per parameter that cost the share asked for', () => {
    const { rungs, C, cost, time, extrapolation } = ladder(base, { fraction: 0.05, rungs: 5 });
    expect(rungs).toHaveLength(5);
    close(
      rungs.reduce((sum, r) => sum + r.C, 0),
      0.05 * base.C,
    );
    close(C, 0.05 * base.C);
    close(cost, 0.05 * base.cost!);
    close(time, 0.05 * base.time);
    close(extrapolation, base.C / rungs[4].C);
    rungs.forEach((r, i) => {
      close(r.D / r.N, base.tokensPerParam);
      close(6 * r.N * r.D, r.C);
      close(r.loss, lossOf(epoch, { N: r.N, D: r.D }));
      close(r.architecture.params, r.N, 0.02);
      if (i > 0) close(r.C, 4 * rungs[i - 1].C);
    });
  });

  it('a law with draws gives each rung an interval', () => {
    const drawn = plan({ law: withDraws(epoch, 300, 2), usd: 4e6, hardware: h100, gpus: 1024, mfu: 0.4 });
    for (const rung of ladder(drawn, { rungs: 3 }).rungs) {
      expect(rung.interval!.low).toBeLessThan(rung.loss!);
      expect(rung.interval!.high).toBeGreaterThan(rung.loss!);
    }
    expect(() => ladder(base, { fraction: 2 })).toThrow(/fraction between 0 and 1/);
  });
});

describe('alternatives', () => {
  const found = alternatives(base);

  it('the optimum beats every other split of the same FLOP', () => {
    expect(found.filter(a => a.isPlan)).toHaveLength(1);
    for (const a of found.filter(x => !x.isPlan && Math.abs(x.C / base.C - 1) < 1e-9)) {
      expect(a.loss).toBeGreaterThan(base.loss!);
      close(a.cost, base.cost!);
      expect(a.givesUp).toMatch(/higher on/);
    }
  });

  it('half the size with the same loss takes more compute, by the closed form', () => {
    const half = found.find(a => Math.abs(a.N / base.N - 0.5) < 1e-9 && a.C > base.C * 1.001)!;
    close(half.loss, base.loss!);
    const { A, B, E, alpha, beta } = epoch.constants;
    close(half.D, (B / (base.loss! - E - A * half.N ** -alpha)) ** (1 / beta));
    expect(half.cost).toBeGreaterThan(base.cost!);
    expect(half.servingRatio).toBeCloseTo(0.5, 12);
  });

  it('data that run out cut the frontier', () => {
    const limited = plan({ law: epoch, flop: 1e22, unique: 5e10, maxEpochs: 4 });
    for (const a of alternatives(limited)) expect(a.D).toBeLessThanOrEqual(2e11 * 1.0001);
  });
});

describe('sensitivity', () => {
  const rows = sensitivity(base);
  const row = (factor: string) => rows.find(r => r.factor === factor)!;

  it('every assumption of the planner has a bar, with a source for both ends', () => {
    expect(rows.map(r => r.factor).sort()).toEqual(['failures', 'flops', 'grid', 'law', 'mfu', 'price']);
    for (const r of rows) {
      expect(r.low.source.length).toBeGreaterThan(3);
      expect(r.high.label.length).toBeGreaterThan(3);
    }
  });

  it('by hand: MFU and price act on cost in proportion', () => {
    close(row('mfu').low.cost, (4e6 * 0.4) / 0.213);
    close(row('mfu').low.time, (base.time * 0.4) / 0.213);
    close(row('price').high.cost, (4e6 * 10.8) / 2.99);
    close(row('failures').high.time, base.time / 0.9);
    close(row('grid').high.co2, (base.co2! * 0.92) / 0.385);
    expect(row('grid').high.cost).toBe(base.cost);
  });

  it('a lower MFU buys a worse plan for the same money; the law moves the loss', () => {
    expect(row('mfu').low.replanned!.loss!).toBeGreaterThan(base.loss!);
    expect(row('law').low.loss!).toBeLessThan(row('law').high.loss!);
    expect(row('law').low.cost).toBe(base.cost);
  });
});

describe('hardware', () => {
  it('the same run elsewhere: its own peak, price and memory', () => {
    const devices = ['h100_sxm', 'a100_80gb', 'b200', 'tpu_v5e'].map(name => findDevice(name)!);
    const [same, a100, b200, tpu] = compareHardware(base, devices);
    close(same.plan!.cost, base.cost!);
    close(same.plan!.time, base.time);
    close(a100.plan!.time, (base.time * 989) / 312);
    close(a100.plan!.cost, base.gpuHours * (989 / 312) * 1.69);
    close(a100.plan!.energy, base.gpuHours * 3600 * (989 / 312) * 400 * 1.1);
    expect(b200.plan!.cost).toBeUndefined();
    expect(tpu.plan!.energy).toBeUndefined();
    for (const { plan: p } of [same, a100, b200]) close(p!.N, base.N);
    const [, timed] = compareHardware(base, devices, { keep: 'time' });
    expect(timed.plan!.gpus).toBe(8 * Math.ceil((128 * 989) / 312));
    expect(timed.plan!.time).toBeLessThanOrEqual(base.time);
  });
});
