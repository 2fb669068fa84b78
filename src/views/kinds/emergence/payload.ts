import * as v from 'valibot';
import type { Chart } from '../../chart';
import { figures, listOf, notes, numbers, text } from '../../check/basics';
import { chartSchema } from '../../check/chart';
import { checker } from '../../check/check';
import type { ViewNote } from '../notes';

/** Exact-match scores, from which the probability per token follows for any length of answers. */
export interface ExactMatches {
  /** Scales and shares of right answers, 0 to 1. */
  readonly x: readonly number[];
  readonly share: readonly (number | null)[];
}

/** A series of scores in one or more metrics of the same outputs. */
export interface EmergencePanel {
  readonly name: string;
  /** A chart for each metric, in the order of `metrics`; null where the series has no scores in it. */
  readonly charts: readonly (Chart | null)[];
  readonly exact?: ExactMatches;
}

/** Where abilities appear, and how much of a jump the metric makes. */
export interface EmergencePayload {
  readonly title?: string;
  readonly subtitle?: string;
  /** Names of the measured metrics. */
  readonly metrics: readonly string[];
  readonly panels: readonly EmergencePanel[];
  /** What is shown: the place of a metric, the probability per token, or all beside each other. */
  readonly shown: string;
  readonly axis: 'log' | 'linear';
  /** Tokens of a whole answer. */
  readonly tokens: number;
  readonly notes?: readonly ViewNote[];
}

export const MOST_TOKENS = 20;

export const check = checker<EmergencePayload>(
  'emergence',
  v.object({
    title: v.optional(text),
    subtitle: v.optional(text),
    metrics: v.pipe(listOf(text, 10), v.minLength(1)),
    panels: listOf(
      v.object({
        name: text,
        charts: listOf(v.nullable(chartSchema), 10),
        exact: v.optional(v.object({ x: numbers, share: figures })),
      }),
      100,
    ),
    shown: text,
    axis: v.picklist(['log', 'linear']),
    tokens: v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6)),
    notes,
  }),
);
