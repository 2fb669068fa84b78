import { describe, expect, it } from 'vitest';
import {
  candidateProbability,
  chooseBanding,
  halfwaySimilarity,
} from '../../../../src/science/corpus/dedup/minhash/curve';
import { editSimilarity } from '../../../../src/science/corpus/dedup/minhash/edit';
import { minhashParameters } from '../../../../src/science/corpus/dedup/minhash/parameters';
import { jaccard, shingles, uniqueShingles } from '../../../../src/science/corpus/dedup/minhash/shingles';
import { bandHash, createMinHasher, estimateJaccard } from '../../../../src/science/corpus/dedup/minhash/signature';
import { minhashDedupStage } from '../../../../src/science/corpus/dedup/minhash/stage';
import { runPipeline } from '../../../../src/science/corpus/pipeline/run';
import { createUint32List, wordHashes } from '../../../../src/science/corpus/text/word-hashes';
import { finewebNearDuplicates, leeNearDuplicates } from '../../../../src/science/facts/corpus';
import { createRandom } from '../../../../src/science/random';
import { families } from './synthetic';

/** Exact Jaccard similarity of word 5-grams as strings: no hashing anywhere. */
function exactJaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared++;
  return shared / (a.size + b.size - shared);
}

const gramSet = (words: readonly string[]): Set<string> =>
  new Set(Array.from({ length: Math.max(1, words.length - 4) }, (_, i) => words.slice(i, i + 5).join(' ')));

function signaturesOf(texts: readonly string[], bands: number, rows: number): Int32Array[] {
  const hasher = createMinHasher({ bands, rows });
  const words = createUint32List();
  const grams = createUint32List();
  return texts.map(text => {
    const out = new Int32Array(bands * rows);
    wordHashes(text, words);
    shingles(words, 5, grams);
    hasher.signature(grams, out);
    return out;
  });
}

describe('the curve of the bands', () => {
  it('is the one that FineWeb publishes', () => {
    for (const [similarity, probability] of finewebNearDuplicates.published) {
      expect(candidateProbability(similarity, finewebNearDuplicates)).toBeCloseTo(
        probability,
        similarity > 0.82 ? 3 : 2,
      );
    }
  });

  it("turns at 0.72 for Lee et al.'s 450 bands of 20", () => {
    expect(halfwaySimilarity(leeNearDuplicates)).toBeCloseTo(0.7234, 3);
    expect(candidateProbability(0.8, leeNearDuplicates)).toBeGreaterThan(0.99);
    expect(candidateProbability(0.5, leeNearDuplicates)).toBeLessThan(0.001);
  });

  it('keeps its digits where chances are tiny', () => {
    expect(candidateProbability(0.01, leeNearDuplicates)).toBeCloseTo(450 * 1e-40, 45);
    expect(candidateProbability(0, leeNearDuplicates)).toBe(0);
    expect(candidateProbability(1, leeNearDuplicates)).toBe(1);
  });

  it('chooses bands whose curve favours recall at the threshold', () => {
    for (const threshold of [0.5, 0.7, 0.8, 0.9]) {
      const banding = chooseBanding(threshold);
      expect(banding.bands * banding.rows).toBeLessThanOrEqual(112);
      expect(candidateProbability(threshold, banding)).toBeGreaterThan(0.75);
      expect(candidateProbability(threshold / 2, banding)).toBeLessThan(0.2);
    }
    expect(() => chooseBanding(1.5)).toThrow(/between 0 and 1/);
  });
});

