/** A piecewise cubic y(x): on interval i, y = y_i + b t + c t^2 + d t^3 with t = x - x_i. */
export interface Cubics {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly b: readonly number[];
  readonly c: readonly number[];
  readonly d: readonly number[];
}

/** Akima's interpolation (Akima 1970): local, without the wiggles of a spline. x ascending and distinct, at least three. */
export function akima(x: readonly number[], y: readonly number[]): Cubics {
  const n = x.length;
  const m = new Array<number>(n + 3);
  for (let i = 0; i < n - 1; i++) m[i + 2] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
  m[1] = 2 * m[2] - m[3];
  m[0] = 2 * m[1] - m[2];
  m[n + 1] = 2 * m[n] - m[n - 1];
  m[n + 2] = 2 * m[n + 1] - m[n];
  const slope = x.map((_, i) => {
    const [after, before] = [Math.abs(m[i + 3] - m[i + 2]), Math.abs(m[i + 1] - m[i])];
    return after + before > 1e-9 * Math.max(Math.abs(m[i + 1]), Math.abs(m[i + 2]), Number.MIN_VALUE)
      ? (after * m[i + 1] + before * m[i + 2]) / (after + before)
      : 0.5 * (m[i + 1] + m[i + 2]);
  });
  const intervals = x.slice(1).map((_, i) => i);
  return {
    x,
    y,
    b: intervals.map(i => slope[i]),
    c: intervals.map(i => (3 * m[i + 2] - 2 * slope[i] - slope[i + 1]) / (x[i + 1] - x[i])),
    d: intervals.map(i => (slope[i] + slope[i + 1] - 2 * m[i + 2]) / (x[i + 1] - x[i]) ** 2),
  };
}

/** Value of the cubics at x, which must lie within them. */
export function cubicsAt(f: Cubics, x: number): number {
  let i = 0;
  while (i < f.b.length - 1 && x > f.x[i + 1]) i++;
  const t = x - f.x[i];
  return f.y[i] + t * (f.b[i] + t * (f.c[i] + t * f.d[i]));
}

/** Where the cubics are least, exactly: at a knot or where a cubic's derivative is zero. */
export function cubicsMinimum(f: Cubics): { readonly x: number; readonly y: number } {
  let best = { x: f.x[0], y: f.y[0] };
  const offer = (x: number, y: number) => {
    if (y < best.y) best = { x, y };
  };
  for (const [i, x] of f.x.entries()) offer(x, f.y[i]);
  for (let i = 0; i < f.b.length; i++) {
    const [a, b, c] = [3 * f.d[i], 2 * f.c[i], f.b[i]];
    const disc = b * b - 4 * a * c;
    if (disc < 0) continue;
    const q = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(disc));
    for (const t of [a === 0 ? Number.NaN : q / a, q === 0 ? Number.NaN : c / q]) {
      if (t > 0 && t < f.x[i + 1] - f.x[i]) offer(f.x[i] + t, f.y[i] + t * (f.b[i] + t * (f.c[i] + t * f.d[i])));
    }
  }
  return best;
}
