import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMoe } from '../../../../src/science/counting/moe';
import { layerActivations } from '../../../../src/science/planning/memory/activations';
import { kvCacheBytes } from '../../../../src/science/planning/memory/kv-cache';
import { memoryOf } from '../../../../src/science/planning/memory/memory';
import type { ZeroStage } from '../../../../src/science/planning/memory/states';

describe("ZeRO's example: 7.5B parameters on 64 GPUs (fig 1)", () => {
  it.each([
    [0, 120],
    [1, 31.4],
    [2, 16.6],
    [3, 1.9],
  ] as const)('stage %i takes %f GB', (zero, gigabytes) => {
    const m = memoryOf({ params: 7.5e9, gpus: 64, zero, activations: false });
    expect(Number((m.perGpu / 1e9).toPrecision(zero === 3 ? 2 : 3))).toBe(gigabytes);
    expect(m.total).toBe(m.weights + m.gradients + m.optimizer + m.activations);
    expect(m.cluster).toBe(64 * m.perGpu);
    expect(m.perGpu).toBe(m.total);
  });

  it('every stage by adding up what each rank holds', () => {
    // Independently: hand out each parameter's 16 bytes to ranks one at a time.
    const ranks = 4;
    const params = 1000;
    for (const zero of [0, 1, 2, 3] as ZeroStage[]) {
      let rank0 = 0;
      for (let p = 0; p < params; p++) {
        const mine = p % ranks === 0;
        if (zero < 3 || mine) rank0 += 2;
        if (zero < 2 || mine) rank0 += 2;
        if (zero < 1 || mine) rank0 += 12;
      }
      expect(memoryOf({ params, gpus: ranks, zero, activations: false }).perGpu).toBeCloseTo(rank0, 6);
    }
  });
});

describe('model states', () => {
  it('gradients and optimizer shrink with tensor and pipeline parallelism', () => {
    const one = memoryOf({ params: 8e9, activations: false });
    const eight = memoryOf({ params: 8e9, gpus: 8, tensor: 8, activations: false });
    const staged = memoryOf({ params: 8e9, gpus: 8, tensor: 4, pipeline: 2, activations: false });
    for (const part of ['weights', 'gradients', 'optimizer'] as const) {
      expect(eight[part]).toBe(one[part] / 8);
      expect(staged[part]).toBe(one[part] / 8);
    }
  });

  it('bytes per parameter by optimizer and precision', () => {
    const per = (o: object) => memoryOf({ params: 1, activations: false, ...o }).total;
    expect(per({})).toBe(16);
    expect(per({ gradients: 'fp32' })).toBe(18);
    expect(per({ precision: 'fp32' })).toBe(16);
    expect(per({ optimizer: 'adam8bit' })).toBe(10);
    expect(per({ optimizer: 'sgd' })).toBe(8);
    expect(per({ optimizer: 'lion' })).toBe(12);
  });

  it('an explicit feed-forward width changes the weights', () => {
    const base = { layers: 32, width: 4096, heads: 32, vocab: 32000 };
    const wide = memoryOf({ architecture: { ...base, ffn: 4 * 4096 } });
    const llama = memoryOf({ architecture: { ...base, ffn: 11008, glu: true } });
    const narrow = memoryOf({ architecture: { ...base, ffn: 4096 } });
    expect((wide.weights - narrow.weights) / 2).toBe(32 * 2 * 4096 * 3 * 4096);
    expect(llama.weights / 2).toBe(32 * (4 * 4096 ** 2 + 3 * 4096 * 11008) + 32000 * 4096);
    expect(wide.activations).toBeGreaterThan(narrow.activations);
  });

  it('experts: all are stored, and expert parallelism shares them out', () => {
    const architecture = { layers: 24, width: 2048, heads: 16, ffn: 8192, vocab: 32000 };
    const experts = { experts: 64, topK: 2, every: 2 };
    const counted = countMoe({ ...architecture, ...experts });
    const all = memoryOf({ architecture, experts });
    expect(all.weights).toBe(2 * counted.total);
    const shared = memoryOf({ architecture, experts, gpus: 8, expertParallel: 8 });
    const inExperts = counted.expertLayers * 64 * counted.perExpert;
    expect(shared.weights).toBeCloseTo(2 * (counted.total - inExperts + inExperts / 8), 0);
    expect(counted.ffnFlopRatio).toBe(1.5);
  });

  it('GPUs that cannot be divided are a sentence', () => {
    expect(() => memoryOf({ params: 1e9, gpus: 12, tensor: 8 })).toThrow(/multiple of 8/);
  });
});

