import type { CorpusStage, StageParams } from '../../stage';
import { applyRepeats } from '../repeats';
import { signatureSurvey } from './buckets';
import { candidateState, clusterBuckets } from './clusters';
import { type MinHashRequest, minhashParameters } from './parameters';
import { verifySurvey } from './verify';

/**
 * Near-duplicate documents by MinHash and locality-sensitive hashing: of each set the first document stays.
 * Presets: `fineweb` (14 bands of 8, candidates are duplicates), `lee` (450 bands of 20, candidates verified).
 */
export function minhashDedupStage(request: MinHashRequest = {}): CorpusStage {
  const { citation, ...parameters } = minhashParameters(request);
  const verified = parameters.jaccard !== null || parameters.editSimilarity !== null;
  const params: StageParams = { method: 'minhash', ...parameters };
  return {
    kind: 'corpus',
    name: 'dedup',
    params,
    citations: citation ? [citation] : [],
    changesText: false,
    surveys: verified
      ? [signatureSurvey(parameters, candidateState), verifySurvey(parameters)]
      : [signatureSurvey(parameters, clusterBuckets)],
    apply: (state, unit) => applyRepeats(state, unit, 'near_duplicate'),
  };
}
