import * as l10n from '@vscode/l10n';
import { normaliseExport } from '../../../../science/fitting/data/exports';
import { guessColumns } from '../../../../science/fitting/data/roles';
import {
  FORM_NAMES,
  type FormName,
  type FormSpec,
  formOf,
  formSpec,
  usualObjective,
} from '../../../../science/fitting/forms/forms';
import type { ObjectiveSpec } from '../../../../science/fitting/objective/objective';
import type { ProblemSpec } from '../../../../science/fitting/problem';
import { applyRecipe, RECIPES, recipeOf } from '../../../../science/fitting/recipes';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { type FunctionValue, plain, type RecordValue, type Table, type Value } from '../../../values/value';
import { count, maybe, number, optional, positive } from '../../parameter';
import { boolean, oneOf, recordOf, text } from '../../parameters';
import { expressionOf, formulaText } from './formula';
import { LOSS_UNITS, type LossUnit, type PreparedRuns, prepareRuns } from './runs';

const OBJECTIVES = ['huber', 'lad', 'mse', 'mse_log', 'asymmetric'] as const;
type Objective = (typeof OBJECTIVES)[number];

/** More refits say no more of an interval, and take hours. */
const MOST_DRAWS = 100_000;

/** How many bootstrap draws. */
export const drawsChoice = (doc: string, usual: number) => {
  const base = count(doc);
  return optional(
    {
      ...base,
      convert: (value: Value): number => {
        const draws = base.convert(value);
        if (draws <= MOST_DRAWS) return draws;
        throw new ScaleError(
          'too-large',
          l10n.t('{0} bootstrap draws are too many: {1} is the most.', draws, MOST_DRAWS),
        );
      },
    },
    usual,
    String(usual),
  );
};

/** Which form, for what fits one by its name. */
export const formChoices = {
  form: optional(oneOf<FormName>([...FORM_NAMES], 'The form of the law.'), 'chinchilla', '"chinchilla"'),
  recipe: maybe(
    oneOf<string>(
      RECIPES.map(r => r.name),
      'A published way to fit: form, objective and choice of runs.',
    ),
  ),
  variable: maybe(
    oneOf<'N' | 'D' | 'C' | 'loss'>(
      ['N', 'D', 'C', 'loss'],
      'What a form of one variable depends on: compute if the runs have it, else N or D; "sigmoid": the loss.',
    ),
  ),
  offset: optional(boolean('Whether "power" has a constant term.'), true, 'true'),
  breaks: optional(count('Breaks of "bnsl", 1 to 3.', 1), 1, '1'),
  start: maybe(recordOf('Where to begin, besides the form’s own starts.')),
};

/** Choices that every way of fitting takes. */
export const objectiveChoices = {
  objective: maybe(
    oneOf<Objective>(
      [...OBJECTIVES],
      'What is minimised, summed over runs: Huber on log loss, least absolute deviations of log loss, squares of the loss or of its logarithm, or absolute errors that punish predictions above the loss more. Left out: what the form’s paper takes.',
    ),
  ),
  delta: optional(positive('', 'Knee of the Huber loss, in units of log loss.'), 1e-3, '1e-3'),
  over: optional(positive('', 'Asymmetric: how many times dearer a prediction above the loss is.'), 10, '10'),
  reduction: optional(
    oneOf<'sum' | 'mean'>(
      ['sum', 'mean'],
      'Whether losses are summed or averaged over runs: the same constants here, where nothing stops early.',
    ),
    'sum',
    '"sum"',
  ),
};

export const dataChoices = {
  clusters: maybe(text('Column whose values belong together and are drawn together (checkpoints of one run).')),
  weights: maybe(text('Column of weights.')),
  response: maybe(text('Column that is predicted; the loss if left out.')),
  columns: maybe(recordOf('Columns whose roles their names do not tell: `{N: "width_params"}`.')),
  unit: maybe(oneOf<LossUnit>([...LOSS_UNITS], 'Unit of the loss column; told by its name, else nats per token.')),
  bytes_per_token: maybe(positive('', 'Mean bytes in a token: turns losses per byte into losses per token.')),
};

export const constraintChoices = {
  fixed: maybe(recordOf('Constants that are held: `{E: 1.7}`.')),
  tied: maybe(recordOf('Constants that equal another: `{beta: "alpha"}`.')),
  bounds: maybe(recordOf('Limits as intervals: `{alpha: 0..1}`.')),
};

/** Coverage of an interval, between 0 and 1. */
export const levelChoice = (doc: string) => {
  const base = number(doc);
  return optional(
    {
      ...base,
      convert: (value: Value): number => {
        const level = base.convert(value);
        if (level > 0 && level < 1) return level;
        throw new ScaleError(
          'bad-argument',
          l10n.t('This must be between 0 and 1, such as 90%, and it is {0}.', level),
        );
      },
    },
    0.9,
    '90%',
  );
};

