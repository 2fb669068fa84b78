import type { StageSpec } from '../../science/corpus/create';
import { gopherPipeline, gpt3Decontamination } from '../../science/facts/corpus';

/** Words per n-gram of a decontamination stage. */
export function ngramOf({ params }: StageSpec): number {
  if (typeof params.ngram === 'number') return params.ngram;
  return params.method === 'gopher' ? gopherPipeline.ngram : gpt3Decontamination.ngram;
}
