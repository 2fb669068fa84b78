import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chinchilla } from '../../../../src/science/laws/published/chinchilla';
import { muennighoff } from '../../../../src/science/laws/published/data_limited';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { optimalFor } from '../../../../src/science/laws/verbs/optimal';
import type { Constraints } from '../../../../src/science/planning/solve/constraints';
import { solve } from '../../../../src/science/planning/solve/solve';
import { surfaceOf } from '../../../../src/science/planning/surface';

const rates = { flopPerGpuSecond: 4e14, usdPerGpuSecond: 3 / 3600 };
const run = (c: Constraints, law = epoch) => solve(surfaceOf(law, { unique: c.unique }), c, rates);
const close = (a: number, b: number, tolerance = 1e-6) => expect(Math.abs(a / b - 1)).toBeLessThan(tolerance);

describe('one constraint leaves the rest at the optimum', () => {
  it('any way of giving the budget is the same plan', () => {
    const flop = 1e23;
    const gpuSeconds = flop / rates.flopPerGpuSecond;
    const base = run({ flop });
    const ways: Constraints[] = [
      { gpuSeconds },
      { usd: gpuSeconds * rates.usdPerGpuSecond },
      { time: gpuSeconds / 512, gpus: 512 },
      { flop, usd: gpuSeconds * rates.usdPerGpuSecond },
    ];
    for (const way of ways) close(run(way).N, base.N);
    const best = optimalFor(epoch, { C: flop });
    close(base.N, best.N);
    close(base.D, best.D);
  });

  it('a brute-force search along the isoFLOP curve finds the same', () => {
    const { N, D } = run({ flop: 1e22 });
    const { loss } = surfaceOf(epoch);
    let best = { N: 0, loss: Number.POSITIVE_INFINITY };
    for (let u = Math.log(1e8); u < Math.log(1e12); u += 1e-4) {
      const value = loss?.(Math.exp(u), 1e22 / 6 / Math.exp(u)) ?? Number.NaN;
      if (value < best.loss) best = { N: Math.exp(u), loss: value };
    }
    close(N, best.N, 2e-4);
    close(6 * N * D, 1e22);
  });
});

