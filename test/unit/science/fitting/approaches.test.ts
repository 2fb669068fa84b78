import { describe, expect, it } from 'vitest';
import { ScienceError } from '../../../../src/science/errors';
import { gaussianSmooth } from '../../../../src/science/fitting/approaches/curves';
import {
  envelopeBootstrapChunk,
  envelopeFit,
  envelopeLaw,
} from '../../../../src/science/fitting/approaches/envelope-fit';
import {
  finiteDraws,
  isoflopBootstrapChunk,
  isoflopFit,
  isoflopLaw,
  spreadOf,
} from '../../../../src/science/fitting/approaches/isoflop-fit';
import { powerFit } from '../../../../src/science/fitting/approaches/power-fit';
import { percentileInterval } from '../../../../src/science/fitting/uncertainty/intervals';
import { optimalFor } from '../../../../src/science/laws/verbs/optimal';
import { chinchillaLoss, realData } from './helpers';

const SYMMETRIC = { A: 400, B: 400, E: 1.7, alpha: 0.31, beta: 0.31 };

/** Runs on isoFLOP curves of a law, sizes spaced evenly in log N around the optimum. */
function isoflops(budgets: readonly number[], k = SYMMETRIC, spread = 4, points = 9) {
  const a = k.beta / (k.alpha + k.beta);
  const G = ((k.alpha * k.A) / (k.beta * k.B)) ** (1 / (k.alpha + k.beta));
  const rows = budgets.flatMap(C =>
    Array.from({ length: points }, (_, i) => {
      const N = G * (C / 6) ** a * spread ** ((2 * i) / (points - 1) - 1);
      return { C, N, D: C / (6 * N), loss: chinchillaLoss(k, N, C / (6 * N)) };
    }),
  );
  const column = (name: 'C' | 'N' | 'D' | 'loss') => Float64Array.from(rows, r => r[name]);
  return { C: column('C'), N: column('N'), D: column('D'), loss: column('loss') };
}

const BUDGETS = [1e18, 3e18, 1e19, 3e19, 1e20];

describe('isoFLOP fit', () => {
  it.each(['parabola', 'akima'] as const)('recovers a symmetric law exactly (%s)', method => {
    const fit = isoflopFit(isoflops(BUDGETS), { method });
    expect(fit.N_exponent).toBeCloseTo(0.5, 4);
    expect(fit.D_exponent).toBeCloseTo(0.5, 4);
    const { N, D } = optimalFor(isoflopLaw(fit), { C: 1e21 });
    expect(N).toBeGreaterThan(0.98 * Math.sqrt(1e21 / 6));
    expect((6 * N * D) / 1e21).toBeCloseTo(1, 2);
  });

  it('leaves out budgets without a sound minimum, with a message each, and goes on', () => {
    const good = isoflops(BUDGETS);
    const add = (bad: { C: number; N: number[]; loss: number[] }) => ({
      C: Float64Array.from([...good.C, ...bad.N.map(() => bad.C)]),
      N: Float64Array.from([...good.N, ...bad.N]),
      loss: Float64Array.from([...good.loss, ...bad.loss]),
    });
    const sizes = [1e8, 2e8, 4e8, 8e8, 1.6e9];
    const cases = {
      too_few: { C: 1e21, N: [1e9, 2e9, 3e9], loss: [2.5, 2.4, 2.5] },
      edge: { C: 1e21, N: sizes, loss: [2.9, 2.8, 2.72, 2.66, 2.62] },
      negative_curvature: { C: 1e21, N: sizes, loss: [2.6, 2.8, 2.59, 2.8, 2.61] },
      off_centre: { C: 1e21, N: sizes, loss: [2.6, 2.9, 2.95, 2.56, 2.57] },
    };
    for (const [fault, bad] of Object.entries(cases)) {
      const fit = isoflopFit(add(bad));
      const profile = fit.profiles.find(p => p.C === 1e21);
      expect(profile?.used).toBe(false);
      if (fault !== 'off_centre') expect(profile?.fault).toBe(fault);
      expect(fit.messages).toHaveLength(1);
      expect(fit.messages[0]).toMatch(/1e21 FLOP is left out/);
      expect(fit.N_exponent).toBeCloseTo(0.5, 4);
    }
  });

  it('says so where no two budgets are left', () => {
    const code = (() => {
      try {
        isoflopFit(isoflops([1e19]));
      } catch (error) {
        return error instanceof ScienceError && error.code;
      }
      return undefined;
    })();
    expect(code).toBe('too-few-budgets');
  });

  const real = realData('isoflop_refinedweb.csv');
  it.skipIf(!real).each([
    ['rw/base/short/kaplan/standard/val', 0.602],
    ['rw/tuned/short/const/standard/val', 0.497],
  ])('RefinedWeb sweep %s: the published exponent lies within the bootstrap, by both methods', (config, published) => {
    const data = real ?? {};
    const rows = data.config.map((_, i) => i).filter(i => data.config[i] === config);
    const column = (name: string) => Float64Array.from(rows, i => Number(data[name][i]));
    const runs = { C: column('C'), N: column('N'), D: column('D'), loss: column('loss') };
    for (const method of ['parabola', 'akima'] as const) {
      const fit = isoflopFit(runs, { method });
      expect(Math.abs(fit.N_exponent - published)).toBeLessThan(0.015);
      const draws = isoflopBootstrapChunk(fit, 0, 300, 0);
      const { count, values } = finiteDraws(draws);
      const { low, high } = percentileInterval(
        Float64Array.from({ length: count }, (_, k) => values[4 * k + 1]),
        0.95,
      );
      expect(count).toBeGreaterThan(290);
      expect(low).toBeLessThan(published);
      expect(high).toBeGreaterThan(published);
      expect(spreadOf(draws).N_exponent).toBeLessThan(0.05);
      const law = isoflopLaw(fit, draws);
      expect(law.draws?.count).toBe(count);
    }
  });

  it('draws do not depend on how they are divided', () => {
    const fit = isoflopFit(isoflops(BUDGETS));
    const whole = isoflopBootstrapChunk(fit, 0, 9, 3, 0.01).values;
    const parts = [0, 2, 9].slice(0, 2).map((from, i) => isoflopBootstrapChunk(fit, from, [2, 9][i], 3, 0.01).values);
    expect(Float64Array.from([...parts[0], ...parts[1]])).toEqual(whole);
  });
});

