/** Fills a grid row by row along Ns from what was prepared for each row and each column. */
export function fillGrid(rows: number, columns: number, cell: (row: number, column: number) => number): Float64Array {
  const values = new Float64Array(rows * columns);
  let place = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) values[place++] = cell(i, j);
  return values;
}

/** (f(N) + g(D))^exponent over a grid: one power a cell. */
export function powerOfSumGrid(
  ofParams: (N: number) => number,
  ofTokens: (D: number) => number,
  exponent: number,
  Ns: ArrayLike<number>,
  Ds: ArrayLike<number>,
): Float64Array {
  const byParams = Float64Array.from(Ns, ofParams);
  const byTokens = Float64Array.from(Ds, ofTokens);
  return fillGrid(Ns.length, Ds.length, (i, j) => (byParams[i] + byTokens[j]) ** exponent);
}
