import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../src/science/evaluation/calibration/calibration';
import { quantileEdges, uniformEdges } from '../../../../src/science/evaluation/calibration/edges';
import { fromConfidence } from '../../../../src/science/evaluation/calibration/inputs/confidence';
import { wilson } from '../../../../src/science/evaluation/calibration/wilson';
import { createRandom } from '../../../../src/science/random';

const snacks = '../shared/data/calibration_snacks.csv';

/** ECE the slow way: every row looks for its bin, bins are maps. */
function slowEce(confidence: readonly number[], correct: readonly number[], edges: readonly number[]): number {
  const bins = new Map<number, { said: number; right: number; n: number }>();
  confidence.forEach((c, i) => {
    const b = c === 0 ? 0 : edges.findIndex((low, k) => low < c && c <= edges[k + 1]);
    const bin = bins.get(b) ?? { said: 0, right: 0, n: 0 };
    bins.set(b, { said: bin.said + c, right: bin.right + correct[i], n: bin.n + 1 });
  });
  return [...bins.values()].reduce((sum, { said, right }) => sum + Math.abs(said - right), 0) / confidence.length;
}

const rows = fc.array(
  fc.tuple(
    fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 20 }).map(i => i / 20),
    ),
    fc.integer({ min: 0, max: 1 }),
  ),
  { minLength: 1, maxLength: 200 },
);

describe('calibrate', () => {
  it.skipIf(!existsSync(snacks))('gives the published ECE of the snacks classifier, 2.44 %', () => {
    const lines = readFileSync(snacks, 'utf8').trim().split('\n').slice(1);
    const cells = lines.map(line => line.split(',').map(Number));
    const predictions = fromConfidence(
      cells.map(([, , c]) => c),
      cells.map(([truth, guess]) => truth === guess),
    );
    const result = calibrate(predictions);
    expect(result.n).toBe(952);
    expect(result.ece).toBeCloseTo(0.0244, 4);
    expect(result.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(952);
  });

  it('agrees with the slow way on any rows and bins', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 25 }),
        fc.constantFrom('uniform' as const, 'quantile' as const),
        (table, bins, strategy) => {
          const confidence = table.map(([c]) => c);
          const correct = table.map(([, y]) => y);
          const result = calibrate(fromConfidence(confidence, correct), { bins, strategy });
          expect(result.ece).toBeCloseTo(slowEce(confidence, correct, result.edges), 10);
          expect(result.mce).toBeGreaterThanOrEqual(result.ece - 1e-12);
          const brier = table.reduce((sum, [c, y]) => sum + (c - y) ** 2, 0) / table.length;
          expect(result.brier).toBeCloseTo(brier, 10);
          const nll = -table.reduce((sum, [c, y]) => sum + Math.log(Math.max(y ? c : 1 - c, 1e-15)), 0) / table.length;
          expect(result.nll).toBeCloseTo(nll, 8);
        },
      ),
    );
  });

  it('closes bins on the right, and keeps 0 in the first', () => {
    const { bins } = calibrate(fromConfidence([0, 0.1, 0.3, 0.7, 1], [0, 0, 0, 1, 1]));
    expect(bins.map(bin => bin.n)).toEqual([2, 0, 1, 0, 0, 0, 1, 0, 0, 1]);
    expect(bins[1]).toEqual({ low: 0.1, high: 0.2, n: 0, confidence: null, accuracy: null, ciLow: null, ciHigh: null });
  });

  it('takes edges as given and says which strategy made them', () => {
    const predictions = fromConfidence([0.2, 0.5, 0.95], [0, 1, 1]);
    const result = calibrate(predictions, { edges: [0, 0.5, 1] });
    expect(result.strategy).toBe('given');
    expect(result.bins.map(bin => bin.n)).toEqual([2, 1]);
    expect(() => calibrate(predictions, { edges: [0, 0.5] })).toThrow(/ascend from 0 to 1/);
    expect(() => calibrate(predictions, { bins: 0 })).toThrow(/whole number/);
  });

  it('makes bins of equal mass, and fewer where values coincide', () => {
    const random = createRandom(3);
    const sorted = Float64Array.from({ length: 1000 }, random.uniform).sort();
    const result = calibrate({ confidence: sorted, correct: new Uint8Array(1000) }, { bins: 8, strategy: 'quantile' });
    expect(result.bins.map(bin => bin.n)).toEqual(new Array(8).fill(125));
    expect(result.ace).toBeCloseTo(result.ece, 3);
    expect(quantileEdges(new Float64Array(50).fill(0.9), 10)).toEqual([0, 0.9, 1]);
    expect(uniformEdges(10)[3]).toBe(0.3);
  });

  it('has Wilson intervals that solve their own equation', () => {
    for (const [k, n] of [
      [3, 10],
      [0, 7],
      [95, 100],
    ]) {
      const { low, high } = wilson(k, n);
      for (const p of [low, high].filter(end => end > 0 && end < 1))
        expect(Math.abs(k / n - p) / Math.sqrt((p * (1 - p)) / n)).toBeCloseTo(1.959964, 5);
    }
    expect(wilson(0, 7).low).toBe(0);
  });

  it('refuses rows that are not confidences, by number', () => {
    const ok = new Array(12).fill(1);
    const broken = [0.1, Number.NaN, 0.3, null, 0.5, 0.5, 0.5, undefined, 0.5, 0.5, 0.5, 0.5];
    expect(() => fromConfidence(broken, ok)).toThrow('confidence is missing or not a number in rows 2, 4 and 8');
    expect(() => fromConfidence([0.5, 1.2], [1, 1])).toThrow('does not in row 2.');
    expect(() => fromConfidence([95, 40, 0.7], [1, 1, 1])).toThrow(/rows 1 and 2; if these are percent/);
    expect(() => fromConfidence([0.5, 0.6], [1, 2])).toThrow(/true or false .* row 2/);
    expect(() => fromConfidence([0.5, 0.6], [1])).toThrow(/confidence has 2 rows and correct has 1/);
    expect(() => fromConfidence([], [])).toThrow(/no predictions/);
    expect(() => fromConfidence(new Array(9).fill(7), new Array(9).fill(1))).toThrow(/rows 1, 2, 3, 4, 5 and 4 more/);
  });

  it('says what degenerate predictions cannot show', () => {
    const notes = (c: number[], y: number[]) => calibrate(fromConfidence(c, y)).notes.join(' ');
    expect(notes([0.9, 0.9, 0.9], [1, 0, 1])).toMatch(/few.*Every confidence is 0.9/);
    expect(notes([0.9, 0.8, 0.7], [1, 1, 1])).toMatch(/Every prediction is right/);
    expect(notes([1, 0.8, 0.7], [0, 1, 1])).toMatch(/Of 3 predictions, 1 said 0 or 1 and were wrong/);
    expect(calibrate(fromConfidence([1, 0], [0, 1])).nll).toBeCloseTo(-Math.log(1e-15), 8);
  });
});
