/**
 * Where f changes sign on [low, high], by bisection with Illinois steps; undefined if it has one sign throughout.
 * f is taken as monotone.
 */
export function rootOf(f: (x: number) => number, low: number, high: number, tolerance = 1e-13): number | undefined {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) return undefined;
  let side = 0;
  for (let i = 0; i < 300 && Math.abs(b - a) > tolerance * (1 + Math.abs(a) + Math.abs(b)); i++) {
    // Every third step is a plain bisection, so that the interval always shrinks.
    const x = i % 3 === 2 ? 0.5 * (a + b) : (fa * b - fb * a) / (fa - fb);
    const fx = f(x);
    if (fx === 0) return x;
    if (fx * fa > 0) {
      [a, fa] = [x, fx];
      if (side === 1) fb /= 2;
      side = 1;
    } else {
      [b, fb] = [x, fx];
      if (side === -1) fa /= 2;
      side = -1;
    }
  }
  return 0.5 * (a + b);
}
