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
  readonly minimum: CurvePoint;
}

export interface IsoflopOptions {
  /** Points on the curve. */
  readonly points?: number;
  /** The curve goes from the optimum's N over `span` to N times `span`. */
  readonly span?: number;
}

/** A run on an isoFLOP curve. */
interface CurvePoint {
  readonly N: number;
  readonly D: number;
  readonly loss: number;
}

/** The bottom of the isoFLOP curve of a law at a budget. */
export function isoflopMinimum(law: Law, C: number, inputs: LossInputs = {}): CurvePoint {
  const { form, constants } = law;
  requirePositive(C, 'C');
  const lossAt = kernelOf(law, inputs);
  if (!allocates(law)) throw cannot(law, 'optimum');
  const closed = form.optimum?.(constants, C, inputs);
  // An allocation with a loss of its own (Kaplan's Table 6) is not the minimum of L(N, D) along this curve.
  const { N } = closed && closed.loss === undefined ? closed : searchOptimum(form, constants, C, inputs);
  const D = C / ((form.flopFactor?.(constants, inputs) ?? 6) * N);
  return { N, D, loss: lossAt(N, D) };
}

/** The isoFLOP curve of a law at a budget: sizes spaced evenly in log N around the optimum, each with D = C/6N. */
export function isoflopCurve(law: Law, C: number, options: IsoflopOptions = {}, inputs: LossInputs = {}): IsoflopCurve {
  const { points = 101, span = 30 } = options;
  requirePositive(points, 'points');
  requirePositive(span - 1, 'span - 1');
  const minimum = isoflopMinimum(law, C, inputs);
  const lossAt = kernelOf(law, inputs);
  const product = minimum.N * minimum.D;
  const count = Math.max(2, Math.round(points));
  const N = Float64Array.from({ length: count }, (_, i) => minimum.N * span ** ((2 * i) / (count - 1) - 1));
  const D = N.map(n => product / n);
  return { C, N, D, loss: N.map((n, i) => lossAt(n, D[i])), minimum };
}
