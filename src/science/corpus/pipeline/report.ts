import type { Citation } from '../../source';
import type { StageParams } from '../stage';
import type { StageCounts } from './counts';

/** Why a record is no document. */
export type Malformed = 'not-json' | 'not-a-record' | 'no-text' | 'too-long' | 'damaged';

/** What could not be read, and where: shown, never fatal. */
export interface Problem {
  readonly kind: Malformed;
  /** `file.jsonl:17`, or the file. */
  readonly place: string;
  readonly detail: string;
}

/** How reading went. */
export interface ReadCounts {
  documents: number;
  /** Records that are no documents, by kind. */
  malformed: Partial<Record<Malformed, number>>;
  /** Lines with bytes that are not UTF-8; they are read with U+FFFD in their place. */
  undecodable: number;
  /** Empty lines. */
  empty: number;
  /** The first few problems. */
  problems: Problem[];
}

export const noReadCounts = (): ReadCounts => ({ documents: 0, malformed: {}, undecodable: 0, empty: 0, problems: [] });

/** Problems kept. */
const PROBLEMS = 10;

/** Notes a record that is no document. */
export function noteProblem(counts: ReadCounts, problem: Problem): void {
  counts.malformed[problem.kind] = (counts.malformed[problem.kind] ?? 0) + 1;
  if (counts.problems.length < PROBLEMS) counts.problems.push(problem);
}

/** Adds the counts of a later unit. */
export function addReadCounts(counts: ReadCounts, more: ReadCounts): void {
  counts.documents += more.documents;
  counts.undecodable += more.undecodable;
  counts.empty += more.empty;
  for (const [kind, count] of Object.entries(more.malformed) as [Malformed, number][]) {
    counts.malformed[kind] = (counts.malformed[kind] ?? 0) + count;
  }
  counts.problems.push(...more.problems.slice(0, PROBLEMS - counts.problems.length));
}

/** What a pipeline did. The same for the same input, however it ran: times stand apart. */
export interface CorpusReport {
  readonly version: 1;
  readonly tokenizer: string | null;
  readonly files: number;
  /** Stored bytes of the input. */
  readonly bytes: number;
  readonly read: ReadCounts;
  readonly stages: readonly {
    readonly name: string;
    readonly params: StageParams;
    readonly citations: readonly Citation[];
    readonly counts: StageCounts;
  }[];
  /** Size of what was read. */
  readonly input: StageCounts['input'];
  /** Documents that remain, and their size. */
  readonly left: StageCounts['output'];
}

/** What a run took. */
export interface CorpusCost {
  /** Milliseconds of work by stage, over all workers. */
  readonly times: readonly number[];
  /** Milliseconds of work that no stage did: reading, counting tokens, writing. */
  readonly other: number;
  /** Milliseconds from start to end. */
  readonly elapsed: number;
  readonly workers: number;
  /** Steps that wait for one another when machines share the work. */
  readonly steps: number;
}
