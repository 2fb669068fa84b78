import * as v from 'valibot';
import { bool, figure, finite, listOf, notes, numbers, text } from '../../check/basics';
import { checker } from '../../check/check';
import { keepExtremes, meansAround } from '../../reduce/extremes';
import type { ViewNote } from '../notes';

export type Progress = 'tokens' | 'steps' | 'flops';

/** A training run: loss along tokens, steps or FLOP (those that are known, ascending, as long as `loss`). */
export interface LossRun {
  readonly name: string;
  readonly params?: number | null;
  readonly tokens?: readonly number[];
  readonly steps?: readonly number[];
  readonly flops?: readonly number[];
  readonly loss: readonly number[];
  /** Means of the stretches around the points of a reduced run, for smoothing. */
  readonly mean?: readonly number[];
  /** How many points each stands for. */
  readonly weights?: readonly number[];
  /** Points before it was reduced. */
  readonly points?: number;
  readonly source?: string;
}

export interface LossCurvesOptions {
  readonly x?: Progress;
  /** Width of the averaging window as a share of the axis, 0 to 0.5. */
  readonly smoothing?: number;
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** The lowest loss of any run at each compute. */
  readonly envelope?: boolean;
}

export interface LossCurvesPayload {
  readonly title?: string;
  readonly subtitle?: string;
  /** "validation loss (nats per token)". */
  readonly lossLabel?: string;
  readonly runs: readonly LossRun[];
  readonly options?: LossCurvesOptions;
  readonly notes?: readonly ViewNote[];
}

export const check = checker<LossCurvesPayload>(
  'loss curves',
  v.object({
    title: v.optional(text),
    subtitle: v.optional(text),
    lossLabel: v.optional(text),
    runs: listOf(
      v.object({
        name: text,
        params: v.optional(figure),
        tokens: v.optional(numbers),
        steps: v.optional(numbers),
        flops: v.optional(numbers),
        loss: numbers,
        mean: v.optional(numbers),
        weights: v.optional(numbers),
        points: v.optional(finite),
        source: v.optional(text),
      }),
      200,
    ),
    options: v.optional(
      v.object({
        x: v.optional(v.picklist(['tokens', 'steps', 'flops'])),
        smoothing: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(0.5))),
        logX: v.optional(bool),
        logY: v.optional(bool),
        envelope: v.optional(bool),
      }),
    ),
    notes,
  }),
);

/** A run as it is recorded; lists or typed arrays. */
export interface RawRun {
  readonly name: string;
  readonly params?: number | null;
  readonly tokens?: ArrayLike<number>;
  readonly steps?: ArrayLike<number>;
  readonly flops?: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  readonly source?: string;
}

/** All points of all runs together that are worth sending: beyond it, buckets become wider. */
const MOST_POINTS = 60_000;

/**
 * Makes runs short enough to draw: sorts each by its progress, keeps the extremes of every bucket (`keepExtremes`) and the means
 * between (`meansAround`). A million rows in about a tenth of a second.
 */
export function reduceRuns(runs: readonly RawRun[]): LossRun[] {
  const buckets = Math.max(50, Math.min(400, Math.floor(MOST_POINTS / (8 * Math.max(1, runs.length)))));
  return runs.map(run => reduceRun(run, buckets));
}

function reduceRun({ name, params, source, ...raw }: RawRun, buckets: number): LossRun {
  const along = raw.tokens ?? raw.steps ?? raw.flops ?? Array.from({ length: raw.loss.length }, (_, i) => i + 1);
  const order = ascending(along);
  const take = (from: ArrayLike<number>): ArrayLike<number> => (order ? order.map(i => from[i] as number) : from);
  const x = take(along);
  const loss = take(raw.loss);
  const places = keepExtremes(x, loss, { buckets });
  const pick = (from: ArrayLike<number>): number[] => places.map(i => from[i] as number);
  const reduced = places.length < loss.length;
  return {
    name,
    ...(params === undefined ? {} : { params }),
    ...(source === undefined ? {} : { source }),
    ...(raw.tokens ? { tokens: pick(take(raw.tokens)) } : {}),
    ...(raw.steps ? { steps: pick(take(raw.steps)) } : {}),
    ...(raw.flops ? { flops: pick(take(raw.flops)) } : {}),
    ...(raw.tokens || raw.steps || raw.flops ? {} : { steps: pick(x) }),
    loss: pick(loss),
    ...(reduced ? { mean: meansAround(loss, places), weights: stretches(places) } : {}),
    points: raw.loss.length,
  };
}

/** How many of the original values lie nearest to each kept place. */
const stretches = (places: readonly number[]): number[] =>
  places.map((p, i) => ((places[i + 1] ?? p) - (places[i - 1] ?? p)) / 2 || 1);

/** The order that makes values ascend; `undefined` where they do already. */
function ascending(values: ArrayLike<number>): number[] | undefined {
  for (let i = 1; i < values.length; i += 1) {
    if ((values[i] as number) < (values[i - 1] as number)) {
      return Array.from({ length: values.length }, (_, k) => k).sort(
        (a, b) => (values[a] as number) - (values[b] as number),
      );
    }
  }
  return undefined;
}
