import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

export const optimizers = ['adam', 'adam8bit', 'lion', 'muon', 'sgd_momentum', 'sgd', 'adafactor'] as const;
export type Optimizer = (typeof optimizers)[number];

export const precisions = ['bf16', 'fp16', 'fp8', 'fp32'] as const;
export type Precision = (typeof precisions)[number];

/** Bytes of model state per parameter. */
export interface StateBytes {
  readonly weights: number;
  readonly gradients: number;
  /** Optimizer states and, in mixed precision, the fp32 copy of the weights. */
  readonly optimizer: number;
}

/**
 * fp32 states that an optimizer keeps per parameter, in bytes, by its definition: Adam two moments; Lion, Muon and SGD
 * with momentum one; Adafactor a row and a column of each matrix, which is next to nothing; 8-bit Adam a byte for each
 * moment.
 */
const stateBytes: Readonly<Record<Optimizer, number>> = {
  adam: 8,
  adam8bit: 2,
  lion: 4,
  muon: 4,
  sgd_momentum: 4,
  sgd: 0,
  adafactor: 0,
};

/**
 * Bytes per parameter of mixed-precision training: 2 + 2 + 12 with Adam, of which 4 are the fp32 copy of the weights.
 * Rajbhandari et al. 2020 (ZeRO), sec 3.1. With `gradients: 'fp32'`, 18 in all (Megatron's main gradients). fp8 speeds up
 * the products; weights and gradients are kept in 16 bits. fp32 needs no copy.
 */
export function bytesPerParam(
  optimizer: Optimizer,
  precision: Precision,
  gradients: '16 bit' | 'fp32' = '16 bit',
): StateBytes {
  const states = stateBytes[optimizer];
  if (states === undefined) {
    throw new ScienceError(
      'bad-input',
      l10n.t('There is no optimizer "{0}" here. Use one of {1}.', String(optimizer), optimizers.join(', ')),
    );
  }
  if (!precisions.includes(precision)) {
    throw new ScienceError(
      'bad-input',
      l10n.t('There is no precision "{0}" here. Use one of {1}.', String(precision), precisions.join(', ')),
    );
  }
  if (precision === 'fp32') return { weights: 4, gradients: 4, optimizer: states };
  return { weights: 2, gradients: gradients === 'fp32' ? 4 : 2, optimizer: 4 + states };
}

/** ZeRO stages: what is split over the data-parallel ranks. 1 optimizer states, 2 gradients too, 3 weights too. */
export type ZeroStage = 0 | 1 | 2 | 3;

/** Bytes per parameter that one of `ranks` data-parallel ranks holds. ZeRO, fig 1: 16, 4 + 12/Nd, 2 + 14/Nd, 16/Nd with Adam. */
export function shardedBytes(state: StateBytes, zero: ZeroStage, ranks: number): StateBytes {
  return {
    weights: state.weights / (zero >= 3 ? ranks : 1),
    gradients: state.gradients / (zero >= 2 ? ranks : 1),
    optimizer: state.optimizer / (zero >= 1 ? ranks : 1),
  };
}
