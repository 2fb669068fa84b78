import type { Claim } from './claim';
import { corpusClaims } from './claims/corpus';
import { energyClaims } from './claims/energy';
import { expertClaims } from './claims/experts';
import { hoffmannClaims } from './claims/hoffmann';
import { hoffmannTableClaims } from './claims/hoffmann_tables';
import { kaplanClaims } from './claims/kaplan';
import { kaplanRelationClaims } from './claims/kaplan_relations';
import { llamaClaims } from './claims/llama';
import { memoryClaims } from './claims/memory';
import { modelClaims } from './claims/models';
import { phenomenaClaims } from './claims/phenomena';
import { replicationClaims } from './claims/replications';

/** Every published figure that is computed again. */
export function allClaims(): readonly Claim[] {
  return [
    ...[...kaplanClaims, ...kaplanRelationClaims, ...hoffmannClaims, ...hoffmannTableClaims, ...replicationClaims],
    ...[...modelClaims, ...llamaClaims, ...energyClaims, ...memoryClaims, ...expertClaims],
    ...[...corpusClaims, ...phenomenaClaims],
  ];
}
