import type { Allocation, Constants, Law } from '../laws/law';
import { brentMinimum } from '../laws/numeric/minimise';
import { rootOf } from '../laws/numeric/root';
import { searchOptimum } from '../laws/verbs/optimal';
import { effectiveRun } from './repetition';

/** A law with its constants settled: what the solver asks of it. One per draw when intervals are wanted. */
export interface Surface {
  /** Loss of N parameters on D tokens; undefined for laws that only divide a budget. */
  readonly loss: ((N: number, D: number) => number) | undefined;
  /** Compute-optimal sizes for a budget of training FLOP, with C = factor N D. */
  readonly optimum: (C: number) => Allocation;
  /** Training FLOP per parameter and token. */
  readonly factor: number;
  /** What the run's size and tokens are worth where data repeat. */
  readonly effective: (N: number, D: number) => Allocation;
  /** Tokens at which N parameters reach a loss, in closed form where there is one; NaN if they never do. */
  readonly tokensFor?: (N: number, loss: number) => number;
}

export interface SurfaceOptions {
  /** Unique tokens at hand; more training tokens are repeats. */
  readonly unique?: number | undefined;
  readonly experts?: number | undefined;
}

/** Whether a law knows repeated data by itself; otherwise Muennighoff's decay is put in front of it. */
export const knowsRepeats = (law: Law): boolean => law.form.optionalInputs?.includes('unique') ?? false;

const whole = (N: number, D: number): Allocation => ({ N, D });

/** The loss in N and D that a law's form gives for these constants, repeats aside. */
function plainLoss(law: Law, constants: Constants, inputs: Readonly<Record<string, number>>): Surface['loss'] {
  const { form } = law;
  if (!form.loss || !law.abilities.includes('loss')) return undefined;
  const general = form.loss;
  // A law of compute alone takes the run's own.
  const factor = form.flopFactor?.(constants, inputs) ?? 6;
  if (form.inputs.includes('C')) return (N, D) => general(constants, { ...inputs, N, D, C: factor * N * D });
  return form.kernel?.(constants, inputs) ?? ((N, D) => general(constants, { ...inputs, N, D }));
}

/** Size for which `unique` tokens are compute-optimal, by the optimum without repeats. */
function sizeForTokens(optimum: Surface['optimum'], unique: number): number {
  const gap = (logC: number) => Math.log(optimum(Math.exp(logC)).D / unique);
  const logC = rootOf(gap, Math.log(1e4), Math.log(1e44), 1e-12);
  return logC === undefined ? Number.POSITIVE_INFINITY : optimum(Math.exp(logC)).N;
}

/** The least loss along C = factor N D, for a loss that falls and then rises in log N. */
export function searchIsoflop(loss: (N: number, D: number) => number, product: number): Allocation {
  const of = (u: number) => loss(Math.exp(u), product / Math.exp(u));
  const points = 40;
  const high = Math.log(product);
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points; i++) {
    const value = of((high * i) / points);
    if (value < least) {
      least = value;
      best = i;
    }
  }
  const { x } = brentMinimum(of, (high * (best - 1)) / points, (high * (best + 1)) / points, 1e-9);
  return { N: Math.exp(x), D: product / Math.exp(x) };
}

/** A law as a surface, under its own constants or those of one draw. */
export function surfaceOf(law: Law, options: SurfaceOptions = {}, constants: Constants = law.constants): Surface {
  const { form } = law;
  const inputs: Record<string, number> = {};
  if (options.experts !== undefined && form.optionalInputs?.includes('experts')) inputs.experts = options.experts;
  const own = options.unique !== undefined && knowsRepeats(law);
  if (own) inputs.unique = options.unique as number;
  const factor = form.flopFactor?.(constants, inputs) ?? 6;
  const loss = plainLoss(law, constants, inputs);
  const optimum = (C: number): Allocation => {
    const { N } = form.optimum?.(constants, C, inputs) ?? searchOptimum(form, constants, C, inputs);
    return { N, D: C / (factor * N) };
  };
  if (own) {
    const worth = form.effective;
    const effective = (N: number, D: number) => worth?.(constants, { ...inputs, N, D }) ?? whole(N, D);
    return { loss, optimum, factor, effective };
  }
  if (options.unique === undefined) {
    const closed = form.name === 'chinchilla' ? chinchillaTokens(constants) : undefined;
    return { loss, optimum, factor, effective: whole, ...(closed ? { tokensFor: closed } : {}) };
  }
  return withRepeats({ loss, optimum, factor, effective: whole }, options.unique);
}

/** The same surface when only `unique` tokens are different: losses at Muennighoff's effective size and data. */
export function withRepeats(base: Surface, unique: number): Surface {
  const unitN = sizeForTokens(base.optimum, unique);
  const effective = (N: number, D: number) => effectiveRun(N, D, unique, unitN);
  const fresh = base.loss;
  if (!fresh) return { ...base, effective };
  const loss = (N: number, D: number) => {
    const worth = effective(N, D);
    return fresh(worth.N, worth.D);
  };
  const optimum = (C: number): Allocation => {
    const best = base.optimum(C);
    if (best.D <= unique) return best;
    return searchIsoflop(loss, C / base.factor);
  };
  return { loss, optimum, factor: base.factor, effective };
}

/** D = (B / (L - E - A N^-alpha))^(1/beta). */
function chinchillaTokens(k: Constants): (N: number, loss: number) => number {
  return (N, loss) => {
    const rest = loss - k.E - k.A * N ** -k.alpha;
    return rest > 0 ? (k.B / rest) ** (1 / k.beta) : Number.NaN;
  };
}
