import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Law } from '../../laws/law';
import { createRandom } from '../../random';
import { short } from '../numeric/write';
import { type AllocationFit, allocationLaw, allocationRow, fitAllocation } from './allocation';
import { type Curve, type CurveRows, curvesOf, lossAt } from './curves';
import { type AllocationDraws, finiteDraws, spreadOf } from './isoflop-fit';

export interface EnvelopeOptions {
  /** Budgets at which the lowest curve is looked up, evenly spaced in log C. Hoffmann et al. 2022, sec 3.1, take 1500. */
  readonly points?: number;
  /** Gaussian smoothing of each curve, in measurements. Hoffmann et al. 2022, App D.1, take 10 steps. */
  readonly smoothing?: number;
  /** Bootstrap draws for the standard errors: neighbouring budgets share their runs, so that a regression's own would be far too small. */
  readonly draws?: number;
  readonly seed?: number;
}

/** The lowest curve at a budget. */
export interface EnvelopePoint {
  readonly C: number;
  readonly N: number;
  readonly D: number;
  readonly loss: number;
  readonly run: string;
  /** Left out of the power laws, since no larger (or no smaller) model was there to lose. */
  readonly edge?: 'smallest' | 'largest';
}

/** Approach 1: the lower envelope of training curves, and how its sizes grow with compute. */
export interface EnvelopeFit extends AllocationFit {
  readonly points: readonly EnvelopePoint[];
  readonly curves: readonly Curve[];
  readonly messages: readonly string[];
}

/** Fits power laws to the sizes that train to the lowest loss at each budget. */
export function envelopeFit(rows: CurveRows, options: EnvelopeOptions = {}): EnvelopeFit {
  const { points = 1500, smoothing = 10, draws = 100, seed = 0 } = options;
  const curves = curvesOf(rows, smoothing);
  const sizes = new Set(curves.map(c => c.N));
  if (sizes.size < 3) {
    throw new ScienceError(
      'too-few-runs',
      l10n.t('An envelope needs training curves of at least three sizes, and there are {0}.', sizes.size),
    );
  }
  const envelope = envelopeOf(curves, points);
  const used = envelope.filter(p => !p.edge);
  if (new Set(used.map(p => p.N)).size < 2) {
    throw new ScienceError(
      'too-few-budgets',
      l10n.t(
        'At no two budgets is the lowest loss that of different sizes with a smaller and a larger one beside them. Train more sizes, or longer.',
      ),
    );
  }
  const fit = { ...fitAllocation(columnsOf(used)), points: envelope, curves, messages: messagesOf(envelope) };
  return { ...fit, se: spreadOf(envelopeBootstrapChunk(fit, 0, draws, seed)) };
}

const columnsOf = (points: readonly EnvelopePoint[]) => ({
  C: points.map(p => p.C),
  N: points.map(p => p.N),
  D: points.map(p => p.D),
});

function envelopeOf(curves: readonly Curve[], count: number): EnvelopePoint[] {
  const low = Math.min(...curves.map(c => c.logC[0]));
  const high = Math.max(...curves.map(c => c.logC[c.logC.length - 1]));
  const found: EnvelopePoint[] = [];
  for (let k = 0; k < count; k++) {
    const at = low + ((high - low) * k) / Math.max(1, count - 1);
    const there = curves.map(curve => ({ curve, loss: lossAt(curve, at) })).filter(({ loss }) => Number.isFinite(loss));
    if (there.length < 2) continue;
    const best = there.reduce((a, b) => (b.loss < a.loss ? b : a));
    const others = there.map(({ curve }) => curve.N);
    const C = Math.exp(at);
    const { N, run, tokensPerFlop } = best.curve;
    const edge = N <= Math.min(...others) ? 'smallest' : N >= Math.max(...others) ? 'largest' : undefined;
    found.push({ C, N, D: tokensPerFlop * C, loss: best.loss, run, ...(edge && { edge }) });
  }
  return found;
}

function messagesOf(points: readonly EnvelopePoint[]): string[] {
  const span = (edge: EnvelopePoint['edge']) => points.filter(p => p.edge === edge).map(p => p.C);
  const range = (C: number[]) => [short(Math.min(...C)), short(Math.max(...C))] as const;
  const smallest = span('smallest');
  const largest = span('largest');
  return [
    ...(smallest.length > 0
      ? [l10n.t('From {0} to {1} FLOP the smallest model is the lowest: left out.', ...range(smallest))]
      : []),
    ...(largest.length > 0
      ? [l10n.t('From {0} to {1} FLOP the largest model is the lowest: left out.', ...range(largest))]
      : []),
  ];
}

/** Bootstrap draws number `from` to `to`: whole runs are drawn with replacement. A draw depends on seed and number only. */
export function envelopeBootstrapChunk(fit: EnvelopeFit, from: number, to: number, seed: number): AllocationDraws {
  const values = new Float64Array(4 * Math.max(0, to - from)).fill(Number.NaN);
  // A coarser grid of budgets than the fit's: which run is lowest hardly depends on it.
  const points = Math.min(200, fit.points.length);
  for (let k = from; k < to; k++) {
    const random = createRandom((Math.imul(seed + 1, 0x9e3779b1) + Math.imul(k + 1, 0x85ebca77)) >>> 0);
    const drawn = fit.curves.map(() => fit.curves[random.below(fit.curves.length)]);
    const used = envelopeOf([...new Set(drawn)], points).filter(p => !p.edge);
    if (new Set(used.map(p => p.N)).size < 2) continue;
    values.set(allocationRow(fitAllocation(columnsOf(used))), 4 * (k - from));
  }
  return { from, count: Math.max(0, to - from), values };
}

/** The fit as a law for `optimal`. */
export function envelopeLaw(fit: EnvelopeFit, draws?: AllocationDraws, origin = 'bootstrap of runs'): Law {
  const C = fit.points.filter(p => !p.edge).map(p => p.C);
  const range = [C[0], C[C.length - 1]] as const;
  const title = l10n.t('Envelope (approach 1) of {0} training curves', fit.curves.length);
  if (!draws) return allocationLaw(fit, title, range);
  const { count, values } = finiteDraws(draws);
  return allocationLaw({ ...fit, se: spreadOf(draws) }, title, range, { count, values, origin });
}
