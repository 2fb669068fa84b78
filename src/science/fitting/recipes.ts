import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { Excluded } from './certificate';
import type { FormSpec } from './forms/forms';
import type { ObjectiveSpec } from './objective/objective';
import type { Observations, ProblemSpec } from './problem';
import { takeRows } from './search/thin';

/** All choices of a published way to fit, at once. */
export interface Recipe {
  readonly name: string;
  readonly title: string;
  readonly form: FormSpec;
  readonly objective: ObjectiveSpec;
  /** Runs with fewer tokens per parameter than this are left out. */
  readonly leastTokensPerParam?: number;
  readonly fixed?: Readonly<Record<string, number>>;
  readonly tied?: Readonly<Record<string, string>>;
  /** Where it comes from. */
  readonly source: string;
  /** What sets it apart. */
  readonly note: string;
}

const logHuber: ObjectiveSpec = { kind: 'huber', delta: 1e-3, scale: 'log' };
const chinchilla: FormSpec = { name: 'chinchilla' };
/** Muennighoff et al. 2023, repository README: log A, log B, log E and alpha = beta. */
const repeated = { a: 6.255414, b: 7.3049974, e: 0.6254804, alpha: 0.3526596 };

/** Printed as 0.4; the fifth of the five points that they leave out stands at 0.404, the next one at 0.456. */
const LEAST_RATIO = 0.41;

/** The recipes by name. */
export const RECIPES: readonly Recipe[] = [
  {
    name: 'hoffmann',
    title: 'Hoffmann et al. 2022, approach 3',
    form: chinchilla,
    objective: logHuber,
    source: 'hoffmann2022 App D.2',
    note: 'Log-Huber with delta 0.001, summed, from the 4,500-start grid; all runs. (The original averaged the loss, so that its optimiser stopped early: Besiroglu et al. 2024.)',
  },
  {
    name: 'epoch',
    title: 'Besiroglu et al. 2024, Huber',
    form: chinchilla,
    objective: logHuber,
    leastTokensPerParam: LEAST_RATIO,
    source: 'besiroglu2024, repository',
    note: 'As hoffmann, without runs of fewer than 0.41 tokens per parameter.',
  },
  {
    name: 'epoch_lad',
    title: 'Besiroglu et al. 2024, least absolute deviations',
    form: chinchilla,
    objective: { kind: 'lad', scale: 'log' },
    leastTokensPerParam: LEAST_RATIO,
    source: 'besiroglu2024, Table 1 and repository',
    note: "Absolute deviations of log loss (the paper's headline constants), without runs of fewer than 0.41 tokens per parameter.",
  },
  {
    name: 'vpnls',
    title: 'Variable projection',
    form: chinchilla,
    objective: { kind: 'mse', scale: 'linear' },
    source: 'Open-Athena, scaling-law-analysis (repository)',
    note: 'Least squares on the loss itself, A, B and E solved for at every alpha and beta: large losses weigh most.',
  },
  {
    name: 'mse_log',
    title: 'Least squares on log loss',
    form: chinchilla,
    objective: { kind: 'mse', scale: 'log' },
    source: 'the plain regression',
    note: 'Squares of log residuals: outliers pull harder than with Huber.',
  },
  {
    name: 'asymmetric',
    title: 'Asymmetric absolute error',
    form: chinchilla,
    objective: { kind: 'asymmetric', over: 10, scale: 'linear' },
    source: 'kyo-takano, chinchilla (repository)',
    note: 'A prediction above the loss costs ten times one below: the law becomes a floor under runs that were not all tuned.',
  },
  {
    name: 'muennighoff',
    title: 'Muennighoff et al. 2023, repeated data',
    form: { name: 'muennighoff' },
    objective: logHuber,
    fixed: {
      A: Math.exp(repeated.a),
      B: Math.exp(repeated.b),
      E: Math.exp(repeated.e),
      alpha: repeated.alpha,
      beta: repeated.alpha,
    },
    source: 'muennighoff2023, repository README',
    note: "Only R_D and R_N are found; A, B, E and alpha = beta are the paper's. The valley is flat: see the certificate.",
  },
];

/** A recipe by name; an unknown one is an error that lists them. */
export function recipeOf(name: string): Recipe {
  const found = RECIPES.find(r => r.name === name);
  if (found) return found;
  throw new ScienceError(
    'unknown-recipe',
    l10n.t('There is no recipe "{0}". There are {1}.', name, RECIPES.map(r => r.name).join(', ')),
  );
}

/** A recipe applied to runs: the problem, and the runs that it leaves out. */
export function applyRecipe(
  recipe: Recipe,
  data: Observations,
): { readonly spec: ProblemSpec; readonly excluded: readonly Excluded[] } {
  const { form, objective, fixed, tied, leastTokensPerParam } = recipe;
  const { kept, excluded } = keepTrained(data, leastTokensPerParam);
  return { spec: { form, objective, data: kept, ...(fixed && { fixed }), ...(tied && { tied }) }, excluded };
}

function keepTrained(
  data: Observations,
  least: number | undefined,
): { readonly kept: Observations; readonly excluded: readonly Excluded[] } {
  const { N, D } = data.columns;
  if (least === undefined || !N || !D) return { kept: data, excluded: [] };
  const all = Array.from(data.response, (_, i) => i);
  const out = all.filter(i => D[i] / N[i] < least);
  if (out.length === 0) return { kept: data, excluded: [] };
  return {
    kept: takeRows(
      data,
      all.filter(i => !(D[i] / N[i] < least)),
    ),
    excluded: out.map(i => ({
      row: data.rows?.[i] ?? i + 1,
      reason: l10n.t('{0} tokens per parameter, fewer than {1}', (D[i] / N[i]).toPrecision(2), String(least)),
    })),
  };
}
