/**
 * Solves the square system a x = b by elimination with partial pivoting; undefined where it is singular. Overwrites
 * neither. Rows are arrays.
 */
export function solveSquare(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]]);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) pivot = r;
    if (!(Math.abs(m[pivot][c]) > 0) || !Number.isFinite(m[pivot][c])) return undefined;
    [m[c], m[pivot]] = [m[pivot], m[c]];
    for (let r = c + 1; r < n; r++) {
      const f = m[r][c] / m[c][c];
      for (let k = c; k <= n; k++) m[r][k] -= f * m[c][k];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let r = n - 1; r >= 0; r--) {
    let rest = m[r][n];
    for (let k = r + 1; k < n; k++) rest -= m[r][k] * x[k];
    x[r] = rest / m[r][r];
  }
  return x.every(Number.isFinite) ? x : undefined;
}

/** Inverse of a symmetric positive definite matrix, or of any invertible one; undefined where it is singular. Row-major. */
export function invert(a: Float64Array, n: number): Float64Array | undefined {
  const rows = Array.from({ length: n }, (_, i) => Array.from(a.subarray(i * n, (i + 1) * n)));
  const inverse = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    const column = solveSquare(
      rows,
      Array.from({ length: n }, (_, i) => (i === c ? 1 : 0)),
    );
    if (!column) return undefined;
    for (let r = 0; r < n; r++) inverse[r * n + c] = column[r];
  }
  return inverse;
}
