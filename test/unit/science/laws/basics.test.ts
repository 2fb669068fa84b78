import { describe, expect, it } from 'vitest';
import { constantsOfDraw, drawsFromErrors, withDraws } from '../../../../src/science/laws/draws';
import { chinchilla, chinchillaRounded } from '../../../../src/science/laws/published/chinchilla';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { kaplan } from '../../../../src/science/laws/published/kaplan';
import { extrapolation } from '../../../../src/science/laws/verbs/extrapolation';
import { isoflopCurve } from '../../../../src/science/laws/verbs/isoflop';
import { lossDraws, lossOf } from '../../../../src/science/laws/verbs/loss';
import { optimalFor, searchOptimum } from '../../../../src/science/laws/verbs/optimal';

const GOPHER = 5.76e23;
const std = (xs: readonly number[]) => {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  return Math.sqrt(xs.reduce((a, b) => a + (b - mean) ** 2, 0) / (xs.length - 1));
};

describe("optima at Gopher's budget", () => {
  it.each([
    [chinchilla, 40.4e9, 2.38e12],
    [chinchillaRounded, 32.2e9, 2.98e12],
    [epoch, 72.2e9, 1.33e12],
  ])('%#', (law, N, D) => {
    const best = optimalFor(law, { C: GOPHER });
    expect(best.N / N).toBeCloseTo(1, 2);
    expect(best.D / D).toBeCloseTo(1, 2);
    expect(6 * best.N * best.D).toBeCloseTo(GOPHER, -12);
  });

  it('the search agrees with the closed form over 14 decades', () => {
    for (const law of [chinchilla, chinchillaRounded, epoch]) {
      for (let e = 15; e <= 29; e++) {
        const closed = optimalFor(law, { C: 10 ** e });
        const searched = searchOptimum(law.form, law.constants, 10 ** e);
        expect(searched.N / closed.N).toBeCloseTo(1, 5);
      }
    }
  });

  it('a target N, D or loss inverts the optimum', () => {
    for (const law of [chinchilla, epoch, kaplan]) {
      const best = optimalFor(law, { C: 1e22 });
      expect(optimalFor(law, { N: best.N }).C / 1e22).toBeCloseTo(1, 8);
      expect(optimalFor(law, { D: best.D }).C / 1e22).toBeCloseTo(1, 8);
      expect(optimalFor(law, { loss: best.loss! }).C / 1e22).toBeCloseTo(1, 6);
    }
    expect(() => optimalFor(epoch, { loss: 1.5 })).toThrow(/No budget/);
  });
});

describe('losses', () => {
  it('epoch at Chinchilla and Gopher', () => {
    expect(lossOf(epoch, { N: 70e9, D: 1.4e12 })).toBeCloseTo(1.9739, 4);
    expect(lossOf(epoch, { N: 280e9, D: 300e9 })).toBeCloseTo(1.9996, 4);
  });

  it("Kaplan's equations keep to their own constants", () => {
    expect(lossOf(kaplan, { N: 8.8e13 })).toBe(1);
    expect(lossOf(kaplan, { D: 5.4e13 })).toBe(1);
    expect(lossOf(kaplan, { C: 3.1e8 * 8.64e19 })).toBe(1);
    expect(lossOf(kaplan, { N: 6.5e13, steps: 2100 })).toBe(2);
    expect(lossOf(kaplan, { N: 1e9, D: 1e300 })).toBeCloseTo((6.4e13 / 1e9) ** 0.076, 10);
    expect(optimalFor(kaplan, { C: 8.64e19 })).toMatchObject({ N: 1.3e9, D: 2e10 });
  });

  it('says what is missing or wrong', () => {
    expect(() => lossOf(epoch, { N: 1e9 })).toThrow('D is missing');
    expect(() => lossOf(epoch, { N: -1, D: 1e9 })).toThrow('N must be a positive number');
    expect(() => optimalFor(epoch, { C: Number.NaN })).toThrow('C must be a positive number');
  });
});

describe('isoFLOP curves and ranges', () => {
  it('the curve is lowest at its minimum', () => {
    const curve = isoflopCurve(epoch, 1e21, { points: 201, span: 10 });
    expect(Math.min(...curve.loss)).toBeGreaterThanOrEqual(curve.minimum.loss - 1e-12);
    expect(curve.N[0] * 10).toBeCloseTo(curve.minimum.N, -1);
    curve.N.forEach((n, i) => {
      expect(6 * n * curve.D[i]).toBeCloseTo(1e21, -9);
    });
  });

  it('extrapolation carries its factor', () => {
    expect(extrapolation(epoch, { N: 1e9, D: 1e10 })).toEqual([]);
    expect(extrapolation(epoch, { N: 1.6e11, D: 1e9 })).toEqual([
      { input: 'N', value: 1.6e11, range: [7e7, 1.6e10], factor: 10 },
      { input: 'D', value: 1e9, range: [5e9, 5e11], factor: 5 },
    ]);
  });
});

describe('draws from published errors', () => {
  const law = withDraws(epoch, 4000, 0);
  const draws = Array.from({ length: 4000 }, (_, i) => constantsOfDraw(law, i));

  it('have the published standard errors', () => {
    for (const name of ['E', 'alpha', 'beta']) {
      expect(std(draws.map(d => d[name])) / epoch.constantNotes![name].se!).toBeCloseTo(1, 0);
    }
    // log A and log B are the normal ones: compare with the published 95% intervals.
    const quantiles = (name: string) => {
      const sorted = draws.map(d => d[name]).sort((x, y) => x - y);
      return [sorted[100], sorted[3899]];
    };
    expect(quantiles('A')[0] / 285.2).toBeCloseTo(1, 0);
    expect(quantiles('A')[1] / 743.6).toBeCloseTo(1, 0);
    expect(std(draws.map(d => d.beta / (d.alpha + d.beta)))).toBeCloseTo(0.02, 2);
  });

  it('predict narrowly, because A and alpha move together', () => {
    expect(std([...lossDraws(law, { N: 70e9, D: 1.4e12 })])).toBeLessThan(0.02);
  });

  it('are the same for the same seed and refused where nothing is published', () => {
    expect(drawsFromErrors(epoch, 3, 7).values).toEqual(drawsFromErrors(epoch, 3, 7).values);
    expect(drawsFromErrors(epoch, 3, 7).values).not.toEqual(drawsFromErrors(epoch, 3, 8).values);
    expect(() => drawsFromErrors(chinchilla, 3, 0)).toThrow(/no published errors/);
  });
});
