/** Where a surface has one value: for each branch, the place in y at every x (NaN where the branch is not). */
export interface Contour {
  readonly level: number;
  readonly branches: readonly Float64Array[];
}

/**
 * Lines of equal value on a surface given row by row, `values[i * ys.length + j]` at xs[i] and ys[j]. For each x the places
 * along y at which the value passes the level are found by linear interpolation in log y; the first of every row make the
 * first branch, and so on. Surfaces that fall along y have one branch.
 */
export function contours(
  values: Float64Array,
  rows: number,
  ys: ArrayLike<number>,
  levels: readonly number[],
): Contour[] {
  const width = ys.length;
  const logs = Float64Array.from(ys, Math.log);
  return levels.map(level => {
    const branches: Float64Array[] = [];
    for (let i = 0; i < rows; i++) {
      let branch = 0;
      let before = values[i * width];
      for (let j = 1; j < width; j++) {
        const after = values[i * width + j];
        if (before > level !== after > level) {
          branches[branch] ??= new Float64Array(rows).fill(Number.NaN);
          const t = (level - before) / (after - before);
          branches[branch][i] = Math.exp(logs[j - 1] + t * (logs[j] - logs[j - 1]));
          branch++;
        }
        before = after;
      }
    }
    return { level, branches };
  });
}
