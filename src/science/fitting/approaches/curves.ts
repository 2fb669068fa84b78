import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { relabel } from '../search/thin';

/** Training curves, one row a measurement. */
export interface CurveRows {
  /** Which run each row belongs to. */
  readonly run: readonly (string | number)[];
  readonly N: Float64Array;
  /** Tokens so far. */
  readonly D: Float64Array;
  readonly loss: Float64Array;
  /** FLOP so far; 6ND where not given. */
  readonly C?: Float64Array;
}

/** One training run: smoothed loss against log C. */
export interface Curve {
  readonly run: string;
  readonly N: number;
  readonly logC: Float64Array;
  /** Tokens per FLOP, constant along a run: D = tokensPerFlop C. */
  readonly tokensPerFlop: number;
  readonly loss: Float64Array;
}

/** Gaussian smoothing over neighbouring measurements; the kernel is cut and renormalised at the ends. */
export function gaussianSmooth(values: Float64Array, width: number): Float64Array {
  if (!(width > 0)) return Float64Array.from(values);
  const reach = Math.ceil(4 * width);
  return values.map((_, i) => {
    let [sum, total] = [0, 0];
    for (let j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
      const w = Math.exp(-0.5 * ((j - i) / width) ** 2);
      sum += w * values[j];
      total += w;
    }
    return sum / total;
  });
}

/**
 * Curves from rows: sorted by compute, without rows at no compute or without a loss, smoothed by a Gaussian of `smoothing`
 * measurements (Hoffmann et al. 2022, App D.1, smooth over 10 steps).
 */
export function curvesOf(rows: CurveRows, smoothing: number): Curve[] {
  const labels = relabel(rows.run);
  const groups: number[][] = [];
  for (let i = 0; i < rows.N.length; i++) {
    const C = rows.C?.[i] ?? 6 * rows.N[i] * rows.D[i];
    if (!(C > 0 && rows.loss[i] > 0 && Number.isFinite(C) && Number.isFinite(rows.loss[i]))) continue;
    groups[labels[i]] ??= [];
    groups[labels[i]].push(i);
  }
  return groups.filter(Boolean).map(group => {
    const flop = (i: number) => rows.C?.[i] ?? 6 * rows.N[i] * rows.D[i];
    const order = [...group].sort((i, j) => flop(i) - flop(j));
    const run = String(rows.run[order[0]]);
    const N = rows.N[order[0]];
    if (order.some(i => rows.N[i] !== N)) {
      throw new ScienceError(
        'bad-input',
        l10n.t('Run {0} has rows of different sizes N. Give every run a name of its own in the column `run`.', run),
      );
    }
    const last = order[order.length - 1];
    return {
      run,
      N,
      logC: Float64Array.from(order, i => Math.log(flop(i))),
      tokensPerFlop: rows.D[last] / flop(last),
      loss: gaussianSmooth(
        Float64Array.from(order, i => rows.loss[i]),
        smoothing,
      ),
    };
  });
}

/** Loss of a curve at log C, linear between measurements in logarithms; NaN outside them. */
export function lossAt({ logC, loss }: Curve, at: number): number {
  const n = logC.length;
  if (n === 0 || at < logC[0] || at > logC[n - 1]) return Number.NaN;
  let [low, high] = [0, n - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (logC[middle] <= at) low = middle;
    else high = middle;
  }
  const span = logC[high] - logC[low];
  const share = span > 0 ? (at - logC[low]) / span : 0;
  return Math.exp((1 - share) * Math.log(loss[low]) + share * Math.log(loss[high]));
}
