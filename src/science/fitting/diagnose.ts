import * as l10n from '@vscode/l10n';
import type { BoundHit, FlatDirection, Outlier } from './certificate';
import { toNatural } from './forms/form';
import { symmetricEigen } from './numeric/eigen';
import { correlation, quantile } from './numeric/summary';
import { short } from './numeric/write';
import type { Problem } from './problem';

/** A rise of the objective that is called hardly any. */
const HARDLY = 0.01;
/** Components of a direction below this share of its largest are left out of its description. */
const MINOR = 0.2;
/** Residuals beyond this many robust standard deviations are outliers. */
const FAR = 6;
/** Conditions above this are worth a sentence. */
const ILL = 1e3;
/** Eigenvalues below this share of the largest are zero but for rounding. */
const SINGULAR = 1e-13;
/** Objectives below this are zero but for rounding. */
const EXACT = 1e-24;

/** Hessian scaled to a unit diagonal, with the scales; constants without curvature keep a scale of one. */
function scaled(hessian: Float64Array, q: number): { matrix: Float64Array; scale: number[] } {
  const scale = Array.from({ length: q }, (_, j) => Math.sqrt(Math.abs(hessian[j * q + j])) || 1);
  return { matrix: hessian.map((v, k) => v / (scale[Math.floor(k / q)] * scale[k % q])), scale };
}

/** Condition number and flat directions of an optimum. */
export function flatness(
  problem: Problem,
  theta: Float64Array,
  hessian: Float64Array,
  objective: number,
): { readonly condition: number; readonly flat: readonly FlatDirection[] } {
  const { layout } = problem;
  const q = layout.free.length;
  const { matrix, scale } = scaled(hessian, q);
  const { values, vectors } = symmetricEigen(matrix, q);
  const top = values[q - 1];
  const condition = values[0] > 0 ? top / values[0] : Number.POSITIVE_INFINITY;
  const flat = values.flatMap((value, k): FlatDirection[] => {
    const share = value / top;
    const exact = Math.abs(objective) < EXACT && share > SINGULAR;
    if (q === 1 || share > 1 / ILL || exact) return [];
    const reach = share > SINGULAR ? Math.sqrt((2 * HARDLY * Math.abs(objective)) / value) : Number.POSITIVE_INFINITY;
    const parts = layout.free
      .map((parameter, j) => ({ parameter, j, size: Math.abs(vectors[k][j]) }))
      .filter(({ size }) => size > MINOR * Math.max(...vectors[k].map(Math.abs)))
      .sort((a, b) => b.size - a.size);
    const ranges = parts.map(({ parameter, j }) => {
      const move = (reach * vectors[k][j]) / scale[j];
      return [theta[j] - move, theta[j] + move].map(v => toNatural(parameter, v)) as [number, number];
    });
    const names = parts.map(({ parameter }) => parameter.name);
    return [{ names, ranges, share, text: describe(names, ranges) }];
  });
  return { condition, flat };
}

function describe(names: readonly string[], ranges: readonly (readonly [number, number])[]): string {
  if (ranges.some(range => !range.every(Number.isFinite))) {
    return l10n.t('{0} cannot be told apart from these runs.', names.join(', '));
  }
  const moves = names.map((name, i) => l10n.t('{0} from {1} to {2}', name, short(ranges[i][0]), short(ranges[i][1])));
  return names.length === 1
    ? l10n.t('{0} is loose: {1} fits within 1% of the optimum.', names[0], moves[0])
    : l10n.t('{0} trade off: moved together, {1} fit within 1% of the optimum.', names.join(', '), moves.join(', '));
}

/** Runs whose residual is far beyond those of the others, farthest first. */
export function outliersOf(problem: Problem, residuals: Float64Array): Outlier[] {
  const spread = 1.4826 * quantile(residuals.map(Math.abs), 0.5);
  if (!(spread > 1e-9)) return [];
  return Array.from(residuals, (residual, i) => ({ row: problem.rows[i], residual, score: residual / spread }))
    .filter(({ score }) => Math.abs(score) > FAR)
    .sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
}

/** Free constants on a finite limit. */
export function boundsHit(problem: Problem, theta: Float64Array): BoundHit[] {
  const { free, lower, upper } = problem.layout;
  return free.flatMap((parameter, j): BoundHit[] => {
    // A constant without limits is at none of them.
    const near = (bound: number) =>
      Number.isFinite(bound) && Math.abs(theta[j] - bound) <= 1e-9 * Math.max(1, Math.abs(bound));
    const value = toNatural(parameter, theta[j]);
    if (near(lower[j])) return [{ name: parameter.name, value, side: 'lower' }];
    return near(upper[j]) ? [{ name: parameter.name, value, side: 'upper' }] : [];
  });
}

/** What in the design of the runs keeps constants from being determined, as sentences. */
export function designDoubts(problem: Problem): string[] {
  const { data, layout, spec, form } = problem;
  const { response, n } = data;
  const doubts: string[] = [];
  if (response.every(v => v === response[0])) {
    doubts.push(
      form.response === 'loss'
        ? l10n.t('All {0} runs have the same loss ({1}): there is no trend to fit.', n, short(response[0]))
        : l10n.t('All {0} runs have the same accuracy ({1}): there is no trend to fit.', n, short(response[0])),
    );
  }
  if (n === layout.free.length) {
    doubts.push(
      l10n.t(
        'There are as many constants as runs ({0}): the law passes through them, and nothing is left to judge it by.',
        n,
      ),
    );
  }
  for (const name of form.columns) {
    const column = spec.data.columns[name];
    if (name !== 'unique' && column.every(v => v === column[0])) {
      doubts.push(l10n.t('All runs have the same {0} ({1}): its effect cannot be found.', name, short(column[0])));
    }
  }
  const { N, D } = spec.data.columns;
  if (form.columns.includes('N') && form.columns.includes('D') && n > 2) {
    const r = correlation(N.map(Math.log), D.map(Math.log));
    if (Math.abs(r) > 0.999) {
      doubts.push(
        l10n.t(
          'N and D go together in these runs (correlation {0} of their logarithms): their effects cannot be told apart. Add runs that vary one of them at a fixed other.',
          r.toFixed(4),
        ),
      );
    }
  }
  return doubts;
}
