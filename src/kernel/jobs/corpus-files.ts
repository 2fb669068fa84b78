import * as l10n from '@vscode/l10n';
import {
  CORPUS_FILES_JOB,
  type CorpusAnswer,
  type CorpusFilesRequest,
} from '../../language/library/functions/corpus/job';
import { formatNumber } from '../../views/format';
import { planBelow } from '../corpus/plan';
import { type Progress, runPlan } from '../corpus/run';
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
