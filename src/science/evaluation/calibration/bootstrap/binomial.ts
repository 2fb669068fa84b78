import type { Random } from '../../../random';

/** Below this mean, walking up from 0 is quicker than rejection. */
const INVERSION_MEAN = 10;

/** A draw from Binomial(n, p): inversion for small means, Hörmann's transformed rejection (BTRS, 1993) for large. */
export function binomial(random: Random, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  return n * p < INVERSION_MEAN ? byInversion(random, n, p) : byRejection(random, n, p);
}

function byInversion(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let rest = random.uniform();
  let k = 0;
  while (rest > probability && k < n) {
    rest -= probability;
    k++;
    probability *= (odds * (n - k + 1)) / k;
  }
  return k;
}

/** Error of Stirling's approximation of ln k!. */
function stirlingError(k: number): number {
  if (k < 10) return STIRLING[k];
  const square = (k + 1) * (k + 1);
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

const STIRLING = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037651, 0.0166446911898212,
  0.0138761288230707, 0.0118967099458917, 0.0104112652619721, 0.0092554621827127, 0.0083305634333629,
];

function byRejection(random: Random, n: number, p: number): number {
  const q = 1 - p;
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const odds = p / q;
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
      stirlingError(mode) +
      stirlingError(n - mode) -
      stirlingError(k) -
      stirlingError(n - k);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}
