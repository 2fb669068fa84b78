import type { Constants, Form } from '../law';
import { saturatedExperts } from './experts';

/** The law at one number of experts: m N^mu + n D^nu + c. */
export function atExperts(k: Constants, experts: number): { m: number; mu: number; n: number; nu: number } {
  const saturated = saturatedExperts(k, experts);
  const log = Math.log(saturated);
  return {
    m: k.a * saturated ** k.delta,
    mu: k.alpha + k.gamma * log,
    n: k.b * saturated ** k.omega,
    nu: k.beta + k.zeta * log,
  };
}

/**
 * Joint law of dense and expert models in active parameters: L = a E'^delta N^(alpha + gamma ln E') + b E'^omega
 * D^(beta + zeta ln E') + c, closed-form optimum under C = 6 N_active D. Ludziejewski et al. 2025.
 */
export const ludziejewskiForm: Form = {
  name: 'ludziejewski',
  parameters: ['a', 'alpha', 'delta', 'gamma', 'b', 'beta', 'omega', 'zeta', 'E_start', 'E_max', 'c'],
  inputs: ['N', 'D'],
  optionalInputs: ['experts'],
  formula: "L = a E'^delta N^(alpha + gamma ln E') + b E'^omega D^(beta + zeta ln E') + c",
  latex: String.raw`L = a \hat{E}^{\delta} N^{\alpha + \gamma \ln \hat{E}} + b \hat{E}^{\omega} D^{\beta + \zeta \ln \hat{E}} + c`,
  loss: (k, { N = Number.NaN, D = Number.NaN, experts = 1 }) => {
    const { m, mu, n, nu } = atExperts(k, experts);
    return m * N ** mu + n * D ** nu + k.c;
  },
  optimum: (k, C, { experts = 1 }) => {
    const { m, mu, n, nu } = atExperts(k, experts);
    const product = C / 6;
    const N = ((mu * m) / (nu * n)) ** (-1 / (mu + nu)) * product ** (nu / (mu + nu));
    return { N, D: product / N };
  },
  terms: (k, { experts = 1 }) => {
    const { m, mu, n, nu } = atExperts(k, experts);
    return { ofParams: N => m * N ** mu + k.c, ofTokens: D => n * D ** nu };
  },
};
