import { describe, expect, it } from 'vitest';
import { chinchillaForward, flopsPerToken, kaplanForward, trainingFlops } from '../../../../src/science/counting/flops';
import { modelFlops } from '../../../../src/science/counting/model_flops';
import { countMoe } from '../../../../src/science/counting/moe';
import { countParams } from '../../../../src/science/counting/params';
import { droppedShare, expertCapacity, loadBalancingLoss } from '../../../../src/science/counting/routing';
import { findModel } from '../../../../src/science/facts/models';

const base = { vocab: 32000, positions: 'relative' } as const;
const gopher = { ...base, layers: 80, width: 16384, heads: 128, headDim: 128 };
const chinchilla = { ...base, layers: 80, width: 8192, heads: 64, headDim: 128 };

describe('parameters', () => {
  it('Gopher and Chinchilla', () => {
    expect(countParams(gopher).total / 1e9).toBeCloseTo(279.7, 1);
    expect(countParams(chinchilla).total / 1e9).toBeCloseTo(70.055, 2);
  });

  it("GPT-3 and LLaMA from their papers' shapes", () => {
    const gpt3 = countParams({ layers: 96, width: 12288, heads: 96, headDim: 128, vocab: 50257, context: 2048 });
    expect(gpt3.total / 1e9).toBeCloseTo(174.6, 1);
    const shape = { layers: 80, width: 8192, heads: 64, ffn: 22016, glu: true, tied: false, vocab: 32000 };
    expect(countParams(shape).total / 1e9).toBeCloseTo(65.3, 1);
  });

  it('Llama 3 405B and its grouped-query attention', () => {
    const llama = countParams({
      ...{ layers: 126, width: 16384, heads: 128, kvHeads: 8, ffn: 53248, vocab: 128256, glu: true, tied: false },
    });
    expect(llama.total / 1e9).toBeCloseTo(405.8, 0);
  });

  it("an explicit feed-forward width matters, and Kaplan's 12 L d^2 is the default", () => {
    expect(countParams({ layers: 2, width: 10, heads: 1 }).nonEmbedding).toBe(12 * 2 * 100);
    expect(countParams({ layers: 2, width: 10, heads: 1, ffn: 80 }).nonEmbedding).toBe(2 * (400 + 1600));
  });

  it('refuses sizes that are not numbers', () => {
    expect(() => countParams({ layers: 0, width: 10, heads: 1 })).toThrow(/layers must be a number from 1 up/);
  });
});