describe('activations (Korthikanti et al. 2022)', () => {
  // GPT-3: a = 96, h = 12288, s = 2048. Equations 1 to 4, written out again.
  const architecture = { layers: 96, width: 12288, heads: 96, ffn: 4 * 12288 };
  const [s, b, h, a] = [2048, 1, 12288, 96];
  const base = { architecture, context: s, batch: b } as const;

  it.each([1, 2, 8])('the shape of the paper, tensor %i', t => {
    const on = (checkpointing: 'none' | 'selective' | 'full', sequenceParallel: boolean) =>
      layerActivations({ ...base, tensor: t, checkpointing, sequenceParallel });
    expect(on('none', false)).toBeCloseTo(s * b * h * (10 + 24 / t + (5 * a * s) / (h * t)), 0);
    expect(on('none', true)).toBeCloseTo(((s * b * h) / t) * (34 + (5 * a * s) / h), 0);
    expect(on('selective', true)).toBeCloseTo((34 * s * b * h) / t, 0);
    expect(on('full', true)).toBe(2 * s * b * h);
  });

  it('5as/h is 80 for GPT-3 and selective recomputation saves 70%', () => {
    const none = layerActivations({ ...base, tensor: 8, checkpointing: 'none', sequenceParallel: true });
    const selective = layerActivations({ ...base, tensor: 8, checkpointing: 'selective', sequenceParallel: true });
    expect((5 * a * s) / h).toBe(80);
    expect(1 - selective / none).toBeCloseTo(80 / 114, 10);
  });

  it('pipelining saves no activations on the first stage; the micro-batch scales them', () => {
    const m = (o: object) => memoryOf({ architecture, context: s, ...o }).activations;
    expect(m({ gpus: 8, pipeline: 8 })).toBe(m({}));
    expect(m({ batch: 3 })).toBe(3 * m({}));
  });
});

describe('what is held for a moment', () => {
  const architecture = { layers: 96, width: 12288, heads: 96, ffn: 4 * 12288, vocab: 51200 };
  const [s, h, L, v] = [2048, 12288, 96, 51200];
  const at = (o: object) => memoryOf({ architecture, context: s, ...o });

  it.each([
    [1, 1],
    [8, 1],
    [8, 8],
  ])('the ends of the model after Korthikanti et al. 2022, sec 4.3: tensor %i, pipeline %i', (t, p) => {
    const m = at({ gpus: t * p, tensor: t, pipeline: p, sequenceParallel: true });
    // Their extra term, (s b h L / t) (p / L + [p = 1] (4 / L) (1 + v / h)), written out again.
    const extra = ((s * h * L) / t) * (p / L + (p === 1 ? (4 / L) * (1 + v / h) : 0));
    expect(m.transient / extra).toBeCloseTo(1, 12);
    expect(m.perGpu).toBe(m.total + m.transient);
  });

  it('full recomputation has one layer at hand, and ZeRO 3 two layers of weights and one of gradients', () => {
    const alone = at({ checkpointing: 'full' });
    expect(alone.transient).toBe(Math.max(s * (5 * h + 4 * v), 32 * s * h));
    const small = { ...architecture, vocab: 0 };
    const layer = 12 * h * h;
    const sharded = memoryOf({ architecture: small, context: s, gpus: 64, zero: 3, checkpointing: 'full' });
    expect(sharded.transient / (2 * 2 * layer + 2 * layer + 32 * s * h)).toBeCloseTo(1, 12);
    const gradients = memoryOf({ architecture: small, context: s, gpus: 64, zero: 2, checkpointing: 'full' });
    expect(gradients.transient / (2 * layer + 32 * s * h)).toBeCloseTo(1, 12);
  });

  it('decides whether a run fits, and serving has none of it', () => {
    const run = { gpus: 64, zero: 3, checkpointing: 'full' };
    const { total, perGpu } = at(run);
    expect(perGpu).toBeGreaterThan(total * 1.1);
    expect(at({ ...run, capacity: total * 1.05 }).fits).toBe(false);
    expect(at({ ...run, capacity: perGpu }).fits).toBe(true);
    expect(at({ serving: true }).transient).toBe(0);
  });
});

