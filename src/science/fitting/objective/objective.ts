import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** Where residuals are taken: log(prediction) - log(loss), or prediction - loss. */
export type Scale = 'log' | 'linear';

/**
 * What a fit minimises, summed (or averaged) over runs with their weights:
 * - huber: r^2/2 where |r| <= delta, else delta (|r| - delta/2) (Huber 1964; on log loss: Hoffmann et al. 2022, eq 3);
 * - lad: |r|, least absolute deviations;
 * - mse: r^2;
 * - asymmetric: |r|, times `over` where the prediction lies above the loss: a law as a floor under runs that are seldom
 *   well tuned.
 * `mean` divides by the number of runs: another objective value, the same constants.
 */
export type ObjectiveSpec = { readonly scale: Scale; readonly reduction?: 'sum' | 'mean' } & (
  | { readonly kind: 'huber'; readonly delta: number }
  | { readonly kind: 'lad' }
  | { readonly kind: 'mse' }
  | { readonly kind: 'asymmetric'; readonly over: number }
);

/**
 * A convex loss of a residual r: within the knee a parabola, beyond it lines of slope `up` (r > 0) and `down`.
 * A knee of 0 is the absolute value itself, an infinite knee with curvature 2 the square.
 */
export interface Rho {
  readonly knee: number;
  readonly up: number;
  readonly down: number;
  /** Curvature within the knee where the knee is infinite. */
  readonly curvature: number;
}

/** Whether the objective has corners, so that its optimum is found by smoothing and then exactly on its active runs. */
export function hasCorners(spec: ObjectiveSpec): boolean {
  return spec.kind === 'lad' || spec.kind === 'asymmetric';
}

/** The loss function of an objective; corners are rounded over `smoothing` residual units. */
export function rhoOf(spec: ObjectiveSpec, smoothing = 0): Rho {
  switch (spec.kind) {
    case 'huber':
      requirePositive(spec.delta, 'delta');
      return { knee: spec.delta, up: spec.delta, down: spec.delta, curvature: 1 };
    case 'mse':
      return { knee: Number.POSITIVE_INFINITY, up: 0, down: 0, curvature: 2 };
    case 'lad':
      return { knee: smoothing, up: 1, down: 1, curvature: 0 };
    case 'asymmetric':
      requirePositive(spec.over, 'over');
      return { knee: smoothing, up: spec.over, down: 1, curvature: 0 };
  }
}

function requirePositive(value: number, name: string): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new ScienceError('bad-input', l10n.t('{0} must be a positive number, and is {1}.', name, String(value)));
}

/** One residual's loss. */
export function lossOfResidual(rho: Rho, r: number): number {
  const size = Math.abs(r);
  if (rho.knee === Number.POSITIVE_INFINITY) return 0.5 * rho.curvature * r * r;
  const slope = r > 0 ? rho.up : rho.down;
  return size <= rho.knee ? (rho.knee > 0 ? (0.5 * slope * r * r) / rho.knee : 0) : slope * (size - 0.5 * rho.knee);
}

/**
 * Adds up the weighted loss of all residuals, and writes its first derivative into `psi` and second into `curvature`.
 * The one loop over residuals in the fit: no allocation.
 */
export function lossPass(
  rho: Rho,
  r: Float64Array,
  w: Float64Array,
  n: number,
  psi: Float64Array,
  curvature: Float64Array,
): number {
  const { knee, up, down } = rho;
  let sum = 0;
  if (knee === Number.POSITIVE_INFINITY) {
    const c = rho.curvature;
    for (let i = 0; i < n; i++) {
      const weighted = w[i] * c;
      const first = weighted * r[i];
      sum += 0.5 * first * r[i];
      psi[i] = first;
      curvature[i] = weighted;
    }
    return sum;
  }
  const half = 0.5 * knee;
  for (let i = 0; i < n; i++) {
    const ri = r[i];
    const size = ri < 0 ? -ri : ri;
    const slope = w[i] * (ri > 0 ? up : down);
    if (size <= knee && knee > 0) {
      const c = slope / knee;
      psi[i] = c * ri;
      curvature[i] = c;
      sum += 0.5 * c * ri * ri;
    } else {
      psi[i] = ri < 0 ? -slope : slope;
      curvature[i] = 0;
      // A residual that is no number must not pass as zero.
      sum += slope * (size - half);
    }
  }
  return sum;
}
