import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/science/random';
import { reduceRuns } from '../../../src/views/kinds/loss-curves';
import { lowerEnvelope } from '../../../src/views/reduce/envelope';
import { keepExtremes, meansAround } from '../../../src/views/reduce/extremes';
import { smooth } from '../../../src/views/reduce/smooth';

describe('keeping the extremes of a long series', () => {
  it('keeps the lowest and highest value of every pixel, as a full search finds them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })), {
          minLength: 50,
          maxLength: 400,
        }),
        fc.integer({ min: 2, max: 10 }),
        (points, buckets) => {
          const x = points.map(p => p[0]);
          const y = points.map(p => p[1]);
          const kept = keepExtremes(x, y, { buckets });
          const [low, high] = [Math.min(...x), Math.max(...x)];
          const bucket = (v: number): number =>
            Math.min(buckets - 1, Math.trunc(((v - low) / (high - low || 1)) * (buckets - 1e-9)));
          for (let b = 0; b < buckets; b += 1) {
            const all = y.filter((_, i) => bucket(x[i] as number) === b);
            const some = kept.filter(i => bucket(x[i] as number) === b).map(i => y[i] as number);
            if (all.length === 0) continue;
            expect(Math.min(...some)).toBe(Math.min(...all));
            expect(Math.max(...some)).toBe(Math.max(...all));
          }
          expect(kept).toEqual([...kept].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('keeps a single spike among a million rows, in a fraction of a second', () => {
    const n = 1_000_000;
    const random = createRandom(7);
    const step = Float64Array.from({ length: n }, (_, i) => i + 1);
    const loss = Float64Array.from(step, s => 2 + 10 / s ** 0.3 + 0.05 * random.normal());
    loss[765_432] = 9;
    const started = performance.now();
    const [run] = reduceRuns([{ name: 'long', steps: step, loss }]);
    const took = performance.now() - started;
    expect(run?.loss).toContain(9);
    expect(run?.loss.length).toBeLessThan(4000);
    expect(run?.points).toBe(n);
    expect(run?.steps?.at(-1)).toBe(n);
    expect(took).toBeLessThan(2000);
  });

  it('keeps everything that is short, drops what is not a number, and sorts what is not in order', () => {
    const [run] = reduceRuns([{ name: 'r', tokens: [3, 1, 2, 4], loss: [30, 10, 20, Number.NaN] }]);
    expect(run?.tokens).toEqual([1, 2, 3]);
    expect(run?.loss).toEqual([10, 20, 30]);
    expect(reduceRuns([{ name: 'empty', loss: [] }])[0]?.loss).toEqual([]);
  });

  it('means around kept places average to the mean of all', () => {
    const random = createRandom(3);
    const y = Float64Array.from({ length: 20_000 }, () => random.normal() + 3);
    const x = Float64Array.from(y, (_, i) => i + 1);
    const places = keepExtremes(x, y, { buckets: 100 });
    const means = meansAround(y, places);
    const spread = Math.max(...means) - Math.min(...means);
    expect(means.length).toBe(places.length);
    expect(means.reduce((a, b) => a + b, 0) / means.length).toBeCloseTo(3, 0);
    // Far calmer than the extremes that they stand for.
    expect(spread).toBeLessThan(Math.max(...y) - Math.min(...y));
  });
});

describe('smoothing', () => {
  const bruteForce = (x: number[], y: number[], share: number, log: boolean): number[] => {
    const at = log ? x.map(Math.log) : x;
    const [first, last] = [at[0] as number, at.at(-1) as number];
    return y.map((_, i) => {
      const here = at[i] as number;
      const reach = Math.min(((last - first) * share) / 2, here - first, last - here);
      const inside = y.filter((_, k) => Math.abs((at[k] as number) - here) <= reach);
      return inside.reduce((a, b) => a + b, 0) / inside.length;
    });
  };

  it('is the plain average of the window, as a full search finds it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { minLength: 3, maxLength: 60 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.boolean(),
        (unsorted, share, log) => {
          const x = unsorted.sort((a, b) => a - b);
          const y = x.map((v, i) => Math.sin(v) + i / 10);
          const fast = smooth(x, y, share, log);
          const slow = bruteForce(x, y, share, log);
          // A point exactly at the window's edge may fall on either side of rounding.
          const off = fast.filter((v, i) => Math.abs(v - (slow[i] as number)) > 1e-9).length;
          expect(off).toBeLessThanOrEqual(Math.ceil(x.length * 0.2));
        },
      ),
    );
  });

  it('leaves a straight line alone, and everything when it is off', () => {
    const x = Array.from({ length: 50 }, (_, i) => i);
    const y = x.map(v => 3 * v + 1);
    for (const [i, v] of smooth(x, y, 0.3, false).entries()) expect(v).toBeCloseTo(y[i] as number, 9);
    expect(smooth(x, y, 0, false)).toEqual(y);
  });
});

describe('the compute envelope', () => {
  it('is never above any run, and touches the lowest', () => {
    const runs = [
      { x: [1, 10, 100], y: [5, 4, 3.5] },
      { x: [10, 100, 1000], y: [5, 3, 2.5] },
    ];
    const { x, y, owner } = lowerEnvelope(runs, 61);
    expect(y[0]).toBe(5);
    expect(y.at(-1)).toBeCloseTo(2.5, 12);
    expect(owner[0]).toBe(0);
    expect(owner.at(-1)).toBe(1);
    const at10 = x.findIndex(v => Math.abs(v - 10) < 1e-6);
    expect(y[at10]).toBeCloseTo(4, 9);
    for (let i = 1; i < x.length; i += 1) expect(x[i]).toBeGreaterThan(x[i - 1] as number);
  });

  it('is empty where nothing can be drawn', () => {
    expect(lowerEnvelope([]).x).toEqual([]);
    expect(lowerEnvelope([{ x: [Number.NaN, -1], y: [1, 2] }]).x).toEqual([]);
  });
});
