import type { Constants } from '../law';

/**
 * Saturated number of experts: 1/E' = 1/(E - 1 + 1/(1/E_start - 1/E_max)) + 1/E_max, so that E = 1 gives E_start and
 * infinitely many give E_max. Clark et al. 2022, eq 9; used also by Ludziejewski et al. 2025.
 */
export function saturatedExperts(k: Constants, experts: number): number {
  const shifted = experts - 1 + 1 / (1 / k.E_start - 1 / k.E_max);
  return 1 / (1 / shifted + 1 / k.E_max);
}
