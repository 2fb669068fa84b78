import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLaw } from '../../../../src/science/laws/laws';
import { brentMinimum, gridMinimum, plateau } from '../../../../src/science/laws/numeric/minimise';
import { rootOf } from '../../../../src/science/laws/numeric/root';
import { optimalFor } from '../../../../src/science/laws/verbs/optimal';

const inside = fc.double({ min: -50, max: 50, noNaN: true });

describe('searches', () => {
  it('find the minimum of any parabola and of a lopsided valley', () => {
    fc.assert(
      fc.property(inside, fc.double({ min: 0.1, max: 10, noNaN: true }), (centre, width) => {
        const parabola = brentMinimum(x => ((x - centre) / width) ** 2, -60, 60);
        const valley = gridMinimum(x => Math.exp(0.3 * (x - centre)) + 3 * Math.exp(-0.1 * (x - centre)), -60, 60);
        // Equal slopes: 0.3 e^(0.3 u) = 0.3 e^(-0.1 u) at u = 0.
        return Math.abs(parabola.x - centre) < 1e-5 && Math.abs(valley.x - centre) < 1e-3;
      }),
    );
  });

  it('find the root of any monotone curve, or say that there is none', () => {
    fc.assert(fc.property(inside, root => Math.abs(rootOf(x => Math.sinh((x - root) / 10), -60, 60)! - root) < 1e-8));
    expect(rootOf(x => x * x + 1, -1, 1)).toBeUndefined();
    expect(rootOf(x => x, 0, 1)).toBe(0);
  });
});

describe('plateaus', () => {
  it('are found with both ends, and only where there is one', () => {
    const flat = plateau(x => 1 + Math.max(0, Math.abs(x - 2) - 0.5), 2.2, -10, 10);
    expect(flat?.[0]).toBeCloseTo(1.5, 9);
    expect(flat?.[1]).toBeCloseTo(2.5, 9);
    expect(plateau(x => 1 + (x - 2) ** 2, 2, -10, 10)).toBeUndefined();
  });
  it('a law without a sharp optimum says so, and answers smoothly', () => {
    const sizes = [1, 1.2, 1.5, 1.8, 2.2].map(billions => {
      const best = optimalFor(findLaw('muennighoff')!, { C: 1e23 }, { unique: billions * 1e9 });
      expect(best.plateau).toBeDefined();
      return best.N;
    });
    for (let i = 1; i < sizes.length; i++) expect(Math.abs(Math.log(sizes[i] / sizes[i - 1]))).toBeLessThan(0.25);
    expect(optimalFor(findLaw('muennighoff')!, { C: 1e23 }, { unique: 1e11 }).plateau).toBeUndefined();
  });
});
