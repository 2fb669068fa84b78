import * as l10n from '@vscode/l10n';
import { compareFits } from '../../../../science/fitting/compare';
import { fitRuns, planFit } from '../../../../science/fitting/fit';
import { FORM_NAMES, type FormName, type FormSpec, formOf } from '../../../../science/fitting/forms/forms';
import { drawsOf } from '../../../../science/fitting/law';
import type { ObjectiveSpec } from '../../../../science/fitting/objective/objective';
import type { ProblemSpec } from '../../../../science/fitting/problem';
import { applyRecipe, RECIPES, recipeOf } from '../../../../science/fitting/recipes';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { table as makeTable } from '../../../values/make';
import { type FunctionValue, plain, type RecordValue, type Table, type Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional } from '../../parameter';
import { boolean, fn, list, oneOf, recordOf, table, text } from '../../parameters';
import { expressionOf } from './formula';
import { fittedLaw } from './law-value';
import { bootstrapRefits, jackknifeRefits } from './pool';
import { LOSS_UNITS, type LossUnit, type PreparedRuns, prepareRuns } from './runs';

/** More refits say no more of an interval, and take hours. */
const MOST_DRAWS = 100_000;

const OBJECTIVES = ['huber', 'lad', 'mse', 'mse_log', 'asymmetric'] as const;
type Objective = (typeof OBJECTIVES)[number];
type Variable = 'N' | 'D' | 'C' | 'loss';

/** Choices that every way of fitting takes. */
const choices = {
  objective: maybe(
    oneOf<Objective>(
      OBJECTIVES,
      'What is minimised, summed over runs: Huber on log loss, least absolute deviations of log loss, squares of the loss or of its logarithm, or absolute errors that punish predictions above the loss more.',
    ),
  ),
  delta: optional(number('Knee of the Huber loss, in units of log loss.'), 1e-3, '1e-3'),
  over: optional(number('Asymmetric: how many times dearer a prediction above the loss is.'), 10, '10'),
  bootstrap: optional(count('How many times the runs are drawn again and refitted.'), 0, '0'),
  seed: optional(count('Seed of the draws.'), 0, '0'),
  clusters: maybe(text('Column whose values belong together and are drawn together (checkpoints of one run).')),
  weights: maybe(text('Column of weights.')),
  response: maybe(text('Column that is predicted; the loss if left out.')),
  unit: maybe(oneOf<LossUnit>([...LOSS_UNITS], 'Unit of the loss column; told by its name, else nats per token.')),
  fixed: maybe(recordOf('Constants that are held: `{E: 1.7}`.')),
  tied: maybe(recordOf('Constants that equal another: `{beta: "alpha"}`.')),
  bounds: maybe(recordOf('Limits as intervals: `{alpha: 0..1}`.')),
  level: optional(number('Coverage of intervals.'), 0.9, '90%'),
  interval: optional(
    oneOf<'percentile' | 'bca'>(['percentile', 'bca'], 'How intervals are made from the draws.'),
    'percentile',
    '"percentile"',
  ),
};

type Choices = { readonly [K in keyof typeof choices]: NonNullable<(typeof choices)[K]['fallback']> | undefined };

