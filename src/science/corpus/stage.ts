import type { Citation } from '../source';

/** One document on its way through the pipeline. Text is text: markup in it is never interpreted but by the HTML stage. */
export interface Document {
  /** Stable name: the record's own id, or where it stands (`file.jsonl:17`). */
  readonly id: string;
  readonly text: string;
  readonly url?: string;
}

/** Where a document stands: its work unit (a file, or a byte range of one) and its number in the unit, both from 0. */
export interface Place {
  readonly unit: number;
  readonly index: number;
}

/** Why a document was removed or changed. */
export interface Reason {
  /** Stable name of the rule: `min_words`, `duplicate_line_fraction`, `near_duplicate` … */
  readonly rule: string;
  /** What was measured, and the limit that it broke. */
  readonly value?: number;
  readonly limit?: number;
  /** A word that matched, a line that went, a pattern. Text, never markup. */
  readonly detail?: string;
  /** The document that this one repeats. */
  readonly of?: Place;
}

/** What a stage says of a document. A document that stays may still have reasons: they tell what changed its text. */
export interface Verdict {
  readonly keep: boolean;
  readonly text: string;
  readonly reasons: readonly Reason[];
}

/** A value that can be written as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type StageParams = { readonly [key: string]: Json };

interface StageBase {
  /** `filter_quality`, `dedup` … : the name in Scale. */
  readonly name: string;
  readonly params: StageParams;
  /** Who published the rule. Empty where it is ours. */
  readonly citations: readonly Citation[];
  /** Whether `process` may return another text; stages that only judge need not run again on a document that stayed. */
  readonly changesText: boolean;
}

/** A stage that looks at one document alone. Pure: the same document gives the same verdict. */
export interface DocumentStage extends StageBase {
  readonly kind: 'document';
  readonly process: (document: Document) => Verdict;
}

/** The bytes that one survey wrote about one unit, for one part. */
export interface Section {
  readonly unit: number;
  readonly bytes: Uint8Array;
}

/** What the surveys so far have found: bytes that all units share, and bytes for each unit that has any. */
export interface State {
  readonly shared: Uint8Array;
  readonly units: ReadonlyMap<number, Uint8Array>;
}

export const EMPTY_STATE: State = { shared: new Uint8Array(0), units: new Map() };

/** Sees every document of one unit in order, and ends with one section per part. */
export interface Surveyor {
  readonly add: (document: Document, index: number) => void;
  readonly finish: () => readonly Uint8Array[];
}

/**
 * One look at the whole corpus: `begin` per unit (shards), `group` per part (shards), `merge` once.
 * The result does not depend on how units or parts are spread over processes.
 */
export interface Survey {
  readonly name: string;
  readonly parts: number;
  readonly begin: (before: State, unit: number) => Surveyor;
  readonly group: (part: number, sections: Iterable<Section>, before: State) => Uint8Array;
  readonly merge: (groups: readonly Uint8Array[], before: State) => State;
}

/** A stage that must see the whole corpus before it can judge a document. */
export interface CorpusStage extends StageBase {
  readonly kind: 'corpus';
  readonly surveys: readonly Survey[];
  /** Verdicts for one unit, with the state after the last survey. */
  readonly apply: (state: State, unit: number) => (document: Document, index: number) => Verdict;
}

export type Stage = DocumentStage | CorpusStage;

/** The document stays as it is. */
export const kept = (text: string): Verdict => ({ keep: true, text, reasons: [] });

/** The document goes. */
export const removed = (text: string, ...reasons: readonly Reason[]): Verdict => ({ keep: false, text, reasons });
