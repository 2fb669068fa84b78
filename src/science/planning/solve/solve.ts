import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Allocation } from '../../laws/law';
import { rootOf } from '../../laws/numeric/root';
import type { Surface } from '../surface';
import { percent, short } from '../words';
import { agree, budgetOf } from './budget';
import { type Constraints, givenNames, type Rates } from './constraints';
import { bestForBudget, cheapestForLoss, type Limits, paramsFor, tokensFor, tokensLeft, totalFlop } from './search';

/** A run that satisfies the constraints. */
export interface Run {
  readonly N: number;
  /** Training tokens, repeats included. */
  readonly D: number;
  /** Training FLOP. */
  readonly C: number;
  /** Training and serving FLOP. */
  readonly total: number;
  /** Which constraints fixed the run: none but a budget leaves it at the optimum. */
  readonly fixedBy: readonly string[];
}

/** Losses that lie closer than this count as the same. */
const SAME_LOSS = 1e-3;

/** A given fact about the run besides the others. */
type Fact = 'C' | 'N' | 'D' | 'ratio' | 'loss';

const names: Readonly<Record<Fact, string>> = {
  C: 'budget',
  N: 'N',
  D: 'D',
  ratio: 'tokens_per_param',
  loss: 'loss',
};

/**
 * The run that the constraints describe. One fact (budget, size, tokens, ratio or loss) leaves the rest at the law's
 * optimum; two fix the run; more must agree. Throws a sentence where they are too few or contradict each other.
 */
export function solve(surface: Surface, constraints: Constraints, rates: Rates): Run {
  const budget = budgetOf(constraints, rates);
  const limits = limitsOf(constraints);
  const { unique, maxEpochs } = constraints;
  const allTokens = unique !== undefined && maxEpochs !== undefined ? limits.mostTokens : undefined;
  const facts: Partial<Record<Fact, number>> = {};
  if (budget) facts.C = budget.flop;
  if (constraints.N !== undefined) facts.N = constraints.N;
  if (constraints.D !== undefined) facts.D = constraints.D;
  if (constraints.tokensPerParam !== undefined) facts.ratio = constraints.tokensPerParam;
  if (constraints.loss !== undefined) facts.loss = constraints.loss;
  let given = Object.keys(facts) as Fact[];
  // The data alone are a plan too: train on all of them, as often as allowed.
  if (given.length === 0 && allTokens !== undefined) {
    facts.D = allTokens;
    given = ['D'];
  }
  if (given.length === 0) throw tooFew(constraints);
  if (facts.D !== undefined && facts.D > limits.mostTokens * (1 + 1e-9)) throw tooManyEpochs(facts.D, constraints);
  const { N, D } = given.length === 1 ? alone(surface, given[0], facts, limits) : pair(surface, facts, limits);
  if (D > limits.mostTokens * 1.0001) throw tooManyEpochs(D, constraints);
  check(surface, facts, N, D, limits.served);
  const C = surface.factor * N * D;
  return { N, D, C, total: totalFlop(surface, N, D, limits.served), fixedBy: given.map(fact => names[fact]) };
}

/** The limits that the constraints put on tokens. */
export function limitsOf({ unique, maxEpochs, inferenceTokens }: Constraints): Limits {
  return {
    mostTokens: unique !== undefined && maxEpochs !== undefined ? unique * maxEpochs : Number.POSITIVE_INFINITY,
    served: inferenceTokens ?? 0,
  };
}

