import type { DeviceFacts } from '../facts/device';
import type { Law } from '../laws/law';
import type { Checkpointing } from './memory/activations';
import type { Optimizer, Precision, ZeroStage } from './memory/states';
import type { Constraints } from './solve/constraints';

/** Everything that a plan may be told. What is left out is assumed, and the plan says so. */
export interface PlanArguments extends Constraints {
  /** Losses and optima; laws.epoch where absent. */
  readonly law?: Law | undefined;
  /** Batch and learning rate; laws.steplaw where absent. */
  readonly hyperparameters?: Law | undefined;
  readonly hardware?: DeviceFacts | undefined;
  /** Model FLOP utilization, 0 to 1. */
  readonly mfu?: number | undefined;
  readonly precision?: Precision | undefined;
  /** USD for one hour of one GPU. */
  readonly usdPerGpuHour?: number | undefined;
  readonly context?: number | undefined;
  readonly vocab?: number | undefined;
  readonly kvHeads?: number | undefined;
  readonly glu?: boolean | undefined;
  readonly tied?: boolean | undefined;
  /** A mixture of experts: their number, each token sent to 2 in every second layer, or all three. N counts what a token passes through. */
  readonly experts?: number | { readonly experts: number; readonly topK?: number; readonly every?: number } | undefined;
  readonly pue?: number | undefined;
  /** kg CO2 equivalent per kWh. */
  readonly grid?: number | undefined;
  /** Share of the rented time that trains. */
  readonly utilization?: number | undefined;
  readonly zero?: ZeroStage | undefined;
  readonly tensor?: number | undefined;
  readonly pipeline?: number | undefined;
  readonly checkpointing?: Checkpointing | undefined;
  readonly optimizer?: Optimizer | undefined;
  /** Tokens in a batch. */
  readonly batch?: number | undefined;
  /** Share of the draws that the intervals hold. */
  readonly level?: number | undefined;
}
