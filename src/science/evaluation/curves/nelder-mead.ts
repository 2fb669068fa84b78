export interface SimplexMinimum {
  readonly x: number[];
  readonly value: number;
}

/** Nelder and Mead's simplex method (1965) for a few parameters. `steps` are the first edges. NaN counts as infinite. */
export function nelderMead(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  evaluations = 200 * start.length,
): SimplexMinimum {
  const n = start.length;
  let left = evaluations;
  const at = (x: number[]): SimplexMinimum => {
    left--;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [at([...start])];
  for (let i = 0; i < n; i++) simplex.push(at(start.map((v, j) => (i === j ? v + steps[j] : v))));
  while (left > 0) {
    simplex.sort((a, b) => a.value - b.value);
    const worst = simplex[n];
    if (worst.value - simplex[0].value <= 1e-12 * (Math.abs(simplex[0].value) + 1e-300)) break;
    const centre = start.map((_, j) => simplex.slice(0, n).reduce((sum, point) => sum + point.x[j], 0) / n);
    const along = (t: number) => at(centre.map((c, j) => c + t * (worst.x[j] - c)));
    const reflected = along(-1);
    if (reflected.value < simplex[0].value) {
      const expanded = along(-2);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[n - 1].value) simplex[n] = reflected;
    else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[n] = contracted;
      else for (let i = 1; i <= n; i++) simplex[i] = at(simplex[i].x.map((v, j) => (v + simplex[0].x[j]) / 2));
    }
  }
  return simplex.reduce((best, point) => (point.value < best.value ? point : best));
}
