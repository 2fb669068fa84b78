import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/science/random';
import { kneserNey } from '../../../../src/science/retrieval/model/kneser-ney';
import { createNetwork } from '../../../../src/science/retrieval/model/network';
import { rateAt, trainModel } from '../../../../src/science/retrieval/model/train';
import { perplexity } from '../../../../src/science/retrieval/perplexity';
import { learnVocabulary } from '../../../../src/science/retrieval/text/bpe';
import { documentation, split } from './real-text';

describe('vocabularies', () => {
  it('lose nothing of a text with known characters', () => {
    const vocabulary = learnVocabulary('low lower lowest new newer newest wide wider widest. \n', 40);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('low', 'est', ' ', 'w', 'n', '\n', 'ide', '.')), parts => {
        const text = parts.join('');
        expect(vocabulary.decode(vocabulary.encode(text))).toBe(text);
      }),
    );
    expect(vocabulary.decode(vocabulary.encode('lo€w'))).toBe('lo\ufffdw');
  });

  it('merge the most frequent pair first', () => {
    const { pieces } = learnVocabulary('aab aab aab ab', 8);
    // Of "ab" (4 times) and "aa" (3 times), then of " " + … : the longest pieces come last.
    expect(pieces.slice(0, 4)).toEqual(['\ufffd', ' ', 'a', 'b']);
    expect(pieces[4]).toBe('ab');
    expect(learnVocabulary('aab aab', 100).pieces.length).toBeLessThan(10);
    expect(() => learnVocabulary('abcdefgh', 4)).toThrow(/too small/);
  });
});

describe('Kneser-Ney', () => {
  /** The textbook definition, written out over lists of grams. */
  function reference(train: number[], vocabulary: number, n: number) {
    const padded = [...Array<number>(n - 1).fill(vocabulary), ...train];
    const top = Array.from({ length: padded.length - n + 1 }, (_, i) => padded.slice(i, i + n).join());
    const levels: Map<string, number>[] = [];
    let current = new Map<string, number>();
    for (const gram of top) current.set(gram, (current.get(gram) ?? 0) + 1);
    levels[n] = current;
    for (let length = n - 1; length >= 1; length--) {
      const types = new Set(levels[length + 1]!.keys());
      current = new Map();
      for (const gram of types) {
        const tail = gram.split(',').slice(1).join();
        current.set(tail, (current.get(tail) ?? 0) + 1);
      }
      levels[length] = current;
    }
    const discount = levels.map(level => {
      const of = (k: number) => [...level.values()].filter(count => count === k).length;
      const y = of(1) + 2 * of(2) === 0 ? 0 : of(1) / (of(1) + 2 * of(2));
      return [1, 2, 3].map(k =>
        Math.min(k, Math.max(0, of(k) === 0 ? k - 0.5 : k - (k + 1) * y * (of(k + 1) / of(k)))),
      );
    });
    const p = (context: number[], token: number, length: number): number => {
      if (length === 0) return 1 / vocabulary;
      const history = context.slice(context.length - length + 1);
      const lower = p(context, token, length - 1);
      const matching = [...levels[length]!].filter(([gram]) => gram.split(',').slice(0, -1).join() === history.join());
      const total = matching.reduce((sum, [, count]) => sum + count, 0);
      if (total === 0) return lower;
      const d = (count: number) => (count === 0 ? 0 : discount[length]![Math.min(3, count) - 1]!);
      const count = levels[length]!.get([...history, token].join()) ?? 0;
      const left = matching.reduce((sum, [, c]) => sum + d(c), 0);
      return (count - d(count)) / total + (left / total) * lower;
    };
    return (context: number[], token: number) => p(context, token, n);
  }

  it('is the textbook definition, and sums to one', () => {
    const random = createRandom(6);
    const train = Array.from({ length: 300 }, () => Math.floor(random.uniform() ** 2 * 7));
    for (const n of [1, 2, 3]) {
      const model = kneserNey(Int32Array.from(train), 7, n);
      const exact = reference(train, 7, n);
      for (const context of [[], [1], [0, 3], [6, 6], [2, 0, 1]]) {
        let sum = 0;
        for (let token = 0; token < 7; token++) {
          const logs = model.logProbabilities(Int32Array.from([...context, token]));
          const value = Math.exp(logs.at(-1)!);
          const padded = [...Array<number>(n).fill(7), ...context];
          expect(value).toBeCloseTo(exact(padded.slice(padded.length - n + 1 || padded.length), token), 10);
          sum += value;
        }
        expect(sum).toBeCloseTo(1, 10);
      }
    }
  });

  it('gives perplexities, and refuses what does not fit', () => {
    expect(perplexity([Math.log(0.5), Math.log(0.125)])).toBeCloseTo(4, 12);
    expect(() => kneserNey(Int32Array.of(1), 200_000, 4)).toThrow(/too large/);
  });
});

