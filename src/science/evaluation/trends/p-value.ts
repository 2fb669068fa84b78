/**
 * One p-value from several statistics and their values under the null, one row per draw: the least of the single p-values,
 * set against the least of each draw, so that asking several times costs no more than its due (Westfall and Young 1993).
 */
export function combinedP(seen: readonly number[], draws: readonly (readonly number[])[]): number {
  const columns = seen.map((_, m) => Float64Array.from(draws, row => row[m]).sort());
  const least = (row: readonly number[]) =>
    row.reduce((low, value, m) => Math.min(low, atLeast(columns[m], value)), Number.POSITIVE_INFINITY);
  const own = least(seen);
  // A draw counts among its own column; what was seen does not.
  const asExtreme = draws.filter(row => least(row) - 1 <= own).length;
  return (1 + asExtreme) / (draws.length + 1);
}

/** How many entries of an ascending column are ≥ value. */
function atLeast(column: Float64Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < value) low = middle + 1;
    else high = middle;
  }
  return column.length - low;
}
