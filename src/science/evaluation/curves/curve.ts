import { nelderMead } from './nelder-mead';

/** A parameter that bends a curve, with the range that is searched. */
export interface ShapeParameter {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Points of the first grid. */
  readonly points: number;
}

/** y = offset + sum of amplitudes times terms, where the terms depend on u = log10 x and on the shape. */
export interface CurveForm {
  readonly name: string;
  readonly shape: readonly ShapeParameter[];
  readonly amplitudes: readonly string[];
  readonly terms: (u: number, shape: readonly number[]) => readonly number[];
  /** A fixed part of y. */
  readonly offset: number;
  /** Largest value of the first amplitude. */
  readonly most?: number;
}

/** A form with its constants. */
export interface FittedCurve {
  readonly form: CurveForm;
  readonly shape: readonly number[];
  readonly amplitudes: readonly number[];
  /** Weighted sum of squares. */
  readonly cost: number;
}

/** Value of a curve at u = log10 x. */
export function curveAt({ form, shape, amplitudes }: FittedCurve, u: number): number {
  const terms = form.terms(u, shape);
  return amplitudes.reduce((sum, a, i) => sum + a * terms[i], form.offset);
}

/** Weighted observations: y at u. */
export interface CurveData {
  readonly u: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
}

/**
 * Least squares by variable projection (Golub and Pereyra 1973): amplitudes are solved exactly, the shape is searched on a
 * grid and then by simplex within its ranges. With `from`, only from there,
 * briefly: for refits of like data.
 */
export function fitCurve(form: CurveForm, data: CurveData, from?: readonly number[]): FittedCurve {
  const solve = (shape: readonly number[]) => solveAmplitudes(form, data, shape);
  const bounded = (shape: readonly number[]) =>
    shape.map((v, i) => Math.min(Math.max(v, form.shape[i].low), form.shape[i].high));
  let best: readonly number[] = from ?? form.shape.map(({ low }) => low);
  if (!from && form.shape.length > 0) {
    let least = Number.POSITIVE_INFINITY;
    for (const shape of grid(form.shape)) {
      const { cost } = solve(shape);
      if (cost < least) [least, best] = [cost, shape];
    }
  }
  if (form.shape.length > 0) {
    const steps = form.shape.map(({ low, high, points }, i) => {
      const step = (high - low) / (2 * points);
      return best[i] + step > high ? -step : step;
    });
    const evaluations = (from ? 50 : 200) * form.shape.length;
    best = bounded(nelderMead(shape => solve(bounded(shape)).cost, best, steps, evaluations).x);
  }
  const { amplitudes, cost } = solve(best);
  return { form, shape: best, amplitudes, cost };
}

function* grid(ranges: readonly ShapeParameter[]): Generator<number[]> {
  const [first, ...others] = ranges;
  for (let i = 0; i < first.points; i++) {
    const v = first.low + ((first.high - first.low) * (i + 0.5)) / first.points;
    if (others.length === 0) yield [v];
    else for (const rest of grid(others)) yield [v, ...rest];
  }
}

/** At most two amplitudes: by the normal equations. */
function solveAmplitudes(form: CurveForm, { u, y, w }: CurveData, shape: readonly number[]) {
  const count = form.amplitudes.length;
  const most = form.most ?? Number.POSITIVE_INFINITY;
  let [aa, ab, bb, ay, by, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < u.length; i++) {
    const [a = 0, b = 0] = form.terms(u[i], shape);
    const r = y[i] - form.offset;
    aa += w[i] * a * a;
    ab += w[i] * a * b;
    bb += w[i] * b * b;
    ay += w[i] * a * r;
    by += w[i] * b * r;
    yy += w[i] * r * r;
  }
  let first = 0;
  let second = 0;
  const det = aa * bb - ab * ab;
  if (count === 2 && det > 1e-12 * aa * bb) {
    first = Math.min((bb * ay - ab * by) / det, most);
    second = (by - ab * first) / bb;
  } else if (count === 2) second = bb > 0 ? by / bb : 0;
  else if (count === 1) first = aa > 0 ? Math.min(ay / aa, most) : 0;
  const cost = Math.max(
    yy - 2 * (first * ay + second * by) + first * first * aa + 2 * first * second * ab + second * second * bb,
    0,
  );
  return { amplitudes: [first, second].slice(0, count), cost };
}
