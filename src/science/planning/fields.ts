import type { Plan } from './plan';

/**
 * Units of a plan's fields, for those that have one: the language turns the numbers into quantities. `gpu_hours` counts
 * hours, everything else is in base units.
 */
export const planUnits: Readonly<Record<string, string>> = {
  N: 'params',
  D: 'tokens',
  C: 'FLOP',
  tokens_per_param: 'tokens/params',
  effective_D: 'tokens',
  time: 'seconds',
  gpu_hours: 'GPU hour',
  gpus: 'GPU',
  cost: 'USD',
  energy: 'joules',
  co2: 'kgCO2e',
  peak: 'FLOP/second',
  batch: 'tokens',
};

/** A plan under the names that the language pins, as plain data (no functions, no typed arrays but draws). */
export function planFields(p: Plan) {
  return {
    ...{ N: p.N, D: p.D, C: p.C, tokens_per_param: p.tokensPerParam, epochs: p.epochs, effective_D: p.effectiveD },
    ...{ loss: p.loss, optimal_loss: p.optimalLoss, penalty: p.penalty, compute_penalty: p.computePenalty },
    ...{ time: p.time, gpu_hours: p.gpuHours, gpus: p.gpus, cost: p.cost, energy: p.energy, co2: p.co2 },
    ...{ peak: p.peak, mfu: p.mfu },
    architecture: architectureFields(p.architecture),
    ...{ batch: p.batch, steps: p.steps, learning_rate: p.learningRate },
    memory: memoryFields(p),
    parallelism: parallelismFields(p),
    inference: inferenceFields(p),
    data_limit: p.dataLimit && {
      nearly_free: p.dataLimit.nearlyFree,
      stop_paying: p.dataLimit.stopPaying,
      stop_paying_rival: p.dataLimit.stopPayingRival,
      most_effective: p.dataLimit.mostEffective,
    },
    assumptions: p.assumptions,
    warnings: p.warnings,
  };
}

/** A shape under the names that the language pins. */
export function architectureFields(a: Plan['architecture']) {
  return {
    ...{ layers: a.layers, width: a.width, heads: a.heads, kv_heads: a.kvHeads, ffn: a.ffn, vocab: a.vocab },
    ...{ params: a.params, total_params: a.totalParams, non_embedding: a.nonEmbedding, context: a.context },
    ...{ glu: a.glu, tied: a.tied },
    experts: a.experts && { experts: a.experts.experts, top_k: a.experts.topK, every: a.experts.every },
  };
}

function memoryFields({ memory: m }: Plan) {
  return m && memoryRecord(m);
}

/** Memory under the names that the language pins, in bytes. */
export function memoryRecord(m: NonNullable<Plan['memory']>) {
  return {
    ...{ weights: m.weights, gradients: m.gradients, optimizer: m.optimizer, activations: m.activations },
    ...{ kv_cache: m.kvCache, total: m.total, transient: m.transient, per_gpu: m.perGpu, cluster: m.cluster },
    ...{ capacity: m.capacity, fits: m.fits },
  };
}

function parallelismFields({ parallelism: p }: Plan) {
  if (!p) return undefined;
  return {
    ...{ tensor: p.layout.tensor, pipeline: p.layout.pipeline, data: p.layout.data, zero: p.layout.zero },
    ...{ checkpointing: p.layout.checkpointing, micro_batch: p.layout.microBatch },
    ...{ accumulation: p.layout.accumulation, fits: p.fits },
    ...throughputFields(p.throughput),
    candidates: p.candidates.map(c => ({
      ...{ tensor: c.layout.tensor, pipeline: c.layout.pipeline, data: c.layout.data, zero: c.layout.zero },
      ...{ checkpointing: c.layout.checkpointing, per_gpu: c.memory.perGpu, fits: c.fits, chosen: c.chosen },
      ...{ ...throughputFields(c.throughput), reason: c.reason },
    })),
  };
}

function throughputFields(t: NonNullable<Plan['parallelism']>['throughput']) {
  return {
    ...{ tokens_per_second: t.tokensPerSecond, mfu_bound: t.mfu, bound: t.bound, bubble: t.bubble, step: t.step },
    ...{ compute: t.compute, memory_time: t.memory, tensor_time: t.tensor, data_time: t.data, stage_time: t.stages },
    expert_time: t.experts,
  };
}

function inferenceFields({ inference: i }: Plan) {
  if (!i) return undefined;
  const run = ({ N, D, loss, training, serving, total }: typeof i.planned) => ({
    N,
    D,
    loss,
    training,
    serving,
    total,
  });
  const s = i.serving;
  return {
    ...{ tokens: i.tokens, planned: run(i.planned), training_only: run(i.trainingOnly), saving: i.saving },
    serving_cost: i.servingCost,
    cost_per_million: s?.usdPerMillionGenerated,
    cost_per_million_prompt: s?.usdPerMillionPrompt,
    gpus: s?.gpus,
    batch: s?.batch,
    tokens_per_second: s?.decodeTokensPerSecond,
    prompt_tokens_per_second: s?.prefillTokensPerSecond,
    bound: s?.decodeBound,
  };
}
