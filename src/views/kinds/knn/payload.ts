import * as v from 'valibot';
import { figure, finite, listOf, notes, text } from '../../check/basics';
import { checker } from '../../check/check';
import type { ViewNote } from '../notes';

/** A token with the text around it. */
export interface PlaceInText {
  readonly before: string;
  readonly token: string;
  readonly after: string;
}

/** A token of the held-out text, what the neighbours did for it, and the nearest of them. */
export interface GainedToken extends PlaceInText {
  /** Probabilities of the token: by the model alone, by the neighbours, and mixed. */
  readonly lm: number;
  readonly knn: number;
  readonly mixed: number;
  /** Nats; `null` where the mixture gives it no probability at all. */
  readonly gain: number | null;
  readonly neighbours: readonly (PlaceInText & { readonly distance: number; readonly weight: number })[];
}

/** A perplexity without and with a datastore, published elsewhere. */
export interface KnnComparison {
  readonly setting: string;
  readonly base: number;
  readonly mixed: number;
  readonly lambda: number | null;
  readonly source: string;
}

/** An approximate index against exact search, over a sample of the queries. */
export interface IndexQuality {
  readonly lists: number;
  readonly probes: number;
  readonly queries: number;
  /** By probes: the share of the exact neighbours that are found, and the share of the keys that are looked at. */
  readonly curve: readonly { readonly probes: number; readonly recall: number; readonly visited: number }[];
}

/** A language model with and without neighbours on held-out text. Perplexities are per token; `null` is infinite. */
export interface KnnPayload {
  readonly tokens: number;
  /** Keys of the datastore, and numbers per key. */
  readonly size: number;
  readonly dimensions: number;
  readonly k: number;
  readonly lambda: number;
  readonly temperature: number;
  readonly base: number | null;
  readonly mixed: number | null;
  /** Of a Kneser-Ney 3-gram of the model's training text, where that text is known. */
  readonly gram: number | null;
  /** Mean gain in nats per token and its standard error. */
  readonly gain: number | null;
  readonly gainError: number | null;
  readonly index: IndexQuality | null;
  readonly ks: readonly number[];
  /** Places of `ks` that have a line of their own. */
  readonly drawn: readonly number[];
  readonly lambdas: readonly number[];
  /** By k, then by lambda. */
  readonly sweep: readonly (readonly (number | null)[])[];
  readonly best: { readonly k: number; readonly lambda: number; readonly perplexity: number };
  readonly gains: readonly GainedToken[];
  readonly losses: readonly GainedToken[];
  readonly byToken: readonly { readonly token: string; readonly count: number; readonly gain: number | null }[];
  readonly published: readonly KnnComparison[];
  readonly notes?: readonly ViewNote[];
}

const place = { before: text, token: text, after: text };
const gained = v.object({
  ...place,
  ...{ lm: finite, knn: finite, mixed: finite, gain: figure },
  neighbours: listOf(v.object({ ...place, distance: finite, weight: finite }), 50),
});

export const check = checker<KnnPayload>(
  'kNN-LM',
  v.object({
    ...{ tokens: finite, size: finite, dimensions: finite, k: finite, lambda: finite, temperature: finite },
    ...{ base: figure, mixed: figure, gram: figure, gain: figure, gainError: figure },
    index: v.nullable(
      v.object({
        ...{ lists: finite, probes: finite, queries: finite },
        curve: listOf(v.object({ probes: finite, recall: finite, visited: finite }), 50),
      }),
    ),
    ks: listOf(finite, 50),
    drawn: listOf(v.pipe(v.number(), v.integer(), v.minValue(0)), 50),
    lambdas: listOf(finite, 200),
    sweep: listOf(listOf(figure, 200), 50),
    best: v.object({ k: finite, lambda: finite, perplexity: finite }),
    gains: listOf(gained, 50),
    losses: listOf(gained, 50),
    byToken: listOf(v.object({ token: text, count: finite, gain: figure }), 200),
    published: listOf(v.object({ setting: text, base: finite, mixed: finite, lambda: figure, source: text }), 50),
    notes,
  }),
);
