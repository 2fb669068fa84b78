import * as l10n from '@vscode/l10n';
import { type Attempt, attempt, type Compared, compareAttempts } from '../../../../science/fitting/compare';
import { concludeFit, type FitPlan, planFit } from '../../../../science/fitting/fit';
import { formOf } from '../../../../science/fitting/forms/forms';
import { toLaw } from '../../../../science/fitting/law';
import type { Observations } from '../../../../science/fitting/problem';
import { applyRecipe, RECIPES, type Recipe, recipeOf } from '../../../../science/fitting/recipes';
import type { LocalOptimum } from '../../../../science/fitting/search/minimise';
import { optimalFor } from '../../../../science/laws/verbs/optimal';
import type { Block } from '../../../../views/blocks';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { table as makeTable, record, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, optional, positive } from '../../parameter';
import { list, table } from '../../parameters';
import { tableBlock } from '../../table-block';
import { axisOf, budgetText, grid } from './card/axes';
import { statusText } from './card/certificate';
import { constantText } from './card/constants';
import { dataChoices, mappingOf } from './choices';
import { fittedLaw } from './law-value';
import { searchAll } from './pool';
import { prepareRuns } from './runs';

const USUAL = ['hoffmann', 'epoch', 'epoch_lad', 'vpnls', 'mse_log', 'asymmetric'] as const;

export const compareFitsFunctions: readonly FunctionEntry[] = [
  {
    name: 'compare_fits',
    group: 'fitting',
    summary:
      'The same runs fitted by several recipes, side by side, with why they differ and what that does to the best size.',
    details: `Recipes: ${RECIPES.map(r => `\`"${r.name}"\` (${r.title})`).join(', ')}. Field \`table\` holds a row for each recipe, and \`fits\` the fitted laws by name.`,
    signatures: [
      signature(
        {
          table: table('Runs, one per row.'),
          recipes: optional(
            list(`Names of recipes: ${RECIPES.map(r => `"${r.name}"`).join(', ')}.`),
            [...USUAL],
            '[all of the Chinchilla law]',
          ),
          C: maybe(
            positive('FLOP', 'Budget at which the best sizes are compared; ten times the largest run if left out.'),
          ),
          columns: dataChoices.columns,
          unit: dataChoices.unit,
        },
        'view with table, fits, and each column of the table',
        ({ table: from, recipes, C, columns, unit }, context) => {
          const chosen = Array.from(recipes, name => recipeOf(String(name)));
          const needs = [...new Set(['N', 'D', ...chosen.flatMap(r => formOf(r.form).columns)])];
          const runs = prepareRuns(from, { inputs: needs, unit, mapping: columns && mappingOf(columns) });
          const compared = compareAttempts(attempts(context, runs.data, chosen));
          for (const text of runs.notes) context.note({ tone: 'info', text });
          return comparison(compared, C ?? 10 * largest(compared));
        },
      ),
    ],
    examples: [
      'compare_fits({N: [1e8, 2e8, 4e8, 8e8, 1e8, 4e8], D: [2e9, 4e9, 8e9, 16e9, 8e9, 2e10], loss: [3.52, 3.17, 2.88, 2.66, 3.30, 2.81]}, ["epoch", "mse_log"])',
    ],
    sources: ['besiroglu2024'],
  },
];

/** Fits by each recipe; the searches go side by side where they take a while. */
function attempts(context: Context, data: Observations, recipes: readonly Recipe[]): Attempt[] {
  const posed = recipes.map(recipe => {
    const { spec, excluded } = applyRecipe(recipe, data);
    let plan: FitPlan | undefined;
    const refused = attempt(recipe, () => {
      plan = planFit(spec);
      return undefined;
    });
    return { recipe, excluded, plan, refused };
  });
  const plans = posed.flatMap(({ plan }) => (plan ? [plan] : []));
  const ends = searchAll(context, plans);
  return posed.map(({ recipe, excluded, plan, refused }) =>
    plan ? attempt(recipe, () => concludeFit(plan, ends[plans.indexOf(plan)] as LocalOptimum[], excluded)) : refused,
  );
}

const largest = (compared: readonly Compared[]): number => Math.max(...compared.map(c => c.fit?.range.C?.[1] ?? 1e21));

/** The best run for a budget by one of the fits, where there is one. */
function bestAt({ fit }: Compared, C: number): { readonly N: number; readonly D: number } | undefined {
  if (!fit) return undefined;
  try {
    return optimalFor(toLaw(fit), { C });
  } catch {
    // Its optimum lies at a limit, or it has none.
    return undefined;
  }
}

function comparison(compared: readonly Compared[], C: number): Value {
  const names = [...new Set(compared.flatMap(c => c.fit?.form.parameters ?? []))];
  const best = compared.map(c => bestAt(c, C));
  const columns = {
    recipe: compared.map(c => c.recipe.name),
    ...Object.fromEntries(names.map(name => [name, compared.map(c => c.fit?.constants[name] ?? null)])),
    objective: compared.map(c => c.fit?.objective ?? null),
    runs: compared.map(c => c.fit?.n ?? null),
    status: compared.map(c => c.fit?.certificate.status ?? c.failure ?? ''),
    best_N: best.map(b => b?.N ?? null),
    best_D: best.map(b => b?.D ?? null),
    differs: compared.map(c => c.differs.join(' ') || c.recipe.note),
  };
  const fits = Object.fromEntries(
    compared.flatMap(({ recipe, fit }) =>
      fit ? [[recipe.name, fittedLaw(fit, { level: 0.9, seed: 0, notes: [] })] as const] : [],
    ),
  );
  const finding = findingOf(compared, best, C);
  const blocks: Block[] = [
    { kind: 'title', text: finding, subtitle: l10n.t('The same runs by {0} recipes', compared.length) },
    constantsBlock(compared, names, best, C),
    ...chartBlock(compared, C),
    whyBlock(compared),
    ...excessBlock(compared),
  ];
  return view(
    'blocks',
    { blocks },
    { ...columns, C, fits: record(fits), table: makeTable(columns, { title: l10n.t('Recipes compared') }) },
    finding,
  );
}