type Chosen<T extends Readonly<Record<string, { readonly convert: (value: Value) => unknown }>>> = {
  readonly [K in keyof T]?: ReturnType<T[K]['convert']> | undefined;
};
export type ObjectiveChoices = Chosen<typeof objectiveChoices>;
export type DataChoices = Chosen<typeof dataChoices>;
export type ConstraintChoices = Chosen<typeof constraintChoices>;
export type FormChoices = Chosen<typeof formChoices>;
type Choices = ObjectiveChoices & DataChoices & ConstraintChoices;

/** A problem as it was asked for, with what was left out and noticed on the way. */
export interface Posed {
  readonly spec: ProblemSpec;
  readonly runs: PreparedRuns;
}

/** Poses a fit of one of the known forms. */
export function poseForm(table: Table, given: FormChoices & Choices): Posed {
  if (given.recipe !== undefined) return poseRecipe(table, given.recipe, given);
  const { variable, offset = true, breaks = 1, start } = given;
  const form = formSpec(given.form ?? 'chinchilla', {
    ...(variable === undefined ? {} : { variable }),
    offset,
    breaks,
    has: role => rolesOf(table, given).has(role),
  });
  const { columns: inputs, response } = formOf(form);
  const runs = prepareRuns(table, { ...columnsOf(given), inputs, wanted: response });
  return {
    runs,
    spec: {
      form,
      objective: objectiveOf(form, given),
      data: runs.data,
      ...constraintsOf(given),
      ...(start && { start: numbersOf(start) }),
    },
  };
}

/** Poses a fit of a user's formula. */
export function poseFormula(table: Table, formula: FunctionValue, start: RecordValue, given: Choices): Posed {
  const form: FormSpec = {
    name: 'formula',
    formula: {
      expression: expressionOf(formula),
      columns: formula.parameters,
      start: numbersOf(start),
      text: formulaText(formula),
    },
  };
  const runs = prepareRuns(table, { ...columnsOf(given), inputs: formula.parameters });
  return {
    runs,
    spec: { form, objective: objectiveOf(form, given), data: runs.data, ...constraintsOf(given) },
  };
}

function poseRecipe(table: Table, name: string, given: Choices): Posed {
  const recipe = recipeOf(name);
  const runs = prepareRuns(table, { ...columnsOf(given), inputs: formOf(recipe.form).columns });
  const { spec, excluded } = applyRecipe(recipe, runs.data);
  return {
    spec: { ...spec, ...constraintsOf(given, spec) },
    runs: { ...runs, excluded: [...runs.excluded, ...excluded], notes: [...runs.notes, recipe.note] },
  };
}

/** Roles that a table has columns for. */
function rolesOf(table: Table, { columns }: DataChoices): ReadonlySet<string> {
  const raw = Object.fromEntries([...table.columns].map(([name, values]) => [name, values as ArrayLike<unknown>]));
  const names = Object.keys(normaliseExport(raw).columns);
  return new Set([...Object.keys(guessColumns(names)), ...(columns ? [...columns.fields.keys()] : []), ...names]);
}

function objectiveOf(form: FormSpec, given: ObjectiveChoices): ObjectiveSpec {
  const objective = summed(form, given);
  return given.reduction === 'mean' ? { ...objective, reduction: 'mean' } : objective;
}

function summed(form: FormSpec, { objective, delta = 1e-3, over = 10 }: ObjectiveChoices): ObjectiveSpec {
  switch (objective) {
    case undefined:
      return usualObjective(form, delta);
    case 'lad':
      return { kind: 'lad', scale: 'log' };
    case 'mse':
      return { kind: 'mse', scale: 'linear' };
    case 'mse_log':
      return { kind: 'mse', scale: 'log' };
    case 'asymmetric':
      return { kind: 'asymmetric', over, scale: 'linear' };
    case 'huber':
      return { kind: 'huber', delta, scale: 'log' };
  }
}

const columnsOf = ({ unit, response, clusters, weights, columns, bytes_per_token }: DataChoices) => ({
  unit,
  response,
  clusters,
  weights,
  bytesPerToken: bytes_per_token,
  mapping: columns && mappingOf(columns),
});

function constraintsOf(
  { fixed, tied, bounds }: ConstraintChoices,
  own: Pick<ProblemSpec, 'fixed' | 'tied' | 'bounds'> = {},
): Pick<ProblemSpec, 'fixed' | 'tied' | 'bounds'> {
  return {
    ...(fixed && { fixed: { ...own.fixed, ...numbersOf(fixed) } }),
    ...(tied && { tied: { ...own.tied, ...textsOf(tied) } }),
    ...(bounds && { bounds: { ...own.bounds, ...intervalsOf(bounds) } }),
  };
}

/** Columns by role, as a record of texts says it. */
export const mappingOf = (columns: RecordValue): Record<string, string> => textsOf(columns);

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

function textsOf(given: RecordValue): Record<string, string> {
  return Object.fromEntries(
    [...given.fields].map(([name, value]) => {
      const v = plain(value);
      if (typeof v === 'string') return [name, v];
      throw new ScaleError('bad-argument', l10n.t('{0} must be a text in quotes.', name));
    }),
  );
}

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
