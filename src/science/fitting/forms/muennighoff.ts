import { muennighoffForm } from '../../laws/forms/muennighoff';
import { mean } from '../numeric/summary';
import { type FitForm, positive, type StartData, startsOf } from './form';
import { factorsOfTerms, logAddExp } from './terms';

const HALF_LIVES = [1, 3, 10, 30, 100, 300];
const EXPONENTS = [0.2, 0.35, 0.5];

/** How a discounted amount u (1 + R (1 - e^(-repeats/R))) answers: its log over u, and derivatives by log u and log R. */
interface Discount {
  log: number;
  byUnique: number;
  byHalfLife: number;
}

function discount(ratio: number, halfLife: number, answer: Discount): void {
  const repeats = ratio - 1;
  if (!(repeats > 0)) {
    answer.log = Math.log(ratio);
    answer.byUnique = 0;
    answer.byHalfLife = 0;
    return;
  }
  // 1 - e^-x by expm1: half-lives far above the repeats would lose it to rounding.
  const lost = -Math.expm1(-repeats / halfLife);
  const kept = 1 + halfLife * lost;
  answer.log = Math.log(kept);
  answer.byUnique = 1 - ((1 - lost) * ratio) / kept;
  answer.byHalfLife = (halfLife * (lost - ((1 - lost) * repeats) / halfLife)) / kept;
}

function predict(
  features: readonly Float64Array[],
  n: number,
  theta: Float64Array,
  out: Float64Array,
  jacobian: Float64Array | undefined,
): void {
  const [x, y, u] = features;
  const [a, b, e, alpha, beta, logRD, logRN] = theta;
  const [RD, RN] = [Math.exp(logRD), Math.exp(logRN)];
  const s = alpha + beta;
  // G of Hoffmann et al. 2022, eq 4, and its logarithm's derivatives by alpha and beta.
  const g = (Math.log(alpha) + a - Math.log(beta) - b) / s;
  const power = beta / alpha;
  const gByAlpha = (1 / alpha - g) / s;
  const gByBeta = (-1 / beta - g) / s;
  const ofN: Discount = { log: 0, byUnique: 0, byHalfLife: 0 };
  const ofD: Discount = { log: 0, byUnique: 0, byHalfLife: 0 };
  for (let i = 0; i < n; i++) {
    const useful = power * (u[i] + g) + g;
    const excess = x[i] > useful;
    if (excess) discount(Math.exp(x[i] - useful), RN, ofN);
    else {
      ofN.log = x[i] - useful;
      ofN.byUnique = 0;
      ofN.byHalfLife = 0;
    }
    discount(Math.exp(y[i] - u[i]), RD, ofD);
    const logN = useful + ofN.log;
    const logD = u[i] + ofD.log;
    const tN = a - alpha * logN;
    const tD = b - beta * logD;
    out[i] = logAddExp(logAddExp(tN, tD), e);
    if (!jacobian) continue;
    const pN = Math.exp(tN - out[i]);
    const pD = Math.exp(tD - out[i]);
    const byUseful = -alpha * pN * ofN.byUnique;
    const k = 7 * i;
    jacobian[k] = pN + (byUseful * (power + 1)) / s;
    jacobian[k + 1] = pD - (byUseful * (power + 1)) / s;
    jacobian[k + 2] = Math.exp(e - out[i]);
    jacobian[k + 3] = -pN * logN + byUseful * (-(power / alpha) * (u[i] + g) + (power + 1) * gByAlpha);
    jacobian[k + 4] = -pD * logD + byUseful * ((u[i] + g) / alpha + (power + 1) * gByBeta);
    jacobian[k + 5] = -beta * pD * ofD.byHalfLife;
    jacobian[k + 6] = -alpha * pN * ofN.byHalfLife;
  }
}

/** A, B and E for given exponents and half-lives, as if parameters were never in excess: near enough to begin. */
function project(data: StartData, theta: Float64Array): Float64Array {
  const [x, y, u] = data.features;
  const [, , , alpha, beta, logRD] = theta;
  const answer: Discount = { log: 0, byUnique: 0, byHalfLife: 0 };
  const worth = y.map((v, i) => {
    discount(Math.exp(v - u[i]), Math.exp(logRD), answer);
    return u[i] + answer.log;
  });
  const [centreN, centreD] = [mean(x), mean(worth)];
  const [A, B, E] = factorsOfTerms(data, [
    i => Math.exp(-alpha * (x[i] - centreN)),
    i => Math.exp(-beta * (worth[i] - centreD)),
    () => 1,
  ]).map(Math.log);
  const found = Float64Array.from(theta);
  found.set([A + alpha * centreN, B + beta * centreD, E]);
  return found;
}

/** Repeated data, Muennighoff et al. 2023: chinchilla's form in effective parameters and tokens. */
export const muennighoffFit: FitForm = {
  form: muennighoffForm,
  parameters: [
    { name: 'A', ...positive, size: { exponent: 'alpha', feature: 0 } },
    { name: 'B', ...positive, size: { exponent: 'beta', feature: 1 } },
    { name: 'E', ...positive, size: 'own' },
    { name: 'alpha', transform: 'identity', lower: 1e-3, upper: 10 },
    { name: 'beta', transform: 'identity', lower: 1e-3, upper: 10 },
    { name: 'R_D', transform: 'log', lower: 1e-3, upper: 1e6, size: 'own' },
    { name: 'R_N', transform: 'log', lower: 1e-3, upper: 1e6, size: 'own' },
  ],
  columns: ['N', 'D', 'unique'],
  response: 'loss',
  scale: 'log',
  features: ({ N, D, unique }) => [
    N.map(Math.log),
    D.map(Math.log),
    D.map((tokens, i) => Math.log(Math.min(tokens, unique[i]))),
  ],
  predict,
  starts: data => {
    const halfLives = HALF_LIVES.map(Math.log);
    const rows = EXPONENTS.flatMap(alpha =>
      EXPONENTS.flatMap(beta =>
        halfLives.flatMap(RD => halfLives.map(RN => project(data, Float64Array.of(0, 0, 0, alpha, beta, RD, RN)))),
      ),
    );
    return startsOf(
      rows,
      `${HALF_LIVES.length ** 2} pairs of half-lives x ${EXPONENTS.length ** 2} pairs of exponents`,
    );
  },
};
