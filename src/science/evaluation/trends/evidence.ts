import { quantile } from '../../fitting/numeric/summary';
import type { ScaleSeries } from '../series';
import { leastVariance, neighbourVariance } from './noise';
import { type ShapeCosts, ShapeFitter } from './order';

/** Statistics that are large where a rise or a fall is more than a constant, or one turn more than a rise or a fall. */
export interface Statistics {
  readonly monotone: readonly number[];
  readonly turning: readonly number[];
}

/**
 * Weighs a series against its shapes, and any other scores at the same scales in the same way. Models may scatter more than
 * their test sets explain; then a variance that all share is added to that of each (`sharedVariance`), so that a score of
 * 99.9 %, which has hardly any standard error, does not outweigh all others.
 */
export class Evidence {
  readonly weights: Float64Array;
  /** How many times more scores scatter around the best turned course than standard errors explain; null without any. */
  readonly scatter: number | null;
  private readonly fitter: ShapeFitter;
  /** Chi-square per degree of freedom if models scattered no more than their standard errors: 1 without shared variance. */
  private readonly leastScale: number;

  constructor(readonly series: ScaleSeries) {
    const { y, stderr } = series;
    this.fitter = new ShapeFitter(y.length);
    this.weights = new Float64Array(y.length).fill(1);
    this.scatter = null;
    this.leastScale = 1;
    if (!stderr) return;
    // A score of 0 or 1 has no binomial error, and would outweigh all others.
    const floor = Math.max(leastVariance(y), (quantile(stderr, 0.5) / 2) ** 2);
    const variance = stderr.map(s => Math.max(s * s, floor));
    const excess = (shared: number): number => {
      const weights = variance.map(v => 1 / (v + shared));
      return perDegree(this.fitter.costs(y, weights), y.length);
    };
    const alone = this.fitter.costs(
      y,
      variance.map(v => 1 / v),
    );
    this.scatter = Math.sqrt(Math.max(1, perDegree(alone, y.length, 0)));
    const shared = sharedVariance(excess, y);
    this.weights = variance.map(v => 1 / (v + shared));
    this.leastScale = quantile(
      variance.map(v => v / (v + shared)),
      0.5,
    );
  }

  costs(y: Float64Array): ShapeCosts {
    return this.fitter.costs(y, this.weights);
  }

  fit(shape: Parameters<ShapeFitter['fit']>[0], y: Float64Array): Float64Array {
    return this.fitter.fit(shape, y, this.weights);
  }

  /** Standard deviation of each score: of its standard error and the shared scatter, or as estimated from neighbours. */
  noise(y: Float64Array): Float64Array {
    const scale = Math.sqrt(this.scale(y, this.costs(y)));
    return this.weights.map(w => scale / Math.sqrt(w));
  }

  private scale(y: Float64Array, costs: ShapeCosts): number {
    if (!this.series.stderr) return Math.max(neighbourVariance(this.series.u, y), leastVariance(y));
    return Math.max(this.leastScale, perDegree(costs, y.length));
  }

  /**
   * Falls of chi-square over its scale (with standard errors) or of the sum of squares over the variance seen between
   * neighbours, and the shares of it that orders explain, which need no noise (the E-bar-square statistics of Robertson,
   * Wright and Dykstra 1988). Where models scatter more than their standard errors explain, the size of the noise is known
   * from the same residuals alone, so that its fall says nothing beyond the shares.
   */
  statistics(y: Float64Array): Statistics {
    const costs = this.costs(y);
    const scale = this.scale(y, costs);
    const turned = Math.min(costs.peaked, costs.dipped);
    const monotone = Math.min(costs.rising, costs.falling);
    const share = (of: number, over: number) => (over > 0 ? 1 - of / over : 0);
    const fall = this.leastScale < 1 ? [] : [(costs.constant - monotone) / scale];
    return {
      monotone: [...fall, share(monotone, costs.constant)],
      turning: this.series.stderr
        ? [(monotone - turned) / scale]
        : [(monotone - turned) / scale, share(turned, monotone)],
    };
  }
}

/** Cost of the best turned course per degree of freedom; to choose where it turns takes one of them. */
const perDegree = ({ peaked, dipped, turnedBlocks }: ShapeCosts, n: number, choice = 1): number =>
  Math.min(peaked, dipped) / Math.max(n - turnedBlocks - choice, 1);

/** The variance to add to every score so that chi-square per degree of freedom is 1; 0 where it is below already. Paule and Mandel 1982. */
function sharedVariance(excess: (shared: number) => number, y: Float64Array): number {
  if (excess(0) <= 1) return 0;
  let low = 0;
  let high = (Math.max(...y) - Math.min(...y)) ** 2;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 1) low = middle;
    else high = middle;
  }
  return high;
}
