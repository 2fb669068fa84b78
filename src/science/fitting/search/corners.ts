import { solveSquare } from '../numeric/solve';
import { quantile } from '../numeric/summary';
import type { Evaluator } from './evaluator';
import type { LocalOptimum, MinimiseOptions, Minimiser } from './minimise';

/** Shares of the median residual over which corners are rounded, one after the other. */
const STAGES = [1, 0.1, 1e-2, 1e-3, 1e-4, 1e-5];
const ROUGH_STAGES = [0.2, 0.02];

/**
 * The optimum of an objective with corners (least absolute deviations): its corners are rounded less and less, and then
 * the runs whose residual is zero are taken as equations and solved exactly. Optimal if their multipliers lie within the
 * slopes of their corners; then `gradientNorm` is that of the Lagrangian.
 */
export function minimiseWithCorners(
  evaluator: Evaluator,
  minimiser: Minimiser,
  start: Float64Array,
  options: MinimiseOptions,
): LocalOptimum {
  const { end, smoothing } = roundOff(evaluator, minimiser, start, STAGES, { ...options, tolerance: 1e-13 });
  if (end.status === 'not_finite') return end;
  const exact = solveCorners(evaluator, end.theta, smoothing, options);
  const value = evaluator.value(end.theta);
  // Rounding can leave the solved corner a last digit above the rounded one: it is the exact one all the same.
  return exact && exact.value <= value * (1 + 1e-12) ? { ...exact, iterations: end.iterations } : { ...end, value };
}

/** The optimum of the objective with its corners rounded over a fiftieth of a typical residual: near enough for resamples. */
export function minimiseRounded(
  evaluator: Evaluator,
  minimiser: Minimiser,
  start: Float64Array,
  options: MinimiseOptions,
): LocalOptimum {
  const { end } = roundOff(evaluator, minimiser, start, ROUGH_STAGES, options);
  return { ...end, value: evaluator.value(end.theta) };
}

/** Minimises with corners rounded less and less. The evaluator is left with its corners. */
function roundOff(
  evaluator: Evaluator,
  minimiser: Minimiser,
  start: Float64Array,
  stages: readonly number[],
  options: MinimiseOptions,
): { readonly end: LocalOptimum; readonly smoothing: number } {
  let smoothing = 0;
  let end: LocalOptimum | undefined;
  for (const share of stages) {
    const theta: Float64Array = end?.theta ?? start;
    smoothing = share * Math.max(quantile(evaluator.residuals(theta).map(Math.abs), 0.5), 1e-12);
    evaluator.smooth(smoothing);
    end = minimiser.run(theta, options);
    if (end.status === 'not_finite') break;
  }
  evaluator.smooth(0);
  return { end: end as LocalOptimum, smoothing };
}

/** Newton's method on the conditions of optimality with the residuals of `active` runs held at zero. */
function solveCorners(
  evaluator: Evaluator,
  start: Float64Array,
  smoothing: number,
  { lower, upper }: MinimiseOptions,
): LocalOptimum | undefined {
  const { n, size: q } = evaluator;
  const theta = Float64Array.from(start);
  const rows = new Float64Array(n * q);
  const open = Array.from(theta, (_, j) => j).filter(j => theta[j] > lower[j] && theta[j] < upper[j]);
  const first = evaluator.residuals(theta);
  let active = Array.from(first, (_, i) => i).filter(i => Math.abs(first[i]) <= smoothing);
  if (active.length > open.length) {
    active = active.sort((i, j) => Math.abs(first[i]) - Math.abs(first[j])).slice(0, open.length);
  }
  const hessian = new Float64Array(q * q);
  const c = new Float64Array(n);
  let multipliers = active.map(() => 0);
  for (let iteration = 0; iteration < 30; iteration++) {
    const residuals = evaluator.residualJacobian(theta, rows);
    const { psi } = evaluator.influence();
    c.set(psi);
    for (const i of active) c[i] = 0;
    const gradient = open.map(j => sum(n, i => c[i] * rows[i * q + j]));
    for (const [k, i] of active.entries()) c[i] = multipliers[k];
    const equations = active.map(i => -residuals[i]);
    evaluator.curvatureOfResiduals(theta, c, hessian);
    const matrix = [
      ...open.map(j => [...open.map(k => hessian[j * q + k]), ...active.map(i => rows[i * q + j])]),
      ...active.map(i => [...open.map(j => rows[i * q + j]), ...active.map(() => 0)]),
    ];
    const solution = solveSquare(matrix, [...gradient.map(g => -g), ...equations]);
    if (!solution) return undefined;
    multipliers = active.map((_, k) => solution[open.length + k]);
    let moved = 0;
    for (const [k, j] of open.entries()) {
      moved = Math.max(moved, Math.abs(solution[k]) / (1 + Math.abs(theta[j])));
      theta[j] += solution[k];
    }
    if (!(moved < 1e3)) return undefined;
    if (moved < 1e-13) break;
  }
  return certify(evaluator, theta, active, multipliers, open, rows);
}

/** Whether the corner is the optimum: every multiplier within the slopes of its corner. */
function certify(
  evaluator: Evaluator,
  theta: Float64Array,
  active: readonly number[],
  multipliers: readonly number[],
  open: readonly number[],
  rows: Float64Array,
): LocalOptimum | undefined {
  const { n, size: q } = evaluator;
  const residuals = evaluator.residualJacobian(theta, rows);
  const scale = quantile(residuals.map(Math.abs), 0.5);
  if (active.some(i => Math.abs(residuals[i]) > 1e-9 * (scale + 1e-12))) return undefined;
  const { psi } = evaluator.influence();
  const within = active.every((i, k) => {
    const { up, down } = evaluator.slopesAt(i);
    return multipliers[k] <= up * (1 + 1e-9) && multipliers[k] >= -down * (1 + 1e-9);
  });
  if (!within) return undefined;
  const c = Float64Array.from(psi);
  for (const [k, i] of active.entries()) c[i] = multipliers[k];
  const gradient = open.map(j => Math.abs(sum(n, i => c[i] * rows[i * q + j])));
  const value = evaluator.value(theta);
  return {
    theta,
    value,
    gradientNorm: Math.max(0, ...gradient),
    decrement: 0,
    iterations: 0,
    status: 'converged',
    corners: active.length,
  };
}

function sum(n: number, of: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += of(i);
  return total;
}
