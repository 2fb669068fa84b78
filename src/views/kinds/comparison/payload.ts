import * as v from 'valibot';
import { bool, figure, figures, finite, LIMITS, listOf, notes, numbers, text } from '../../check/basics';
import { checker } from '../../check/check';
import type { IsoflopCurve } from '../curve';
import type { ViewNote } from '../notes';

/** A model as it was trained, and what the law says of it. Figures in base units; `null` where unpublished. */
export interface ComparedModel {
  readonly name: string;
  readonly title: string;
  readonly params: number | null;
  /** Parameters that a token passes through, where fewer than all; `null` where unpublished. */
  readonly activeParams?: number | null;
  readonly tokens: number | null;
  /** Training FLOP. */
  readonly flops: number | null;
  /** Predicted loss. */
  readonly loss: number | null;
  readonly lossLow?: number;
  readonly lossHigh?: number;
  /** The best that the same compute buys under the law. */
  readonly optimum: { readonly N: number; readonly D: number; readonly loss: number | null } | null;
  /** The isoFLOP curve of the model's own compute. */
  readonly curve?: IsoflopCurve;
  /** Where its figures come from. */
  readonly source?: string;
  /** Where single figures come from, if elsewhere. */
  readonly sources?: Partial<Record<'params' | 'tokens' | 'flops' | 'loss', string>>;
}

export interface ComparedBenchmark {
  readonly name: string;
  /** "5-shot". */
  readonly setting?: string;
  /** `percent` (67.6), `fraction` (0.676) or the name of another measure, which is tabulated and not drawn. */
  readonly unit: string;
  /** One per model, in the order of the models. */
  readonly values: readonly (number | null)[];
  readonly higherIsBetter: boolean;
  readonly source?: string;
}

export interface ComparisonPayload {
  readonly title?: string;
  readonly subtitle?: string;
  readonly law: {
    readonly name: string;
    readonly title: string;
    readonly citation?: string;
    /** "nats per token". */
    readonly unit?: string;
  };
  readonly models: readonly ComparedModel[];
  readonly benchmarks: readonly ComparedBenchmark[];
  readonly notes?: readonly ViewNote[];
}

const optionalText = v.optional(text);

export const curve: v.GenericSchema<unknown, IsoflopCurve> = v.object({
  N: numbers,
  loss: figures,
  low: v.optional(figures),
  high: v.optional(figures),
});

/** Twelve columns of figures and as many markers are as much as can be told apart. */
const MOST_MODELS = 24;

export const check = checker<ComparisonPayload>(
  'comparison',
  v.object({
    title: optionalText,
    subtitle: optionalText,
    law: v.object({ name: text, title: text, citation: optionalText, unit: optionalText }),
    models: listOf(
      v.object({
        name: text,
        title: text,
        params: figure,
        activeParams: v.optional(figure),
        tokens: figure,
        flops: figure,
        loss: figure,
        lossLow: v.optional(v.number()),
        lossHigh: v.optional(v.number()),
        optimum: v.nullable(v.object({ N: finite, D: finite, loss: figure })),
        curve: v.optional(curve),
        source: optionalText,
        sources: v.optional(
          v.object({ params: optionalText, tokens: optionalText, flops: optionalText, loss: optionalText }),
        ),
      }),
      MOST_MODELS,
    ),
    benchmarks: listOf(
      v.object({
        name: text,
        setting: optionalText,
        unit: text,
        values: listOf(figure, MOST_MODELS),
        higherIsBetter: bool,
        source: optionalText,
      }),
      LIMITS.columns,
    ),
    notes,
  }),
);
