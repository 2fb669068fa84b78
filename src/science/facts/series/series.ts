import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Citation } from '../../source';
import data from './series.json';

/** One measured result of a series. What is not published is null. */
export interface SeriesPoint {
  readonly model: string;
  readonly params: number | null;
  readonly tokens: number | null;
  readonly flops: number | null;
  /** In the series' unit. */
  readonly value: number;
  readonly stderr: number | null;
}

/** A published result by model size or training tokens. */
export interface ResultSeries {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  /** How we read its course: smooth, emergence, inverse, u_shaped, inverted_u, flat, instruction, data_scaling … */
  readonly category: string;
  readonly metric: string;
  /** percent, fraction, nats per token, bits per byte … */
  readonly unit: string;
  /** The score of guessing, in the unit; null where there is none or it is not known. */
  readonly chance: number | null;
  /** Null where neither is better. */
  readonly higherIsBetter: boolean | null;
  /** Shots, split, harness. */
  readonly setting: string | null;
  /** What grows along the series: params, tokens, or both. */
  readonly axis: string;
  /** Among the 72 that teach most. */
  readonly core: boolean;
  readonly licence: string;
  /** Where the FLOP are from; null where there are none. */
  readonly flopsFrom: string | null;
  readonly note: string | null;
  /** A series of the same models under another metric, prompt or training. */
  readonly pairedWith: string | null;
  readonly points: readonly SeriesPoint[];
  readonly citation: Citation;
}

type Shared<T> = T | readonly T[];

/** A series as stored: columns, or one value where all points share it. */
export interface StoredSeries {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  readonly category: string;
  readonly metric: string;
  readonly unit: string;
  readonly chance: number | null;
  readonly higherIsBetter: boolean | null;
  readonly setting: string | null;
  readonly axis: string;
  readonly core: boolean;
  readonly source: string;
  readonly locator: string;
  readonly licence: string;
  readonly evidence: 'primary' | 'secondary';
  readonly flopsFrom?: string;
  readonly note?: string;
  readonly pairedWith?: string;
  readonly n: number;
  readonly points: {
    readonly model: Shared<string>;
    readonly params?: Shared<number | null>;
    readonly tokens?: Shared<number | null>;
    readonly flops?: Shared<number | null>;
    readonly value: readonly number[];
    readonly stderr?: readonly (number | null)[];
  };
}

/** The series as stored. */
export const storedSeries = data as unknown as readonly StoredSeries[];

function at<T>(column: Shared<T> | undefined, i: number): T | null {
  if (column === undefined) return null;
  return (Array.isArray(column) ? (column as readonly T[])[i] : (column as T)) ?? null;
}

function read(stored: StoredSeries): ResultSeries {
  const { source, locator, evidence, points, n, flopsFrom, note, pairedWith, ...rest } = stored;
  return {
    ...rest,
    flopsFrom: flopsFrom ?? null,
    note: note ?? null,
    pairedWith: pairedWith ?? null,
    points: points.value.map((value, i) => ({
      model: at(points.model, i) ?? '',
      params: at(points.params, i),
      tokens: at(points.tokens, i),
      flops: at(points.flops, i),
      value,
      stderr: at(points.stderr, i),
    })),
    citation: { source, locator, flag: 'verified', evidence, ...(note ? { note } : {}) },
  };
}

/** Which series: each field given must match. Words match whole, whatever their case; a list matches any of it. */
export interface SeriesFilter {
  readonly id?: string | readonly string[];
  readonly family?: string | readonly string[];
  readonly metric?: string | readonly string[];
  readonly category?: string | readonly string[];
  readonly source?: string | readonly string[];
  readonly core?: boolean;
  /** Words that the title must contain. */
  readonly title?: string;
}

const matches = (wanted: string | readonly string[] | undefined, is: string): boolean =>
  wanted === undefined ||
  (typeof wanted === 'string' ? [wanted] : wanted).some(word => word.toLowerCase() === is.toLowerCase());

/** Published series, all or those that a filter lets through, in stored order. */
export function publishedSeries(filter: SeriesFilter = {}): ResultSeries[] {
  const { title = '' } = filter;
  const kept = storedSeries.filter(
    s =>
      (['id', 'family', 'metric', 'category', 'source'] as const).every(field => matches(filter[field], s[field])) &&
      (filter.core === undefined || s.core === filter.core) &&
      title
        .toLowerCase()
        .split(/\s+/)
        .every(word => s.title.toLowerCase().includes(word)),
  );
  return kept.map(read);
}

/** The series with an id; throws where there is none. */
export function seriesById(id: string): ResultSeries {
  const [found] = publishedSeries({ id });
  if (found) return found;
  throw new ScienceError('not-found', l10n.t('There is no published series "{0}".', id));
}
