import type { Architecture } from '../counting/architecture';
import { flopsPerToken } from '../counting/flops';

/** A measured throughput. */
export interface Throughput {
  readonly tokensPerSecond: number;
  readonly chips: number;
  /** Dense peak FLOP per second of one chip. */
  readonly peak: number;
  readonly N: number;
  /** Needed to count attention. */
  readonly architecture?: Architecture;
  readonly sequence?: number;
}

/**
 * Model FLOP utilization: useful FLOP per second over the peak. Counts 6N per token, and the attention's 12 L H Q T where
 * an architecture and a sequence length are given. Chowdhery et al. 2022, appendix B.
 */
export function mfu({ tokensPerSecond, chips, peak, N, architecture, sequence }: Throughput): number {
  const perToken =
    architecture && sequence !== undefined
      ? flopsPerToken('palm', { N, architecture, sequence })
      : flopsPerToken('6nd', { N });
  return (tokensPerSecond * perToken) / (chips * peak);
}

/** Hardware FLOP utilization with full recomputation: the forward pass twice, so 8N + 16 L H Q T over 6N + 12 L H Q T. */
export function hfuFullRecomputation(modelFlopUtilization: number): number {
  return (4 / 3) * modelFlopUtilization;
}

/** Utilization from the FLOP per second that a chip was reported to do. */
export const utilizationOf = (flopPerSecond: number, peak: number): number => flopPerSecond / peak;
