import path from 'node:path';
import { choosePipeline, findPipelines } from '../../../kernel/corpus/pipelines';
import { type CorpusPlan, planBelow } from '../../../kernel/corpus/plan';
import { withDataReplaced } from '../../../kernel/share/definitions';
import { filesBelow, startEngine } from '../../engine';
import { foldersOf } from '../../files';
import { readNotebook } from '../../io';
import { checkNames, runsOf } from '../../set';

export interface PipelineOptions {
  /** Which corpus of the notebook. */
  readonly name?: string;
  readonly set: readonly string[];
  readonly gzip: boolean;
}

/** The bundle of the corpus workers, beside the program. */
export const workerScript = (): string => path.join(__dirname, 'corpus.js');

/** Lays out the pipeline of a notebook. */
export async function planOf(file: string, { name, set, gzip }: PipelineOptions): Promise<CorpusPlan> {
  const document = await readNotebook(file);
  const [definitions = {}] = runsOf(set);
  checkNames(document, definitions, file);
  const folders = foldersOf(file);
  const engine = startEngine(filesBelow(folders), definitions);
  try {
    const note = withDataReplaced(document, definitions);
    const found = await findPipelines(note, request => engine.evaluate(request), definitions, name);
    return { ...(await planBelow(folders, choosePipeline(found, name))), gzip };
  } finally {
    engine.dispose();
  }
}
