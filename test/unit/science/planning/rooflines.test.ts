import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../../src/science/facts/devices';
import { interconnects } from '../../../../src/science/facts/planning/interconnect';
import {
  type ChosenArchitecture,
  chooseArchitecture,
  countShape,
} from '../../../../src/science/planning/architecture/choose';
import { chooseParallelism } from '../../../../src/science/planning/parallelism/choose';
import { type Layout, layoutMemory } from '../../../../src/science/planning/parallelism/layout';
import { throughputOf } from '../../../../src/science/planning/parallelism/throughput';
import { cheapestServing, servingOf } from '../../../../src/science/planning/serving/roofline';

const device = findDevice('h100_sxm')!;
const interconnect = interconnects.h100_sxm;
const close = (a: number | undefined, b: number, tolerance = 1e-9) =>
  expect(Math.abs((a ?? Number.NaN) / b - 1)).toBeLessThan(tolerance);

function modelOf(shape: ChosenArchitecture['shape'], context = 4096): ChosenArchitecture {
  return {
    ...{ layers: shape.layers, width: shape.width, heads: shape.heads, kvHeads: shape.kvHeads ?? shape.heads },
    ...{
      ffn: shape.ffn ?? 4 * shape.width,
      vocab: shape.vocab ?? 0,
      context,
      glu: shape.glu ?? false,
      tied: shape.tied ?? true,
    },
    ...countShape(shape),
    shape,
  };
}

const seven = modelOf({ layers: 32, width: 4096, heads: 32, ffn: 11008, glu: true, vocab: 32000, tied: false });
const shared = {
  model: seven,
  context: 4096,
  optimizer: 'adam',
  precision: 'bf16',
  capacity: 80e9,
  nodeSize: 8,
} as const;
const timing = { model: seven, context: 4096, flopPerToken: 6 * seven.params, peak: 989e12, device, interconnect };

describe('a step by hand: 7B on 64 H100s, tensor 4, pipeline 2, data 8', () => {
  const layout: Layout = {
    tensor: 4,
    pipeline: 2,
    data: 8,
    zero: 1,
    checkpointing: 'selective',
    microBatch: 1,
    accumulation: 32,
  };
  const memory = layoutMemory({ ...shared, gpus: 64, sequences: 256, fixed: {} }, layout);
  const t = throughputOf(timing, layout, memory);

  it('compute, exchanges and gradients', () => {
    const tokens = 256 * 4096;
    expect(t.bubble).toBe(1 / 32);
    // 794.5 TFLOP per second are the best measured for this device.
    close(t.compute, ((6 * seven.params * tokens) / (64 * 794.5e12)) * (33 / 32));
    // 16 layers on this stage, 4 exchanges each, 2 x 3/4 of 2 x 4096 x 4096 bytes at 450 GB per second, 32 micro-batches.
    close(t.tensor, (32 * 16 * 4 * 1.5 * 2 * 4096 * 4096) / 450e9);
    // 2 x 7/8 of the 16-bit gradients of an eighth of the model; two ranks of each node share its links of 50 GB per second.
    close(t.data, (((2 * 7) / 8) * ((2 * seven.params) / 8)) / 2 / 50e9);
    close(t.tokensPerSecond, tokens / t.step);
    close(t.mfu, (6 * seven.params * tokens) / t.step / (64 * 989e12));
  });

  it('full recomputation takes a third more', () => {
    const full = { ...layout, checkpointing: 'full' } as const;
    close(throughputOf(timing, full, memory).compute, (t.compute * 4) / 3);
  });
});

describe('the choice of a layout', () => {
  const choose = (gpus: number, sequences: number, model = seven, fixed = {}) =>
    chooseParallelism(
      { ...shared, model, gpus, sequences, fixed },
      { ...timing, model, flopPerToken: 6 * model.params },
    )!;

  it('is the smallest that fits: no smaller split fits as fast', () => {
    for (const [N, gpus] of [
      [1e9, 8],
      [7e9, 64],
      [7e10, 512],
      [4e11, 4096],
    ] as const) {
      const model = chooseArchitecture(N, { vocab: 32000, context: 4096, glu: true, tied: true });
      const p = choose(gpus, 4096, model);
      expect(p.fits).toBe(true);
      expect(p.memory.perGpu).toBeLessThanOrEqual(80e9);
      const size = p.layout.tensor * p.layout.pipeline;
      for (const c of p.candidates) {
        const smaller = c.layout.tensor * c.layout.pipeline < size;
        const asFast = c.throughput.tokensPerSecond >= p.throughput.tokensPerSecond;
        if (smaller && c.fits) expect(asFast).toBe(false);
        if (!c.fits) expect(c.reason).toMatch(/^Needs .* GB per GPU, which has 80 GB\.$/);
      }
    }
  });

  it('a small model needs no split', () => {
    const small = chooseArchitecture(1e9, { vocab: 32000, context: 4096, glu: true, tied: true });
    expect(choose(8, 256, small).layout).toMatchObject({ tensor: 1, pipeline: 1, data: 8 });
  });

  it('what is fixed is kept', () => {
    const p = choose(64, 256, seven, { tensor: 8, pipeline: 4, zero: 1, checkpointing: 'full' });
    expect(p.layout).toMatchObject({ tensor: 8, pipeline: 4, data: 2, zero: 1, checkpointing: 'full' });
    expect(p.candidates).toHaveLength(1);
  });
});

