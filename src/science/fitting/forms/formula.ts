import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type Expr, evaluate, namesIn } from '../autodiff/expr';
import { linearNames } from '../autodiff/linear';
import { compileTape, type Tape } from '../autodiff/tape';
import { nonNegativeLeastSquares } from '../numeric/nonnegative';
import { type FitForm, type FitParameter, type StartData, type Starts, startsOf, toInternal, toNatural } from './form';

/** A formula of the user's own. */
export interface Formula {
  readonly expression: Expr;
  /** Columns of the runs that it reads (its function's parameters): `['N', 'D']`. */
  readonly columns: readonly string[];
  /** Constants to find and where to begin. */
  readonly start: Readonly<Record<string, number>>;
  /** As the user wrote it, for display. */
  readonly text: string;
  readonly latex?: string;
}

/** Factors by which starts of constants that do not enter linearly are varied: up to three of them together. */
const FACTORS = [1, 0.5, 2];
const MOST_STARTS = 27;

/** Every combination of factors for the first few nonlinear constants. */
function variations(start: Float64Array, nonlinear: readonly number[]): Float64Array[] {
  let rows = [start];
  for (const j of nonlinear) {
    if (rows.length * FACTORS.length > MOST_STARTS) break;
    rows = rows.flatMap(row =>
      FACTORS.map(f => {
        const copy = Float64Array.from(row);
        copy[j] = row[j] === 0 ? f - 1 : row[j] * f;
        return copy;
      }),
    );
  }
  return rows;
}

/** Limits that a user sets, in the formula's own units. */
export type Limits = Readonly<Record<string, readonly [number, number]>>;

/**
 * A user's formula as a form to fit, with derivatives by automatic differentiation. A constant whose start is positive
 * stays positive (it is searched on a logarithmic scale, as the factors of scaling laws need) unless its limits reach
 * below zero; any other may take any sign.
 */
export function formulaForm(formula: Formula, limits: Limits = {}): FitForm {
  const names = Object.keys(formula.start);
  if (names.length === 0) {
    throw new ScienceError(
      'no-start',
      l10n.t('Say which constants to find and where to begin: `start: {A: 400, alpha: 0.3}`.'),
    );
  }
  const bad = names.find(name => !Number.isFinite(formula.start[name]));
  if (bad !== undefined) throw new ScienceError('bad-input', l10n.t('The start of {0} must be a number.', bad));
  const used = namesIn(formula.expression);
  const idle = names.find(name => !used.includes(name));
  if (idle !== undefined) {
    throw new ScienceError('unused-constant', l10n.t('The formula does not use {0}: leave it out of `start`.', idle));
  }
  const parameters = names.map((name): FitParameter => {
    const [low, high] = limits[name] ?? [0, Number.POSITIVE_INFINITY];
    const positive = formula.start[name] > 0 && low >= 0;
    return positive
      ? { name, transform: 'log', lower: low, upper: high }
      : { name, transform: 'identity', lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  });
  const tape = compileTape(formula.expression, names, formula.columns);
  const p = names.length;
  const logs = names.map((_, j) => j).filter(j => parameters[j].transform === 'log');
  const linear = linearNames(formula.expression, names).map(name => names.indexOf(name));
  const nonlinear = names.map((_, j) => j).filter(j => !linear.includes(j));
  const natural = (theta: Float64Array) => theta.map((v, j) => toNatural(parameters[j], v));
  const internal = (values: Float64Array) => values.map((v, j) => toInternal(parameters[j], v));
  const projected = (data: StartData, values: Float64Array) => solveLinear(tape, data, values, linear, logs);

  return {
    form: {
      name: 'formula',
      parameters: names,
      inputs: formula.columns,
      formula: formula.text,
      latex: formula.latex ?? String.raw`\text{${formula.text.replaceAll('_', String.raw`\_`)}}`,
      loss: (constants, inputs) => {
        const given = Object.entries(inputs).filter((entry): entry is [string, number] => entry[1] !== undefined);
        return evaluate(formula.expression, { ...Object.fromEntries(given), ...constants });
      },
    },
    parameters,
    columns: formula.columns,
    response: 'loss',
    scale: 'linear',
    features: columns => {
      const n = columns[formula.columns[0]]?.length ?? 0;
      return tape.features.map(expr =>
        Float64Array.from({ length: n }, (_, i) =>
          evaluate(expr, Object.fromEntries(formula.columns.map(name => [name, columns[name][i]]))),
        ),
      );
    },
    predict: (features, n, theta, out, jacobian) => {
      const values = natural(theta);
      tape.run(features, n, values, out, jacobian);
      if (jacobian) for (const j of logs) for (let i = 0; i < n; i++) jacobian[i * p + j] *= values[j];
    },
    starts: (data): Starts => {
      const given = Float64Array.from(names, name => formula.start[name]);
      const rows = [given, ...variations(given, nonlinear).map(row => projected(data, row))];
      return startsOf(
        rows.map(internal),
        `the given start and ${rows.length - 1} around it (${p} constants, ${linear.length} linear)`,
      );
    },
    project: (data, theta) => internal(projected(data, natural(theta))),
  };
}

/** Most linear constants that are solved for together: the sign-constrained solver tries all subsets. */
const MOST_LINEAR = 8;

/**
 * The best values of the linear constants for given others, by least squares on relative residuals (on absolute ones where
 * a response is not positive). Those that must be positive and want to vanish are kept at a thousandth of the response.
 */
function solveLinear(
  tape: Tape,
  data: StartData,
  values: Float64Array,
  linear: readonly number[],
  positive: readonly number[],
): Float64Array {
  if (linear.length === 0 || linear.length > MOST_LINEAR) return values;
  const { n, weights } = data;
  const response = data.response.subarray(0, n);
  const at = (one: number | undefined) => {
    const point = values.map((v, j) => (linear.includes(j) ? (j === one ? 1 : 0) : v));
    const out = new Float64Array(n);
    tape.run(data.features, n, point, out, undefined);
    return out;
  };
  const base = at(undefined);
  const relative = response.every(y => y > 0);
  const scale = (i: number) => (relative ? response[i] : 1);
  const columns = linear.map(j => at(j).map((v, i) => (v - base[i]) / scale(i)));
  const rest = base.map((v, i) => (response[i] - v) / scale(i));
  // Columns are brought to unit size: x^-0.3 and a constant differ by orders of magnitude.
  const sizes = columns.map(c => Math.sqrt(c.reduce((sum, v) => sum + v * v, 0) / n) || 1);
  const found = nonNegativeLeastSquares(
    columns.map((c, k) => c.map(v => v / sizes[k])),
    rest,
    weights,
    linear.map(j => positive.includes(j)),
  );
  const answer = Float64Array.from(values);
  for (const [k, j] of linear.entries()) {
    answer[j] = (positive.includes(j) ? Math.max(found[k], 1e-3) : found[k]) / sizes[k];
  }
  return answer.every(Number.isFinite) ? answer : values;
}
