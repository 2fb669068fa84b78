import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softmaxRows } from '../../../../src/science/evaluation/calibration/inputs/classes';
import { fromConfidence } from '../../../../src/science/evaluation/calibration/inputs/confidence';
import type { ClassProbabilities, Predictions } from '../../../../src/science/evaluation/calibration/predictions';
import { fitIsotonic, throughIsotonic } from '../../../../src/science/evaluation/calibration/rescale/isotonic';
import { fitPlatt } from '../../../../src/science/evaluation/calibration/rescale/platt';
import { recalibrate, recalibrateClasses } from '../../../../src/science/evaluation/calibration/rescale/recalibrate';
import {
  atTemperature,
  fitClassTemperature,
  fitTemperature,
} from '../../../../src/science/evaluation/calibration/rescale/temperature';
import { properScores } from '../../../../src/science/evaluation/calibration/scores';
import { createRandom } from '../../../../src/science/random';
import { simulated } from './simulate';

function simulatedClasses(n: number, k: number, temperature: number, seed: number): ClassProbabilities {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: n * k }, () => 2 * random.normal());
  const truth = values.slice();
  softmaxRows(truth, k);
  const labels = Int32Array.from({ length: n }, (_, i) => {
    let rest = random.uniform();
    for (let c = 0; c < k; c++) {
      rest -= truth[i * k + c];
      if (rest < 0) return c;
    }
    return k - 1;
  });
  const hot = values.map(z => z * temperature);
  softmaxRows(hot, k);
  return { classes: Array.from({ length: k }, (_, c) => String(c)), values: hot, labels };
}

const nllAt = (p: Predictions, t: number) =>
  properScores({ confidence: atTemperature(p.confidence, t), correct: p.correct }).nll;

describe('temperature', () => {
  it('is recovered within 1 % from simulated logits', () => {
    for (const truth of [0.4, 1, 2.5]) {
      const classes = fitClassTemperature(simulatedClasses(200_000, 4, truth, 7));
      expect(Math.abs(classes.temperature / truth - 1)).toBeLessThan(0.01);
      const binary = fitTemperature(simulated(300_000, truth, 8));
      expect(Math.abs(binary.temperature / truth - 1)).toBeLessThan(0.01);
    }
  });

  it('is the lowest point of the NLL on a fine grid', () => {
    const predictions = simulated(500, 2, 3);
    const { temperature } = fitTemperature(predictions);
    const least = nllAt(predictions, temperature);
    for (let t = 0.05; t < 20; t *= 1.02) expect(nllAt(predictions, t)).toBeGreaterThanOrEqual(least - 1e-12);
  });

  it('has an interval that covers the truth about 95 times in 100', () => {
    let covered = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { interval } = fitTemperature(simulated(600, 1.7, seed + 1000));
      if (interval && interval.low <= 1.7 && 1.7 <= interval.high) covered++;
    }
    expect(covered / 300).toBeGreaterThan(0.91);
    expect(covered / 300).toBeLessThan(0.985);
  });

  it('stops at a bound with a sentence, never beyond', () => {
    const separable = fitTemperature(fromConfidence([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0]));
    expect(separable).toMatchObject({ temperature: 0.01, atBound: true, interval: null });
    expect(separable.notes[0]).toMatch(/beyond 0.01/);
    expect(fitTemperature(fromConfidence([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1])).temperature).toBe(100);
  });

  it('mends calibration and keeps accuracy', () => {
    const { before, after } = recalibrateClasses(simulatedClasses(20_000, 3, 2.5, 4));
    expect(before.top.ece).toBeGreaterThan(0.05);
    expect(after.top.ece).toBeLessThan(0.015);
    expect(after.top.accuracy).toBe(before.top.accuracy);
    expect(after.nll).toBeLessThan(before.nll);
  });

  it('refuses one outcome and one confidence', () => {
    for (const method of ['temperature', 'platt'] as const) {
      expect(() => recalibrate(fromConfidence([0.9, 0.8], [1, 1]), method)).toThrow(/Every prediction is right/);
      expect(() => recalibrate(fromConfidence([0.9, 0.9], [1, 0]), method)).toThrow(/Every confidence is 0.9/);
    }
  });
});

describe('Platt scaling', () => {
  it('finds where the gradient of the smoothed likelihood is zero', () => {
    const { confidence, correct } = simulated(400, 2, 5);
    const { slope, intercept } = fitPlatt({ confidence, correct });
    const right = correct.reduce((sum, y) => sum + y, 0);
    const loss = (a: number, b: number) =>
      confidence.reduce((sum, c, i) => {
        const u = a * Math.log(c / (1 - c)) + b;
        const t = correct[i] ? (right + 1) / (right + 2) : 1 / (400 - right + 2);
        return sum - t * Math.log(1 / (1 + Math.exp(-u))) - (1 - t) * Math.log(1 / (1 + Math.exp(u)));
      }, 0);
    const h = 1e-5;
    expect((loss(slope + h, intercept) - loss(slope - h, intercept)) / (2 * h)).toBeCloseTo(0, 4);
    expect((loss(slope, intercept + h) - loss(slope, intercept - h)) / (2 * h)).toBeCloseTo(0, 4);
    expect(slope).toBeCloseTo(0.5, 0);
  });

  it('stays finite on separable predictions', () => {
    const { slope, intercept } = fitPlatt(fromConfidence([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0]));
    expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true);
  });
});

describe('isotonic regression', () => {
  it('is the min-max of averages', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 30 }), outcomes => {
        const n = outcomes.length;
        const confidence = Float64Array.from(outcomes, (_, i) => (i + 1) / (n + 1));
        const fitted = throughIsotonic(confidence, fitIsotonic({ confidence, correct: Uint8Array.from(outcomes) }));
        const mean = (a: number, b: number) => outcomes.slice(a, b + 1).reduce((sum, y) => sum + y, 0) / (b - a + 1);
        for (let i = 0; i < n; i++) {
          let best = Number.NEGATIVE_INFINITY;
          for (let a = 0; a <= i; a++) {
            let least = Number.POSITIVE_INFINITY;
            for (let b = i; b < n; b++) least = Math.min(least, mean(a, b));
            best = Math.max(best, least);
          }
          expect(fitted[i]).toBeCloseTo(best, 12);
        }
      }),
    );
  });

  it('joins its blocks by lines and is flat beyond them', () => {
    const map = { low: [0.2, 0.6], high: [0.4, 0.8], value: [0.1, 0.9] };
    const through = throughIsotonic(Float64Array.of(0, 0.3, 0.5, 0.7, 1), map);
    expect([...through].map(x => Math.round(x * 1e9) / 1e9)).toEqual([0.1, 0.1, 0.5, 0.9, 0.9]);
  });

  it('is judged on rows that it was not fitted to', () => {
    const calibrated = simulated(500, 1, 11);
    const flattered = recalibrate(calibrated, 'isotonic', { folds: 1 });
    const honest = recalibrate(calibrated, 'isotonic');
    expect(honest.folds).toBe(5);
    expect(flattered.notes.join()).toMatch(/same rows/);
    expect(honest.after.nll).toBeGreaterThan(flattered.after.nll);
    expect(recalibrate(simulated(5000, 3, 12), 'isotonic').after.ece).toBeLessThan(0.03);
    expect(() => recalibrate(calibrated, 'platt', { folds: 400 })).toThrow(/folds/);
  });
});
