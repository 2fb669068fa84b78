import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type Expr, evaluate } from '../autodiff/expr';
import { linearNames } from '../autodiff/linear';
import { compileTape } from '../autodiff/tape';
import { nonNegativeLeastSquares } from '../numeric/nonnegative';
import { type FitForm, type StartData, type Starts, startsOf } from './form';

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
const FACTORS = [1, 0.5, 2, 0.25, 4];
const MOST_STARTS = 125;

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

/** A user's formula as a form to fit, with derivatives by automatic differentiation. */
export function formulaForm(formula: Formula): FitForm {
  const names = Object.keys(formula.start);
  if (names.length === 0) {
    throw new ScienceError(
      'no-start',
      l10n.t('Say which constants to find and where to begin: `start: {A: 400, alpha: 0.3}`.'),
    );
  }
  const bad = names.find(name => !Number.isFinite(formula.start[name]));
  if (bad !== undefined) throw new ScienceError('bad-input', l10n.t('The start of {0} must be a number.', bad));
  const tape = compileTape(formula.expression, names, formula.columns);
  const p = names.length;
  const linear = linearNames(formula.expression, names).map(name => names.indexOf(name));
  const nonlinear = names.map((_, j) => j).filter(j => !linear.includes(j));

  const project = (data: StartData, theta: Float64Array): Float64Array => {
    if (linear.length === 0 || linear.length > 8) return theta;
    const { n, response, weights } = data;
    const at = (set: (row: Float64Array) => void) => {
      const point = Float64Array.from(theta);
      for (const j of linear) point[j] = 0;
      set(point);
      const out = new Float64Array(n);
      tape.run(data.features, n, point, out, undefined);
      return out;
    };
    const base = at(() => {});
    // Relative residuals, as on the log scale; absolute ones where a response is not positive.
    const positive = response.subarray(0, n).every(y => y > 0);
    const scale = (i: number) => (positive ? response[i] : 1);
    const columns = linear.map(j =>
      at(point => {
        point[j] = 1;
      }).map((v, i) => (v - base[i]) / scale(i)),
    );
    const rest = base.map((v, i) => (response[i] - v) / scale(i));
    const found = nonNegativeLeastSquares(
      columns,
      rest,
      weights,
      linear.map(() => false),
    );
    const answer = Float64Array.from(theta);
    for (const [k, j] of linear.entries()) answer[j] = found[k];
    return answer.every(Number.isFinite) ? answer : theta;
  };

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
    parameters: names.map(name => ({
      name,
      transform: 'identity',
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
    })),
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
    predict: (features, n, theta, out, jacobian) => tape.run(features, n, theta, out, jacobian),
    starts: (data): Starts => {
      const given = Float64Array.from(names, name => formula.start[name]);
      const rows = [given, ...variations(given, nonlinear).map(row => project(data, row))];
      return startsOf(
        rows,
        `the given start and ${rows.length - 1} around it (${p} constants, ${linear.length} linear)`,
      );
    },
    project,
  };
}