describe('FLOP', () => {
  it("Kaplan's table, added up line by line", () => {
    const [L, d, ff, ctx] = [12, 768, 3072, 1024];
    const lines = [2 * L * d * 3 * d, 2 * L * ctx * d, 2 * L * d * d, 2 * L * 2 * d * ff];
    const sum = lines.reduce((a, b) => a + b);
    const shape = { layers: L, width: d, heads: 12, vocab: 50257, context: ctx };
    expect(kaplanForward(shape, ctx)).toBe(sum);
    expect(flopsPerToken('kaplan', { architecture: shape })).toBe(3 * sum);
  });

  it.each([
    ['73M', 10, 640, 2560, 10, 64, 1.03],
    ['305M', 20, 1024, 4096, 16, 64, 1.1],
    ['552M', 24, 1280, 5120, 10, 128, 1.08],
    ['1.1B', 26, 1792, 7168, 14, 128, 1.04],
    ['1.6B', 28, 2048, 8192, 16, 128, 1.03],
    ['6.8B', 40, 3584, 14336, 28, 128, 0.99],
  ])(
    'Hoffmann Table A4, %s: reproduced only without embeddings and logits',
    (_, layers, width, ffn, heads, headDim, printed) => {
      const architecture = { ...base, layers, width, ffn, heads, headDim };
      const sixN = flopsPerToken('6nd', { architecture });
      const ratio = (embeddings: boolean) =>
        flopsPerToken('chinchilla', { architecture, sequence: 2048, embeddings }) / sixN;
      expect(ratio(false)).toBeCloseTo(printed, 2);
      expect(Math.abs(ratio(true) - printed)).toBeGreaterThan(0.03);
    },
  );

  it("PaLM's published utilisation follows from its own convention", () => {
    const architecture = { layers: 118, width: 18432, heads: 48, headDim: 256, context: 2048 };
    const perToken = flopsPerToken('palm', { N: 5.4035e11, architecture });
    expect((238300 * perToken) / (6144 * 2.75e14)).toBeCloseTo(0.4623, 4);
    expect((238300 * flopsPerToken('6nd', { N: 5.4035e11 })) / (6144 * 2.75e14)).toBeCloseTo(0.4573, 4);
  });

  it('6ND of Chinchilla, appendix F of Gopher', () => {
    expect(trainingFlops('6nd', 1.4e12, { N: 70e9 })).toBe(5.88e23);
    const perToken = (3 * chinchillaForward(gopher, 2048).total) / 2048;
    expect((perToken * 300e9) / 4.75e23).toBeCloseTo(1, 2);
  });

  it('of published models', () => {
    expect(modelFlops(findModel('chinchilla')!)).toBe(5.88e23);
    expect(modelFlops(findModel('deepseek_v3')!)).toBeCloseTo(6 * 3.7e10 * 1.48e13, -10);
    expect(modelFlops(findModel('chinchilla')!, 'palm')).toBeGreaterThan(5.88e23);
    expect(() => modelFlops(findModel('mistral_7b')!)).toThrow(/not published/);
    expect(() => modelFlops(findModel('switch_c')!)).toThrow(/active parameters/);
  });

  it('says what a method needs', () => {
    expect(() => flopsPerToken('palm', { N: 1e9 })).toThrow(/needs an architecture/);
    expect(() => flopsPerToken('kaplan', { architecture: { layers: 1, width: 8, heads: 1 } })).toThrow(
      /context length/,
    );
  });
});

describe('mixtures of experts', () => {
  it('top-2 on every second layer costs 1.5 times the dense feed-forward FLOP', () => {
    const moe = countMoe({ layers: 24, width: 1024, heads: 16, experts: 8, topK: 2, every: 2 });
    expect(moe.ffnFlopRatio).toBe(1.5);
    expect(moe.active - moe.router - moe.dense).toBe(12 * moe.perExpert);
  });

  it('one expert is a dense model with a router', () => {
    const shape = { layers: 4, width: 64, heads: 4, vocab: 100 };
    const moe = countMoe({ ...shape, experts: 1 });
    expect(moe.total - moe.router).toBe(countParams(shape).total);
    expect(moe.active).toBe(moe.total);
  });

  it('Switch-C has 1.571 trillion parameters (Fedus et al. Table 9)', () => {
    const shape = { layers: 15, width: 2080, heads: 32, headDim: 64, ffn: 6144, vocab: 32128, encoderDecoder: true };
    expect(countMoe({ ...shape, experts: 2048 }).total / 1e9).toBeCloseTo(1571, 0);
  });

  it('capacity, dropped tokens and the load-balancing loss', () => {
    expect(expertCapacity(1024, 8, 1.25)).toBe(160);
    expect(droppedShare([200, 100, 60], 120)).toBeCloseTo(80 / 360, 12);
    const uniform = [
      [0.6, 0.4],
      [0.4, 0.6],
    ];
    expect(loadBalancingLoss(uniform, 0.01).loss).toBeCloseTo(0.01, 12);
    const collapsed = [
      [1, 0],
      [1, 0],
    ];
    expect(loadBalancingLoss(collapsed, 0.01)).toEqual({ loss: 0.02, fraction: [1, 0], probability: [1, 0] });
    expect(() => loadBalancingLoss([[1], [0.5, 0.5]])).toThrow(/equal length/);
  });
});
