/**
 * Distribution function of Student's t with a whole number of degrees of freedom, by its finite series (Abramowitz and
 * Stegun 26.7.3 and 26.7.4).
 */
export function studentCdf(t: number, df: number): number {
  const theta = Math.atan(t / Math.sqrt(df));
  const cosine = Math.cos(theta);
  const odd = df % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < df; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
  return 0.5 + within / 2;
}

/** The t that a share p (0 to 1, exclusive) of Student's distribution lies below, by halving in t / (1 + |t|). */
export function studentQuantile(p: number, df: number): number {
  const at = (s: number) => s / (1 - Math.abs(s));
  let [low, high] = [-1, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (studentCdf(at(middle), df) < p) low = middle;
    else high = middle;
  }
  return at((low + high) / 2);
}
