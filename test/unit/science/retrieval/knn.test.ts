import { beforeAll, describe, expect, it } from 'vitest';
import { knnlmHyper } from '../../../../src/science/facts/knnlm';
import { createRandom } from '../../../../src/science/random';
import { gainsByToken, tokenGains } from '../../../../src/science/retrieval/gains';
import { gatherEvidence, interpolate, knnShares, mixture, type Query } from '../../../../src/science/retrieval/knn';
import { type NeuralModel, trainModel } from '../../../../src/science/retrieval/model/train';
import { perplexity } from '../../../../src/science/retrieval/perplexity';
import {
  buildDatastore,
  type Datastore,
  datastoreOf,
  keyOf,
  queriesOf,
} from '../../../../src/science/retrieval/store/datastore';
import { exactIndex } from '../../../../src/science/retrieval/store/exact';
import { ivfIndex, recallOf } from '../../../../src/science/retrieval/store/ivf';
import { createTopK } from '../../../../src/science/retrieval/store/top-k';
import { sweepKnn } from '../../../../src/science/retrieval/sweep';
import { learnVocabulary, type Vocabulary } from '../../../../src/science/retrieval/text/bpe';
import { documentation, split } from './real-text';

const random = createRandom(17);

/** Keys around some centres: what representations of text look like more than a single cloud does. */
function clustered(count: number, dimensions: number, centres: number): Float32Array {
  const middle = Float32Array.from({ length: centres * dimensions }, () => 3 * random.normal());
  const keys = new Float32Array(count * dimensions);
  for (let i = 0; i < count; i++) {
    const c = random.below(centres);
    for (let d = 0; d < dimensions; d++) keys[i * dimensions + d] = middle[c * dimensions + d]! + random.normal();
  }
  return keys;
}

/** Every distance in double precision, sorted. */
function bruteForce(
  keys: Float32Array,
  dimensions: number,
  query: ArrayLike<number>,
): { number: number; distance: number }[] {
  return Array.from({ length: keys.length / dimensions }, (_, number) => {
    let distance = 0;
    for (let d = 0; d < dimensions; d++) distance += (keys[number * dimensions + d]! - query[d]!) ** 2;
    return { number, distance };
  }).sort((a, b) => a.distance - b.distance || a.number - b.number);
}

describe('the k nearest', () => {
  it('are those of sorting, ties to the lower number', () => {
    for (const k of [1, 3, 10, 60]) {
      const top = createTopK(k);
      const candidates = Array.from({ length: 50 }, (_, number) => ({ number, distance: random.below(12) }));
      for (const { number, distance } of [...candidates].sort(() => random.uniform() - 0.5))
        top.offer(distance, number);
      const sorted = candidates.sort((a, b) => a.distance - b.distance || a.number - b.number).slice(0, k);
      const found = top.take();
      expect([...found.numbers]).toEqual(sorted.map(candidate => candidate.number));
      expect([...found.distances]).toEqual(sorted.map(candidate => candidate.distance));
      expect(top.take().numbers.length).toBe(0);
    }
  });
});

describe('search', () => {
  const dimensions = 21;
  const keys = clustered(5003, dimensions, 40);
  const store = datastoreOf(
    keys,
    dimensions,
    Int32Array.from({ length: 5003 }, (_, i) => i % 50),
  );
  const queries = Array.from({ length: 40 }, (_, i) =>
    keys.slice(i * 100 * dimensions, (i * 100 + 1) * dimensions).map(x => x + 0.3 * random.normal()),
  );

  it('exact is brute force', () => {
    const index = exactIndex(store);
    for (const query of queries) {
      const found = index.search(query, 25);
      const expected = bruteForce(keys, dimensions, query).slice(0, 25);
      expect([...found.numbers]).toEqual(expected.map(one => one.number));
      found.distances.forEach((distance, i) => {
        expect(distance / expected[i]!.distance).toBeCloseTo(1, 4);
      });
    }
    expect(index.searchMany(queries, 25)).toEqual(queries.map(query => index.search(query, 25)));
    expect(index.search(queries[0]!, 10_000).numbers.length).toBe(5003);
    expect([...keyOf(store, 7)]).toEqual([...keys.subarray(7 * dimensions, 8 * dimensions)]);
  });

  it('approximate is exact when it looks everywhere, and recalls most of it when it looks at little', () => {
    const exact = exactIndex(store);
    const index = ivfIndex(store, { lists: 64, seed: 1 });
    const everywhere = index.withProbes(64);
    const few = index.withProbes(4);
    let recall = 0;
    let visited = 0;
    for (const query of queries) {
      const right = exact.search(query, 25);
      expect(everywhere.search(query, 25)).toEqual(right);
      recall += recallOf(right, few.search(query, 25)) / queries.length;
      visited += few.visited(query) / queries.length;
    }
    expect(recall).toBeGreaterThan(0.9);
    expect(visited).toBeLessThan(5003 / 6);
    expect(ivfIndex(store, { lists: 64, seed: 1, probes: 4 }).search(queries[3]!, 9)).toEqual(
      few.search(queries[3]!, 9),
    );
  });

  it('says when keys and values do not fit', () => {
    expect(() => datastoreOf(keys, 20, new Int32Array(5003))).toThrow(/5003 keys of 20 dimensions/);
    expect(() => datastoreOf(new Float32Array(0), 3, new Int32Array(0))).toThrow(/at least one key/);
  });
});

