import * as l10n from '@vscode/l10n';
import {
  CORPUS_FILES_JOB,
  type CorpusAnswer,
  type CorpusFilesRequest,
} from '../../language/library/functions/corpus/job';
import { formatNumber } from '../../views/format';
import { planBelow } from '../corpus/plan';
import { type Progress, removeWork, runPlan } from '../corpus/run';
import { registerJob } from './registry';

/** How far a run is, in words. */
export const progressText = ({ pass, number, passes, bytes, total }: Progress): string =>
  l10n.t(
    'pass {0} of {1}, {2}: {3} of {4}',
    number,
    passes,
    pass.replace(/^\d+-/, ''),
    formatNumber(bytes, 'bytes'),
    formatNumber(total, 'bytes'),
  );

/**
 * Registers the job that streams files through a pipeline. It writes nothing: results of passes stay in memory.
 * @param workerScript bundle of `corpus/worker.ts`; without one the job's own thread does the work
 */
export function registerCorpusFiles(workerScript?: string): void {
  registerJob<CorpusFilesRequest, Promise<CorpusAnswer>>(CORPUS_FILES_JOB, async (request, progress) => {
    const plan = await planBelow(request.folders, request);
    const { report, cost } = await runPlan(plan, {
      workerScript,
      onProgress: now => progress(now.done, progressText(now)),
    });
    return { report, cost };
  });
}

/** Writes what survives a pipeline into a folder that the user chose. No cell can ask for it. */
export const CORPUS_WRITE_JOB = 'corpus.write';

export interface CorpusWriteRequest extends CorpusFilesRequest {
  readonly output: string;
}

/** Registers the job that writes. */
export function registerCorpusWrite(workerScript?: string): void {
  registerJob<CorpusWriteRequest, Promise<CorpusWritten>>(CORPUS_WRITE_JOB, async (request, progress) => {
    const plan = await planBelow(request.folders, request);
    const { report } = await runPlan(plan, {
      workerScript,
      output: request.output,
      onProgress: now => progress(now.done, progressText(now)),
    });
    await removeWork(request.output);
    return { shards: plan.units.length, documents: report.left.documents, tokens: report.left.tokens };
  });
}

/** What was written. */
export interface CorpusWritten {
  readonly shards: number;
  readonly documents: number;
  readonly tokens: number;
}