/** One fact: everything else at its optimum. */
function alone(s: Surface, fact: Fact, facts: Partial<Record<Fact, number>>, limits: Limits): Allocation {
  const value = facts[fact] as number;
  if (fact === 'C') return bestForBudget(s, value, limits);
  if (fact === 'loss') {
    if (limits.served === 0) {
      const found = budgetWhere(s, best => (s.loss?.(best.N, best.D) ?? Number.NaN) / value, limits);
      if (found) return found;
    }
    return cheapestForLoss(s, value, limits);
  }
  const pick = (best: Allocation) => (fact === 'N' ? best.N : fact === 'D' ? best.D : best.D / best.N) / value;
  const found = budgetWhere(s, pick, limits);
  if (fact === 'D' && found === undefined && value <= limits.mostTokens) return { N: leastSize(s, value), D: value };
  if (found === undefined) {
    throw new ScienceError(
      'out-of-reach',
      l10n.t(
        'No budget makes {0} = {1} the optimum of this law. Give a budget or another fact besides.',
        names[fact],
        short(value),
      ),
    );
  }
  if (fact === 'N') return { N: value, D: found.D };
  if (fact === 'D') return { N: found.N, D: value };
  return { N: found.N, D: value * found.N };
}

/** The optimum at the budget where `pick` is one; undefined if there is none within 1e6 to 1e40 FLOP. */
function budgetWhere(s: Surface, pick: (best: Allocation) => number, limits: Limits): Allocation | undefined {
  const at = (logC: number) => bestForBudget(s, Math.exp(logC), limits);
  const root = rootOf(logC => Math.log(pick(at(logC))), Math.log(1e6), Math.log(1e40), 1e-13);
  return root === undefined ? undefined : at(root);
}

/** Where the cap on tokens binds, every larger size has them as its optimum: the least of them is meant. */
function leastSize(s: Surface, D: number): number {
  const root = rootOf(logC => Math.log(s.optimum(Math.exp(logC)).D / D), Math.log(1e6), Math.log(1e40), 1e-13);
  return root === undefined ? D : s.optimum(Math.exp(root)).N;
}

/** Two facts fix the run. A given size, data or ratio is kept as it is; the loss is matched last. */
function pair(s: Surface, facts: Partial<Record<Fact, number>>, limits: Limits): Allocation {
  const { N, D, ratio, C, loss } = facts;
  if (N !== undefined && D !== undefined) return { N, D };
  if (N !== undefined && ratio !== undefined) return { N, D: ratio * N };
  if (D !== undefined && ratio !== undefined) return { N: D / ratio, D };
  if (N !== undefined && C !== undefined) {
    const left = tokensLeft(s, C, N, limits.served);
    if (left > 0) return { N, D: left };
    throw new ScienceError(
      'over-determined',
      l10n.t(
        'Serving {0} tokens with {1} parameters alone takes the whole budget. Give a larger budget, or drop N or inference_tokens.',
        short(limits.served),
        short(N),
      ),
    );
  }
  if (D !== undefined && C !== undefined) return { N: C / (s.factor * D + 2 * limits.served), D };
  if (ratio !== undefined && C !== undefined) return onRatio(s, C, ratio, limits.served);
  if (N !== undefined && loss !== undefined)
    return reach(tokensFor(s, N, loss, limits.mostTokens), d => ({ N, D: d }), 'N');
  if (D !== undefined && loss !== undefined) return reach(paramsFor(s, D, loss), n => ({ N: n, D }), 'D');
  if (ratio !== undefined && loss !== undefined) return ratioForLoss(s, ratio, loss);
  return budgetAndLoss(s, C as number, loss as number, limits);
}

/** C = k N (r N) + 2 N served, solved for N. */
function onRatio(s: Surface, C: number, ratio: number, served: number): Allocation {
  const a = s.factor * ratio;
  const b = 2 * served;
  const N = (2 * C) / (b + Math.sqrt(b * b + 4 * a * C));
  return { N, D: ratio * N };
}

function ratioForLoss(s: Surface, ratio: number, loss: number): Allocation {
  const root = rootOf(u => (s.loss?.(Math.exp(u), ratio * Math.exp(u)) ?? Number.NaN) - loss, 0, Math.log(1e24), 1e-13);
  const N = root === undefined ? undefined : Math.exp(root);
  return reach(N, n => ({ N: n, D: ratio * n }), 'tokens_per_param');
}

