import { solveSquare } from '../numeric/solve';
import { akima, cubicsAt, cubicsMinimum } from './akima';

/** Why a budget has no minimum to use. */
export type MinimumFault = 'too_few' | 'edge' | 'negative_curvature' | 'off_centre';

export type MinimumMethod = 'parabola' | 'akima';

/** Where a loss curve over sizes (or tokens) is least. */
export interface CurveMinimum {
  readonly x: number;
  readonly loss: number;
  readonly fault: MinimumFault | undefined;
  /** Place of the minimum between the smallest (0) and largest (1) x used. */
  readonly place: number;
  /** Coefficients of loss = p0 + p1 u + p2 u^2, u = log x - centre; of parabolas only. */
  readonly parabola?: { readonly centre: number; readonly coefficients: readonly number[] };
  /** The fitted loss at each x used, and the indices of these. */
  readonly used: readonly number[];
  readonly fitted: readonly number[];
}

/** Minima outside this part of the sizes used are off centre. */
const MARGIN = 0.1;
/** A parabola takes runs within this factor of the lowest one's size, and the nearest few at least. */
export const WINDOW = 4;
const NEAREST = 5;

/** The minimum of a loss curve. x ascending. `window` limits a parabola to runs near the lowest one. */
export function curveMinimum(
  x: readonly number[],
  loss: readonly number[],
  method: MinimumMethod,
  window: number = WINDOW,
): CurveMinimum {
  const lowest = loss.indexOf(Math.min(...loss));
  const nothing = { x: Number.NaN, loss: Number.NaN, place: Number.NaN, used: [], fitted: [] };
  if (x.length < (method === 'akima' ? 3 : 4)) return { ...nothing, fault: 'too_few' };
  const found = method === 'akima' ? akimaMinimum(x, loss) : parabolaMinimum(x, loss, lowest, window);
  if (found.fault) return found;
  if (lowest === 0 || lowest === x.length - 1) return { ...found, fault: 'edge' };
  const off = !(found.place >= MARGIN && found.place <= 1 - MARGIN);
  return off ? { ...found, fault: method === 'akima' ? 'edge' : 'off_centre' } : found;
}

function akimaMinimum(x: readonly number[], loss: readonly number[]): CurveMinimum {
  const logs = x.map(Math.log);
  const curve = akima(logs, loss.map(Math.log));
  const best = cubicsMinimum(curve);
  const last = logs.length - 1;
  const inside = best.x > logs[0] && best.x < logs[last];
  return {
    x: Math.exp(best.x),
    loss: Math.exp(best.y),
    fault: inside ? undefined : 'edge',
    // An interpolated minimum between the ends is as good near them as in the middle.
    place: 0.5,
    used: x.map((_, i) => i),
    fitted: logs.map(v => Math.exp(cubicsAt(curve, v))),
  };
}

function parabolaMinimum(x: readonly number[], loss: readonly number[], lowest: number, window: number): CurveMinimum {
  const away = (i: number) => Math.abs(Math.log(x[i] / x[lowest]));
  const byDistance = x.map((_, i) => i).sort((i, j) => away(i) - away(j));
  const used = byDistance.filter((i, k) => k < NEAREST || away(i) <= Math.log(window) + 1e-12).sort((i, j) => i - j);
  const logs = used.map(i => Math.log(x[i]));
  const centre = logs.reduce((a, b) => a + b, 0) / logs.length;
  const powers = logs.map(v => [1, v - centre, (v - centre) ** 2]);
  const gram = [0, 1, 2].map(a => [0, 1, 2].map(b => powers.reduce((sum, p) => sum + p[a] * p[b], 0)));
  const right = [0, 1, 2].map(a => powers.reduce((sum, p, k) => sum + p[a] * loss[used[k]], 0));
  const coefficients = solveSquare(gram, right);
  if (!coefficients) return { x: Number.NaN, loss: Number.NaN, place: Number.NaN, used, fitted: [], fault: 'too_few' };
  const [p0, p1, p2] = coefficients;
  const vertex = -p1 / (2 * p2);
  const [low, high] = [logs[0], logs[logs.length - 1]];
  return {
    x: Math.exp(centre + vertex),
    loss: p0 + 0.5 * p1 * vertex,
    fault: p2 > 0 ? undefined : 'negative_curvature',
    place: (centre + vertex - low) / (high - low),
    parabola: { centre, coefficients },
    used,
    fitted: powers.map(p => p0 * p[0] + p1 * p[1] + p2 * p[2]),
  };
}
