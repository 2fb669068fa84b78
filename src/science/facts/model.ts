import type { Architecture } from '../counting/architecture';
import type { MoeArchitecture } from '../counting/moe';
import type { Citation } from '../source';

/** One measured result of a model. */
export interface Result {
  readonly benchmark: string;
  readonly metric: string;
  readonly value: number;
  /** "percent", "fraction", "perplexity", "bits per byte", "nats per token" … */
  readonly unit: string;
  /** "5-shot", "0-shot, dev split"; empty where the source does not say. */
  readonly setting: string;
  /** Absent where neither is better. */
  readonly higherIsBetter?: boolean;
  readonly citation: Citation;
}

/** A published model. Every figure has the model's citation unless `figures` names another for it. */
export interface ModelFacts {
  readonly kind: 'model';
  /** Its name in Scale without the namespace: `llama_65b`. */
  readonly name: string;
  readonly title: string;
  readonly family: string;
  /** Total parameters as published. */
  readonly params: number;
  /** Parameters that one token passes through, where fewer than all. */
  readonly activeParams?: number;
  /** Training tokens. */
  readonly tokens?: number;
  /** Training FLOP as published (not 6ND). */
  readonly flops?: number;
  readonly architecture?: Architecture;
  readonly moe?: MoeArchitecture;
  /** Peak learning rate and batch in tokens. */
  readonly learningRate?: number;
  readonly batchTokens?: number;
  readonly results: readonly Result[];
  readonly citation: Citation;
  /** Citations of figures that differ from `citation`, by field. */
  readonly figures?: Readonly<Record<string, Citation>>;
  /** Fields (`architecture.vocab`) that were recalled and not seen: say so where they are used. */
  readonly recalled?: readonly string[];
  readonly notes?: readonly string[];
}

/** A model before its results are joined to it. */
export type ModelEntry = Omit<ModelFacts, 'kind' | 'results'>;