describe('keys and values', () => {
  it('Llama-2-7B-like, 4,096 tokens: 2 x 32 x 32 x 128 x 4096 x 2 bytes = 2 GiB', () => {
    const architecture = { layers: 32, width: 4096, heads: 32, ffn: 11008, glu: true, vocab: 32000 };
    const m = memoryOf({ architecture, context: 4096, batch: 1 });
    expect(m.kvCache).toBe(2 * 2 ** 30);
    expect(memoryOf({ architecture, context: 4096, gpus: 4, tensor: 4 }).kvCache).toBe(2 ** 29);
    const served = memoryOf({ architecture, context: 4096, serving: true });
    expect(served.total).toBe(served.weights + served.kvCache);
  });

  it("the scaling book's examples: 10 GiB for a 70B at 32k with 8 key heads, 80 GiB with all; 0.131 MB a token for 8B", () => {
    const seventy = { layers: 80, width: 8192, heads: 64 };
    const cache = (kvHeads: number, bytes = 2, context = 32768) =>
      kvCacheBytes({ architecture: { ...seventy, kvHeads }, context, batch: 1, bytes });
    expect(cache(8)).toBe(10 * 2 ** 30);
    expect(cache(64)).toBe(80 * 2 ** 30);
    expect(cache(8, 2, 1)).toBe(320 * 2 ** 10);
    expect(cache(8, 1, 1)).toBe(160 * 2 ** 10);
    const eight = { layers: 32, width: 4096, heads: 32, kvHeads: 8 };
    expect(kvCacheBytes({ architecture: eight, context: 1, batch: 1 })).toBe(131072);
    // More ranks than key heads: each keeps one.
    expect(kvCacheBytes({ architecture: eight, context: 1, batch: 1, tensor: 16 })).toBe(131072 / 8);
  });
});

describe('splitting never adds', () => {
  it('a higher stage or a wider split never needs more memory', () => {
    const power = fc.integer({ min: 0, max: 3 }).map(e => 2 ** e);
    fc.assert(
      fc.property(fc.double({ min: 8, max: 12, noNaN: true }), power, power, power, (logN, tensor, pipeline, data) => {
        const gpus = tensor * pipeline * data;
        const at = (zero: ZeroStage, more = 1) =>
          memoryOf({
            params: 10 ** logN,
            gpus: gpus * more,
            tensor: tensor * more,
            pipeline,
            zero,
            activations: false,
          });
        for (const zero of [1, 2, 3] as const) {
          expect(at(zero).perGpu).toBeLessThanOrEqual(at((zero - 1) as ZeroStage).perGpu * (1 + 1e-12));
        }
        expect(at(1, 2).perGpu).toBeLessThan(at(1).perGpu);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a size alone', () => {
  it('gets a shape near practice, and the options of the shape count', () => {
    const grouped = memoryOf({ params: 7e9, context: 4096 });
    const all = memoryOf({ params: 7e9, context: 4096, kvHeads: 32 });
    expect(all.kvCache / grouped.kvCache).toBeGreaterThan(3);
    expect(grouped.weights).toBe(14e9);
    expect(memoryOf({ params: 1e6 }).activations).toBeGreaterThan(0);
  });

  it('wrong options are sentences', () => {
    const odd = (o: object) => () => memoryOf({ params: 1e9, activations: false, ...o });
    expect(odd({ zero: 4 })).toThrow(/stages 0, 1, 2 and 3/);
    expect(odd({ checkpointing: 'some' })).toThrow(/none, selective, full/);
    expect(odd({ optimizer: 'sophia' })).toThrow(/no optimizer "sophia"/);
    expect(odd({ precision: 'int4' })).toThrow(/no precision "int4"/);
    expect(() => memoryOf({})).toThrow(/params or an architecture/);
  });
});
