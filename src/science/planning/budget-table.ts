import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { Law } from '../laws/law';
import { findLaw } from '../laws/laws';
import { optimalFor } from '../laws/verbs/optimal';

/** The three approaches of Hoffmann et al. 2022. */
export type Approach = 1 | 2 | 3;

/** The law of an approach; approach 3 with its constants before rounding, which reproduce Table A3 best. */
export function lawOfApproach(approach: Approach): Law {
  const names = { 1: 'chinchilla_approach1', 2: 'chinchilla_approach2', 3: 'chinchilla' } as const;
  const law = findLaw(names[approach]);
  if (law) return law;
  throw new ScienceError(
    'bad-input',
    l10n.t('There are approaches 1, 2 and 3, and {0} is none of them.', String(approach)),
  );
}

/** One optimum of a table of budgets. */
export interface BudgetRow {
  readonly C: number;
  readonly N: number;
  readonly D: number;
  readonly tokensPerParam: number;
  readonly loss: number | undefined;
  /** The budget in units of Gopher's 5.76e23 FLOP, as in Table 3. */
  readonly gophers: number;
}

const GOPHER = 5.76e23;

function row(law: Law, target: { readonly C: number } | { readonly N: number }): BudgetRow {
  const { C, N, D, tokensPerParam, loss } = optimalFor(law, target);
  return { C, N, D, tokensPerParam, loss, gophers: C / GOPHER };
}

/** The optimum for each of several budgets, by a law or by an approach of Hoffmann et al. (Tables 3 and A3 the other way round). */
export function budgetTable(budgets: readonly number[], by: Law | Approach): BudgetRow[] {
  const law = typeof by === 'number' ? lawOfApproach(by) : by;
  return budgets.map(C => row(law, { C }));
}

/** The budget and tokens for which each of several sizes is the optimum: Tables 3 and A3 as printed. */
export function sizeTable(sizes: readonly number[], by: Law | Approach): BudgetRow[] {
  const law = typeof by === 'number' ? lawOfApproach(by) : by;
  return sizes.map(N => row(law, { N }));
}
