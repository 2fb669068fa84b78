import type { Citation } from '../source';

/** Dense peak rates in FLOP per second (int8: operations per second). Sparse figures are no peaks and are left out. */
export interface PeakRates {
  readonly bf16?: number;
  readonly fp16?: number;
  readonly fp8?: number;
  readonly fp4?: number;
  readonly fp32?: number;
  readonly int8?: number;
}

/** A price for an hour of one device, as published on a day: a default to be edited, not a quotation. */
export interface Price {
  readonly usdPerHour: number;
  /** Where the source gives a range. */
  readonly range?: readonly [number, number];
  readonly kind: 'on-demand' | 'spot' | 'assumed';
  readonly provider: string;
  /** As the source dates it: "2024-25", "2026-04-13". */
  readonly date: string;
  readonly citation: Citation;
}

/** An accelerator. */
export interface DeviceFacts {
  readonly kind: 'device';
  /** Its name in Scale without the namespace: `h100_sxm`. */
  readonly name: string;
  readonly title: string;
  readonly peak: PeakRates;
  /** Bytes of device memory. */
  readonly memoryBytes?: number;
  /** Bytes per second to that memory. */
  readonly bandwidth?: number;
  /** Watts at full load. */
  readonly power?: number;
  /** Best dense bf16 matrix product measured, in FLOP per second. */
  readonly measuredMatmul?: number;
  readonly prices: readonly Price[];
  readonly citation: Citation;
  readonly figures?: Readonly<Record<string, Citation>>;
  readonly notes?: readonly string[];
}