export const fitFunctions: readonly FunctionEntry[] = [
  {
    name: 'fit',
    group: 'fitting',
    summary: 'Fits a law to runs, certifies the fit, and with bootstrap says how sure it is.',
    details:
      'Forms: `"chinchilla"` (E + A/N^α + B/D^β), `"kaplan"`, `"power"`, `"muennighoff"`, `"gadre"`, `"bnsl"`, `"clark"`, `"sigmoid"`, or a formula of your own: `fit(runs, (N, D) => E + A / N^alpha + B / D^beta, start: {E: 2, A: 400, alpha: 0.3, B: 400, beta: 0.3})`. The default objective is Hoffmann et al.’s: Huber (δ = 1e-3) on log loss, summed. Every fit carries a certificate: objective, gradient norm, starts that agree, other basins, bounds hit, condition number, flat directions in words, outliers and excluded rows. With `bootstrap`, predictions of the law are estimates with intervals. A `recipe` sets all choices at once.',
    signatures: [
      signature(
        {
          table: table('Runs, one per row, with columns such as N, D and loss.'),
          form: optional(oneOf<FormName>([...FORM_NAMES], 'The form of the law.'), 'chinchilla', '"chinchilla"'),
          recipe: maybe(
            oneOf<string>(
              RECIPES.map(r => r.name),
              'A published way to fit: form, objective and choice of runs.',
            ),
          ),
          variable: maybe(oneOf<Variable>(['N', 'D', 'C', 'loss'], 'What a form of one variable depends on.')),
          offset: optional(boolean('Whether "power" has a constant term.'), true, 'true'),
          breaks: optional(count('Breaks of "bnsl", 1 to 3.', 1), 1, '1'),
          start: maybe(recordOf('Where to begin, besides the form’s own starts.')),
          ...choices,
        },
        'law with its constants, objective, n, se, ci, draws, residuals, converged, certificate',
        ({ table: from, form, recipe, variable, offset, breaks, start, ...rest }, context) => {
          const spec = formSpec(form, variable, offset, breaks);
          if (recipe !== undefined) return fitRecipe(from, recipe, rest, context);
          const runs = prepareRuns(from, {
            inputs: formOf(spec).columns,
            wanted: formOf(spec).response,
            ...columnsOf(rest),
          });
          return finish(
            { ...baseSpec(spec, runs, rest), ...(start && { start: numbersOf(start) }) },
            runs,
            rest,
            context,
          );
        },
      ),
      signature(
        {
          table: table('Runs, one per row.'),
          formula: fn('A formula of columns: `(N, D) => E + A / N^alpha`.'),
          start: recordOf('The constants to find and where to begin.'),
          ...choices,
        },
        'law',
        ({ table: from, formula, start, ...rest }, context) => {
          const spec = formulaSpec(formula, start);
          const runs = prepareRuns(from, { inputs: formula.parameters, ...columnsOf(rest) });
          return finish(baseSpec(spec, runs, rest), runs, rest, context);
        },
      ),
    ],
    examples: [
      'fit({N: [1e8, 2e8, 4e8, 8e8, 1e8, 4e8], D: [2e9, 4e9, 8e9, 16e9, 8e9, 2e10], loss: [3.52, 3.17, 2.88, 2.66, 3.30, 2.81]}).certificate.says',
    ],
    sources: ['hoffmann2022', 'besiroglu2024'],
  },
  {
    name: 'compare_fits',
    group: 'fitting',
    summary: 'The same runs fitted by several recipes, side by side, with why they differ.',
    signatures: [
      signature(
        {
          table: table('Runs, one per row.'),
          recipes: list('Names of recipes: "hoffmann", "epoch", "epoch_lad", "vpnls", "mse_log", "asymmetric".'),
        },
        'table',
        ({ table: from, recipes }) => {
          const chosen = Array.from(recipes, name => recipeOf(String(name)));
          const runs = prepareRuns(from, { inputs: ['N', 'D'] });
          const compared = compareFits(runs.data, chosen);
          const names = [...new Set(compared.flatMap(c => c.fit?.form.parameters ?? []))];
          return makeTable(
            {
              recipe: compared.map(c => c.recipe.name),
              ...Object.fromEntries(names.map(name => [name, compared.map(c => c.fit?.constants[name] ?? null)])),
              objective: compared.map(c => c.fit?.objective ?? null),
              runs: compared.map(c => c.fit?.n ?? null),
              status: compared.map(c => c.fit?.certificate.status ?? c.failure ?? ''),
              differs: compared.map(c => c.differs.join(' ') || c.recipe.note),
            },
            { title: l10n.t('Recipes compared') },
          );
        },
      ),
    ],
    examples: [
      'compare_fits({N: [1e8, 2e8, 4e8, 8e8, 1e8, 4e8], D: [2e9, 4e9, 8e9, 16e9, 8e9, 2e10], loss: [3.52, 3.17, 2.88, 2.66, 3.30, 2.81]}, ["epoch", "mse_log"])',
    ],
    sources: ['besiroglu2024'],
  },
];

function formSpec(form: FormName, variable: Variable | undefined, offset: boolean, breaks: number): FormSpec {
  switch (form) {
    case 'power':
      return { name: form, variable: variable === 'N' || variable === 'D' ? variable : 'C', offset };
    case 'bnsl':
      return { name: form, variable: variable === 'N' || variable === 'D' ? variable : 'C', breaks };
    case 'sigmoid':
      return { name: form, variable: variable === 'C' ? 'C' : 'loss' };
    default:
      return { name: form };
  }
}

