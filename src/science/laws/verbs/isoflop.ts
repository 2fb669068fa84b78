import type { Law, LossInputs } from '../law';
import { cannot } from './ability';
import { requirePositive } from './inputs';
import { kernelOf } from './kernel';
import { allocates, searchOptimum } from './optimal';

/** Loss against size at one budget. */
export interface IsoflopCurve {
  readonly C: number;
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly loss: Float64Array;
  readonly minimum: { readonly N: number; readonly D: number; readonly loss: number };
}

export interface IsoflopOptions {
  /** Points on the curve. */
  readonly points?: number;
  /** The curve goes from the optimum's N over `span` to N times `span`. */
  readonly span?: number;
}

/** The isoFLOP curve of a law at a budget: sizes spaced evenly in log N around the optimum, each with D = C/6N. */
export function isoflopCurve(law: Law, C: number, options: IsoflopOptions = {}, inputs: LossInputs = {}): IsoflopCurve {
  const { points = 101, span = 30 } = options;
  const { form, constants } = law;
  requirePositive(points, 'points');
  requirePositive(span - 1, 'span - 1');
  requirePositive(C, 'C');
  const lossAt = kernelOf(law, inputs);
  if (!allocates(law)) throw cannot(law, 'optimum');
  const closed = form.optimum?.(constants, C, inputs);
  // An allocation with a loss of its own (Kaplan's Table 6) is not the minimum of L(N, D) along this curve.
  const best = closed && closed.loss === undefined ? closed : searchOptimum(form, constants, C, inputs);
  const product = C / (form.flopFactor?.(constants, inputs) ?? 6);
  const count = Math.max(2, Math.round(points));
  const N = Float64Array.from({ length: count }, (_, i) => best.N * span ** ((2 * i) / (count - 1) - 1));
  const D = N.map(n => product / n);
  const loss = N.map((n, i) => lossAt(n, D[i]));
  const D0 = product / best.N;
  return { C, N, D, loss, minimum: { N: best.N, D: D0, loss: lossAt(best.N, D0) } };
}
