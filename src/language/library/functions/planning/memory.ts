import * as l10n from '@vscode/l10n';
import { settleExperts } from '../../../../science/planning/defaults';
import { memoryRecord } from '../../../../science/planning/fields';
import { type MemoryOptions, memoryOf } from '../../../../science/planning/memory/memory';
import { optimizers, precisions } from '../../../../science/planning/memory/states';
import type { RecordValue, Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional, type Parameter, positive, quiet } from '../../parameter';
import { boolean, model, oneOf } from '../../parameters';
import { factsOf } from '../counting/facts-of';
import { noteRecalled } from '../counting/note-recalled';
import { architectureOf, shape } from '../counting/shape';
import { checkpointing, experts, zero } from './arguments';
import { hardware } from './hardware-of';
import { bytesRecord } from './plan-value';
import { central } from './quantities';

/** How what is stored is split, and what is counted. */
const split = {
  gpus: optional(central(positive('GPU', 'Accelerators in all.')), 1, '1'),
  zero: optional(zero, 0, '0'),
  tensor: optional(count('GPUs that share each layer.', 1), 1, '1'),
  pipeline: optional(count('Stages that the layers are divided into.', 1), 1, '1'),
  optimizer: optional(oneOf(optimizers, 'Decides the bytes of state per parameter.'), 'adam', '"adam"'),
  precision: optional(oneOf(precisions, 'Number format of weights and products.'), 'bf16', '"bf16"'),
  batch: optional(
    count('Sequences in the micro-batch of one data-parallel rank; when serving, sequences at once.', 1),
    1,
    '1',
  ),
  checkpointing: optional(checkpointing, 'none', '"none"'),
  activations: optional(boolean('Whether activations are counted.'), true, 'true'),
  serving: optional(boolean('Serving instead of training: weights and cache alone.'), false, 'false'),
  hardware: maybe(hardware('Decides whether it fits.')),
  sequence_parallel: quiet(
    maybe(boolean('Norms and dropouts are split along the sequence: wherever tensor parallelism is, if left out.')),
  ),
  gradients: quiet(
    optional(oneOf<'16 bit' | 'fp32'>(['16 bit', 'fp32'], 'Number format of the gradients.'), '16 bit', '"16 bit"'),
  ),
  cache_bytes: quiet(optional(positive('', 'Bytes of a cached key or value.'), 2, '2')),
  expert_parallel: quiet(optional(count('Data-parallel ranks that share out the experts.', 1), 1, '1')),
};

type Split = { readonly [K in keyof typeof split]: (typeof split)[K] extends Parameter<infer T> ? T : never };

const context = maybe(central(positive('tokens', 'Tokens in a sequence: 4,096 if left out.')));

const RETURNS = '{weights, gradients, optimizer, activations, kv_cache, total, transient, per_gpu, fits, …} in bytes';

const { glu: _glu, context: _context, kv_heads: _heads, ...dimensions } = shape;

