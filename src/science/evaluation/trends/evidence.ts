import { quantile } from '../../fitting/numeric/summary';
import type { ScaleSeries } from '../series';
import { leastVariance, neighbourVariance } from './noise';
import { type ShapeCosts, ShapeFitter } from './order';

/** Statistics that are large where a constant, or a course without a turn, is wrong. */
export interface Statistics {
  readonly any: readonly number[];
  readonly turning: readonly number[];
}

/** Weighs a series against its shapes, and any other scores at the same scales in the same way. */
export class Evidence {
  readonly weights: Float64Array;
  private readonly fitter: ShapeFitter;

  constructor(readonly series: ScaleSeries) {
    const { y, stderr } = series;
    this.fitter = new ShapeFitter(y.length);
    // A score of 0 or 1 has no binomial error, and would outweigh all others.
    const floor = Math.max(leastVariance(y), stderr ? (quantile(stderr, 0.5) / 2) ** 2 : 0);
    this.weights = stderr ? stderr.map(s => 1 / Math.max(s * s, floor)) : new Float64Array(y.length).fill(1);
  }

  costs(y: Float64Array): ShapeCosts {
    return this.fitter.costs(y, this.weights);
  }

  fit(shape: Parameters<ShapeFitter['fit']>[0], y: Float64Array): Float64Array {
    return this.fitter.fit(shape, y, this.weights);
  }

  /**
   * Standard deviation of each score. With standard errors it is those, times the square root of chi-square per degree of
   * freedom around the best turned course where that exceeds 1: models may scatter more than their test sets explain.
   */
  noise(y: Float64Array): { readonly sd: Float64Array; readonly scatter: number | null } {
    const scale = Math.sqrt(this.scale(y, this.costs(y)));
    return { sd: this.weights.map(w => scale / Math.sqrt(w)), scatter: this.series.stderr ? scale : null };
  }

  private scale(y: Float64Array, { peaked, dipped, turnedBlocks }: ShapeCosts): number {
    if (!this.series.stderr) return Math.max(neighbourVariance(this.series.u, y), leastVariance(y));
    return Math.max(1, Math.min(peaked, dipped) / Math.max(y.length - turnedBlocks, 1));
  }

  /**
   * Falls of chi-square over its scale (with standard errors) or of the sum of squares over the variance seen between
   * neighbours, and the shares of it that orders explain, which need no noise (the E-bar-square statistics of Robertson,
   * Wright and Dykstra 1988).
   */
  statistics(y: Float64Array): Statistics {
    const costs = this.costs(y);
    const scale = this.scale(y, costs);
    const turned = Math.min(costs.peaked, costs.dipped);
    const monotone = Math.min(costs.rising, costs.falling);
    const share = (of: number, over: number) => (over > 0 ? 1 - of / over : 0);
    return {
      any: [(costs.constant - turned) / scale, share(turned, costs.constant), share(monotone, costs.constant)],
      turning: this.series.stderr
        ? [(monotone - turned) / scale]
        : [(monotone - turned) / scale, share(turned, monotone)],
    };
  }
}
