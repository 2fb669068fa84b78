import { gopherPipeline } from '../../facts/corpus';
import { type DocumentStage, kept, removed } from '../stage';
import { createUint32List } from '../text/word-hashes';
import { createGrams, gramsOf, openEvalIndex } from './eval-index';

export interface GopherOptions {
  readonly ngram: number;
  /** Least Jaccard similarity of the n-gram sets. */
  readonly jaccard: number;
}

/**
 * Test-set filtering as in Gopher (Rae et al. 2021, A.1): a document goes if its set of 13-grams is similar to that of an
 * evaluation text. The similarity is exact here, where the paper used MinHash.
 * @param packed from `packEvalIndex(texts, ngram)`
 */
export function gopherDecontaminateStage(packed: Uint8Array, changes: Partial<GopherOptions> = {}): DocumentStage {
  const index = openEvalIndex(packed);
  // The index knows its n-grams' length: asking for another would find nothing.
  const options: GopherOptions = { jaccard: gopherPipeline.jaccard, ...changes, ngram: index.n };
  const words = createUint32List();
  const grams = createGrams();
  return {
    kind: 'document',
    name: 'decontaminate',
    params: { method: 'gopher', ...options },
    citations: [gopherPipeline.citation],
    changesText: false,
    process: ({ text }) => {
      const count = gramsOf(text, options.ngram, words, grams);
      const known = new Set<number>();
      for (let i = 0; i < count; i++) {
        const gram = index.find(grams.low.values[i]!, grams.high.values[i]!);
        if (gram >= 0) known.add(gram);
      }
      if (known.size === 0) return kept(text);
      const strange = new Set<string>();
      for (let i = 0; i < count; i++) {
        const [low, high] = [grams.low.values[i]!, grams.high.values[i]!];
        if (index.find(low, high) < 0) strange.add(`${low} ${high}`);
      }
      const size = known.size + strange.size;
      const shared = new Map<number, number>();
      for (const gram of known) for (const t of index.textsOf(gram)) shared.set(t, (shared.get(t) ?? 0) + 1);
      let nearest = 0;
      for (const [t, common] of shared) nearest = Math.max(nearest, common / (size + index.sizeOf(t) - common));
      return nearest >= options.jaccard
        ? removed(text, { rule: 'eval_similarity', value: nearest, limit: options.jaccard })
        : kept(text);
    },
  };
}
