import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countParams } from '../../../../src/science/counting/params';
import { findDevice } from '../../../../src/science/facts/devices';
import { withDraws } from '../../../../src/science/laws/draws';
import { findLaw } from '../../../../src/science/laws/laws';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { optimalFor } from '../../../../src/science/laws/verbs/optimal';
import type { PlanArguments } from '../../../../src/science/planning/arguments';
import { planFields } from '../../../../src/science/planning/fields';
import { plan } from '../../../../src/science/planning/plan';

const h100 = findDevice('h100_sxm')!;
const close = (a: number | undefined, b: number, tolerance = 1e-6) =>
  expect(Math.abs((a ?? Number.NaN) / b - 1)).toBeLessThan(tolerance);

const four = { law: epoch, usd: 4e6, hardware: h100, gpus: 1024, mfu: 0.4 } as const;

describe('four million dollars on 1,024 H100s', () => {
  const p = plan(four);

  it('adds up by hand', () => {
    const hours = 4e6 / 2.99;
    const C = hours * 3600 * 989e12 * 0.4;
    const best = optimalFor(epoch, { C });
    close(p.gpuHours, hours);
    close(p.C, C);
    close(p.N, best.N);
    close(p.D, best.D);
    close(p.loss, best.loss!);
    close(p.time, (hours * 3600) / 1024);
    close(p.cost, 4e6);
    close(p.energy, hours * 3600 * 700 * 1.1);
    close(p.co2, hours * 0.7 * 1.1 * 0.385);
    expect(p.peak).toBe(989e12);
    expect(p.penalty).toBeCloseTo(0, 9);
    expect(p.steps).toBe(Math.ceil(p.D / p.batch));
  });

  it('the model, the batch and the layout fit each other', () => {
    close(p.architecture.params, p.N, 0.02);
    expect(p.architecture.params).toBe(countParams(p.architecture.shape).total);
    const { layout, memory } = p.parallelism!;
    expect(layout.tensor * layout.pipeline * layout.data).toBe(1024);
    expect(p.batch).toBe(layout.data * layout.accumulation * layout.microBatch * 4096);
    close(p.batch, 0.58 * p.D ** 0.571, 0.25);
    close(p.learningRate, 1.79 * p.architecture.nonEmbedding ** -0.713 * p.D ** 0.307);
    expect(memory.perGpu).toBeLessThan(80e9);
    expect(p.parallelism!.fits).toBe(true);
    expect(p.parallelism!.candidates.filter(c => c.chosen)).toHaveLength(1);
    for (const c of p.parallelism!.candidates) expect(c.reason).toMatch(/\.$/);
  });

  it('says what it assumes, with the date of the price, and warns', () => {
    const names = p.assumptions.map(a => a.name);
    expect(names).toEqual(expect.arrayContaining(['law', 'price', 'utilization', 'pue', 'grid', 'vocab', 'context']));
    expect(names).not.toContain('mfu');
    expect(p.assumptions.find(a => a.name === 'price')?.date).toBe('2024-25');
    for (const a of p.assumptions) expect(a.source.length).toBeGreaterThan(3);
    expect(p.warnings.some(w => /N = 133 B is 8\.3 times beyond/.test(w))).toBe(true);
    expect(p.warnings.some(w => /interruptions.*Llama 3/.test(w))).toBe(true);
  });

  it('under the pinned names', () => {
    const pinned =
      'N D C tokens_per_param epochs effective_D loss optimal_loss penalty time gpu_hours gpus cost energy co2 peak mfu architecture batch steps learning_rate memory parallelism inference assumptions warnings';
    const fields = planFields(p);
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(pinned.split(' ')));
    expect(Object.keys(fields.architecture)).toEqual(
      expect.arrayContaining('layers width heads kv_heads ffn vocab params'.split(' ')),
    );
    expect(Object.keys(fields.memory!)).toEqual(
      expect.arrayContaining('weights gradients optimizer activations kv_cache total per_gpu fits'.split(' ')),
    );
    expect(() => JSON.stringify(fields)).not.toThrow();
  });
});

