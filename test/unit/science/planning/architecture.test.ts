import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMoe } from '../../../../src/science/counting/moe';
import { countParams } from '../../../../src/science/counting/params';
import { chooseArchitecture } from '../../../../src/science/planning/architecture/choose';
import { publishedPractice } from '../../../../src/science/planning/architecture/practice';

const usual = { vocab: 32000, context: 4096, glu: true, tied: true };

describe('architecture', () => {
  it('counts to within 2% of N from 1e6 to 1e13, whatever the options', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 6, max: 13, noNaN: true }),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(undefined, 1, 4, 8),
        fc.constantFrom(0, 32000, 50257, 128256),
        (logN, glu, tied, kvHeads, vocab) => {
          const N = 10 ** logN;
          fc.pre(N > 2 * vocab * 32 * (tied ? 1 : 2) || vocab <= 32000);
          const chosen = chooseArchitecture(N, {
            vocab: N < 1e7 ? vocab / 8 : vocab,
            context: 4096,
            glu,
            tied,
            kvHeads,
          });
          expect(Math.abs(countParams(chosen.shape).total / N - 1)).toBeLessThan(0.02);
          expect(chosen.params).toBe(countParams(chosen.shape).total);
          expect(chosen.width % chosen.heads).toBe(0);
          expect(chosen.heads % chosen.kvHeads).toBe(0);
          if (kvHeads) expect(chosen.kvHeads).toBe(kvHeads);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('every decade with the usual options, down to a million', () => {
    for (let e = 6; e <= 13; e += 0.25) {
      const chosen = chooseArchitecture(10 ** e, usual);
      expect(Math.abs(chosen.params / 10 ** e - 1)).toBeLessThan(0.02);
    }
  });

  it('looks like published models of the size', () => {
    const practice = publishedPractice();
    expect(practice.models).toBeGreaterThan(50);
    expect(practice.aspect(7e9)).toBeGreaterThan(80);
    expect(practice.aspect(7e9)).toBeLessThan(130);
    const seven = chooseArchitecture(6.7e9, { ...usual, kvHeads: 32, tied: false });
    expect(seven.width).toBeGreaterThanOrEqual(3584);
    expect(seven.width).toBeLessThanOrEqual(4608);
    const large = chooseArchitecture(4.05e11, { ...usual, vocab: 128256, tied: false });
    expect(large.kvHeads).toBe(8);
    expect(large.width / large.layers).toBeGreaterThan(90);
    expect(large.width / large.layers).toBeLessThan(230);
    expect(large.ffn / large.width).toBeGreaterThan(2.5);
    expect(large.ffn / large.width).toBeLessThan(4.5);
  });

  it('with experts, N counts what a token passes through', () => {
    const experts = { experts: 64, topK: 2, every: 2 };
    const chosen = chooseArchitecture(7e9, { ...usual, experts });
    const counted = countMoe({ ...chosen.shape, ...experts });
    expect(Math.abs(counted.active / 7e9 - 1)).toBeLessThan(0.02);
    expect(chosen.params).toBe(counted.active);
    expect(chosen.totalParams).toBe(counted.total);
    expect(chosen.layers % 2).toBe(0);
    expect(counted.ffnFlopRatio).toBeCloseTo(1.5, 12);
  });

  it('a vocabulary larger than the model is a sentence', () => {
    expect(() => chooseArchitecture(1e6, { ...usual, vocab: 1e6 })).toThrow(/vocabulary/);
  });
});
