import type { Observations } from '../problem';

/** Evenly chosen runs in the order of their response, at most `most` and with both ends: enough to find basins in. */
export function thin(data: Observations, most: number): Observations {
  const n = data.response.length;
  if (n <= most) return data;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => data.response[a] - data.response[b] || a - b);
  const chosen = Array.from({ length: most }, (_, k) => order[Math.round((k * (n - 1)) / (most - 1))]);
  return takeRows(data, chosen);
}

/** Some of the runs, in the given order. */
export function takeRows(data: Observations, rows: readonly number[]): Observations {
  const take = (values: Float64Array) => Float64Array.from(rows, i => values[i]);
  return {
    columns: Object.fromEntries(Object.entries(data.columns).map(([name, values]) => [name, take(values)])),
    response: take(data.response),
    ...(data.weights && { weights: take(data.weights) }),
    ...(data.clusters && { clusters: relabel(rows.map(i => data.clusters?.[i] ?? 0)) }),
    rows: Int32Array.from(rows, i => data.rows?.[i] ?? i + 1),
  };
}

/** Cluster numbers without gaps, in order of first occurrence. */
export function relabel(labels: readonly (number | string)[]): Int32Array {
  const known = new Map<number | string, number>();
  return Int32Array.from(labels, label => {
    const number = known.get(label) ?? known.size;
    known.set(label, number);
    return number;
  });
}
