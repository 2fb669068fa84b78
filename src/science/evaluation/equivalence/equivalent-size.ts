import * as l10n from '@vscode/l10n';
import { sortedQuantile } from '../../fitting/numeric/summary';
import { createRandom } from '../../random';
import { requirePoints, type ScaleSeries, type SeriesInput, scaleSeries } from '../series';
import { ShapeFitter } from '../trends/order';

/** How large an untuned model scores as a tuned one does. */
export interface Equivalent {
  readonly params: number;
  readonly score: number;
  /** Size of the untuned model that matches; the end of the measured sizes where it lies beyond. */
  readonly equivalent: number;
  /** equivalent / params. */
  readonly factor: number;
  /** exact: between measured sizes; at least: better than every untuned one; at most: worse than every one. */
  readonly bound: 'exact' | 'at least' | 'at most';
  /** 95 % interval of the factor where standard errors are known; an end is null where it lies beyond the sizes. */
  readonly interval: { readonly low: number | null; readonly high: number | null } | null;
}

export interface EquivalentSizes {
  readonly rows: readonly Equivalent[];
  /** The untuned curve that was inverted: rising in params. */
  readonly untuned: { readonly params: Float64Array; readonly score: Float64Array };
  readonly notes: readonly string[];
}

export interface EquivalenceOptions {
  readonly replicates?: number;
  readonly seed?: number;
}

/**
 * For each tuned model: how many times larger an untuned model must be to score as well. The untuned scores, made to rise
 * by least squares where they do not, are joined by straight lines in log params. With standard errors on both, intervals
 * are percentiles over scores drawn from them. x is params in both. Throws a sentence with fewer than 2 untuned sizes.
 */
export function equivalentSize(
  untuned: SeriesInput,
  tuned: SeriesInput,
  options: EquivalenceOptions = {},
): EquivalentSizes {
  const { replicates = 1000, seed = 0 } = options;
  const plain = scaleSeries({ name: l10n.t('the untuned series'), ...untuned });
  const better = scaleSeries({ name: l10n.t('the tuned series'), ...tuned });
  requirePoints(plain, 2);
  requirePoints(better, 1);
  const sign = (untuned.higherIsBetter ?? tuned.higherIsBetter ?? true) ? 1 : -1;
  const rising = rise(plain, plain.y, sign);
  const rows = Array.from(better.x, (params, i): Equivalent => {
    const found = invert(plain.u, rising, sign * better.y[i]);
    return {
      params,
      score: better.y[i],
      ...{ equivalent: 10 ** found.u, factor: 10 ** (found.u - better.u[i]), bound: found.bound },
      interval: intervalOf(plain, better, i, sign, replicates, seed),
    };
  });
  const moved = plain.y.some((v, i) => Math.abs(sign * v - rising[i]) > 1e-12);
  return {
    rows,
    untuned: { params: plain.x, score: rising.map(v => sign * v) },
    notes: moved ? [l10n.t('The untuned scores do not all rise with size: they were averaged where they fall.')] : [],
  };
}

function rise({ stderr }: ScaleSeries, y: Float64Array, sign: number): Float64Array {
  const weights = stderr?.every(s => s > 0) ? stderr.map(s => 1 / (s * s)) : y.map(() => 1);
  return new ShapeFitter(y.length).fit(
    'rising',
    y.map(v => sign * v),
    weights,
  );
}

/** The first u at which a rising broken line reaches a score. */
function invert(u: Float64Array, y: Float64Array, score: number): { u: number; bound: Equivalent['bound'] } {
  const last = u.length - 1;
  if (score > y[last]) return { u: u[last], bound: 'at least' };
  if (score < y[0]) return { u: u[0], bound: 'at most' };
  const above = y.findIndex(v => v >= score);
  if (above === 0 || y[above] === score) return { u: u[above], bound: 'exact' };
  const share = (score - y[above - 1]) / (y[above] - y[above - 1]);
  return { u: u[above - 1] + share * (u[above] - u[above - 1]), bound: 'exact' };
}

function intervalOf(
  ...[plain, better, i, sign, replicates, seed]: [ScaleSeries, ScaleSeries, number, number, number, number]
): Equivalent['interval'] {
  const { stderr } = plain;
  const own = better.stderr?.[i];
  if (!stderr || own === undefined) return null;
  const random = createRandom(seed + i);
  const factors = Float64Array.from({ length: replicates }, () => {
    const drawn = rise(
      plain,
      plain.y.map((v, k) => v + stderr[k] * random.normal()),
      sign,
    );
    const { u, bound } = invert(plain.u, drawn, sign * (better.y[i] + own * random.normal()));
    if (bound !== 'exact') return bound === 'at least' ? Number.POSITIVE_INFINITY : 0;
    return 10 ** (u - better.u[i]);
  }).sort();
  const end = (p: number) => {
    const value = sortedQuantile(factors, p);
    return value > 0 && Number.isFinite(value) ? value : null;
  };
  return { low: end(0.025), high: end(0.975) };
}