describe('MinHash against brute force', () => {
  const count = 2500;
  const documents = families(count, 7, 0.14);
  const texts = documents.map(words => words.join(' '));
  const sets = documents.map(gramSet);
  const pairs: { i: number; k: number; similarity: number }[] = [];
  // All pairs that share a 5-gram; every other pair has similarity 0.
  const holders = new Map<string, number[]>();
  sets.forEach((set, i) => {
    for (const gram of set) holders.set(gram, [...(holders.get(gram) ?? []), i]);
  });
  const met = new Set<number>();
  for (const list of holders.values()) {
    for (const i of list) for (const k of list) if (i < k) met.add(i * count + k);
  }
  for (const pair of met) {
    const [i, k] = [Math.floor(pair / count), pair % count];
    const similarity = exactJaccard(sets[i]!, sets[k]!);
    if (similarity > 0.2) pairs.push({ i, k, similarity });
  }
  const { bands, rows } = finewebNearDuplicates;
  const signatures = signaturesOf(texts, bands, rows);
  const bandsOf = signatures.map(signature =>
    Array.from({ length: bands }, (_, band) => {
      const hash = new Uint32Array(2);
      bandHash(signature, band, rows, hash);
      return `${hash[0]} ${hash[1]}`;
    }),
  );
  const isCandidate = (i: number, k: number) => bandsOf[i]!.some((hash, band) => hash === bandsOf[k]![band]);

  it('estimates the similarity without bias and with the variance J(1-J)/112', () => {
    let bias = 0;
    let scaled = 0;
    const unequal = pairs.filter(pair => pair.similarity < 1);
    for (const { i, k, similarity } of unequal) {
      const error = estimateJaccard(signatures[i]!, signatures[k]!) - similarity;
      bias += error / unequal.length;
      scaled += error ** 2 / ((similarity * (1 - similarity)) / (bands * rows)) / unequal.length;
    }
    expect(unequal.length).toBeGreaterThan(900);
    expect(Math.abs(bias)).toBeLessThan(0.004);
    expect(scaled).toBeGreaterThan(0.85);
    expect(scaled).toBeLessThan(1.15);
  });

  it('finds pairs as often as the curve says, in every range of similarity', () => {
    for (const [low, high] of [
      [0.3, 0.5],
      [0.5, 0.6],
      [0.6, 0.7],
      [0.7, 0.8],
      [0.8, 0.9],
      [0.9, 1],
    ] as const) {
      const within = pairs.filter(pair => pair.similarity >= low && pair.similarity < high);
      expect(within.length, `pairs of similarity ${low} to ${high}`).toBeGreaterThan(30);
      const expected = within.reduce((sum, pair) => sum + candidateProbability(pair.similarity, { bands, rows }), 0);
      const spread = Math.sqrt(
        within.reduce((sum, pair) => {
          const p = candidateProbability(pair.similarity, { bands, rows });
          return sum + p * (1 - p);
        }, 0),
      );
      const found = within.filter(pair => isCandidate(pair.i, pair.k)).length;
      expect(Math.abs(found - expected), `${found} found, ${expected.toFixed(1)} expected`).toBeLessThan(
        4 * spread + 1,
      );
    }
  });

  it('with a threshold reaches the recall of its curve and, verified, never a false duplicate', () => {
    const stage = minhashDedupStage({ threshold: 0.8 });
    const docs = texts.map((text, i) => ({ id: String(i), text }));
    const { documents: left, counts } = runPipeline([docs], [stage]);
    const gone = new Set(docs.map(doc => doc.id));
    for (const doc of left) gone.delete(doc.id);
    const similar = pairs.filter(pair => pair.similarity >= 0.8);
    const nearest = new Map<string, number>();
    for (const { k, similarity } of similar) nearest.set(String(k), Math.max(similarity, nearest.get(String(k)) ?? 0));
    const banding = chooseBanding(0.8);
    const promised = [...nearest.values()].reduce((sum, s) => sum + candidateProbability(s, banding) / nearest.size, 0);
    const recall = [...nearest.keys()].filter(id => gone.has(id)).length / nearest.size;
    expect(recall).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(promised - 0.02);
    // Precision: whatever went has an exact duplicate pair with an earlier document.
    for (const id of gone) expect(nearest.has(id), `document ${id} is no duplicate`).toBe(true);
    expect(counts[0]!.rules.near_duplicate!.removed.documents).toBe(gone.size);
  });

  it('gives the same documents however the corpus is cut into units', () => {
    const docs = texts.slice(0, 400).map((text, i) => ({ id: String(i), text }));
    const whole = runPipeline([docs], [minhashDedupStage({ preset: 'fineweb' })]).documents;
    const cut = runPipeline(
      [docs.slice(0, 13), docs.slice(13, 14), docs.slice(14)],
      [minhashDedupStage({ preset: 'fineweb' })],
    );
    expect(cut.documents.map(doc => doc.id)).toEqual(whole.map(doc => doc.id));
  });
});

