/** Information criteria: less is better. */
export interface Criteria {
  readonly aic: number;
  /** Corrected for few points (Hurvich and Tsai 1989); null where the constants are too many for the points. */
  readonly aicc: number | null;
  readonly bic: number;
}

/**
 * AIC, AICc and BIC of a least-squares fit with k constants to n points. With known noise `cost` is chi-square; without,
 * it is a sum of squares, and the noise counts as one more constant. `least` is the smallest mean square to believe.
 */
export function criteria(cost: number, n: number, k: number, noiseKnown: boolean, least = 0): Criteria {
  const constants = noiseKnown ? k : k + 1;
  const deviance = noiseKnown ? cost : n * Math.log(Math.max(cost / n, least));
  const aic = deviance + 2 * constants;
  const spare = n - constants - 1;
  return {
    aic,
    aicc: spare > 0 ? aic + (2 * constants * (constants + 1)) / spare : null,
    bic: deviance + constants * Math.log(n),
  };
}