describe('envelope fit', () => {
  /** Curves of a law as if every checkpoint were a finished run. */
  function curves() {
    const sizes = Array.from({ length: 13 }, (_, i) => 1e7 * 1.8 ** i);
    const rows = sizes.flatMap((N, run) =>
      Array.from({ length: 200 }, (_, i) => {
        const D = 0.02 * N * 1.05 ** i;
        return { run: `run${run}`, N, D, loss: chinchillaLoss(SYMMETRIC, N, D) };
      }),
    );
    const column = (name: 'N' | 'D' | 'loss') => Float64Array.from(rows, r => r[name]);
    return { run: rows.map(r => r.run), N: column('N'), D: column('D'), loss: column('loss') };
  }

  it('recovers the law under the curves', () => {
    const fit = envelopeFit(curves(), { smoothing: 0 });
    expect(fit.N_exponent).toBeCloseTo(0.5, 1);
    expect(fit.D_exponent).toBeCloseTo(0.5, 1);
    expect(fit.N_exponent + fit.D_exponent).toBeCloseTo(1, 6);
    expect(fit.messages.length).toBe(2);
    // A regression through 1,500 budgets would claim a tenth of this.
    expect(fit.se.N_exponent).toBeGreaterThan(1e-3);
    const law = envelopeLaw(fit, envelopeBootstrapChunk(fit, 0, 50, 0));
    const { N } = optimalFor(law, { C: 1e21 });
    expect(N / Math.sqrt(1e21 / 6)).toBeCloseTo(1, 0);
    expect(law.draws?.count).toBeGreaterThan(40);
  });

  it('smooths without moving a straight line, and keeps the ends', () => {
    const line = Float64Array.from({ length: 101 }, (_, i) => 5 - 0.01 * i);
    const smooth = gaussianSmooth(line, 10);
    for (let i = 40; i <= 60; i++) expect(smooth[i]).toBeCloseTo(line[i], 12);
    expect(gaussianSmooth(line, 0)).toEqual(line);
  });

  it('refuses too few sizes, and runs of mixed sizes', () => {
    const all = curves();
    const few = all.run.map((r, i) => [r, i] as const).filter(([r]) => r === 'run0' || r === 'run1');
    const take = (v: Float64Array) => Float64Array.from(few, ([, i]) => v[i]);
    expect(() =>
      envelopeFit({ run: few.map(([r]) => r), N: take(all.N), D: take(all.D), loss: take(all.loss) }),
    ).toThrow(/three sizes/);
    expect(() => envelopeFit({ ...all, run: all.run.map(() => 'same') })).toThrow(/different sizes/);
  });
});

describe('power fit', () => {
  it('is the regression line in logarithms', () => {
    const x = [1, 2, 4, 8, 16];
    const y = [3, 5.1, 8.2, 14, 22.5];
    const { exponent, coefficient, r2, se } = powerFit(x, y);
    // numpy.polyfit(log2 x, log y, 1) by hand: slopes of equally spaced points.
    const logs = y.map(Math.log);
    const slope = (-2 * logs[0] - logs[1] + logs[3] + 2 * logs[4]) / 10 / Math.LN2;
    expect(exponent).toBeCloseTo(slope, 12);
    expect(Math.log(coefficient)).toBeCloseTo(logs.reduce((a, b) => a + b, 0) / 5 - slope * 2 * Math.LN2, 12);
    expect(r2).toBeGreaterThan(0.99);
    expect(se.exponent).toBeGreaterThan(0);
  });

  it('finds an offset, of falling and rising curves', () => {
    const x = [1e18, 1e19, 1e20, 1e21, 1e22, 1e23];
    const falling = powerFit(
      x,
      x.map(v => 1.7 + 900 * v ** -0.14),
      true,
    );
    expect(falling.offset).toBeCloseTo(1.7, 8);
    expect(falling.exponent).toBeCloseTo(-0.14, 8);
    expect(falling.coefficient / 900).toBeCloseTo(1, 6);
    const rising = powerFit(
      x,
      x.map(v => 0.9 - 900 * v ** -0.16),
      true,
    );
    expect(rising.offset).toBeCloseTo(0.9, 6);
    expect(rising.exponent).toBeCloseTo(-0.16, 6);
    expect(rising.coefficient / -900).toBeCloseTo(1, 4);
  });

  it('refuses what has no power law', () => {
    expect(() => powerFit([1, 2], [1, 2])).toThrow(/at least 3/);
    expect(() => powerFit([1, 2, 3], [1, -2, 3])).toThrow(/Point 2/);
    expect(() => powerFit([2, 2, 2], [1, 2, 3])).toThrow(/same/);
    expect(() => powerFit([1, 2, 3], [1, 2])).toThrow(/as many/);
  });
});