describe('the mixture', () => {
  const neighbours = { numbers: Int32Array.of(0, 1, 2, 3), distances: Float32Array.of(1, 2, 2.5, 700) };
  const values = Int32Array.of(5, 6, 5, 6);

  it('weighs neighbours by exp(-d)', () => {
    const weights = [1, 2, 2.5, 700].map(d => Math.exp(-d));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const share = (of: typeof neighbours, target: number, temperature?: number) =>
      knnShares(of, values, target, [4], temperature)[0]!;
    expect(share(neighbours, 5)).toBeCloseTo((weights[0]! + weights[2]!) / total, 6);
    expect(share(neighbours, 9)).toBe(0);
    // Far from everything, plain exponentials are all zero; shares are not.
    const far = { numbers: neighbours.numbers, distances: neighbours.distances.map(d => d + 5000) };
    expect(share(far, 5)).toBeCloseTo(share(neighbours, 5), 3);
    expect(share(neighbours, 5, 1e9)).toBeCloseTo(0.5, 6);
    // Fewer neighbours are those that stand nearest.
    expect(knnShares(neighbours, values, 6, [1, 2, 4])).toEqual([
      0,
      expect.closeTo(weights[1]! / (weights[0]! + weights[1]!), 6),
      expect.closeTo(1 - share(neighbours, 5), 6),
    ]);
  });

  it('interpolates probabilities', () => {
    expect(interpolate(Math.log(0.2), 0.6, 0.25)).toBeCloseTo(Math.log(0.25 * 0.6 + 0.75 * 0.2), 12);
    expect(interpolate(Math.log(0.2), 0, 0)).toBe(Math.log(0.2));
    expect(interpolate(-1, 0, 1)).toBe(Number.NEGATIVE_INFINITY);
  });

  const store = datastoreOf(
    clustered(400, 8, 9),
    8,
    Int32Array.from({ length: 400 }, () => random.below(6)),
  );
  const queries = Array.from(
    { length: 70 },
    (): Query => ({ key: clustered(1, 8, 1), target: random.below(6), logLm: Math.log(0.05 + 0.9 * random.uniform()) }),
  );

  it('is the sum over all keys, in double precision', () => {
    const evidence = gatherEvidence(exactIndex(store), store.values, queries, [400, 8], { temperature: 2 });
    expect(evidence.ks).toEqual([8, 400]);
    const { mixed, base, gain } = mixture(evidence, 8, 0.3);
    const logs = queries.map(({ key, target, logLm }) => {
      const flat = Float32Array.from({ length: 3200 }, (_, i) => keyOf(store, Math.floor(i / 8))[i % 8]!);
      const near = bruteForce(flat, 8, key).slice(0, 8);
      const weights = near.map(one => Math.exp((near[0]!.distance - one.distance) / 2));
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const right = weights.reduce((sum, w, i) => sum + (store.values[near[i]!.number] === target ? w : 0), 0);
      return [logLm, Math.log((0.3 * right) / all + 0.7 * Math.exp(logLm))] as const;
    });
    const mean = (of: (one: readonly [number, number]) => number) => logs.reduce((sum, x) => sum + of(x), 0) / 70;
    expect(base).toBeCloseTo(Math.exp(-mean(([own]) => own)), 9);
    expect(mixed / Math.exp(-mean(([, both]) => both))).toBeCloseTo(1, 4);
    const average = mean(([own, both]) => both - own);
    expect(gain.mean).toBeCloseTo(average, 4);
    const variance = (mean(([own, both]) => (both - own - average) ** 2) * 70) / 69;
    expect(gain.error).toBeCloseTo(Math.sqrt(variance / 70), 4);
  });

  it('sweeps to what each evaluation gives, and says what it cannot mix', () => {
    const seen: number[] = [];
    const options = { temperature: 2, onProgress: (done: number) => void seen.push(done) };
    const evidence = gatherEvidence(exactIndex(store), store.values, queries, [64, 1, 8], options);
    expect(seen).toEqual([32, 64, 70]);
    const sweep = sweepKnn(evidence, [0, 0.3, 0.9]);
    sweep.ks.forEach((k, i) => {
      const alone = gatherEvidence(exactIndex(store), store.values, queries, [k], { temperature: 2 });
      sweep.lambdas.forEach((lambda, j) => {
        expect(sweep.perplexity[i]![j]! / mixture(alone, k, lambda).mixed).toBeCloseTo(1, 9);
      });
    });
    expect(sweep.best.perplexity).toBe(Math.min(...sweep.perplexity.flat()));
    expect(mixture(evidence, 1, 1)).toMatchObject({ mixed: Infinity, gain: { mean: -Infinity, error: Infinity } });
    expect(() => mixture(evidence, 5, 0.5)).toThrow(/5 neighbours/);
    expect(() => mixture(evidence, 8, 1.5)).toThrow(/"lambda"/);
    expect(() => gatherEvidence(exactIndex(store), store.values, queries, [0])).toThrow(/"k"/);
    expect(() => gatherEvidence(exactIndex(store), store.values, [], [1])).toThrow(/no token/);
    expect(() => gatherEvidence(exactIndex(store), store.values, queries, [1], { temperature: 0 })).toThrow(
      /"temperature"/,
    );
  });
});

