import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Allocation, Constants, Form, Law, LossInputs } from '../law';
import { gridMinimum, plateau } from '../numeric/minimise';
import { rootOf } from '../numeric/root';
import { cannot } from './ability';
import { requirePositive } from './inputs';
import { preparedLoss } from './kernel';

/** What is held fixed: a budget, or the size, tokens or loss that a compute-optimal run should have. Exactly one. */
export type Target =
  | { readonly C: number }
  | { readonly N: number }
  | { readonly D: number }
  | { readonly loss: number };

/** A compute-optimal run. Plain base units. */
export interface Optimum {
  readonly N: number;
  readonly D: number;
  readonly C: number;
  /** Absent where the law allocates without predicting a loss. */
  readonly loss?: number;
  readonly tokensPerParam: number;
  /** D over unique tokens; 1 where nothing is said of unique tokens. */
  readonly epochs: number;
  /** What repeated data and excess parameters are worth, where the law says. */
  readonly effective?: Allocation;
  /** Sizes that reach the same loss to within rounding: N is then the middle of a plateau. */
  readonly plateau?: readonly [number, number];
}

/** How near to an end of a curve, in log N, counts as its end. */
const END = 1e-6;

interface Found extends Allocation {
  readonly plateau?: readonly [number, number];
}

type Search = (form: Form, constants: Constants, C: number, inputs: LossInputs) => Found;

/** The best N and D on an isoFLOP curve, and whether they lie inside it or at an end. */
function searchCurve(form: Form, constants: Constants, C: number, inputs: LossInputs): Found & { inside: boolean } {
  const at = preparedLoss(form, constants, inputs) ?? (() => Number.NaN);
  const product = C / (form.flopFactor?.(constants, inputs) ?? 6);
  const high = Math.log(product);
  const points = Math.max(64, Math.ceil(4 * high));
  const along = (u: number) => at(Math.exp(u), product / Math.exp(u));
  const found = gridMinimum(along, 0, high, points);
  const flat = plateau(along, found.x, 0, high);
  const x = flat ? 0.5 * (flat[0] + flat[1]) : found.x;
  const N = Math.exp(x);
  return {
    N,
    D: product / N,
    inside: x > END && high - x > END,
    ...(flat ? { plateau: [Math.exp(flat[0]), Math.exp(flat[1])] as const } : {}),
  };
}

/** The compute-optimal allocation by search along the isoFLOP curve, for any form with a loss in N and D. */
export function searchOptimum(form: Form, constants: Constants, C: number, inputs: LossInputs = {}): Found {
  const { inside, ...found } = searchCurve(form, constants, C, inputs);
  if (inside) return found;
  throw new ScienceError(
    'no-optimum',
    l10n.t(
      'There is no optimum at {0} FLOP: the loss falls all the way to the end of the isoFLOP curve.',
      C.toPrecision(3),
    ),
  );
}

/** Whether a law divides a budget between parameters and tokens. */
export function allocates(law: Law): boolean {
  return law.abilities.includes('optimum') || law.abilities.includes('allocation');
}

function atBudget(law: Law, C: number, inputs: LossInputs, search: Search = searchOptimum): Optimum {
  const { form, constants } = law;
  const {
    N,
    D,
    loss,
    plateau: flat,
  }: Found = form.optimum?.(constants, C, inputs) ?? search(form, constants, C, inputs);
  const answers = { ...inputs, N, D };
  const predicted = loss ?? (law.abilities.includes('loss') ? form.loss?.(constants, answers) : undefined);
  const effective = form.effective?.(constants, answers);
  return {
    N,
    D,
    C,
    ...(predicted === undefined ? {} : { loss: predicted }),
    tokensPerParam: D / N,
    epochs: inputs.unique === undefined ? 1 : D / inputs.unique,
    ...(effective ? { effective } : {}),
    ...(flat ? { plateau: flat } : {}),
  };
}

const unreachable = (law: Law, what: string, value: number) =>
  new ScienceError(
    'out-of-reach',
    l10n.t(
      'No budget from 1e6 to 1e40 FLOP gives laws.{0} a compute-optimal {1} of {2}. Ask for a value within its reach.',
      law.name,
      what,
      value.toPrecision(4),
    ),
  );

/**
 * The compute-optimal run of a law for a budget, or the one whose size, tokens or loss is given. Closed form where the
 * form has one, else a search along the isoFLOP curve.
 */
export function optimalFor(law: Law, target: Target, inputs: LossInputs = {}): Optimum {
  if (!allocates(law)) throw cannot(law, law.form.loss ? 'optimum' : 'allocation');
  if ('C' in target) {
    requirePositive(target.C, 'C');
    return atBudget(law, target.C, inputs);
  }
  const [what, value] = Object.entries(target)[0] as ['N' | 'D' | 'loss', number];
  requirePositive(value, what);
  if (what === 'loss' && !law.abilities.includes('optimum')) throw cannot(law, 'optimum');
  const gap = (logC: number) =>
    Math.log((atBudget(law, Math.exp(logC), inputs, searchCurve)[what] ?? Number.NaN) / value);
  const logC = rootOf(gap, Math.log(1e6), Math.log(1e40));
  if (logC === undefined) throw unreachable(law, what, value);
  const best = atBudget(law, Math.exp(logC), inputs);
  return { ...best, [what]: value };
}