function findingOf(
  compared: readonly Compared[],
  best: readonly ({ readonly N: number } | undefined)[],
  C: number,
): string {
  const known = compared.flatMap((c, i) => (best[i] ? [{ name: c.recipe.name, N: best[i].N }] : []));
  if (known.length < 2) return l10n.t('Recipes compared');
  known.sort((a, b) => a.N - b.N);
  const [low, high] = [known[0], known.at(-1)] as [{ name: string; N: number }, { name: string; N: number }];
  return l10n.t(
    'By the recipe alone, the best size for {0} FLOP is {1} ({2}) to {3} ({4})',
    budgetText(C),
    formatNumber(low.N, 'params'),
    low.name,
    formatNumber(high.N, 'params'),
    high.name,
  );
}

function constantsBlock(
  compared: readonly Compared[],
  names: readonly string[],
  best: readonly ({ readonly N: number; readonly D: number } | undefined)[],
  C: number,
): Block {
  return tableBlock([
    {
      name: l10n.t('Recipe'),
      values: compared.map(c => c.recipe.name),
      slots: compared.map((_, i) => i),
      sources: compared.map(c => `${c.recipe.title}. ${c.recipe.note}`),
    },
    ...names.map(name => ({
      name,
      values: compared.map(c => {
        const value = c.fit?.constants[name];
        return value === undefined ? '—' : constantText(value);
      }),
      end: true,
    })),
    { name: l10n.t('Runs'), values: compared.map(c => c.fit?.n ?? null), style: 'count' },
    {
      name: l10n.t('Best size, {0}', budgetText(C)),
      values: best.map(b => b?.N ?? null),
      style: 'params',
    },
    { name: l10n.t('Tokens / param'), values: best.map(b => (b ? b.D / b.N : null)), style: 'plain', digits: 3 },
    { name: l10n.t('Status'), values: compared.map(c => (c.fit ? statusText(c.fit.certificate.status) : '—')) },
  ]);
}

/** The best size over budgets by each recipe, as a multiple of the first one's: by themselves the lines would hide each other. */
function chartBlock(compared: readonly Compared[], C: number): Block[] {
  const ends = [C / 1e4, C * 100] as const;
  const budgets = grid(...ends, 25, 'log');
  const sizes = compared.map(one => budgets.map(budget => bestAt(one, budget)?.N ?? null));
  const first = sizes[0] ?? [];
  const name = compared[0]?.recipe.name ?? '';
  if (compared.length < 2 || first.some(N => N === null)) return [];
  const chart: Chart = {
    title: l10n.t('Best size as a multiple of what {0} says', name),
    summary: l10n.t(
      'From {0} to {1} FLOP, how many times as large as by {2} the compute-optimal model is by each recipe.',
      ...ends.map(budgetText),
      name,
    ),
    x: axisOf('C'),
    y: { label: l10n.t('size / size by {0}', name), scale: 'log', style: 'plain' },
    series: compared.flatMap((one, slot): Series[] => {
      const own = sizes[slot] ?? [];
      const y = own.map((N, i) => (N === null ? null : N / (first[i] as number)));
      return y.every(v => v === null)
        ? []
        : [{ name: one.recipe.name, mark: 'line', slot, x: budgets, y, group: one.recipe.name }];
    }),
    rules: [{ axis: 'x', at: C, text: budgetText(C) }],
    legend: 'top',
    height: 300,
  };
  return [{ kind: 'charts', charts: [chart] }];
}

const whyBlock = (compared: readonly Compared[]): Block =>
  tableBlock(
    [
      { name: l10n.t('Recipe'), values: compared.map(c => c.recipe.name), slots: compared.map((_, i) => i) },
      {
        name: l10n.t('Why it differs from {0}', compared[0]?.recipe.name ?? ''),
        values: compared.map(c => c.failure ?? (c.differs.join(' ') || c.recipe.note)),
        wrap: true,
      },
    ],
    { title: l10n.t('Why they differ') },
  );

/** How well each recipe's law does by the measure of the others: rows judged by columns. */
function excessBlock(compared: readonly Compared[]): Block[] {
  const known = compared.filter(c => c.fit);
  if (known.length < 2) return [];
  return [
    {
      kind: 'details',
      summary: l10n.t('How much higher each law scores by another recipe’s objective'),
      blocks: [
        tableBlock([
          { name: l10n.t('Law of'), values: known.map(c => c.recipe.name) },
          ...known.map(judge => ({
            name: l10n.t('by {0}', judge.recipe.name),
            values: known.map(c => {
              const excess = c.excess[compared.indexOf(judge)];
              return excess === undefined || !Number.isFinite(excess)
                ? '—'
                : formatNumber(Math.max(0, excess), 'percent', { digits: 2 });
            }),
            end: true,
          })),
        ]),
      ],
    },
  ];
}