describe('the neural model', () => {
  it('has the gradients of finite differences', () => {
    const shape = { vocabulary: 21, context: 3, embedding: 8, hidden: 16, batch: 12, buckets: 64 };
    const network = createNetwork(shape, 5);
    const random = createRandom(2);
    const count = 10;
    const contexts = Int32Array.from({ length: count * 3 }, () => random.below(22));
    const targets = Int32Array.from({ length: count }, () => random.below(21));
    const scores = new Float64Array(count);
    const loss = () => {
      network.forward(contexts, count);
      network.score(targets, count, scores);
      return -scores.reduce((sum, value) => sum + value, 0) / count;
    };
    loss();
    network.backward(contexts, targets, count);
    let checked = 0;
    for (const [at, { weights, gradient }] of network.parameters.entries()) {
      for (let trial = 0; trial < 25; trial++) {
        const i = random.below(weights.values.length);
        const kept = weights.values[i]!;
        if (kept < -1e6) continue;
        const step = 1e-2;
        weights.values[i] = kept + step;
        const up = loss();
        weights.values[i] = kept - step;
        const down = loss();
        weights.values[i] = kept;
        const numeric = (up - down) / (2 * step);
        expect(Math.abs(gradient.values[i]! - numeric), `parameter ${at}[${i}]`).toBeLessThan(
          2e-4 + 0.01 * Math.abs(numeric),
        );
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(140);
  });

  it('steps its n-gram tables downhill', () => {
    const shape = { vocabulary: 21, context: 3, embedding: 8, hidden: 16, batch: 12, buckets: 64 };
    const network = createNetwork(shape, 5);
    const contexts = Int32Array.from({ length: 30 }, (_, i) => (i * 7) % 21);
    const targets = Int32Array.from({ length: 10 }, (_, i) => (i * 5) % 21);
    const scores = new Float64Array(10);
    const loss = () => {
      network.forward(contexts, 10);
      network.score(targets, 10, scores);
      return -scores.reduce((sum, value) => sum + value, 0);
    };
    let before = loss();
    for (let step = 0; step < 5; step++) {
      network.backward(contexts, targets, 10);
      network.stepGrams(10, 0.1);
      const after = loss();
      expect(after).toBeLessThan(before);
      before = after;
    }
  });

  it('gives probabilities that sum to one', () => {
    const text = Int32Array.from({ length: 600 }, (_, i) => (i * i) % 13);
    const model = trainModel(text, 13, { hidden: 16, embedding: 8, batch: 32, epochs: 1 });
    let sum = 0;
    for (let token = 0; token < 13; token++) sum += Math.exp(model.logProbabilities(Int32Array.of(1, 2, 3, token))[3]!);
    expect(sum).toBeCloseTo(1, 5);
  });

  it('is the same for the same seed, and says what it cannot train on', () => {
    const text = Int32Array.from({ length: 900 }, (_, i) => (i * 7 + (i % 5)) % 11);
    const options = { hidden: 16, embedding: 8, batch: 32, epochs: 2 };
    const logs = (seed: number) => [...trainModel(text, 11, { ...options, seed }).logProbabilities(text)];
    expect(logs(3)).toEqual(logs(3));
    expect(logs(3)).not.toEqual(logs(4));
    expect(() => trainModel(text.subarray(0, 20), 11)).toThrow(/too short/);
    expect(() => trainModel(text, 11, { ...options, hidden: 12 })).toThrow(/multiple of 8/);
    expect(() => trainModel(text, 11, { ...options, buckets: 100 })).toThrow(/power of 2/);
  });

  it('learns a pattern that no 3-gram can see', () => {
    // The token repeats the one six places back, with noise in between.
    const random = createRandom(1);
    const text = new Int32Array(12_000);
    for (let i = 0; i < text.length; i++) text[i] = i >= 6 && random.uniform() < 0.9 ? text[i - 6]! : random.below(8);
    const [train, heldOut] = [text.subarray(0, 10_000), text.subarray(10_000)];
    const neural = perplexity(
      trainModel(train, 8, { hidden: 32, embedding: 8, batch: 64, epochs: 4 }).logProbabilities(heldOut),
    );
    const classic = perplexity(kneserNey(train, 8, 3).logProbabilities(heldOut));
    expect(classic).toBeGreaterThan(7);
    expect(neural).toBeLessThan(3);
  });

  it('has a learning rate that warms up and falls', () => {
    const rates = Array.from({ length: 200 }, (_, step) => rateAt(step, 200, 1));
    expect(rates[0]).toBeCloseTo(0.1, 12);
    expect(Math.max(...rates)).toBe(1);
    expect(rates.at(-1)).toBeCloseTo(0.1, 2);
  });

  it('beats a Kneser-Ney 3-gram on held-out prose', { timeout: 240_000 }, () => {
    const { train, heldOut } = split(documentation(), 400_000);
    const vocabulary = learnVocabulary(train, 512);
    const [tokens, test] = [vocabulary.encode(train), vocabulary.encode(heldOut)];
    expect(tokens.length).toBeGreaterThan(100_000);
    const size = vocabulary.pieces.length;
    const classic = perplexity(kneserNey(tokens, size, 3).logProbabilities(test));
    const neural = perplexity(trainModel(tokens, size).logProbabilities(test));
    expect(neural, `neural ${neural.toFixed(2)}, Kneser-Ney ${classic.toFixed(2)}`).toBeLessThan(classic * 0.95);
  });
});
