import { toInternal, toNatural } from '../forms/form';
import { normalQuantile } from '../numeric/normal';
import { invert } from '../numeric/solve';
import { compileProblem, expand, type Problem, restrict } from '../problem';
import { Searcher } from '../search/run';
import { curvatureAt } from './covariance';

/** The lowest objective at each value of one constant, all others refitted. */
export interface Profile {
  readonly name: string;
  readonly values: Float64Array;
  readonly objective: Float64Array;
  /** Objective that bounds the interval. */
  readonly threshold: number;
  /** Ends of the interval; infinite (or zero) where the objective never rises so far within the searched range. */
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

const STEPS = 40;

/**
 * Profile of the objective along one constant. The interval ends where the objective has risen by z^2 V / (2 H^jj), V the
 * sandwich variance and H^jj the inverse expected Hessian's entry: the likelihood-ratio interval, corrected for an objective that
 * is not a likelihood (Chandler and Bate 2007).
 */
export function profile(problem: Problem, theta: Float64Array, name: string, level = 0.9): Profile {
  const { form, layout, spec } = problem;
  const i = form.parameters.findIndex(p => p.name === name);
  const j = layout.place[i];
  const parameter = form.parameters[i];
  const q = layout.free.length;
  const centre = theta[j];
  const full = expand(layout, theta, new Float64Array(form.parameters.length));
  const optimum = new Searcher(problem).evaluator.value(theta);
  const { expected, covariance } = curvatureAt(problem, theta);
  const inverse = invert(expected, q);
  const z = normalQuantile(0.5 + level / 2);
  const variance = covariance ? covariance[j * q + j] : Number.NaN;
  const rise = inverse && inverse[j * q + j] > 0 ? (z * z * variance) / (2 * inverse[j * q + j]) : Number.NaN;
  const threshold = optimum + rise;
  const step = 0.25 * z * Math.sqrt(variance);

  /** Objective with the constant held, from the neighbour's solution. */
  const held = (value: number, near: Float64Array): { objective: number; full: Float64Array } => {
    if (q === 1) {
      const moved = Float64Array.of(value);
      return { objective: new Searcher(problem).evaluator.value(moved), full: near };
    }
    const fixed = { ...spec.fixed, [name]: toNatural(parameter, value) };
    const sub = compileProblem({ ...spec, fixed });
    const found = new Searcher(sub).from(restrict(sub.layout, near), { tolerance: 1e-12 });
    return { objective: found.value, full: expand(sub.layout, found.theta, new Float64Array(full.length)) };
  };

  const points: [number, number][] = [[centre, optimum]];
  const ends = [-1, 1].map(side => {
    let near = full;
    let last: [number, number] = [centre, optimum];
    let stride = Number.isFinite(step) && step > 0 ? step : 0.1 * Math.max(1, Math.abs(centre));
    for (let k = 0; k < STEPS; k++) {
      const value = last[0] + side * stride;
      if (value < layout.lower[j] || value > layout.upper[j]) break;
      const found = held(value, near);
      if (!Number.isFinite(found.objective)) break;
      points.push([value, found.objective]);
      if (found.objective >= threshold) {
        const share = (threshold - last[1]) / (found.objective - last[1]);
        return last[0] + Math.sqrt(Math.max(0, share)) * (value - last[0]);
      }
      near = found.full;
      last = [value, found.objective];
      if (k > 8) stride *= 1.3;
    }
    return side < 0 ? layout.lower[j] : layout.upper[j];
  });
  points.sort((a, b) => a[0] - b[0]);
  const natural = (v: number) => toNatural(parameter, v);
  const open = (v: number) =>
    Math.abs(v) >= 600 && parameter.transform === 'log' ? (v < 0 ? 0 : Number.POSITIVE_INFINITY) : natural(v);
  return {
    name,
    values: Float64Array.from(points, ([v]) => natural(v)),
    objective: Float64Array.from(points, ([, f]) => f),
    threshold,
    low: open(ends[0]),
    high: open(ends[1]),
    level,
  };
}

/** Where a start lies on the optimiser's scale. */
export function internalOf(problem: Problem, constants: Readonly<Record<string, number>>): Float64Array {
  const full = Float64Array.from(problem.form.parameters, p => toInternal(p, constants[p.name]));
  return restrict(problem.layout, full);
}