function reach(found: number | undefined, make: (value: number) => Allocation, kept: string): Allocation {
  if (found !== undefined && Number.isFinite(found)) return make(found);
  throw new ScienceError(
    'out-of-reach',
    l10n.t('With this {0} the law never reaches the target loss. Drop {0}, or ask for a higher loss.', kept),
  );
}

/**
 * A budget and a loss: the smaller of the two sizes on the isoFLOP curve that have it, since it is cheaper to serve; the
 * optimum itself where the loss is the least that the budget buys.
 */
function budgetAndLoss(s: Surface, C: number, loss: number, limits: Limits): Allocation {
  const best = bestForBudget(s, C, limits);
  const least = s.loss?.(best.N, best.D) ?? Number.NaN;
  if (agree(loss, least, 1e-6)) return best;
  if (!(loss > least)) {
    throw new ScienceError(
      'over-determined',
      l10n.t(
        'A loss of {0} is out of reach for this budget: it buys {1} at best. Drop the budget to see what the loss costs, or drop loss.',
        loss.toPrecision(4),
        least.toPrecision(4),
      ),
    );
  }
  const at = (u: number) => (s.loss?.(Math.exp(u), tokensLeft(s, C, Math.exp(u), limits.served)) ?? Number.NaN) - loss;
  const root = rootOf(at, 0, Math.log(best.N), 1e-13);
  return reach(
    root === undefined ? undefined : Math.exp(root),
    N => ({ N, D: tokensLeft(s, C, N, limits.served) }),
    names.C,
  );
}

/** Further facts must agree with the run that the first two gave. */
function check(s: Surface, facts: Partial<Record<Fact, number>>, N: number, D: number, served: number): void {
  const actual: Readonly<Record<Fact, number>> = {
    C: totalFlop(s, N, D, served),
    N,
    D,
    ratio: D / N,
    loss: s.loss?.(N, D) ?? Number.NaN,
  };
  const given = Object.keys(facts) as Fact[];
  const wrong = given.find(
    fact => !agree(actual[fact], facts[fact] as number, fact === 'loss' ? SAME_LOSS : undefined),
  );
  if (!wrong) return;
  const others = given.filter(fact => fact !== wrong);
  const off = Math.abs(actual[wrong] / (facts[wrong] as number) - 1);
  throw new ScienceError(
    'over-determined',
    l10n.t(
      '{0} give {1} = {2}, and {1} is given as {3} ({4} apart). Two of these fix the run: drop {5} or {1}.',
      others.map(fact => names[fact]).join(l10n.t(' and ')),
      names[wrong],
      told(wrong, actual[wrong]),
      told(wrong, facts[wrong] as number),
      percent(off),
      others.map(fact => names[fact]).join(l10n.t(' or ')),
    ),
  );
}

function told(fact: Fact, value: number): string {
  if (fact === 'loss') return value.toPrecision(4);
  return fact === 'C' ? `${short(value)} FLOP` : short(value);
}

function tooFew(c: Constraints): ScienceError {
  const given = givenNames(c);
  const add = l10n.t(
    'Add a budget (FLOP, USD or GPU hours), time and gpus together, N, D, or loss; unique and max_epochs together fix D.',
  );
  return new ScienceError(
    'under-determined',
    given.length === 0
      ? l10n.t('A plan needs something fixed, and nothing is. {0}', add)
      : l10n.t('{0} alone leave the run open. {1}', given.join(l10n.t(' and ')), add),
  );
}

function tooManyEpochs(D: number, { unique = Number.NaN, maxEpochs = Number.NaN }: Constraints): ScienceError {
  return new ScienceError(
    'over-determined',
    l10n.t(
      '{0} training tokens are {1} epochs of the {2} unique tokens, and max_epochs is {3}. Drop max_epochs, lower D, or give more unique tokens.',
      short(D),
      (D / unique).toPrecision(3),
      short(unique),
      String(maxEpochs),
    ),
  );
}
