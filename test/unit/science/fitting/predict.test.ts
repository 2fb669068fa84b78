import { describe, expect, it } from 'vitest';
import { fitRuns } from '../../../../src/science/fitting/fit';
import { drawsOf } from '../../../../src/science/fitting/law';
import { extrapolate } from '../../../../src/science/fitting/predict/extrapolate';
import { holdout, judgeHoldout, splitHoldout } from '../../../../src/science/fitting/predict/holdout';
import { nextRun } from '../../../../src/science/fitting/predict/next-run';
import { compileProblem } from '../../../../src/science/fitting/problem';
import { bootstrapChunk } from '../../../../src/science/fitting/uncertainty/bootstrap';
import { chinchilla, chinchillaLoss, simulate, TRUTH } from './helpers';

describe('holdout', () => {
  it('hides the largest runs only, and predicts them within their intervals', () => {
    const spec = chinchilla(simulate(200, 0.005, 1));
    const { seen, hidden, factor } = splitHoldout(spec, { top: 20 });
    const compute = (data: typeof hidden) => data.columns.N.map((n, i) => 6 * n * data.columns.D[i]);
    expect(seen.data.response.length).toBe(180);
    expect(Math.min(...compute(hidden))).toBeGreaterThan(Math.max(...compute(seen.data)));
    expect(factor).toBeCloseTo(Math.max(...compute(hidden)) / Math.max(...compute(seen.data)), 9);
    const result = holdout(spec, { top: 20 });
    expect(result.meanAbsoluteError).toBeLessThan(0.01);
    expect(result.coverage).toBeGreaterThanOrEqual(0.75);
    const row = result.hidden[0].row;
    expect(spec.data.response[row - 1]).toBe(result.hidden[0].actual);
    const refits = bootstrapChunk(compileProblem(seen), [result.fit.theta], 0, 200, 0);
    const drawn = judgeHoldout(splitHoldout(spec, { top: 20 }), result.fit, refits);
    expect(drawn.coverage).toBeGreaterThanOrEqual(0.75);
    for (const [i, one] of drawn.hidden.entries()) {
      expect((one.high - one.low) / (result.hidden[i].high - result.hidden[i].low)).toBeGreaterThan(0.5);
      expect((one.high - one.low) / (result.hidden[i].high - result.hidden[i].low)).toBeLessThan(2);
    }
  });

  it('sees a law that bends', () => {
    const data = simulate(120, 0.002, 2);
    const response = data.response.map((v, i) => v + (6 * data.columns.N[i] * data.columns.D[i] > 1e20 ? 0.2 : 0));
    const result = holdout(chinchilla({ ...data, response }), { top: 5 });
    expect(() => holdout(chinchilla(data), { top: 120 })).toThrow(/between 1 and/);
    expect(result.hidden.length).toBeGreaterThanOrEqual(5);
  });
});

describe('next run', () => {
  const spec = chinchilla(simulate(60, 0.005, 3));
  const fit = fitRuns(spec);

  it('costs the budget or a share of it, whatever teaches most', () => {
    const small = nextRun(fit, 1e20);
    const large = nextRun(fit, 1e22, { shares: [1, 0.01] });
    expect(small.best.C / 1e20).toBeCloseTo(1, 9);
    expect(large.best.gain).toBeGreaterThanOrEqual(small.best.gain);
    const ratios = spec.data.columns.D.map((d, i) => d / spec.data.columns.N[i]);
    expect(small.best.D / small.best.N).toBeLessThan(1.51 * Math.max(...ratios));
    expect(small.best.D / small.best.N).toBeGreaterThanOrEqual(small.ratio[0] * (1 - 1e-9));
    expect(nextRun(fit, 1e20, { ratio: [10, 40] }).proposals.every(p => p.D / p.N > 9.99 && p.D / p.N < 40.01)).toBe(
      true,
    );
    expect(large.best.gain).toBeLessThan(1);
    expect(large.goal).toBe('loss');
    expect(large.proposals[0].gain).toBeGreaterThanOrEqual(large.proposals.at(-1)?.gain ?? 1);
  });

  it('promises what refitting with the run then shows', () => {
    // Adding the proposed run many times over must shrink the standard errors far more than adding a typical run.
    const { best } = nextRun(fit, 1e21, { goal: 'constants' });
    const withRun = (N: number, D: number) => {
      const times = 20;
      const grow = (v: Float64Array, x: number) => Float64Array.from([...v, ...new Array<number>(times).fill(x)]);
      const { columns, response } = spec.data;
      const noise = Array.from({ length: times }, (_, i) => 1 + 0.005 * Math.sin(12.9 * i));
      const more = fitRuns(
        chinchilla({
          columns: { N: grow(columns.N, N), D: grow(columns.D, D) },
          response: Float64Array.from([...response, ...noise.map(f => f * chinchillaLoss(TRUTH, N, D))]),
        }),
      );
      return more.se.alpha * more.se.beta;
    };
    const typical = Math.sqrt(1e21 / 6 / 20);
    expect(withRun(best.N, best.D)).toBeLessThan(withRun(typical, 1e21 / 6 / typical));
  });

  it('needs a law of N and D', () => {
    const power = fitRuns({ ...spec, form: { name: 'power', variable: 'N', offset: true } });
    expect(() => nextRun(power, 1e21)).toThrow(/N and D/);
    expect(() => nextRun(fit, -1)).toThrow(/positive/);
  });
});

describe('extrapolation', () => {
  it('says how far beyond the runs it reaches', () => {
    const spec = chinchilla(simulate(60, 0.005, 4));
    const fit = fitRuns(spec);
    const draws = drawsOf(bootstrapChunk(compileProblem(spec), [fit.theta], 0, 200, 0), 0);
    const inside = extrapolate(fit, { N: 1e9, D: 2e10 }, draws);
    expect(inside.factor).toBe(1);
    expect(inside.warnings).toEqual([]);
    const far = extrapolate(fit, { N: 1e13, D: 1e15 }, draws);
    expect(far.factor).toBeGreaterThan(1000);
    expect(far.warnings[0]).toMatch(/times beyond the runs/);
    const width = (e: typeof far) => (e.interval ? (e.interval.high - e.interval.low) / e.value : 0);
    expect(width(far)).toBeGreaterThan(width(inside));
    expect(inside.interval?.low).toBeLessThan(inside.value);
  });
});
