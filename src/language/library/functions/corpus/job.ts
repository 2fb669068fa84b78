import type { StageSpec } from '../../../../science/corpus/create';
import type { CorpusCost, CorpusReport } from '../../../../science/corpus/pipeline/report';

/** Runs a pipeline over files of this machine, which worker threads stream; only kernels of Node have it. */
export const CORPUS_FILES_JOB = 'corpus.files';

/** Runs a pipeline over documents in memory: simulated ones, or files that came through the kernel's protocol. */
export const CORPUS_MEMORY_JOB = 'corpus.memory';

/** The functions that give a corpus, for those who look for one without the whole library. */
export const CORPUS_FUNCTIONS: ReadonlySet<string> = new Set([
  'corpus',
  'simulate_corpus',
  'strip_html',
  'repair',
  'filter_language',
  'filter_quality',
  'filter_repetition',
  'filter_harmful',
  'dedup',
  'dedup_exact',
  'decontaminate',
]);

/** A stage, with the files that it compares against: paths, folders and globs. */
export interface CorpusStageSpec extends StageSpec {
  readonly evaluation?: readonly string[];
}

/** What a corpus value stands for: where its documents are, and the stages so far. */
export interface CorpusPipeline {
  /** Paths, folders and globs of files; or texts that need none, which are simulated. */
  readonly inputs: readonly string[];
  readonly texts?: readonly string[];
  /** Field of the text in records. */
  readonly field: string;
  readonly stages: readonly CorpusStageSpec[];
  readonly tokenizer: string;
}

export interface CorpusFilesRequest extends CorpusPipeline {
  /** Folders of this machine; the first below which all files are found counts. */
  readonly folders: readonly string[];
}

/** A file as it lies on disk, perhaps compressed. */
export interface CorpusFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface CorpusMemoryRequest extends CorpusPipeline {
  readonly files: readonly CorpusFile[];
  /** Evaluation files by the stage's place. */
  readonly evaluations: readonly { readonly stage: number; readonly files: readonly CorpusFile[] }[];
}

export interface CorpusAnswer {
  readonly report: CorpusReport;
  readonly cost: CorpusCost;
}