describe('consistent descriptions of one run', () => {
  it('any of them gives the same plan', () => {
    const base = plan(four);
    const common = { law: epoch, hardware: h100, mfu: 0.4 };
    const ways: PlanArguments[] = [
      { ...common, gpus: 1024, time: base.time },
      { ...common, gpus: 1024, gpuSeconds: base.gpuHours * 3600 },
      { ...common, flop: base.C, gpus: 1024 },
      { ...common, N: base.N, D: base.D, gpus: 1024 },
      { ...common, N: base.N, gpus: 1024, time: base.time },
      { ...common, loss: base.loss, gpus: 1024 },
      { ...common, flop: base.C, time: base.time },
    ];
    for (const way of ways) {
      const p = plan(way);
      close(p.N, base.N, 1e-5);
      close(p.D, base.D, 1e-5);
      close(p.cost, base.cost!, 1e-5);
      close(p.time, base.time, 1e-5);
      expect(p.gpus).toBe(1024);
    }
  });

  it('more money is never a worse plan, on any hardware', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 8.5, noNaN: true }),
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        fc.constantFrom('h100_sxm', 'a100_80gb', 'tpu_v5p', 'rtx_4090'),
        (logUsd, step, name) => {
          const hardware = findDevice(name)!;
          const poor = plan({ usd: 10 ** logUsd, hardware });
          const rich = plan({ usd: 10 ** (logUsd + step), hardware });
          expect(rich.loss!).toBeLessThan(poor.loss!);
          expect(rich.N).toBeGreaterThan(poor.N);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('off the optimum', () => {
  it('the penalty is the loss given away, and the compute that would be enough', () => {
    const p = plan({ N: 7e9, D: 15e12, law: epoch });
    const best = optimalFor(epoch, { C: p.C });
    close(p.penalty, p.loss! - best.loss!);
    expect(p.penalty).toBeGreaterThan(0);
    close(p.computePenalty, p.C / optimalFor(epoch, { loss: p.loss! }).C - 1, 1e-4);
  });

  it('a law without a loss divides a budget, and has no loss to show', () => {
    const p = plan({ law: findLaw('llama3')!, flop: 3.8e25 });
    close(p.D, 16.3e12, 0.01);
    expect(p.loss).toBeUndefined();
    expect(p.optimalLoss).toBeUndefined();
    expect(() => plan({ law: findLaw('llama3')!, loss: 2 })).toThrow(/predicts no loss|no loss/);
    expect(() => plan({ law: findLaw('steplaw')!, flop: 1e22 })).toThrow(/laws\.steplaw/);
  });
});

describe('data, experts, serving', () => {
  it('repeated data: epochs, their worth, and the flat valley', () => {
    const p = plan({ law: findLaw('muennighoff')!, flop: 1e22, unique: 25e9 });
    close(p.epochs, 9.493, 2e-3);
    const R = p.epochs - 1;
    close(p.effectiveD, 25e9 * (1 + 15.387756 * (1 - Math.exp(-R / 15.387756))));
    expect(p.warnings.some(w => /flat valley.*95\.4/.test(w))).toBe(true);
    close(p.dataLimit?.stopPaying, 16.387756);
    const borrowed = plan({ law: epoch, flop: 1e22, unique: 25e9 });
    expect(borrowed.assumptions.some(a => a.name === 'unique')).toBe(true);
    expect(borrowed.epochs).toBeGreaterThan(1);
  });

  it('experts: what a token passes through is N, what is stored is more, and the law is not made for them', () => {
    const p = plan({ N: 7e9, D: 1e12, experts: 8, gpus: 64 });
    close(p.architecture.params, 7e9, 0.02);
    expect(p.architecture.totalParams).toBeGreaterThan(2 * 7e9);
    expect(p.warnings.some(w => /experts/.test(w))).toBe(true);
  });

  it('serving: a smaller model on more data, cheaper in all, beside the training-only one', () => {
    const loss = 2;
    const plain = plan({ loss, law: epoch });
    const p = plan({ loss, law: epoch, inferenceTokens: 2e12 });
    expect(p.N).toBeLessThan(plain.N);
    expect(p.D).toBeGreaterThan(plain.D);
    const { planned, trainingOnly, saving, serving } = p.inference!;
    close(trainingOnly.N, plain.N, 1e-4);
    expect(planned.total).toBeLessThan(trainingOnly.total);
    close(saving, 1 - planned.total / trainingOnly.total);
    expect(serving!.usdPerMillionGenerated).toBeGreaterThan(0);
    close(p.inference!.servingCost, (2e12 / 1e6) * serving!.usdPerMillionGenerated!);
  });
});

describe('uncertainty', () => {
  it('intervals hold the plan, and a second way of the draws agrees', () => {
    const law = withDraws(epoch, 400, 1);
    const p = plan({ ...four, law });
    const { N, D, cost, loss, optimalLoss } = p.intervals!;
    for (const [interval, value] of [
      [N, p.N],
      [D, p.D],
      [loss!, p.loss!],
      [optimalLoss!, p.optimalLoss!],
    ] as const) {
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
      expect(interval.draws).toHaveLength(400);
    }
    close(cost!.low, 4e6);
    // By hand, for one draw.
    const [A, B, , alpha, beta] = law.draws!.values.slice(7 * 5, 8 * 5);
    const G = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
    close(N.draws[7], G * (p.C / 6) ** (beta / (alpha + beta)));
    expect(plan(four).intervals).toBeUndefined();
  });

  it('a loss to reach has an uncertain price', () => {
    const p = plan({ law: withDraws(epoch, 200, 1), loss: 2, gpus: 512 });
    expect(p.intervals!.cost!.low).toBeLessThan(p.cost!);
    expect(p.intervals!.cost!.high).toBeGreaterThan(p.cost!);
  });
});

describe('sentences', () => {
  it('about what was given wrongly', () => {
    expect(() => plan({})).toThrow(/nothing is/);
    expect(() => plan({ flop: -1 })).toThrow(/positive/);
    expect(() => plan({ flop: 1e22, mfu: 40 })).toThrow(/share between 0 and 1/);
    expect(() => plan({ usd: 1e6, hardware: findDevice('tpu_v4')! })).toThrow(/price/);
    expect(() => plan({ flop: 1e22, hardware: findDevice('a100_80gb')!, precision: 'fp8' })).toThrow(/fp8/);
  });

  it('a model that fits nowhere is planned with a warning', () => {
    const p = plan({ N: 1e12, D: 1e11, gpus: 8 });
    expect(p.parallelism!.fits).toBe(false);
    expect(p.warnings.some(w => /does not fit/.test(w))).toBe(true);
  });

  it('more GPUs than sequences are a warning, not a crash', () => {
    const p = plan({ N: 1e8, D: 2e9, gpus: 4096 });
    expect(p.parallelism).toBeUndefined();
    expect(p.warnings.some(w => /too few for 4096 GPUs/.test(w))).toBe(true);
  });
});
