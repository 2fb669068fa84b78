import { akima, cubicsAt } from './akima';
import type { IsoflopProfile } from './isoflop-fit';

/** The curve that a budget's minimum was read from, for drawing: sizes and losses. Empty where there is none. */
export function profileCurve(profile: IsoflopProfile, points = 40): { readonly N: number[]; readonly loss: number[] } {
  const { ofN, N } = profile;
  const used = ofN.used.map(i => N[i]);
  if (used.length < 3 || !Number.isFinite(ofN.x)) return { N: [], loss: [] };
  const [low, high] = [Math.min(...used), Math.max(...used)];
  const sizes = Array.from({ length: points }, (_, k) => low * (high / low) ** (k / (points - 1)));
  if (ofN.parabola) {
    const { centre, coefficients } = ofN.parabola;
    const [a, b, c] = coefficients;
    return {
      N: sizes,
      loss: sizes.map(size => {
        const u = Math.log(size) - centre;
        return a + b * u + c * u * u;
      }),
    };
  }
  const curve = akima(N.map(Math.log), profile.loss.map(Math.log));
  return { N: sizes, loss: sizes.map(size => Math.exp(cubicsAt(curve, Math.log(size)))) };
}