describe('experts', () => {
  const experts = { experts: 8, topK: 2, every: 2 };
  const model = chooseArchitecture(7e9, { vocab: 32000, context: 4096, glu: true, tied: true, experts });
  const layout: Layout = {
    ...{ tensor: 1, pipeline: 1, data: 64, zero: 1, checkpointing: 'selective', microBatch: 1, accumulation: 4 },
  };
  const inputs = { ...shared, model, gpus: 64, sequences: 256, fixed: {} };

  it('are spread over eight ranks of a node, and tokens travel to them by its fast links', () => {
    const memory = layoutMemory(inputs, layout);
    const perExpert = 3 * model.width * model.ffn;
    const inExperts = (8 * perExpert * model.layers) / 2;
    close(memory.params, model.totalParams - inExperts + inExperts / 8);
    const t = throughputOf({ ...timing, model, flopPerToken: 6 * model.params }, layout, memory);
    close(t.experts, (4 * 2 * (model.layers / 2) * 4 * (7 / 8) * 2 * 4096 * model.width) / 450e9);
  });

  it('a split that the GPUs do not allow is a sentence', () => {
    expect(() => chooseParallelism({ ...inputs, fixed: { tensor: 3 } }, timing)).toThrow(
      /64 GPUs cannot hold.*tensor 3/s,
    );
  });
});

describe('serving', () => {
  const inputs = {
    model: seven,
    context: 4096,
    peak: 989e12,
    bandwidth: 3.35e12,
    capacity: 80e9,
    usdPerGpuHour: 3,
    mfu: 0.4,
  };

  it('one sequence is bound by bandwidth: weights and half a cache, once a token', () => {
    const s = servingOf({ ...inputs, batch: 1 });
    expect(s.gpus).toBe(1);
    const cache = 2 * 32 * 32 * 128 * 4096 * 2;
    close(s.stepSeconds, (2 * seven.params + cache / 2) / 3.35e12);
    expect(s.decodeBound).toBe('bandwidth');
    close(s.usdPerMillionGenerated, (1e6 * s.stepSeconds * 3) / 3600);
  });

  it('prompts are bound by compute, and cost 2N FLOP a token', () => {
    const s = servingOf(inputs);
    // The input embedding is looked up, not multiplied.
    close(s.prefillTokensPerSecond, (0.4 * 989e12) / (2 * (seven.params - 32000 * 4096)));
    close(s.usdPerMillionPrompt, ((1e6 / s.prefillTokensPerSecond) * 3) / 3600);
    expect(s.perGpu).toBeLessThanOrEqual(0.9 * 80e9);
    expect(s.usdPerMillionGenerated!).toBeLessThan(servingOf({ ...inputs, batch: 1 }).usdPerMillionGenerated!);
  });

  it('a larger model takes more GPUs, always a power of two', () => {
    const big = modelOf({
      layers: 126,
      width: 16384,
      heads: 128,
      kvHeads: 8,
      ffn: 53248,
      glu: true,
      vocab: 128256,
      tied: false,
    });
    expect(servingOf({ ...inputs, model: big }).gpus).toBe(16);
  });

  it('the cheapest replica of a node beats or equals every other, and takes what is asked for', () => {
    const big = modelOf({ layers: 80, width: 8192, heads: 64, kvHeads: 8, ffn: 28672, glu: true, vocab: 128256 });
    const best = cheapestServing({ ...inputs, model: big }, 8);
    for (const gpus of [2, 4, 8]) {
      const other = servingOf({ ...inputs, model: big, gpus });
      expect(other.gpus).toBe(gpus);
      expect(best.usdPerMillionGenerated!).toBeLessThanOrEqual(other.usdPerMillionGenerated!);
    }
    expect(cheapestServing({ ...inputs, model: big, gpus: 4 }, 8).gpus).toBe(4);
    expect(() => servingOf({ ...inputs, model: big, gpus: 1 })).toThrow(/Give more GPUs/);
  });
});