describe('kNN-LM on real text', () => {
  let vocabulary: Vocabulary;
  let model: NeuralModel;
  const text = { near: '', heldOut: '', far: '', farHeldOut: '' };
  const run = (stored: Int32Array, tokens: Int32Array) => {
    const store: Datastore = buildDatastore(model, stored);
    const queries = queriesOf(model, tokens);
    const index = exactIndex(store);
    return { index, queries, evidence: gatherEvidence(index, store.values, queries, [256]) };
  };

  beforeAll(() => {
    const all = documentation();
    // Two domains: the documentation of Node (first) and that of VS Code (last).
    const near = split(all.slice(0, 1200), 160_000);
    const far = split(all.slice(-900), 160_000);
    Object.assign(text, { near: near.train, heldOut: near.heldOut, far: far.train, farHeldOut: far.heldOut });
    vocabulary = learnVocabulary(near.train, 400);
    model = trainModel(vocabulary.encode(near.train), vocabulary.pieces.length, { epochs: 2 });
  }, 120_000);

  it("improves the model with its own training text, at the paper's lambda", { timeout: 240_000 }, () => {
    const stored = vocabulary.encode(text.near);
    const tokens = vocabulary.encode(text.heldOut).slice(0, 1500);
    const { index, queries, evidence } = run(stored, tokens);
    const result = mixture(evidence, 256, knnlmHyper.lambdaInDomain);
    expect(result.base).toBeCloseTo(perplexity(model.logProbabilities(tokens)), 9);
    expect(result.mixed).toBeLessThan(result.base);
    expect(result.gain.mean).toBeGreaterThan(2 * result.gain.error);
    const texts = { decode: vocabulary.decode, evaluated: tokens, stored };
    const gains = tokenGains(texts, index, queries, evidence, result, { count: 3, neighbours: 2 });
    expect(gains[0]!.gain).toBeGreaterThan(gains[2]!.gain - 1e-12);
    expect(gains[0]!.gain).toBeCloseTo(Math.log(gains[0]!.mixed / gains[0]!.lm), 9);
    expect(gains[0]!.neighbours[0]!.token).toBe(gains[0]!.token);
    for (const { before, token, after, neighbours } of gains) {
      expect(text.heldOut).toContain(before + token + after);
      for (const near of neighbours) expect(text.near).toContain(near.before + near.token + near.after);
    }
    const [worst] = tokenGains(texts, index, queries, evidence, result, { count: 1, worst: true });
    expect(worst!.gain).toBeCloseTo(Math.min(...result.logMixed.map((log, i) => log - evidence.logLm[i]!)), 12);
    expect(gainsByToken(vocabulary.decode, evidence, result).every(({ count }) => count >= 5)).toBe(true);
  });

  it('carries a model into another domain without training', { timeout: 240_000 }, () => {
    const tokens = vocabulary.encode(text.farHeldOut).slice(0, 1500);
    const foreign = run(vocabulary.encode(text.far), tokens);
    const own = run(vocabulary.encode(text.near), tokens);
    const lambdas = [0.1, 0.25, 0.4, 0.65];
    const withForeign = sweepKnn(foreign.evidence, lambdas).best.perplexity;
    const withOwn = sweepKnn(own.evidence, lambdas).best.perplexity;
    const base = perplexity(model.logProbabilities(tokens));
    expect(withForeign).toBeLessThan(base * 0.8);
    expect(withForeign).toBeLessThan(withOwn * 0.9);
  });
});
