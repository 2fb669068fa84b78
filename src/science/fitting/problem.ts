import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { Columns, FitForm, FitParameter, StartData } from './forms/form';
import { toInternal } from './forms/form';
import { type FormSpec, formOf } from './forms/forms';
import type { ObjectiveSpec } from './objective/objective';

/** Runs ready to be fitted: no missing values, columns of equal length. Plain data, so that a worker can be sent it. */
export interface Observations {
  readonly columns: Columns;
  /** The loss (or accuracy) of each run. */
  readonly response: Float64Array;
  readonly weights?: Float64Array;
  /** Runs that belong together (checkpoints of one run) share a number, and are resampled together. */
  readonly clusters?: Int32Array;
  /** Row of the user's table that each run came from, from 1. */
  readonly rows?: Int32Array;
}

/** A fitting problem as plain data. */
export interface ProblemSpec {
  readonly form: FormSpec;
  readonly objective: ObjectiveSpec;
  readonly data: Observations;
  /** Constants that are not searched for, in the form's units. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Constants that equal another: `{ beta: 'alpha' }`. */
  readonly tied?: Readonly<Record<string, string>>;
  /** Limits in the form's units. */
  readonly bounds?: Readonly<Record<string, readonly [number, number]>>;
  /** Where to begin, in the form's units; other starts are tried as well unless `onlyStart`. */
  readonly start?: Readonly<Record<string, number>>;
  readonly onlyStart?: boolean;
}

/** Which constants are searched for, and within which limits; on the optimiser's scale. */
export interface Layout {
  /** Index among the free constants of each constant of the form; -1 where fixed. */
  readonly place: Int32Array;
  /** Values of the fixed constants. */
  readonly base: Float64Array;
  readonly free: readonly FitParameter[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A problem with its form looked up and its features computed. */
export interface Problem {
  readonly spec: ProblemSpec;
  readonly form: FitForm;
  readonly layout: Layout;
  readonly data: StartData;
  readonly rows: Int32Array;
  readonly clusters: Int32Array | undefined;
}

/** log of the largest double, with room: beyond it a term is no number. */
const FARTHEST = 650;

function limit(parameter: FitParameter, value: number, side: -1 | 1): number {
  const inner = parameter.transform === 'log' && value <= 0 ? Number.NEGATIVE_INFINITY : toInternal(parameter, value);
  if (Number.isFinite(inner)) return inner;
  return parameter.transform === 'log' ? (inner === 0 ? 0 : side * FARTHEST) : inner;
}

function requireNames(spec: ProblemSpec, form: FitForm): void {
  const names = form.parameters.map(p => p.name);
  const given = [
    ...Object.keys(spec.fixed ?? {}),
    ...Object.entries(spec.tied ?? {}).flat(),
    ...Object.keys(spec.bounds ?? {}),
    ...Object.keys(spec.start ?? {}),
  ];
  const unknown = given.find(name => !names.includes(name));
  if (unknown === undefined) return;
  throw new ScienceError(
    'unknown-constant',
    l10n.t('The form {0} has no constant {1}. It has {2}.', form.form.name, unknown, names.join(', ')),
  );
}

function layoutOf(spec: ProblemSpec, form: FitForm): Layout {
  requireNames(spec, form);
  const { fixed = {}, tied = {}, bounds = {} } = spec;
  const place = new Int32Array(form.parameters.length).fill(-1);
  const base = new Float64Array(form.parameters.length);
  const free: FitParameter[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  for (const [i, parameter] of form.parameters.entries()) {
    const { name } = parameter;
    if (Object.hasOwn(fixed, name)) {
      base[i] = toInternal(parameter, fixed[name]);
      if (!Number.isFinite(base[i])) throw outside(name, fixed[name]);
    } else if (!Object.hasOwn(tied, name)) {
      place[i] = free.length;
      const [low, high] = bounds[name] ?? [parameter.lower, parameter.upper];
      if (!(low < high)) {
        throw new ScienceError(
          'bad-bounds',
          l10n.t('The bounds of {0} are empty: {1} is not below {2}.', name, String(low), String(high)),
        );
      }
      free.push(parameter);
      lower.push(limit(parameter, low, -1));
      upper.push(limit(parameter, high, 1));
    }
  }
  for (const [name, other] of Object.entries(tied)) {
    const [i, j] = [name, other].map(n => form.parameters.findIndex(p => p.name === n));
    place[i] = place[j];
    base[i] = base[j];
  }
  if (free.length === 0) {
    throw new ScienceError('nothing-free', l10n.t('All constants are fixed: there is nothing to fit.'));
  }
  return { place, base, free, lower: Float64Array.from(lower), upper: Float64Array.from(upper) };
}

const outside = (name: string, value: number) =>
  new ScienceError('bad-input', l10n.t('{0} cannot be fixed at {1}: it must be positive.', name, String(value)));

/** Looks up the form and computes the features. Throws a sentence where the problem cannot be posed. */
export function compileProblem(spec: ProblemSpec): Problem {
  const form = formOf(spec.form, spec.bounds);
  const layout = layoutOf(spec, form);
  const { columns, response, weights, clusters, rows } = spec.data;
  const n = response.length;
  const missing = form.columns.find(name => columns[name] === undefined);
  if (missing !== undefined) {
    throw new ScienceError(
      'missing-column',
      l10n.t('The form {0} needs a column {1}, and the runs have none.', form.form.name, missing),
    );
  }
  if (n < layout.free.length) {
    throw new ScienceError(
      'too-few-runs',
      l10n.t(
        'The form {0} has {1} constants to find, and there are {2} runs. Add runs, fix some constants, or take a smaller form such as "power".',
        form.form.name,
        layout.free.length,
        n,
      ),
    );
  }
  const data = {
    features: form.features(columns),
    response,
    weights: weights ?? new Float64Array(n).fill(1),
    n,
  };
  return { spec, form, layout, data, rows: rows ?? Int32Array.from(response, (_, i) => i + 1), clusters };
}

/** The form's constants on the optimiser's scale from the free ones. */
export function expand(layout: Layout, free: Float64Array, full: Float64Array): Float64Array {
  for (let i = 0; i < full.length; i++) {
    const j = layout.place[i];
    full[i] = j < 0 ? layout.base[i] : free[j];
  }
  return full;
}

/** The free constants within all constants, pulled inside their bounds. */
export function restrict(layout: Layout, full: Float64Array): Float64Array {
  const free = new Float64Array(layout.free.length);
  for (let i = full.length - 1; i >= 0; i--) if (layout.place[i] >= 0) free[layout.place[i]] = full[i];
  for (let j = 0; j < free.length; j++) free[j] = Math.min(Math.max(free[j], layout.lower[j]), layout.upper[j]);
  return free;
}
