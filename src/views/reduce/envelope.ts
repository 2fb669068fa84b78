/** A curve with ascending positive x. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface Envelope extends Curve {
  /** Which curve is lowest at each x. */
  readonly owner: readonly number[];
}

/** The lowest of several curves at each x that any of them reaches, on a grid of equal ratios. */
export function lowerEnvelope(curves: readonly Curve[], points = 200): Envelope {
  const usable = curves.map(clean);
  const all = usable.filter(c => c.x.length > 0);
  const low = all.reduce((a, c) => Math.min(a, c.x[0] as number), Number.POSITIVE_INFINITY);
  const high = all.reduce((a, c) => Math.max(a, c.x.at(-1) as number), 0);
  if (!(low > 0) || !(high > low)) return { x: [], y: [], owner: [] };
  const envelope = { x: [] as number[], y: [] as number[], owner: [] as number[] };
  for (let i = 0; i < points; i += 1) {
    const x = i === points - 1 ? high : low * (high / low) ** (i / (points - 1));
    const values = usable.map(c => at(c, x));
    const best = values.reduce((a, v, k) => (v < (values[a] ?? Number.POSITIVE_INFINITY) ? k : a), -1);
    if (best < 0) continue;
    envelope.x.push(x);
    envelope.y.push(values[best] as number);
    envelope.owner.push(best);
  }
  return envelope;
}

function clean({ x, y }: Curve): Curve {
  const places = x.flatMap((v, i) => (v > 0 && Number.isFinite(v) && Number.isFinite(y[i]) ? [i] : []));
  return { x: places.map(i => x[i] as number), y: places.map(i => y[i] as number) };
}

/** Linear in log x; NaN where the curve does not reach. */
function at({ x, y }: Curve, v: number): number {
  const n = x.length;
  if (n === 0 || v < (x[0] as number) * (1 - 1e-12) || v > (x[n - 1] as number) * (1 + 1e-12)) return Number.NaN;
  let below = 0;
  let above = n - 1;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if ((x[middle] as number) <= v) below = middle;
    else above = middle;
  }
  const [x0, x1] = [x[below] as number, x[above] as number];
  const t = x1 > x0 ? Math.min(1, Math.max(0, Math.log(v / x0) / Math.log(x1 / x0))) : 0;
  return (y[below] as number) + ((y[above] as number) - (y[below] as number)) * t;
}
