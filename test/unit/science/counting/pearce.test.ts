import { describe, expect, it } from 'vitest';
import {
  computeWithoutEmbeddings,
  fittedExponent,
  localExponent,
  nonEmbeddingFromTotal,
  totalFromNonEmbedding,
} from '../../../../src/science/counting/pearce';
import { brentMinimum } from '../../../../src/science/laws/numeric/minimise';
import { chinchilla, chinchillaRounded } from '../../../../src/science/laws/published/chinchilla';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { lossOf } from '../../../../src/science/laws/verbs/loss';

describe('exponents that leave out embeddings (Pearce and Song 2024)', () => {
  it('total and non-embedding parameters convert both ways', () => {
    for (const n of [1e3, 1e6, 1e9, 1e12])
      expect(nonEmbeddingFromTotal(totalFromNonEmbedding(n)) / n).toBeCloseTo(1, 8);
  });

  it('the first-order condition agrees with a direct search', () => {
    for (const n of [1e4, 1e7, 1e10]) {
      const C = computeWithoutEmbeddings(epoch.constants, n);
      const loss = (logN: number) =>
        lossOf(epoch, { N: totalFromNonEmbedding(Math.exp(logN)), D: C / (6 * Math.exp(logN)) });
      const best = brentMinimum(loss, Math.log(n) - 5, Math.log(n) + 5);
      expect(Math.exp(best.x) / n).toBeCloseTo(1, 4);
    }
  });

  it("the exponent falls from Kaplan's to the law's own as models grow", () => {
    const range = [794.3282347242813, 1584893192.4611108] as const;
    expect(fittedExponent(chinchillaRounded.constants, range)).toBeCloseTo(0.74, 2);
    expect(fittedExponent(epoch.constants, range)).toBeCloseTo(0.78, 2);
    expect(localExponent(epoch.constants, 1e3)).toBeGreaterThan(0.73);
    for (const { constants } of [chinchilla, epoch]) {
      expect(localExponent(constants, 1e15)).toBeCloseTo(constants.beta / (constants.alpha + constants.beta), 3);
    }
  });
});
