/** Where a function of one variable is least, and its value there. */
export interface Minimum {
  readonly x: number;
  readonly value: number;
}

const GOLDEN = (3 - Math.sqrt(5)) / 2;

/** Brent's method on [low, high] (Brent 1973, ch. 5): parabolas guarded by golden sections. `tolerance` is absolute in x. */
export function brentMinimum(f: (x: number) => number, low: number, high: number, tolerance = 1e-10): Minimum {
  let [a, b] = [low, high];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let [step, before] = [0, 0];
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (a + b);
    const tol = tolerance + 1e-12 * Math.abs(x);
    if (Math.abs(x - middle) <= 2 * tol - 0.5 * (b - a)) break;
    let golden = true;
    if (Math.abs(before) > tol) {
      const r = (x - w) * (fx - fv);
      const q0 = (x - v) * (fx - fw);
      let p = (x - v) * q0 - (x - w) * r;
      let q = 2 * (q0 - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      const last = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * last) && p > q * (a - x) && p < q * (b - x)) {
        step = p / q;
        const u = x + step;
        if (u - a < 2 * tol || b - u < 2 * tol) step = x < middle ? tol : -tol;
        golden = false;
      }
    }
    if (golden) {
      before = (x < middle ? b : a) - x;
      step = GOLDEN * before;
    }
    const u = x + (Math.abs(step) >= tol ? step : step > 0 ? tol : -tol);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        v = u;
        fv = fu;
      }
    }
  }
  return { x, value: fx };
}

/** The least value on a coarse grid, refined by Brent's method between its neighbours: safe where f is flat far away. */
export function gridMinimum(f: (x: number) => number, low: number, high: number, points = 64): Minimum {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  const at = (i: number) => low + ((high - low) * i) / (points - 1);
  for (let i = 0; i < points; i++) {
    const value = f(at(i));
    if (value < least) {
      least = value;
      best = i;
    }
  }
  return brentMinimum(f, at(Math.max(0, best - 1)), at(Math.min(points - 1, best + 1)));
}

/** Steps by which a minimum is left to see whether anything changes. */
const LOOK = 1e-3;
/** Relative differences below this are rounding. */
const SAME = 1e-13;

/**
 * Where f is as low as at x to within rounding, if that is more than a point: a plateau, on which the search stopped by
 * chance. f is taken to fall towards it and to rise behind it.
 */
export function plateau(
  f: (x: number) => number,
  x: number,
  low: number,
  high: number,
): readonly [number, number] | undefined {
  const limit = f(x) * (1 + SAME);
  const isFlat = (y: number) => f(y) <= limit;
  if (!isFlat(Math.max(low, x - LOOK)) || !isFlat(Math.min(high, x + LOOK))) return undefined;
  return [edgeOf(isFlat, x, low), edgeOf(isFlat, x, high)];
}

/** The last place from `inside` towards `end` for which a test holds, by bisection. */
function edgeOf(holds: (x: number) => boolean, inside: number, end: number): number {
  if (holds(end)) return end;
  let [a, b] = [inside, end];
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (a + b);
    if (holds(middle)) a = middle;
    else b = middle;
  }
  return a;
}
