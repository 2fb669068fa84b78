import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brentMinimum, gridMinimum } from '../../../../src/science/laws/numeric/minimise';
import { rootOf } from '../../../../src/science/laws/numeric/root';

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
