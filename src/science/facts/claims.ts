import type { Claim } from './claim';
import { expertClaims } from './claims/experts';
import { hoffmannClaims } from './claims/hoffmann';
import { hoffmannTableClaims } from './claims/hoffmann_tables';
import { kaplanClaims } from './claims/kaplan';
import { llamaClaims } from './claims/llama';
import { modelClaims } from './claims/models';
import { replicationClaims } from './claims/replications';

/** Every published figure that is computed again. */
export function allClaims(): readonly Claim[] {
  return [
    ...[...kaplanClaims, ...hoffmannClaims, ...hoffmannTableClaims, ...replicationClaims],
    ...[...modelClaims, ...llamaClaims, ...expertClaims],
  ];
}
