import type { CurveForm, ShapeParameter } from './curve';

/** Names of the forms that emergence compares. */
export type CurveName = 'constant' | 'line' | 'piecewise' | 'sigmoid' | 'bnsl';

const constantTerm = (u: number): readonly number[] => [u * 0 + 1];

/** Adds a free base to a form, or fixes it. */
function based(base: number | null, form: Omit<CurveForm, 'offset'>): CurveForm {
  if (base !== null) return { ...form, offset: base };
  const terms: CurveForm['terms'] = (u, shape) => [...form.terms(u, shape), 1];
  return { ...form, amplitudes: [...form.amplitudes, 'base'], terms, offset: 0 };
}

/**
 * The forms of a score by u = log10 x that emergence compares. `base` is the score of guessing (null: fitted), `rise` the
 * most that a score can rise above it.
 *  constant   base
 *  line       a + b u, no threshold
 *  piecewise  base + slope max(0, u - start)
 *  sigmoid    base + rise / (1 + exp(-(u - middle) / width))
 *  bnsl       base + b x^-c0 (1 + (x/d1)^(1/f1))^(-c1 f1), one break (Caballero et al. 2022 eq 1)
 */
export function emergenceForms(u: Float64Array, base: number | null, rise?: number): Record<CurveName, CurveForm> {
  const low = u[0];
  const high = u[u.length - 1];
  const range = high - low;
  const place = (name: string, points: number, below = 0, above = 0): ShapeParameter => ({
    ...{ name, points },
    ...{ low: low - below * range, high: high + above * range },
  });
  const most = rise === undefined ? {} : { most: rise };
  const middle = (low + high) / 2;
  return {
    constant:
      base === null
        ? { name: 'constant', shape: [], amplitudes: ['base'], terms: constantTerm, offset: 0 }
        : { name: 'constant', shape: [], amplitudes: [], terms: () => [], offset: base },
    line: { name: 'line', shape: [], amplitudes: ['slope', 'intercept'], terms: x => [x, 1], offset: 0 },
    piecewise: based(base, {
      ...{ name: 'piecewise', amplitudes: ['slope'], shape: [place('start', 40)] },
      terms: (x, [start]) => [Math.max(0, x - start)],
    }),
    sigmoid: based(base, {
      ...{ name: 'sigmoid', amplitudes: ['rise'], ...most },
      shape: [
        place('middle', 24, 0, 0.5),
        { name: 'logWidth', low: Math.log(0.01), high: Math.log(range), points: 10 },
      ],
      terms: (x, [at, logWidth]) => [1 / (1 + Math.exp(-(x - at) / Math.exp(logWidth)))],
    }),
    bnsl: based(base, {
      ...{ name: 'bnsl', amplitudes: ['b'] },
      shape: [
        { name: '-c0', low: -0.5, high: 2, points: 5 },
        { name: '-c1', low: -2, high: 6, points: 8 },
        place('log10 d1', 10),
        { name: 'ln f1', low: Math.log(0.02), high: Math.log(3), points: 4 },
      ],
      // x and d in units of the middle scale, so that powers stay small.
      terms: (x, [c0, c1, d, logF]) => {
        const f = Math.exp(logF);
        const turn = (x - d) / f;
        const softplus = turn > 15 ? turn * Math.LN10 : Math.log1p(10 ** turn);
        return [Math.exp(c0 * (x - middle) * Math.LN10 + c1 * f * softplus)];
      },
    }),
  };
}

/** Number of fitted constants of a form. */
export const constantsOf = (form: CurveForm): number => form.shape.length + form.amplitudes.length;
