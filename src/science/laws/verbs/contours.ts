/** A line on which a surface has one value. */
export interface ContourLine {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface Contour {
  readonly level: number;
  readonly lines: readonly ContourLine[];
}

/** A grid of positive, ascending places with its values row by row: `values[i * ys.length + j]` at xs[i] and ys[j]. */
export interface Grid {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly values: Float64Array;
}

/**
 * Lines of equal value. For each x the places along y at which the value passes the level are found by linear interpolation
 * in log y; the first of every row make the first line, and so on. A line that leaves the grid at its lower or upper edge
 * ends on that edge. Surfaces that fall along y have one line.
 */
export function contours(grid: Grid, levels: readonly number[]): Contour[] {
  const logX = Float64Array.from(grid.xs, Math.log);
  const logY = Float64Array.from(grid.ys, Math.log);
  return levels.map(level => ({ level, lines: linesAt(grid, logX, logY, level) }));
}

const between = (logs: Float64Array, i: number, t: number): number => Math.exp(logs[i] + t * (logs[i + 1] - logs[i]));

function linesAt({ xs, ys, values }: Grid, logX: Float64Array, logY: Float64Array, level: number): ContourLine[] {
  const width = ys.length;
  const lines: { x: number[]; y: number[] }[] = [];
  const open: ({ x: number[]; y: number[] } | undefined)[] = [];
  /** Where the level is met on the lower (j = 0) or upper edge between two rows. */
  const edge = (row: number): { x: number; y: number } | undefined => {
    for (const j of [width - 1, 0]) {
      const [a, b] = [values[row * width + j], values[(row + 1) * width + j]];
      if (a > level !== b > level) return { x: between(logX, row, (level - a) / (b - a)), y: ys[j] };
    }
    return undefined;
  };
  for (let i = 0; i < xs.length; i++) {
    let branch = 0;
    let before = values[i * width];
    for (let j = 1; j < width; j++) {
      const after = values[i * width + j];
      if (before > level !== after > level) {
        let line = open[branch];
        if (!line) {
          const start = i > 0 ? edge(i - 1) : undefined;
          line = start ? { x: [start.x], y: [start.y] } : { x: [], y: [] };
          open[branch] = line;
          lines.push(line);
        }
        line.x.push(xs[i]);
        line.y.push(between(logY, j - 1, (level - before) / (after - before)));
        branch++;
      }
      before = after;
    }
    for (let k = branch; k < open.length; k++) {
      const end = open[k] && edge(i - 1);
      if (end) {
        open[k]?.x.push(end.x);
        open[k]?.y.push(end.y);
      }
      open[k] = undefined;
    }
  }
  return lines;
}