describe('presets', () => {
  it('are the published parameters with their citations', () => {
    expect(minhashParameters({ preset: 'lee' })).toMatchObject({
      ngram: 5,
      bands: 450,
      rows: 20,
      jaccard: 0.8,
      editSimilarity: 0.8,
      citation: { source: 'lee2021' },
    });
    expect(minhashParameters()).toMatchObject({ bands: 14, rows: 8, jaccard: null, citation: { source: 'fineweb' } });
    expect(minhashParameters({ threshold: 0.8 }).citation).toBeUndefined();
    expect(() => minhashParameters({ preset: 'nope' })).toThrow(/fineweb, lee/);
  });

  it("Lee et al.'s verifies with Jaccard and edit similarity", () => {
    const words = Array.from({ length: 120 }, (_, i) => `word${i}`);
    // Moved halves share nearly all 5-grams, but their edit distance is large.
    const moved = [...words.slice(60), ...words.slice(0, 60)];
    const near = words.map((word, i) => (i === 50 ? 'other' : word));
    const docs = [words, moved, near].map((list, i) => ({ id: String(i), text: list.join(' ') }));
    const left = runPipeline([docs], [minhashDedupStage({ preset: 'lee' })]).documents;
    expect(left.map(doc => doc.id)).toEqual(['0', '1']);
    const jaccardOnly = runPipeline([docs], [minhashDedupStage({ preset: 'lee', editSimilarity: null })]).documents;
    expect(jaccardOnly.map(doc => doc.id)).toEqual(['0']);
  });
});

describe('similarities', () => {
  it('Jaccard of sorted sets equals that of string sets', () => {
    const list = createUint32List();
    const out = createUint32List();
    const setOf = (words: string[]) => {
      wordHashes(words.join(' '), list);
      shingles(list, 5, out);
      return uniqueShingles(out).slice();
    };
    const random = createRandom(3);
    for (let round = 0; round < 50; round++) {
      const a = Array.from({ length: 30 }, () => 'abc'[random.below(3)]!);
      const b = Array.from({ length: 30 }, () => 'abc'[random.below(3)]!);
      expect(jaccard(setOf(a), setOf(b))).toBeCloseTo(exactJaccard(gramSet(a), gramSet(b)), 12);
    }
  });

  it('edit similarity equals the full dynamic programme', () => {
    const full = (a: Uint32Array, b: Uint32Array) => {
      const row = Array.from({ length: b.length + 1 }, (_, k) => k);
      for (let i = 1; i <= a.length; i++) {
        let corner = row[0]!;
        row[0] = i;
        for (let k = 1; k <= b.length; k++) {
          const up = row[k]!;
          row[k] = Math.min(up + 1, row[k - 1]! + 1, corner + (a[i - 1] === b[k - 1] ? 0 : 1));
          corner = up;
        }
      }
      return 1 - row[b.length]! / Math.max(a.length, b.length);
    };
    const random = createRandom(11);
    for (let round = 0; round < 300; round++) {
      const a = Uint32Array.from({ length: 1 + random.below(25) }, () => random.below(4));
      const b =
        random.uniform() < 0.5
          ? a.map(x => (random.uniform() < 0.15 ? 9 : x))
          : Uint32Array.from({ length: 1 + random.below(25) }, () => random.below(4));
      const exact = full(a, b);
      for (const atLeast of [0, 0.5, 0.8]) {
        expect(editSimilarity(a, b, atLeast)).toBeCloseTo(exact >= atLeast - 1e-9 ? exact : 0, 9);
      }
    }
  });
});
