import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { fitRuns } from '../fit';
import { extent, quantile } from '../numeric/summary';

/** A power law y = coefficient x^exponent (+ offset). */
export interface PowerFit {
  readonly coefficient: number;
  readonly exponent: number;
  /** 0 where none was asked for. */
  readonly offset: number;
  /** Share of the variance of log y (of y, with an offset) that the law explains. */
  readonly r2: number;
  readonly se: { readonly coefficient: number; readonly exponent: number; readonly offset: number };
  readonly n: number;
}

/** A straight line by weighted least squares, with classical standard errors. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
  readonly se: { readonly intercept: number; readonly slope: number };
  readonly r2: number;
}

/** Fits y = intercept + slope x. Weights are inverse variances up to a factor. */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>): Line {
  const n = x.length;
  const w = (i: number) => (weights ? weights[i] : 1);
  let [total, mx, my] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    total += w(i);
    mx += w(i) * x[i];
    my += w(i) * y[i];
  }
  mx /= total;
  my /= total;
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += w(i) * (x[i] - mx) ** 2;
    xy += w(i) * (x[i] - mx) * (y[i] - my);
    yy += w(i) * (y[i] - my) ** 2;
  }
  const slope = xy / xx;
  const rss = Math.max(0, yy - slope * xy);
  const variance = n > 2 ? rss / (n - 2) : Number.NaN;
  return {
    intercept: my - slope * mx,
    slope,
    se: { slope: Math.sqrt(variance / xx), intercept: Math.sqrt(variance * (1 / total + (mx * mx) / xx)) },
    r2: yy > 0 ? 1 - rss / yy : 1,
  };
}

/**
 * Fits y = coefficient x^exponent: a line in logarithms by least squares; with `offset`, y = offset + coefficient
 * x^exponent by least squares on y. x and y must be positive, and at least three (four with an offset).
 */
export function powerFit(x: ArrayLike<number>, y: ArrayLike<number>, offset = false): PowerFit {
  const least = offset ? 4 : 3;
  if (x.length !== y.length) {
    throw new ScienceError('bad-input', l10n.t('There are {0} x and {1} y: give as many of each.', x.length, y.length));
  }
  if (x.length < least) {
    throw new ScienceError(
      'too-few-runs',
      l10n.t('A power law needs at least {0} points, and there are {1}.', least, x.length),
    );
  }
  const bad = Array.from(x).findIndex(
    (v, i) => !(v > 0 && Number.isFinite(v) && Number.isFinite(y[i]) && (offset || y[i] > 0)),
  );
  if (bad >= 0) {
    throw new ScienceError(
      'bad-input',
      l10n.t('Point {0} is ({1}, {2}): a power law needs positive numbers.', bad + 1, String(x[bad]), String(y[bad])),
    );
  }
  const logs = Array.from(x, Math.log);
  if (logs.every(v => v === logs[0])) {
    throw new ScienceError('bad-input', l10n.t('All x are the same: no exponent can be found.'));
  }
  if (offset) return offsetFit(x, y);
  const line = fitLine(logs, Array.from(y, Math.log));
  const coefficient = Math.exp(line.intercept);
  return {
    coefficient,
    exponent: line.slope,
    offset: 0,
    r2: line.r2,
    se: { coefficient: coefficient * line.se.intercept, exponent: line.se.slope, offset: 0 },
    n: x.length,
  };
}

const ANY = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

function offsetFit(x: ArrayLike<number>, y: ArrayLike<number>): PowerFit {
  const xs = Float64Array.from(x);
  const ys = Float64Array.from(y);
  const centre = Math.exp(quantile(xs.map(Math.log), 0.5));
  const [lowest, highest] = extent(ys);
  const spread = highest - lowest || Math.abs(ys[0]);
  const expression = {
    op: '+',
    args: [
      { op: 'name', name: 'offset' },
      {
        op: '*',
        args: [
          { op: 'name', name: 'factor' },
          {
            op: '^',
            args: [
              { op: 'name', name: 'x' },
              { op: 'name', name: 'exponent' },
            ],
          },
        ],
      },
    ],
  } as const;
  const start = { offset: lowest, factor: spread, exponent: -0.5 };
  const best = [-1, 1]
    .map(sign =>
      fitRuns({
        form: {
          name: 'formula',
          formula: {
            expression,
            columns: ['x'],
            start: { ...start, exponent: 0.5 * sign },
            text: 'offset + factor x^exponent',
          },
        },
        objective: { kind: 'mse', scale: 'linear' },
        bounds: { offset: ANY, factor: ANY, exponent: [-20, 20] },
        data: { columns: { x: xs.map(v => v / centre) }, response: ys },
      }),
    )
    .reduce((a, b) => (b.objective < a.objective ? b : a));
  const { offset, factor, exponent } = best.constants;
  const mean = ys.reduce((a, b) => a + b, 0) / ys.length;
  const total = ys.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const coefficient = factor * centre ** -exponent;
  const [f, e] = [best.se.factor / factor, best.se.exponent * Math.log(centre)];
  return {
    coefficient,
    exponent,
    offset,
    r2: total > 0 ? 1 - best.objective / total : 1,
    se: { coefficient: Math.abs(coefficient) * Math.hypot(f, e), exponent: best.se.exponent, offset: best.se.offset },
    n: ys.length,
  };
}
