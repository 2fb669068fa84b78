import type { Law, LossInputs } from '../law';
import { computeFor } from './compute_for';
import { computeOf, kernelOf } from './kernel';
import { tokensFor } from './tokens_for';

/** Runs of equal loss: parameters traded for tokens. */
export interface IsolossCurve {
  readonly loss: number;
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly C: Float64Array;
  /** The cheapest of them. */
  readonly minimum: { readonly N: number; readonly D: number; readonly C: number };
}

export interface IsolossOptions {
  readonly points?: number;
  /** Sizes from the cheapest run's N over `span` to N times `span`; sizes that never reach the loss are left out. */
  readonly span?: number;
}

/** The isoloss curve of a law: for sizes around the cheapest run, the tokens that give the same loss. */
export function isolossCurve(
  law: Law,
  loss: number,
  options: IsolossOptions = {},
  inputs: LossInputs = {},
): IsolossCurve {
  const { points = 101, span = 30 } = options;
  const at = kernelOf(law, inputs);
  const cheapest = computeFor(law, loss, inputs);
  const count = Math.max(2, Math.round(points));
  const sizes = Array.from({ length: count }, (_, i) => cheapest.N * span ** ((2 * i) / (count - 1) - 1));
  const reaching = sizes.filter(n => at(n, 1e30) < loss);
  const N = Float64Array.from(reaching);
  const D = N.map(n => tokensFor(law, n, loss, inputs));
  const C = N.map((n, i) => computeOf(law, n, D[i], inputs));
  return { loss, N, D, C, minimum: { N: cheapest.N, D: cheapest.D, C: cheapest.C } };
}
