/** (f(N) + g(D))^exponent over a grid, row by row along Ns: one power a cell. */
export function powerOfSumGrid(
  ofParams: (N: number) => number,
  ofTokens: (D: number) => number,
  exponent: number,
  Ns: ArrayLike<number>,
  Ds: ArrayLike<number>,
): Float64Array {
  const byTokens = Float64Array.from(Ds, ofTokens);
  const values = new Float64Array(Ns.length * Ds.length);
  let place = 0;
  for (let i = 0; i < Ns.length; i++) {
    const part = ofParams(Ns[i]);
    for (let j = 0; j < byTokens.length; j++) values[place++] = (part + byTokens[j]) ** exponent;
  }
  return values;
}
