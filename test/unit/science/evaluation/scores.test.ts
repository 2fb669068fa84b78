import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc } from '../../../../src/science/evaluation/calibration/auroc';
import { calibrate } from '../../../../src/science/evaluation/calibration/calibration';
import { calibrateClasses } from '../../../../src/science/evaluation/calibration/classwise';
import {
  fromChoices,
  fromLogits,
  fromProbabilities,
  topPredictions,
} from '../../../../src/science/evaluation/calibration/inputs/classes';
import { fromConfidence } from '../../../../src/science/evaluation/calibration/inputs/confidence';
import { fromLabels } from '../../../../src/science/evaluation/calibration/inputs/labels';
import { riskCoverage } from '../../../../src/science/evaluation/calibration/risk-coverage';
import { sortPredictions } from '../../../../src/science/evaluation/calibration/sorted';
import { simulated } from './simulate';

const table = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 12 }).map(i => i / 12),
    fc.integer({ min: 0, max: 1 }),
  ),
  {
    minLength: 2,
    maxLength: 60,
  },
);

const predictionsOf = (rows: readonly (readonly [number, number])[]) =>
  fromConfidence(
    rows.map(([c]) => c),
    rows.map(([, y]) => y),
  );

describe('AUROC', () => {
  it('is the share of pairs in order, ties half', () => {
    fc.assert(
      fc.property(table, rows => {
        const right = rows.filter(([, y]) => y === 1);
        const wrong = rows.filter(([, y]) => y === 0);
        const pairs = right.flatMap(([a]) => wrong.map(([b]) => (a > b ? 1 : a === b ? 0.5 : 0) as number));
        const found = auroc(sortPredictions(predictionsOf(rows)));
        if (pairs.length === 0) expect(found).toBeNull();
        else expect(found).toBeCloseTo(pairs.reduce((sum, x) => sum + x, 0) / pairs.length, 12);
      }),
    );
  });
});

describe('Brier decomposition', () => {
  it('adds up, with nothing left inside bins that hold one confidence each', () => {
    fc.assert(
      fc.property(table, rows => {
        const result = calibrate(predictionsOf(rows), { edges: Array.from({ length: 13 }, (_, i) => i / 12) });
        const { reliability, resolution, uncertainty, withinBins } = result.brierParts;
        expect(reliability - resolution + uncertainty + withinBins).toBeCloseTo(result.brier, 12);
        const alone = rows.every(([c]) => c > 0);
        if (alone) expect(withinBins).toBeCloseTo(0, 12);
      }),
    );
  });
});

describe('risk-coverage curve', () => {
  it('ends at the error rate, and its area is the mean risk over all coverages', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 40 }), values => {
        const rows = values.map(v => [v / 500, (v * 7) % 3 === 0 ? 0 : 1] as const);
        const { coverage, risk, aurc, bestAurc } = riskCoverage(predictionsOf(rows));
        const order = [...rows].sort((a, b) => b[0] - a[0]);
        const risks = order.map((_, k) => order.slice(0, k + 1).filter(([, y]) => y === 0).length / (k + 1));
        expect(risk.at(-1)).toBeCloseTo(risks.at(-1) as number, 12);
        expect(coverage.at(-1)).toBe(1);
        expect(risk).toHaveLength(values.length);
        expect(aurc).toBeCloseTo(risks.reduce((sum, r) => sum + r, 0) / risks.length, 12);
        expect(bestAurc).toBeLessThanOrEqual(aurc + 1e-12);
      }),
    );
  });

  it('thins to the points asked for', () => {
    expect(riskCoverage(simulated(5000, 1, 1), 50).coverage.length).toBeLessThanOrEqual(51);
  });
});

