import type { Constants, Form } from '../law';
import { saturatedExperts } from './experts';

const loss = (k: Constants, N: number, experts: number) => {
  const n = Math.log10(N);
  const e = Math.log10(saturatedExperts(k, experts));
  return 10 ** (k.a * n + k.b * e + k.c * n * e + k.d);
};

/**
 * Parameters of the dense model with the same loss. Clark et al. 2022, sec 5: N^(alpha(E')/alpha(E_start)) x
 * (E'/E_start)^(b/alpha(E_start)), alpha(E) = a + c log10 E.
 */
export function effectiveParameterCount(k: Constants, N: number, experts: number): number {
  const saturated = saturatedExperts(k, experts);
  const alpha = (e: number) => k.a + k.c * Math.log10(e);
  return N ** (alpha(saturated) / alpha(k.E_start)) * (saturated / k.E_start) ** (k.b / alpha(k.E_start));
}

/** Routed models: log10 L = a log10 N + b log10 E' + c log10 N log10 E' + d. Clark et al. 2022, eq 8. Tokens are fixed at 130B. */
export const clarkForm: Form = {
  name: 'clark',
  parameters: ['a', 'b', 'c', 'd', 'E_start', 'E_max'],
  inputs: ['N'],
  optionalInputs: ['experts'],
  formula: "log10 L = a log10 N + b log10 E' + c log10 N log10 E' + d",
  latex: String.raw`\log_{10} L = a \log_{10} N + b \log_{10} \hat{E} + c \log_{10} N \log_{10} \hat{E} + d`,
  loss: (k, { N = Number.NaN, experts = 1 }) => loss(k, N, experts),
  kernel:
    (k, { experts = 1 }) =>
    N =>
      loss(k, N, experts),
  effective: (k, { N = Number.NaN, D = Number.NaN, experts = 1 }) => ({
    N: effectiveParameterCount(k, N, experts),
    D,
  }),
};
