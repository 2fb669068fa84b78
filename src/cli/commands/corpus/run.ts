import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { removeWork, runPlan } from '../../../kernel/corpus/run';
import { progressText } from '../../../kernel/jobs/corpus-files';
import { funnelBlocks } from '../../../language/library/functions/corpus/funnel';
import { blocksToText } from '../../../views';
import type { Exit } from '../../exit';
import { complain, print } from '../../io';
import { type PipelineOptions, planOf, workerScript } from './pipeline';

export interface CorpusRunOptions extends PipelineOptions {
  readonly output: string;
  readonly workers?: number;
  readonly keepWork?: boolean;
}

/** `scalebook corpus run PLAN -o DIR`: the pipeline of a notebook on this machine, into a folder; goes on where it was stopped. */
export async function runCorpus(file: string, options: CorpusRunOptions): Promise<Exit> {
  const output = path.resolve(options.output);
  const plan = await planOf(file, options);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const line = progressLine();
    const result = await runPlan(plan, {
      output,
      workerScript: workerScript(),
      ...(options.workers !== undefined && { workers: options.workers }),
      signal: stop.signal,
      onProgress: now => line.show(progressText(now)),
    });
    line.end();
    if (!options.keepWork) await removeWork(output);
    print(blocksToText(funnelBlocks(result)));
    print(l10n.t('\nWritten to {0}: {1} shards, report.json, report.md, removed.jsonl.', output, plan.units.length));
    return 0;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    complain(l10n.t('\nStopped. What is done is kept in {0}: the same command goes on from there.', output));
    return 1;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** One line of a terminal that is written again and again; a line for each pass where there is no terminal. */
function progressLine(): { show(text: string): void; end(): void } {
  const { stderr } = process;
  let pass = '';
  return {
    show: text => {
      if (stderr.isTTY) stderr.write(`\r\u001b[2K${text.slice(0, Math.max(20, stderr.columns - 1))}`);
      else {
        const [now = ''] = text.split(':');
        if (now !== pass) complain(now);
        pass = now;
      }
    },
    end: () => {
      if (stderr.isTTY) stderr.write('\r\u001b[2K');
    },
  };
}
