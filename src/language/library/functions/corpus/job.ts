import type { StageSpec } from '../../../../science/corpus/create';
import type { StageCounts } from '../../../../science/corpus/pipeline/counts';

/** The job that runs a pipeline over files; `kernel/jobs/corpus.ts` registers it where the host can. */
export const CORPUS_JOB = 'corpus.run';

/** A file as it lies on disk, perhaps compressed. */
export interface CorpusFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface CorpusRequest {
  readonly files: readonly CorpusFile[];
  /** Texts that need no file: simulated documents. */
  readonly texts?: readonly string[];
  /** Field of the text in JSON records. */
  readonly field: string;
  readonly stages: readonly StageSpec[];
  /** Evaluation files of `decontaminate` stages, by the stage's place, with the length of n-grams. */
  readonly evaluations: readonly {
    readonly stage: number;
    readonly files: readonly CorpusFile[];
    readonly ngram: number;
  }[];
  readonly tokenizer: string;
}

export interface CorpusAnswer {
  readonly counts: readonly StageCounts[];
  readonly input: {
    readonly documents: number;
    readonly bytes: number;
    readonly words: number;
    readonly tokens: number;
  };
  readonly output: {
    readonly documents: number;
    readonly bytes: number;
    readonly words: number;
    readonly tokens: number;
  };
  /** Records that could not be read, by reason. */
  readonly malformed: Readonly<Record<string, number>>;
}