describe('debiased ECE', () => {
  const mean = (of: (seed: number) => number) =>
    Array.from({ length: 100 }, (_, s) => of(s)).reduce((sum, x) => sum + x, 0) / 100;

  it('is far nearer 0 than the plain one for calibrated models, at every size', () => {
    for (const n of [200, 2000, 5000]) {
      const plain = mean(s => calibrate(simulated(n, 1, s)).ece);
      const debiased = mean(s => calibrate(simulated(n, 1, s)).eceDebiased);
      expect(debiased).toBeLessThan(0.4 * plain);
    }
    expect(calibrate(simulated(1_000_000, 1, 5)).eceDebiased).toBeLessThan(0.001);
  });

  it('is nearer the truth than the plain one for overconfident models', () => {
    const truth = calibrate(simulated(2_000_000, 1.5, 99)).ece;
    const plain = mean(s => calibrate(simulated(300, 1.5, s)).ece);
    const debiased = mean(s => calibrate(simulated(300, 1.5, s)).eceDebiased);
    expect(Math.abs(debiased - truth)).toBeLessThan(Math.abs(plain - truth) / 2);
  });
});

describe('inputs', () => {
  it('compares labels as text', () => {
    const { correct } = fromLabels([1, '2', 'cat'], ['1', 2, 'dog'], [0.5, 0.6, 0.7]);
    expect([...correct]).toEqual([1, 1, 0]);
    expect(() => fromLabels([1, null], [1, 1], [0.5, 0.5])).toThrow(/missing in row 2/);
  });

  it('takes probabilities, logits and log-probabilities of choices to the same place', () => {
    const p = [
      [0.7, 0.2, 0.1],
      [0.1, 0.3, 0.6],
    ];
    const columns = (of: (x: number) => number) =>
      ['a', 'b', 'c'].map((name, c) => ({ name, values: p.map(row => of(row[c])) }));
    const truth = ['a', 'b'];
    const given = fromProbabilities(
      columns(x => x),
      truth,
    );
    for (const same of [
      fromLogits(
        columns(x => Math.log(x) + 7),
        truth,
      ),
      fromChoices(
        columns(x => Math.log(x) - 9),
        truth,
      ),
    ])
      same.values.forEach((x, i) => {
        expect(x).toBeCloseTo(given.values[i], 12);
      });
    expect([...given.labels]).toEqual([0, 1]);
    expect(topPredictions(given)).toEqual({ confidence: Float64Array.of(0.7, 0.6), correct: Uint8Array.of(1, 0) });
    const lengths = columns(() => 2);
    const per = fromChoices(
      columns(x => Math.log(x)),
      truth,
      lengths,
    );
    expect(per.values[0] / per.values[1]).toBeCloseTo(Math.sqrt(0.7 / 0.2), 12);
  });

  it('refuses what cannot be a distribution, by row', () => {
    const two = (a: number[], b: number[]) => [
      { name: 'a', values: a },
      { name: 'b', values: b },
    ];
    expect(() => fromProbabilities(two([0.5, 0.7], [0.5, 0.7]), ['a', 'b'])).toThrow(/sum to 1, but do not in row 2/);
    expect(() => fromProbabilities(two([0.5, -0.1], [0.5, 1.1]), ['a', 'b'])).toThrow(/Column a .* row 2/);
    expect(() => fromProbabilities(two([0.5], [0.5]), ['z'])).toThrow(/\(a, b\) .* row 1/);
    expect(() => fromLogits(two([Number.NaN], [1]), ['a'])).toThrow(/Column a/);
    expect(() => fromChoices(two([0.2], [-1]), ['a'])).toThrow(/above 0 in row 1/);
    expect(() => fromProbabilities([{ name: 'a', values: [1] }], ['a'])).toThrow(/at least two classes/);
  });

  it('scores distributions as the definitions say', () => {
    const given = fromProbabilities(
      [
        { name: 'a', values: [0.7, 0.1] },
        { name: 'b', values: [0.2, 0.3] },
        { name: 'c', values: [0.1, 0.6] },
      ],
      ['a', 'b'],
    );
    const result = calibrateClasses(given);
    expect(result.brier).toBeCloseTo((0.09 + 0.04 + 0.01 + (0.01 + 0.49 + 0.36)) / 2, 12);
    expect(result.nll).toBeCloseTo(-(Math.log(0.7) + Math.log(0.3)) / 2, 12);
    // Each row alone in its bin: class a |0.7-1|, |0.1-0|; b |0.2-0|, |0.3-1|; c |0.1|, |0.6|.
    expect(result.classwiseEce).toBeCloseTo((0.2 + 0.45 + 0.35) / 3, 12);
  });
});
