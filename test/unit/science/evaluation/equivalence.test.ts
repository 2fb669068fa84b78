import { describe, expect, it } from 'vitest';
import { equivalentSize } from '../../../../src/science/evaluation/equivalence/equivalent-size';
import {
  bestOfNKl,
  fitGoldReward,
  type GoldReward,
  goldReward,
  peakReward,
} from '../../../../src/science/evaluation/overoptimisation/gold-reward';
import { seriesById } from '../../../../src/science/facts/series/series';
import { createRandom } from '../../../../src/science/random';

const inputOf = (id: string) => {
  const { points } = seriesById(id);
  return { x: points.map(p => p.params), y: points.map(p => p.value) };
};

describe('equivalentSize', () => {
  it('reads a factor off a straight line in log params', () => {
    const untuned = { x: [1e8, 1e9, 1e10, 1e11], y: [10, 20, 30, 40] };
    const { rows } = equivalentSize(untuned, { x: [1e9, 1e10], y: [25, 33] });
    expect(rows[0].factor).toBeCloseTo(Math.sqrt(10), 10);
    expect(rows[1].factor).toBeCloseTo(10 ** 0.3, 10);
    expect(rows.every(row => row.bound === 'exact' && row.interval === null)).toBe(true);
  });

  it('gives only a bound beyond the measured sizes', () => {
    const untuned = { x: [1e8, 1e9, 1e10], y: [10, 20, 30] };
    const { rows } = equivalentSize(untuned, { x: [1e9, 1e9 + 1], y: [99, 1] });
    expect(rows[0]).toMatchObject({ bound: 'at least', equivalent: 1e10 });
    expect(rows[0].factor).toBeCloseTo(10, 10);
    expect(rows[1].bound).toBe('at most');
  });

  it('says what Flan buys PaLM on MMLU', () => {
    const { rows } = equivalentSize(
      inputOf('flan_palm_mmlu_direct_0tasks'),
      inputOf('flan_palm_mmlu_direct_1836tasks'),
    );
    // Flan-PaLM 8B scores 49.3: between PaLM 8B's 24.3 and 62B's 55.1; Flan-PaLM 62B scores 59.6, below PaLM 540B's 71.3.
    const [small, middle, large] = seriesById('flan_palm_mmlu_direct_0tasks').points.map(p => Number(p.params));
    const first = small * (middle / small) ** ((49.3 - 24.3) / (55.1 - 24.3));
    expect(rows[0].equivalent / first).toBeCloseTo(1, 9);
    expect(rows[1].equivalent / (middle * (large / middle) ** ((59.6 - 55.1) / (71.3 - 55.1)))).toBeCloseTo(1, 9);
    expect(rows[2].bound).toBe('at least');
    const t5 = equivalentSize(inputOf('flan_t5_mmlu_before'), inputOf('flan_t5_mmlu_after'));
    expect(t5.rows.every(row => row.bound === 'at least')).toBe(true);
    expect(t5.notes[0]).toMatch(/do not all rise/);
  });

  it('turns for losses, and carries known errors into intervals', () => {
    const untuned = { x: [1e8, 1e9, 1e10], y: [3, 2.5, 2], stderr: [0.02, 0.02, 0.02], higherIsBetter: false };
    const { rows } = equivalentSize(untuned, { x: [1e8], y: [2.25], stderr: [0.02] });
    expect(rows[0].factor).toBeCloseTo(10 ** 1.5, 8);
    const { low, high } = rows[0].interval ?? { low: null, high: null };
    expect(Number(low)).toBeLessThan(10 ** 1.5);
    expect(Number(high)).toBeGreaterThan(10 ** 1.5);
    // Errors of 0.02 in both, on a slope of 0.5 per factor of ten: sd of log10 is sqrt(0.02² + about 0.0002) / 0.5.
    const width = Math.log10(Number(high) / Number(low));
    expect(width).toBeGreaterThan(3.92 * 0.045 * 0.85);
    expect(width).toBeLessThan(3.92 * 0.049 * 1.15);
    const edge = equivalentSize(untuned, { x: [1e8], y: [2.01], stderr: [0.02] });
    expect(edge.rows[0].interval?.high).toBeNull();
  });

  it('refuses one size, and rows that are no numbers', () => {
    expect(() => equivalentSize({ x: [1e9], y: [1] }, { x: [1], y: [1] })).toThrow(/untuned series has 1 different/);
    expect(() => equivalentSize({ x: [1, 2], y: [1, 2] }, { x: [0], y: [1] })).toThrow(/tuned series.*row 1/);
  });
});

describe('over-optimisation', () => {
  const curves: readonly GoldReward[] = [
    { kind: 'best-of-n', alpha: 0.8, beta: 0.07 },
    { kind: 'rl', alpha: 0.9, beta: 0.3 },
    { kind: 'iterated rl', alpha: 0.9, beta: 0.3, rounds: 4 },
  ];

  it.each(curves)('peaks where the slope is 0: %o', curve => {
    const { d, kl, reward } = peakReward(curve);
    const h = 1e-5;
    expect((goldReward(curve, d + h) - goldReward(curve, d - h)) / (2 * h)).toBeCloseTo(0, 6);
    for (let at = 0.1; at < 4 * d; at *= 1.05) expect(goldReward(curve, at)).toBeLessThanOrEqual(reward + 1e-12);
    expect(kl).toBeCloseTo(d * d, 10);
  });

  it.each(curves)('is fitted back from noisy rewards: %o', curve => {
    const random = createRandom(1);
    const d = Array.from({ length: 200 }, (_, i) => (i + 1) / 20);
    const fit = fitGoldReward(
      curve.kind,
      d,
      d.map(v => goldReward(curve, v) + 0.05 * random.normal()),
      curve.rounds,
    );
    expect(Math.abs(fit.alpha - curve.alpha) / fit.se.alpha).toBeLessThan(4);
    expect(Math.abs(fit.beta - curve.beta) / fit.se.beta).toBeLessThan(4);
    expect(fit.sd).toBeCloseTo(0.05, 2);
  });

  it('starts at 0, and iterating k times moves the peak k times out', () => {
    for (const curve of curves) expect(goldReward(curve, 0)).toBe(0);
    expect(peakReward(curves[2]).d / peakReward(curves[1]).d).toBeCloseTo(4, 10);
  });

  it('knows the KL of best-of-n by its own integral', () => {
    // KL of the density n u^(n-1) from the uniform: the integral of n u^(n-1) ln(n u^(n-1)).
    for (const n of [1, 2, 16]) {
      const steps = 200_000;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const density = n * ((i + 0.5) / steps) ** (n - 1);
        sum += (density * Math.log(density)) / steps;
      }
      expect(bestOfNKl(n)).toBeCloseTo(sum, 5);
    }
    expect(() => bestOfNKl(0)).toThrow(/at least 1/);
  });

  it('refuses what has no peak or no fit', () => {
    expect(() => peakReward({ kind: 'rl', alpha: 1, beta: 0 })).toThrow(/no peak/);
    expect(() => goldReward(curves[0], -1)).toThrow(/0 or more/);
    expect(() => fitGoldReward('rl', [0, 1, 2], [0, 1, 2])).toThrow(/3 different distances/);
    expect(() => fitGoldReward('rl', [1, 2, Number.NaN], [0, 1, 2])).toThrow(/row 3/);
  });
});