describe('two constraints fix the run', () => {
  it('every consistent pair describes the same plan', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 8, max: 12, noNaN: true }),
        fc.double({ min: 0, max: 2.5, noNaN: true }),
        fc.constantFrom(epoch, chinchilla),
        (logN, logRatio, law) => {
          const N = 10 ** logN;
          const D = N * 10 ** logRatio;
          const flop = 6 * N * D;
          const loss = surfaceOf(law).loss?.(N, D);
          const tokensPerParam = D / N;
          const pairs: Constraints[] = [
            { N, D },
            { N, flop },
            { D, flop },
            { N, loss },
            { D, loss },
            { N, tokensPerParam },
            { D, tokensPerParam },
            { flop, tokensPerParam },
            { loss, tokensPerParam },
            { N, D, flop, loss },
          ];
          for (const pair of pairs) {
            const found = run(pair, law);
            close(found.N, N, 1e-5);
            close(found.D, D, 1e-5);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('a budget and a loss: the smaller of the two models; the optimum at its own loss', () => {
    const best = run({ flop: 1e22 });
    const surface = surfaceOf(epoch);
    const atBest = surface.loss?.(best.N, best.D) ?? Number.NaN;
    close(run({ flop: 1e22, loss: atBest }).N, best.N, 1e-6);
    const small = best.N / 3;
    const higher = surface.loss?.(small, 1e22 / 6 / small) ?? Number.NaN;
    close(run({ flop: 1e22, loss: higher }).N, small);
    close(run({ loss: atBest }).C, 1e22, 1e-5);
  });
});

describe('sentences', () => {
  it('too few', () => {
    expect(() => run({})).toThrow(/nothing is.*Add a budget/s);
    expect(() => run({ gpus: 8 })).toThrow(/gpus alone leave the run open/);
    expect(() => run({ time: 86400, unique: 1e9 })).toThrow(/time and unique alone/);
  });

  it('contradictions name what to drop', () => {
    expect(() => run({ N: 7e9, D: 1e12, flop: 1e24 })).toThrow(
      /N and D give budget = 4\.20e22 FLOP.*drop N or D or budget/s,
    );
    expect(() => run({ usd: 1e6, time: 1e6, gpus: 8 })).toThrow(/Drop budget, time or gpus/);
    expect(() => run({ flop: 1e22, usd: 1e9 })).toThrow(/Two budgets/);
    expect(() => run({ flop: 1e20, loss: 1.9 })).toThrow(/out of reach for this budget/);
    expect(() => run({ loss: 1.7 })).toThrow(/goes no lower/);
    expect(() => run({ N: 1e7, loss: 2 })).toThrow(/never reaches/);
    expect(() => run({ D: 1e12, unique: 1e11, maxEpochs: 4 })).toThrow(/10\.0 epochs.*max_epochs is 4/s);
    expect(() => solve(surfaceOf(epoch), { usd: 1 }, { flopPerGpuSecond: 1, usdPerGpuSecond: undefined })).toThrow(
      /price/,
    );
  });
});

describe('more money is never worse', () => {
  it('whatever else is fixed', () => {
    const extras: Constraints[] = [
      {},
      { unique: 1e11 },
      { unique: 1e11, maxEpochs: 4 },
      { inferenceTokens: 1e12 },
      { inferenceTokens: 1e12, unique: 3e11, maxEpochs: 2 },
      { tokensPerParam: 50 },
      { N: 3e9, unique: 1e11 },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...extras),
        fc.constantFrom(epoch, chinchilla, muennighoff),
        fc.double({ min: 22.5, max: 25.5, noNaN: true }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (extra, law, logC, step) => {
          const surface = surfaceOf(law, { unique: extra.unique });
          const at = (flop: number) => {
            const { N, D } = solve(surface, { ...extra, flop }, rates);
            return surface.loss?.(N, D) ?? Number.NaN;
          };
          expect(at(10 ** (logC + step))).toBeLessThanOrEqual(at(10 ** logC) + 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('data-limited (Muennighoff et al. 2023)', () => {
  it("the repository's optimum: 1e22 FLOP on 25B unique tokens", () => {
    const best = run({ flop: 1e22, unique: 25e9 }, muennighoff);
    close(best.D, 237336955477.55, 2e-3);
    close(best.N, 7022364735.88, 2e-3);
    close(best.D / 25e9, 9.493, 2e-3);
  });

  it('a cap on epochs binds, and data alone are a plan', () => {
    const capped = run({ flop: 1e22, unique: 25e9, maxEpochs: 4 }, muennighoff);
    close(capped.D, 1e11);
    close(capped.C, 1e22);
    close(run({ unique: 25e9, maxEpochs: 4 }).D, 1e11);
  });

  it('unique tokens that are enough change nothing', () => {
    const free = run({ flop: 1e22 });
    close(run({ flop: 1e22, unique: 1e12 }).N, free.N, 1e-6);
    expect(surfaceOf(epoch, { unique: 1e12 }).loss?.(1e9, 1e11)).toBe(surfaceOf(epoch).loss?.(1e9, 1e11));
    const repeated = surfaceOf(epoch, { unique: 1e10 }).loss?.(1e9, 1e11) ?? Number.NaN;
    expect(repeated).toBeGreaterThan(surfaceOf(epoch).loss?.(1e9, 1e11) ?? Number.NaN);
    expect(repeated).toBeLessThan(surfaceOf(epoch).loss?.(1e9, 1e10) ?? Number.NaN);
  });
});

describe('inference-aware (Sardana et al. 2024)', () => {
  it('the first-order condition holds: alpha A N^-alpha / (beta B D^-beta) = 1 + D_inf / 3D', () => {
    for (const constraints of [{ loss: 2 }, { flop: 1e24 }, { loss: 2.2 }]) {
      for (const inferenceTokens of [1e11, 1e12, 1e13]) {
        const { N, D } = run({ ...constraints, inferenceTokens }, chinchilla);
        const { A, B, alpha, beta } = chinchilla.constants;
        const left = (alpha * A * N ** -alpha) / (beta * B * D ** -beta);
        close(left, 1 + inferenceTokens / (3 * D), 1e-3);
      }
    }
  });

  it('smaller models on more data, cheaper in all; the same from the budget as from its loss', () => {
    const plain = run({ loss: 2 });
    const served = run({ loss: 2, inferenceTokens: 3e12 });
    expect(served.N).toBeLessThan(plain.N);
    expect(served.D).toBeGreaterThan(plain.D);
    expect(served.total).toBeLessThan(plain.C + 2 * plain.N * 3e12);
    const back = run({ flop: served.total, inferenceTokens: 3e12 });
    close(back.N, served.N, 1e-4);
    close(back.total, served.total, 1e-9);
  });

  it('nothing served is the plain optimum', () => {
    close(run({ loss: 2, inferenceTokens: 1 }).N, run({ loss: 2 }).N, 1e-4);
  });

  it('the example: a 7B-quality model for 1e11 tokens is 6B on 1.18 times the data', () => {
    const D = run({ N: 7e9 }, chinchilla).D;
    const loss = surfaceOf(chinchilla).loss?.(7e9, D);
    const { N, D: more } = run({ loss, inferenceTokens: 1e11 }, chinchilla);
    expect(N).toBeGreaterThan(5.5e9);
    expect(N).toBeLessThan(6.6e9);
    close(more / D, 1.18, 0.06);
  });
});
