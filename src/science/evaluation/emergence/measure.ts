import { sortedFinite, sortedQuantile } from '../../fitting/numeric/summary';
import { createRandom } from '../../random';
import type { Interval } from '../calibration/wilson';
import { type CurveData, curveAt, type FittedCurve, fitCurve } from '../curves/curve';
import { crossing } from './crossing';
import type { Emergence, EmergenceOptions } from './emergence';

/** Shares of the rise that count as its start and its end. */
const START = 0.1;
const END = 0.9;

/** The score far below the threshold. */
export function baseOf({ form, amplitudes }: FittedCurve): number {
  const free = form.amplitudes.indexOf('base');
  return free < 0 ? form.offset : amplitudes[free];
}

/** Where a bent curve starts to rise and over how many factors of ten it does, with intervals. */
export function measure(
  data: CurveData,
  fit: FittedCurve,
  sd: Float64Array,
  options: EmergenceOptions,
): Pick<Emergence, 'onset' | 'decades'> {
  const { replicates = 200, seed = 0 } = options;
  const { u } = data;
  const random = createRandom(seed);
  const of = (curve: FittedCurve) => {
    const start = crossing(curve, baseOf(curve), u, START);
    return { start, end: crossing(curve, baseOf(curve), u, END) };
  };
  const seen = of(fit);
  if (seen.start <= u[0]) return { onset: null, decades: null };
  const truth = u.map(v => curveAt(fit, v));
  const drawn = Array.from({ length: replicates }, () => {
    const y = truth.map((v, i) => v + sd[i] * random.normal());
    return of(fitCurve(fit.form, { ...data, y }, fit.shape));
  });
  const first = gapAround(u, seen.start);
  const last = gapAround(u, seen.end);
  const starts = sortedFinite(drawn.map(d => d.start));
  const widths = sortedFinite(drawn.map(d => d.end - d.start));
  const onset = widened(starts, first);
  const decades = widened(widths, { low: Math.max(0, last.low - first.high), high: last.high - first.low });
  return {
    onset: { x: 10 ** seen.start, low: 10 ** onset.low, high: 10 ** onset.high },
    decades: { value: seen.end - seen.start, ...decades },
  };
}

/** The measured scales on either side of a place: no data say where between them it lies. */
function gapAround(u: Float64Array, place: number): Interval {
  const above = Math.max(
    u.findIndex(v => v >= place),
    1,
  );
  return { low: u[above - 1], high: u[above] };
}

function widened(sorted: Float64Array, { low, high }: Interval): Interval {
  return { low: Math.min(low, sortedQuantile(sorted, 0.025)), high: Math.max(high, sortedQuantile(sorted, 0.975)) };
}
