/**
 * A centred moving average whose window is a share of the axis, on the axis's own scale: on a logarithmic axis it widens with x,
 * as noise there looks equally coarse everywhere. At the ends the window shrinks evenly, so that a trend is not bent.
 *
 * @param x ascending
 * @param share of the whole axis that the window covers, 0 (no smoothing) to 1
 * @param weights how much each value counts, e.g. how many points it stands for
 */
export function smooth(
  x: readonly number[],
  y: readonly number[],
  share: number,
  log: boolean,
  weights?: readonly number[],
): number[] {
  const n = y.length;
  if (!(share > 0) || n < 3) return [...y];
  const at = x.map(v => (log ? Math.log(Math.max(v, Number.MIN_VALUE)) : v));
  const [first, last] = [at[0] as number, at[n - 1] as number];
  const half = ((last - first) * Math.min(share, 1)) / 2;
  const sums = prefixSums(y, weights);
  const result = new Array<number>(n);
  let from = 0;
  let to = 0;
  for (let i = 0; i < n; i += 1) {
    const here = at[i] as number;
    const reach = Math.min(half, here - first, last - here);
    while (from < n && (at[from] as number) < here - reach) from += 1;
    while (from > 0 && (at[from - 1] as number) >= here - reach) from -= 1;
    while (to < n && (at[to] as number) <= here + reach) to += 1;
    while (to > i + 1 && (at[to - 1] as number) > here + reach) to -= 1;
    const weight = (sums.weight[to] as number) - (sums.weight[from] as number);
    result[i] = weight > 0 ? ((sums.value[to] as number) - (sums.value[from] as number)) / weight : (y[i] as number);
  }
  return result;
}

function prefixSums(y: readonly number[], weights?: readonly number[]): { value: number[]; weight: number[] } {
  const value = [0];
  const weight = [0];
  for (let i = 0; i < y.length; i += 1) {
    const w = weights?.[i] ?? 1;
    value.push((value[i] as number) + w * (y[i] as number));
    weight.push((weight[i] as number) + w);
  }
  return { value, weight };
}
