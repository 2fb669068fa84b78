import type { Section, State, Survey } from '../../stage';
import { createUint32List, wordHashes } from '../../text/word-hashes';
import { bytesOf, concatBytes, wordsOf } from '../records';
import { repeatsState } from '../repeats';
import { candidateKeys, createClusters, forEachBucket, keyOf } from './clusters';
import { editSimilarity } from './edit';
import type { MinHashParameters } from './parameters';
import { jaccard, shingles, uniqueShingles } from './shingles';

/** Words of the candidate documents: [unit, index, words, hashes …] per document. */
function readCandidates(bytes: Uint8Array): Map<number, Uint32Array> {
  const words = wordsOf(bytes);
  const found = new Map<number, Uint32Array>();
  for (let at = 0; at < words.length; ) {
    const length = words[at + 2]!;
    found.set(keyOf(words[at]!, words[at + 1]!), words.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return found;
}

/** Decides whether two documents are near-duplicates; shingle sets are kept, since a document meets many others. */
function createJudge(parameters: MinHashParameters, documents: ReadonlyMap<number, Uint32Array>) {
  const sets = new Map<number, Uint32Array>();
  const scratch = createUint32List();
  const setOf = (key: number): Uint32Array => {
    const known = sets.get(key);
    if (known) return known;
    const values = documents.get(key) ?? new Uint32Array(0);
    shingles({ values, length: values.length }, parameters.ngram, scratch);
    const set = uniqueShingles(scratch).slice();
    sets.set(key, set);
    return set;
  };
  return (a: number, b: number): boolean => {
    if (parameters.jaccard !== null && jaccard(setOf(a), setOf(b)) < parameters.jaccard) return false;
    if (parameters.editSimilarity === null) return true;
    const [wordsA, wordsB] = [documents.get(a), documents.get(b)];
    return wordsA !== undefined && wordsB !== undefined
      ? editSimilarity(wordsA, wordsB, parameters.editSimilarity) >= parameters.editSimilarity
      : false;
  };
}

/**
 * Joins the candidates that are near-duplicates. In a bucket each document meets the documents that stand for the sets so
 * far, not every other: buckets of thousands stay affordable, and a set's members are near its earlier members.
 */
function clusterVerified(
  before: State,
  documents: ReadonlyMap<number, Uint32Array>,
  parameters: MinHashParameters,
): State {
  const clusters = createClusters(candidateKeys([before.shared]));
  const similar = createJudge(parameters, documents);
  const compared = new Set<string>();
  forEachBucket([before.shared], members => {
    const leaders: number[] = [];
    for (const key of members) {
      let joined = false;
      for (const leader of leaders) {
        if (clusters.root(leader) === clusters.root(key)) {
          joined = true;
          break;
        }
        // Pairs share many buckets: each pair is judged once.
        const pair = `${leader} ${key}`;
        if (compared.has(pair)) continue;
        compared.add(pair);
        if (similar(leader, key)) {
          clusters.join(leader, key);
          joined = true;
          break;
        }
      }
      if (!joined) leaders.push(key);
    }
  });
  return repeatsState(clusters.repeats());
}

/** Reads the words of every candidate, then judges the candidate pairs exactly. */
export function verifySurvey(parameters: MinHashParameters): Survey {
  return {
    name: 'verify',
    parts: 1,
    begin: (before, unit) => {
      const wanted = new Set(wordsOf(before.units.get(unit) ?? new Uint8Array(0)));
      const words = createUint32List();
      const chunks: Uint8Array[] = [];
      return {
        add: ({ text }, index) => {
          if (!wanted.has(index)) return;
          wordHashes(text, words);
          const record = new Uint32Array(3 + words.length);
          record.set([unit, index, words.length]);
          record.set(words.values.subarray(0, words.length), 3);
          chunks.push(bytesOf(record));
        },
        finish: () => [concatBytes(chunks)],
      };
    },
    group: (_part, sections: Iterable<Section>) =>
      concatBytes([...sections].sort((a, b) => a.unit - b.unit).map(section => section.bytes)),
    merge: (groups, before) => clusterVerified(before, readCandidates(concatBytes(groups)), parameters),
  };
}
