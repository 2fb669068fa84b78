import { chinchillaForm } from '../../laws/forms/chinchilla';
import { mean } from '../numeric/summary';
import { type FitForm, positive, type StartData, type Starts, startsOf } from './form';
import { factorsOfTerms } from './terms';

/** The 4,500 starting points of Hoffmann et al. 2022, App D.2, by constant (a = log A, b = log B, e = log E). */
export const HOFFMANN_GRID = {
  a: [0, 5, 10, 15, 20, 25],
  b: [0, 5, 10, 15, 20, 25],
  e: [-1, -0.5, 0, 0.5, 1],
  alpha: [0, 0.5, 1, 1.5, 2],
  beta: [0, 0.5, 1, 1.5, 2],
} as const;

/** Where exponents of zero begin instead: at zero a term is a constant and cannot be told from E. */
const LEAST_EXPONENT = 0.05;

/**
 * log L = log(e^(a - alpha log N) + e^(b - beta log D) + e^e), by log-sum-exp, and its derivatives: they are the three
 * terms' shares of L, times 1 or -log N, -log D.
 */
function predict(
  features: readonly Float64Array[],
  n: number,
  theta: Float64Array,
  out: Float64Array,
  jacobian: Float64Array | undefined,
): void {
  const [x, y] = features;
  const [a, b, e, alpha, beta] = theta;
  const floor = Math.exp(e);
  for (let i = 0; i < n; i++) {
    const u = a - alpha * x[i];
    const v = b - beta * y[i];
    let top = 0;
    let eu = Math.exp(u);
    let ev = Math.exp(v);
    let ee = floor;
    let sum = eu + ev + ee;
    if (!(sum > 1e-280 && sum < 1e280)) {
      // Out of a double's reach: the same by log-sum-exp, at the price of another exponential.
      top = Math.max(u, v, e);
      eu = Math.exp(u - top);
      ev = Math.exp(v - top);
      ee = Math.exp(e - top);
      sum = eu + ev + ee;
    }
    out[i] = top + Math.log(sum);
    if (jacobian) {
      const k = 5 * i;
      const scale = 1 / sum;
      const pu = eu * scale;
      const pv = ev * scale;
      jacobian[k] = pu;
      jacobian[k + 1] = pv;
      jacobian[k + 2] = ee * scale;
      jacobian[k + 3] = -pu * x[i];
      jacobian[k + 4] = -pv * y[i];
    }
  }
}

/** Second derivatives of log-sum-exp: diag(share) - share share^T, in the terms. */
function secondOrder(
  features: readonly Float64Array[],
  n: number,
  psi: Float64Array,
  jacobian: Float64Array,
  h: Float64Array,
): void {
  const [x, y] = features;
  let [aa, ab, ae, ax, ay, bb, be, bx, by] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [ee, ex, ey, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const s = psi[i];
    const k = 5 * i;
    const pu = jacobian[k];
    const pv = jacobian[k + 1];
    const pe = jacobian[k + 2];
    const xi = x[i];
    const yi = y[i];
    const uu = s * pu * (1 - pu);
    const vv = s * pv * (1 - pv);
    const uv = -s * pu * pv;
    const ue = -s * pu * pe;
    const ve = -s * pv * pe;
    aa += uu;
    ab += uv;
    ae += ue;
    ax -= uu * xi;
    ay -= uv * yi;
    bb += vv;
    be += ve;
    bx -= uv * xi;
    by -= vv * yi;
    ee += s * pe * (1 - pe);
    ex -= ue * xi;
    ey -= ve * yi;
    xx += uu * xi * xi;
    xy += uv * xi * yi;
    yy += vv * yi * yi;
  }
  const upper = [aa, ab, ae, ax, ay, bb, be, bx, by, ee, ex, ey, xx, xy, yy];
  let t = 0;
  for (let i = 0; i < 5; i++) {
    for (let j = i; j < 5; j++, t++) {
      h[5 * i + j] += upper[t];
      if (i !== j) h[5 * j + i] += upper[t];
    }
  }
}

/** The best A, B and E for given exponents. */
function project(data: StartData, theta: Float64Array): Float64Array {
  const [x, y] = data.features;
  const alpha = Math.abs(theta[3]) < LEAST_EXPONENT ? LEAST_EXPONENT : theta[3];
  const beta = Math.abs(theta[4]) < LEAST_EXPONENT ? LEAST_EXPONENT : theta[4];
  const [centreN, centreD] = [mean(x), mean(y)];
  const [A, B, E] = factorsOfTerms(data, [
    i => Math.exp(-alpha * (x[i] - centreN)),
    i => Math.exp(-beta * (y[i] - centreD)),
    () => 1,
  ]).map(Math.log);
  return Float64Array.of(A + alpha * centreN, B + beta * centreD, E, alpha, beta);
}

/**
 * Starts with the coverage of the 4,500-point grid: for each of its 25 pairs of exponents the best (a, b, e) stands for the
 * pair's 180 points.
 */
function starts(data: StartData): Starts {
  const { alpha: alphas, beta: betas, a, b, e } = HOFFMANN_GRID;
  const rows = alphas.flatMap(alpha => betas.map(beta => project(data, Float64Array.of(0, 0, 0, alpha, beta))));
  return startsOf(rows, 'hoffmann2022 App D.2', a.length * b.length * e.length);
}

export const chinchillaFit: FitForm = {
  form: chinchillaForm,
  parameters: [
    { name: 'A', ...positive, size: { exponent: 'alpha', feature: 0 } },
    { name: 'B', ...positive, size: { exponent: 'beta', feature: 1 } },
    { name: 'E', ...positive, size: 'own' },
    { name: 'alpha', transform: 'identity', lower: 0, upper: 10 },
    { name: 'beta', transform: 'identity', lower: 0, upper: 10 },
  ],
  columns: ['N', 'D'],
  response: 'loss',
  scale: 'log',
  features: ({ N, D }) => [N.map(Math.log), D.map(Math.log)],
  predict,
  secondOrder,
  starts,
  project,
};
