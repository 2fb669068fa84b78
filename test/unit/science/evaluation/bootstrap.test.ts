import { describe, expect, it } from 'vitest';
import { binomial } from '../../../../src/science/evaluation/calibration/bootstrap/binomial';
import { calibrationCells } from '../../../../src/science/evaluation/calibration/bootstrap/cells';
import { bootstrapChunk } from '../../../../src/science/evaluation/calibration/bootstrap/draws';
import { bootstrapCalibration } from '../../../../src/science/evaluation/calibration/bootstrap/intervals';
import { BOOTSTRAP_METRICS, scoreCells } from '../../../../src/science/evaluation/calibration/bootstrap/score';
import { calibrate } from '../../../../src/science/evaluation/calibration/calibration';
import type { Predictions } from '../../../../src/science/evaluation/calibration/predictions';
import { createRandom } from '../../../../src/science/random';
import { simulated } from './simulate';

describe('binomial draws', () => {
  it('follow the distribution, by chi-square on both methods', () => {
    for (const [n, p] of [
      [12, 0.3],
      [60, 0.4],
      [1000, 0.02],
      [400, 0.93],
    ]) {
      const random = createRandom(5);
      const draws = 40_000;
      const seen = new Map<number, number>();
      for (let i = 0; i < draws; i++) {
        const k = binomial(random, n, p);
        seen.set(k, (seen.get(k) ?? 0) + 1);
      }
      let logChoose = 0;
      let chi = 0;
      let cells = 0;
      for (let k = 0; k <= n; k++) {
        const expected = draws * Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log(1 - p));
        if (expected > 5) {
          chi += ((seen.get(k) ?? 0) - expected) ** 2 / expected;
          cells++;
        }
        logChoose += Math.log((n - k) / (k + 1));
      }
      expect(chi).toBeLessThan(cells + 4 * Math.sqrt(2 * cells));
    }
  });
});

/** The slow way: rows drawn one by one. */
function slowBootstrap(predictions: Predictions, replicates: number) {
  const random = createRandom(77);
  const n = predictions.confidence.length;
  return Array.from({ length: replicates }, () => {
    const rows = Uint32Array.from({ length: n }, () => random.below(n));
    return calibrate({
      confidence: Float64Array.from(rows, i => predictions.confidence[i]),
      correct: Uint8Array.from(rows, i => predictions.correct[i]),
    });
  });
}

const spread = (values: readonly number[]) => {
  const m = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - m) ** 2, 0) / (values.length - 1));
};

describe('bootstrap', () => {
  it('scores cells as it scores rows: exactly for few rows, nearly for many', () => {
    for (const [n, digits] of [
      [2000, 10],
      [60_000, 4],
    ]) {
      const predictions = simulated(n, 1.6, 2);
      for (const strategy of ['uniform', 'quantile'] as const) {
        const cells = calibrationCells(predictions, { bins: 13, strategy });
        const scores = scoreCells(cells, cells.count);
        const rows = calibrate(predictions, { bins: 13, strategy });
        for (const metric of BOOTSTRAP_METRICS) expect(scores[metric]).toBeCloseTo(rows[metric] as number, digits);
      }
    }
  });

  it('spreads as draws of single rows do', () => {
    for (const n of [400, 20_000]) {
      const predictions = simulated(n, 1.6, 3);
      const fast = bootstrapCalibration(calibrationCells(predictions), { replicates: 600, seed: 1 });
      const slow = slowBootstrap(predictions, n > 1000 ? 150 : 600);
      for (const metric of [
        'ece',
        'mce',
        'brier',
        'nll',
        'auroc',
        'accuracy',
        'meanConfidence',
        'eceDebiased',
      ] as const) {
        const ratio = (fast[metric]?.se ?? 0) / spread(slow.map(s => s[metric] as number));
        expect(ratio, metric).toBeGreaterThan(0.8);
        expect(ratio, metric).toBeLessThan(1.25);
      }
    }
  });

  it('gives the same draws however they are split', () => {
    const cells = calibrationCells(simulated(300, 1, 4));
    const whole = bootstrapChunk(cells, { seed: 9, from: 0, to: 10 });
    const parts = [
      bootstrapChunk(cells, { seed: 9, from: 0, to: 3 }),
      bootstrapChunk(cells, { seed: 9, from: 3, to: 10 }),
    ];
    expect(parts.flatMap(part => [...part])).toEqual([...whole]);
    expect([...bootstrapChunk(cells, { seed: 10, from: 0, to: 10 })]).not.toEqual([...whole]);
  });

  it('covers the true accuracy and Brier score about 95 times in 100', () => {
    const truth = calibrate(simulated(1_000_000, 1.5, 1));
    let accuracy = 0;
    let brier = 0;
    for (let seed = 0; seed < 200; seed++) {
      const intervals = bootstrapCalibration(calibrationCells(simulated(250, 1.5, seed + 50)), { seed });
      const holds = (metric: 'accuracy' | 'brier') => {
        const interval = intervals[metric];
        return interval && interval.low <= truth[metric] && truth[metric] <= interval.high ? 1 : 0;
      };
      accuracy += holds('accuracy');
      brier += holds('brier');
    }
    for (const covered of [accuracy, brier]) {
      expect(covered / 200).toBeGreaterThan(0.89);
      expect(covered / 200).toBeLessThan(0.99);
    }
  });

  it('holds the estimate inside, and leaves out an AUROC that is not there', () => {
    for (let seed = 0; seed < 20; seed++) {
      const predictions = simulated(200, 1, seed);
      const { ece } = bootstrapCalibration(calibrationCells(predictions), { seed });
      const estimate = calibrate(predictions).ece;
      expect(ece && ece.low <= estimate && estimate <= ece.high).toBe(true);
    }
    const right = { confidence: Float64Array.of(0.8, 0.9, 0.7), correct: Uint8Array.of(1, 1, 1) };
    expect(bootstrapCalibration(calibrationCells(right)).auroc).toBeNull();
  });
});
