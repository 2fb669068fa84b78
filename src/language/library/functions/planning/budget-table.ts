import * as l10n from '@vscode/l10n';
import type { Law } from '../../../../science/laws/law';
import { type Approach, type BudgetRow, budgetTable, sizeTable } from '../../../../science/planning/budget-table';
import { table } from '../../../values/make';
import { isList, type LawValue, type Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, type Parameter, parameter } from '../../parameter';
import { numberOrNumbers } from '../../parameters';
import { columnOf, FLOP, PARAMS, TOKENS } from './columns';

const isLaw = (value: Value): value is LawValue =>
  value !== null && typeof value === 'object' && !isList(value) && value.kind === 'law';

/** 1, 2 or 3, or a law. */
const approach: Parameter<Law | Approach> = parameter<Law | Approach>(
  '1, 2, 3 or law',
  'Approach of Hoffmann et al. 2022, or any law; all three approaches if left out.',
  value => typeof value === 'number' || isLaw(value),
  value => (isLaw(value) ? value.law : (value as Approach)),
);

const RETURNS = 'table with approach, C, N, D, tokens_per_param, loss, gophers';

export const budgetTableFunctions: readonly FunctionEntry[] = [
  {
    name: 'budget_table',
    group: 'planning',
    summary: 'The optimal model and data for each of several budgets, or the optimal budget for several sizes.',
    details:
      'By the three approaches of Hoffmann et al. 2022: Table 3 is approach 1, Table A3 approaches 2 and 3. `budget_table(N: […])` prints them as the paper does, sizes first. `gophers` is the budget in units of Gopher’s 5.76e23 FLOP. Approach 3 uses the constants before rounding, which come nearest to the printed table.',
    signatures: [
      signature(
        { budgets: numberOrNumbers('Budgets.', 'FLOP'), approach: maybe(approach) },
        RETURNS,
        ({ budgets, approach: by }) => answer(each(by).map(one => [one, budgetTable([...budgets], one)])),
      ),
      signature(
        { N: numberOrNumbers('Sizes that shall be optimal.', 'params'), approach: maybe(approach) },
        RETURNS,
        ({ N, approach: by }) => answer(each(by).map(one => [one, sizeTable([...N], one)])),
      ),
    ],
    examples: ['budget_table([1e21, 1e22, 1e23, 5.76e23])', 'budget_table(N: [400M, 1B, 10B, 67B, 175B], approach: 2)'],
    sources: ['hoffmann2022'],
  },
];

const each = (by: Law | Approach | undefined): readonly (Law | Approach)[] => (by === undefined ? [1, 2, 3] : [by]);

function answer(groups: readonly (readonly [Law | Approach, readonly BudgetRow[]])[]): Value {
  const rows = groups.flatMap(([by, found]) => found.map(row => ({ ...row, by })));
  return table(
    {
      approach: rows.map(({ by }): Value => (typeof by === 'number' ? by : by.title)),
      C: columnOf(rows, r => r.C, FLOP),
      N: columnOf(rows, r => r.N, PARAMS),
      D: columnOf(rows, r => r.D, TOKENS),
      tokens_per_param: columnOf(rows, r => r.tokensPerParam),
      loss: columnOf(rows, r => r.loss),
      gophers: columnOf(rows, r => r.gophers),
    },
    { title: l10n.t('Compute-optimal sizes') },
  );
}
