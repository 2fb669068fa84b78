import * as l10n from '@vscode/l10n';
import type { DeviceFacts } from '../../../../science/facts/device';
import { settlePrecision } from '../../../../science/planning/defaults';
import { precisions } from '../../../../science/planning/memory/states';
import { hfuFullRecomputation, mfu, utilizationOf } from '../../../../science/planning/mfu';
import { ScaleError } from '../../../errors';
import { type FunctionEntry, type Signature, signature } from '../../entry';
import { maybe, number, optional, positive, quiet } from '../../parameter';
import { boolean, model, oneOf } from '../../parameters';
import { factsOf } from '../counting/facts-of';
import { noteRecalled } from '../counting/note-recalled';
import { hardware } from './hardware-of';
import { central, flopRate, throughput } from './quantities';

const speed = {
  tokens_per_second: throughput('Training tokens per second of the whole run.'),
  gpus: positive('GPU', 'Accelerators in all.'),
  hardware: hardware('Its dense peak is what is divided by.'),
  precision: quiet(maybe(oneOf(precisions, 'Number format whose peak counts.'))),
};

const peakOf = (device: DeviceFacts, precision?: (typeof precisions)[number]): number =>
  device.peak[settlePrecision({ precision }, device)] as number;

/** The ways to say how fast a run was; `scale` turns model FLOP into hardware FLOP. */
const ways = (scale: (share: number) => number): Signature[] => [
  signature(
    {
      model: model('A published model.'),
      ...speed,
      sequence: maybe(positive('tokens', 'Tokens in a sequence, where it is not the model’s context.')),
      attention: optional(
        boolean('Count the FLOP of attention too (12 layers × width × sequence per token).'),
        true,
        'true',
      ),
    },
    'number',
    (
      { model: one, tokens_per_second: tokensPerSecond, gpus: chips, hardware: device, precision, sequence, attention },
      context,
    ) => {
      const facts = factsOf(one);
      const { params, activeParams, architecture } = facts;
      const length = sequence ?? architecture?.context;
      if (attention && (!architecture || length === undefined))
        throw new ScaleError(
          'no-architecture',
          l10n.t('The attention of {0} cannot be counted: give `sequence`, or say `attention: false`.', one.title),
        );
      const counted = attention && architecture && length !== undefined ? { architecture, sequence: length } : {};
      noteRecalled(context, facts, 'architecture' in counted);
      const peak = peakOf(device, precision);
      return scale(mfu({ tokensPerSecond, chips, peak, N: activeParams ?? params, ...counted }));
    },
  ),
  signature(
    { N: central(positive('params', 'Parameters that a token passes through.')), ...speed },
    'number',
    ({ N, tokens_per_second: tokensPerSecond, gpus: chips, hardware: device, precision }) =>
      scale(mfu({ tokensPerSecond, chips, peak: peakOf(device, precision), N })),
  ),
  signature(
    {
      rate: flopRate('Model FLOP per second that one GPU was reported to do.'),
      hardware: speed.hardware,
      precision: speed.precision,
    },
    'number',
    ({ rate, hardware: device, precision }) => scale(utilizationOf(rate, peakOf(device, precision))),
  ),
];

export const utilizationFunctions: readonly FunctionEntry[] = [
  {
    name: 'mfu_of',
    group: 'planning',
    summary: 'Model FLOP utilization: the FLOP per second that a run needed, over the dense peak of its hardware.',
    details:
      'Counts 6 N per token, and attention where the architecture is known (Chowdhery et al. 2022, appendix B). Recomputation does not count: `hfu_of` counts it.',
    signatures: ways(share => share),
    examples: [
      'mfu_of(models.palm_540b, tokens_per_second: 238300, gpus: 6144, hardware: hardware.tpu_v4, sequence: 2048)',
      'mfu_of(rate: 400e12 FLOPS, hardware: hardware.h100_sxm)',
    ],
    sources: ['palm', 'llama3'],
  },
  {
    name: 'hfu_of',
    group: 'planning',
    summary: 'Hardware FLOP utilization under full recomputation: the forward pass counts twice.',
    details:
      'Four thirds of the model FLOP utilization (Korthikanti et al. 2022). Runs that recompute only some of it lie between the two.',
    signatures: [
      ...ways(hfuFullRecomputation),
      signature({ mfu: number('Model FLOP utilization.') }, 'number', ({ mfu: share }) => hfuFullRecomputation(share)),
    ],
    examples: [
      'hfu_of(models.palm_540b, tokens_per_second: 238300, gpus: 6144, hardware: hardware.tpu_v4, sequence: 2048)',
    ],
    sources: ['palm', 'korthikanti'],
  },
];
