/** Cholesky factor of the symmetric n x n matrix `a` (row-major) in the lower triangle of `l`; false if it is not positive definite. */
export function cholesky(a: Float64Array, l: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j];
      for (let k = 0; k < j; k++) rest -= l[i * n + k] * l[j * n + k];
      if (i === j) {
        if (!(rest > 0)) return false;
        l[i * n + i] = Math.sqrt(rest);
      } else {
        l[i * n + j] = rest / l[j * n + j];
      }
    }
  }
  return true;
}

/** Solves (L L^T) x = b for a factor of `cholesky`. `x` may be `b`. */
export function choleskySolve(l: Float64Array, b: Float64Array, x: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let rest = b[i];
    for (let k = 0; k < i; k++) rest -= l[i * n + k] * x[k];
    x[i] = rest / l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let rest = x[i];
    for (let k = i + 1; k < n; k++) rest -= l[k * n + i] * x[k];
    x[i] = rest / l[i * n + i];
  }
}
