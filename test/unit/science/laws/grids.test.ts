import { describe, expect, it } from 'vitest';
import type { LossInputs } from '../../../../src/science/laws/law';
import { allLaws, findLaw } from '../../../../src/science/laws/laws';
import { contours } from '../../../../src/science/laws/verbs/contours';
import { effectiveSizes } from '../../../../src/science/laws/verbs/effective';
import { hasLossInBoth } from '../../../../src/science/laws/verbs/kernel';
import { lossOf } from '../../../../src/science/laws/verbs/loss';
import { scheduleRates } from '../../../../src/science/laws/verbs/schedule';
import { lossSurface } from '../../../../src/science/laws/verbs/surface';
import { tokensFor } from '../../../../src/science/laws/verbs/tokens_for';

const law = (name: string) => findLaw(name)!;
const spaced = (low: number, high: number, n: number) =>
  Float64Array.from({ length: n }, (_, i) => low * (high / low) ** (i / (n - 1)));
const Ns = spaced(1e6, 1e13, 23);
const Ds = spaced(1e7, 1e14, 29);

const cases: readonly (readonly [string, LossInputs])[] = [
  ...allLaws()
    .filter(hasLossInBoth)
    .map(one => [one.name, {}] as const),
  ['muennighoff', { unique: 3e10 }],
  ['kumar', { precision: 6 }],
  ['kumar', { precision: 8, post: 3 }],
  ['krajewski', { granularity: 8 }],
  ['ludziejewski', { experts: 16 }],
  ['abnar', { sparsity: 0.9 }],
];

describe('a surface is the loss at every cell', () => {
  it.each(cases)('laws.%s %o', (name, inputs) => {
    const surface = lossSurface(law(name), Ns, Ds, inputs);
    Ns.forEach((N, i) => {
      Ds.forEach((D, j) => {
        const expected = lossOf(law(name), { ...inputs, N, D });
        expect(Math.abs(surface[i * Ds.length + j] / expected - 1)).toBeLessThan(1e-12);
      });
    });
  });
});

describe('contours', () => {
  const fineN = spaced(1e8, 1e12, 60);
  const fineD = spaced(1e9, 1e14, 400);

  const linesOf = (name: string, levels: readonly number[], inputs: LossInputs = {}) =>
    contours({ xs: fineN, ys: fineD, values: lossSurface(law(name), fineN, fineD, inputs) }, levels);

  it('lie where tokensFor says', () => {
    for (const { level, lines } of linesOf('epoch', [2, 2.2, 2.6])) {
      expect(lines).toHaveLength(1);
      expect(lines[0].x.length).toBeGreaterThan(5);
      // Ends on an edge lie between two rows: a row is coarser than a column.
      lines[0].x.forEach((N, i) => {
        const tolerance = fineN.includes(N) ? 0.01 : 0.4;
        expect(Math.abs(Math.log(lines[0].y[i] / tokensFor(law('epoch'), N, level)))).toBeLessThan(tolerance);
      });
    }
  });

  it('end at the edges of the grid', () => {
    for (const { lines } of linesOf('epoch', [2, 2.2, 2.6])) {
      const [[firstX, firstY], [lastX, lastY]] = [0, lines[0].x.length - 1].map(i => [lines[0].x[i], lines[0].y[i]]);
      expect(firstX === fineN[0] || firstY === fineD[0] || firstY === fineD.at(-1)).toBe(true);
      expect(lastX === fineN.at(-1) || lastY === fineD[0] || lastY === fineD.at(-1)).toBe(true);
    }
  });

  it('have a second line where more tokens do harm', () => {
    const inputs = { post: 3 };
    const [{ lines }] = linesOf('kumar', [3.2], inputs);
    expect(lines.length).toBe(2);
    for (const { x, y } of lines)
      x.forEach((N, i) => {
        if (fineN.includes(N)) expect(lossOf(law('kumar'), { ...inputs, N, D: y[i] })).toBeCloseTo(3.2, 2);
      });
  });

  it('are absent where the level is out of reach', () => {
    expect(linesOf('epoch', [1])[0].lines).toEqual([]);
  });
});

describe('effective sizes', () => {
  it('Clark: experts make parameters worth more; one expert leaves them as they are', () => {
    const dense = effectiveSizes(law('clark'), { N: 1.3e9, experts: 1 });
    const routed = effectiveSizes(law('clark'), { N: 1.3e9, experts: 64 });
    expect(dense.N).toBeCloseTo(1.3e9, -3);
    expect(routed.N).toBeGreaterThan(3e9);
    // The dense model of that size has the same loss.
    const loss = lossOf(law('clark'), { N: 1.3e9, experts: 64 });
    expect(lossOf(law('clark'), { N: routed.N!, experts: 1 })).toBeCloseTo(loss, 10);
  });
  it('Muennighoff: repeats are worth less than new tokens, four epochs nearly as much', () => {
    const four = effectiveSizes(law('muennighoff'), { N: 1e9, D: 4e10, unique: 1e10 });
    expect(four.D).toBeGreaterThan(3.6e10);
    expect(four.D).toBeLessThan(4e10);
    expect(effectiveSizes(law('muennighoff'), { N: 1e9, D: 4e10 }).D).toBe(4e10);
  });
  it('a law without them says who has them', () => {
    expect(() => effectiveSizes(law('epoch'), { N: 1e9, D: 1e10 })).toThrow(/laws\.muennighoff/);
  });
});

describe('schedules', () => {
  it('end at their last rate', () => {
    expect(scheduleRates('linear', 100, 1, { last: 0.1 }).at(-1)).toBeCloseTo(0.109, 10);
    expect(scheduleRates('constant', 10, 3)).toEqual(new Float64Array(10).fill(3));
    const wsd = scheduleRates('wsd', 100, 1, { decay: 0.2 });
    expect(wsd[79]).toBe(1);
    expect(wsd[99]).toBeCloseTo(0.05, 10);
    const cosine = scheduleRates('cosine', 101, 2, { warmup: 1 });
    expect(cosine[0]).toBe(2);
    expect(cosine[51]).toBeCloseTo(1, 10);
  });
  it('are not longer than memory allows', () => {
    expect(() => scheduleRates('cosine', 1e9, 1)).toThrow(/steps at most/);
  });
});