/** Constants of a record as plain numbers. */
function numbersOf(given: RecordValue): Record<string, number> {
  return Object.fromEntries(
    [...given.fields].map(([name, value]) => {
      const v = plain(value);
      if (!isScalar(v)) throw new ScaleError('bad-argument', l10n.t('{0} must be a number.', name));
      return [name, centralValue(v)];
    }),
  );
}

function formulaSpec(formula: FunctionValue, start: RecordValue): FormSpec {
  return {
    name: 'formula',
    formula: {
      expression: expressionOf(formula),
      columns: formula.parameters,
      start: numbersOf(start),
      text: formula.text ?? l10n.t('a formula of your own'),
    },
  };
}

function objectiveSpec(
  kind: Objective | undefined,
  delta: number,
  over: number,
  response: 'loss' | 'accuracy',
): ObjectiveSpec {
  switch (kind ?? (response === 'accuracy' ? 'mse' : 'huber')) {
    case 'lad':
      return { kind: 'lad', scale: 'log' };
    case 'mse':
      return { kind: 'mse', scale: 'linear' };
    case 'mse_log':
      return { kind: 'mse', scale: 'log' };
    case 'asymmetric':
      return { kind: 'asymmetric', over, scale: 'linear' };
    default:
      return { kind: 'huber', delta, scale: 'log' };
  }
}

const columnsOf = ({ response, clusters, weights, unit }: Choices) => ({
  unit: unit as LossUnit | undefined,
  response: response as string | undefined,
  clusters: clusters as string | undefined,
  weights: weights as string | undefined,
});

function baseSpec(form: FormSpec, runs: PreparedRuns, rest: Choices): ProblemSpec {
  return {
    form,
    objective: objectiveSpec(
      rest.objective as Objective | undefined,
      rest.delta as number,
      rest.over as number,
      formOf(form).response,
    ),
    data: runs.data,
    ...(rest.fixed && { fixed: numbersOf(rest.fixed as RecordValue) }),
    ...(rest.tied && { tied: textsOf(rest.tied as RecordValue) }),
    ...(rest.bounds && { bounds: intervalsOf(rest.bounds as RecordValue) }),
  };
}

const textsOf = (given: RecordValue): Record<string, string> =>
  Object.fromEntries([...given.fields].map(([name, value]) => [name, String(plain(value))]));

function intervalsOf(given: RecordValue): Record<string, [number, number]> {
  const end = (value: Value): number => {
    const v = plain(value);
    return isScalar(v) ? centralValue(v) : Number.NaN;
  };
  return Object.fromEntries(
    [...given.fields].map(([name, value]) => {
      const v = plain(value);
      if (v === null || typeof v !== 'object' || !('kind' in v) || v.kind !== 'interval')
        throw new ScaleError('bad-argument', l10n.t('The bounds of {0} must be an interval: `{0}: 0..1`.', name));
      return [name, [end(v.low), end(v.high)]];
    }),
  );
}

function fitRecipe(from: Table, name: string, rest: Choices, context: Context): Value {
  const recipe = recipeOf(name);
  const runs = prepareRuns(from, { inputs: formOf(recipe.form).columns, ...columnsOf(rest) });
  const { spec, excluded } = applyRecipe(recipe, runs.data);
  return finish(
    spec,
    { ...runs, excluded: [...runs.excluded, ...excluded], notes: [...runs.notes, recipe.note] },
    rest,
    context,
  );
}

function finish(spec: ProblemSpec, runs: PreparedRuns, rest: Choices, context: Context): Value {
  const fit = fitRuns(spec, runs.excluded);
  const { problem } = planFit(spec);
  const [times, seed, level] = [rest.bootstrap as number, rest.seed as number, rest.level as number];
  if (times > MOST_DRAWS)
    throw new ScaleError('too-large', l10n.t('{0} bootstrap draws are too many: {1} is the most.', times, MOST_DRAWS));
  const draws = times > 0 ? drawsOf(bootstrapRefits(context, fit, problem, times, seed), seed) : undefined;
  const jackknife = draws && rest.interval === 'bca' ? drawsOf(jackknifeRefits(context, fit, problem), 0) : undefined;
  const law = fittedLaw(fit, { draws, jackknife, level, seed, notes: runs.notes });
  for (const note of law.notes ?? []) context.note(note);
  return law;
}