export const memoryFunctions: readonly FunctionEntry[] = [
  {
    name: 'memory',
    group: 'planning',
    summary:
      'Bytes on the fullest GPU when a model is trained or served: weights, gradients, optimizer, activations, cache.',
    details: [
      '- Model states: 2 + 2 + 12 bytes per parameter with Adam in mixed precision; tensor and pipeline parallelism divide all of them, ZeRO stages 1, 2, 3 divide optimizer states, gradients, weights over the data-parallel ranks (Rajbhandari et al. 2019, sec 3.1, fig 1).',
      '- Activations of a layer: s b h (34 + 5 a s / h) bytes for the classic shape, with the terms of heads, feed-forward and gate as they are given; `checkpointing: "selective"` drops the scores, `"full"` keeps the input alone (Korthikanti et al. 2022, eq 1 to 4).',
      '- `total` is what is held through the step; `transient` what is held for a moment besides, at its highest: the logits in 32 bits and the ends of the model (Korthikanti et al. 2022, sec 4.3), or the one layer that full recomputation has at hand, with its whole gradients; and two layers of weights where ZeRO 3 gathers them (one under way, one fetched ahead: assumed). `per_gpu` is their sum, the peak. Buffers of the framework and of the links come on top.',
      '- Cache: 2 × layers × kv_heads × head size × context × batch × bytes, divided by tensor and pipeline. Training holds none: it is part of the total with `serving: true` only.',
    ].join('\n'),
    signatures: [
      signature(
        { model: model('A published model.'), ...split, context },
        RETURNS,
        ({ model: one, context: length, ...a }, host) => {
          const facts = factsOf(one);
          const { params, architecture, moe } = facts;
          noteRecalled(host, facts);
          const routed = moe && { experts: moe.experts, topK: moe.topK ?? 1, every: moe.every ?? 1 };
          return answer(
            { params, architecture: architecture ?? moe, experts: routed, context: length, ...options(a) },
            host,
          );
        },
      ),
      signature(
        {
          params: maybe(
            central(positive('params', 'Parameters in all, experts included; counted from the shape if left out.')),
          ),
          ...split,
          context,
          ...dimensions,
          kv_heads: shape.kv_heads,
          glu: maybe(boolean('Gated feed-forward (SwiGLU).')),
          experts: quiet(maybe(experts)),
        },
        RETURNS,
        ({ params, context: length, kv_heads, glu, experts: asked, ...a }, host) => {
          const architecture = architectureOf({ ...a, context: length, kv_heads, glu: glu ?? false });
          const given = { params, architecture, experts: settleExperts({ experts: asked }), kvHeads: kv_heads, glu };
          return answer({ ...given, vocab: a.vocab, context: length, ...options(a) }, host);
        },
      ),
    ],
    examples: [
      'memory(params: 7.5B, gpus: 64, zero: 3, activations: false).total',
      'memory(models.llama_65b, gpus: 2048, tensor: 8, zero: 1, checkpointing: "selective", hardware: hardware.a100_80gb)',
      'memory(layers: 32, width: 4096, heads: 32, ffn: 11008, glu: true, vocab: 32000, context: 4096, serving: true).kv_cache',
    ],
    sources: ['zero', 'korthikanti', 'scaling-book'],
  },
];

function options(a: Split): MemoryOptions {
  const { hardware: device, sequence_parallel, cache_bytes, expert_parallel, ...same } = a;
  const { gpus, zero: stage, tensor, pipeline, optimizer, precision, batch, activations, serving, gradients } = same;
  return {
    ...{ gpus, zero: stage, tensor, pipeline, optimizer, precision, batch, activations, serving, gradients },
    ...{ checkpointing: same.checkpointing, sequenceParallel: sequence_parallel, cacheBytes: cache_bytes },
    ...{ expertParallel: expert_parallel, capacity: device?.memoryBytes },
  };
}

const SOURCES = {
  weights: 'Rajbhandari et al. 2019 (ZeRO), sec 3.1: 2 bytes per parameter',
  gradients: 'Rajbhandari et al. 2019 (ZeRO), sec 3.1: 2 bytes per parameter',
  optimizer: 'Rajbhandari et al. 2019 (ZeRO), sec 3.1: 12 bytes per parameter with Adam',
  activations: 'Korthikanti et al. 2022, eq 1 to 4 and Table 2',
  transient: 'Korthikanti et al. 2022, sec 4.3; Rajbhandari et al. 2019 (ZeRO), sec 7',
  kv_cache: 'Austin et al. 2025 (scaling book), inference chapter',
} as const;

function answer(o: MemoryOptions, { note }: Context): Value {
  const found = memoryOf(o);
  remark(o, note);
  return {
    ...(bytesRecord(memoryRecord(found)) as RecordValue),
    title: o.serving ? l10n.t('Memory of serving, per GPU') : l10n.t('Memory of training, per GPU'),
    sources: new Map(Object.entries(SOURCES)),
  };
}

/** The shape that activations and cache are counted from is not the user's own. */
function remark(o: MemoryOptions, note: Context['note']): void {
  if (o.architecture || (o.activations === false && !o.serving)) return;
  note({
    tone: 'info',
    key: 'memory shape',
    text: l10n.t(
      'Activations and cache of an assumed shape (near published practice): give layers, width, heads and ffn for your own.',
    ),
  });
}
