import * as v from 'valibot';
import type { NumberStyle } from '../../chart';
import { figure, finite, listOf, notes, style, text } from '../../check/basics';
import { checker } from '../../check/check';
import type { ViewNote } from '../notes';

/** A bin of confidences. Empty bins have `n: 0` and no figures. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Mean confidence and share correct, 0 to 1. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
  /** Interval of the accuracy. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

export interface CalibratedModel {
  readonly name: string;
  readonly bins: readonly CalibrationBin[];
  readonly ece: number | null;
  readonly mce: number | null;
  readonly ace: number | null;
  readonly brier: number | null;
  readonly nll: number | null;
  readonly accuracy: number | null;
  readonly meanConfidence: number | null;
  readonly n: number;
  /** ECE with the upward bias of sampling noise taken off. */
  readonly eceDebiased?: number | null;
  /** Chance that a right answer had more confidence than a wrong one. */
  readonly auroc?: number | null;
  readonly source?: string;
  /** Size, tokens or compute of the model, and which line of ECE against it the model belongs to. */
  readonly scale?: number;
  readonly line?: string;
  /** Bootstrap intervals of scores, by the names of the fields above. */
  readonly intervals?: Readonly<Record<string, readonly [low: number, high: number]>>;
}

/** Whether models know what they know. */
export interface CalibrationPayload {
  readonly title?: string;
  /** "10 bins of equal width, right-closed · 90 % Wilson intervals". */
  readonly subtitle?: string;
  readonly models: readonly CalibratedModel[];
  /** What the scales of the models are. */
  readonly scale?: { readonly label: string; readonly style: NumberStyle };
  readonly notes?: readonly ViewNote[];
}

export const check = checker<CalibrationPayload>(
  'calibration',
  v.object({
    title: v.optional(text),
    subtitle: v.optional(text),
    models: listOf(
      v.object({
        name: text,
        bins: listOf(
          v.object({
            low: finite,
            high: finite,
            n: v.pipe(finite, v.minValue(0)),
            confidence: figure,
            accuracy: figure,
            ciLow: figure,
            ciHigh: figure,
          }),
          1000,
        ),
        ece: figure,
        mce: figure,
        ace: figure,
        brier: figure,
        nll: figure,
        accuracy: figure,
        meanConfidence: figure,
        n: v.pipe(finite, v.minValue(0)),
        eceDebiased: v.optional(figure),
        auroc: v.optional(figure),
        source: v.optional(text),
        scale: v.optional(v.pipe(finite, v.gtValue(0))),
        line: v.optional(text),
        intervals: v.optional(v.record(text, v.tuple([finite, finite]))),
      }),
      40,
    ),
    scale: v.optional(v.object({ label: text, style })),
    notes,
  }),
);
