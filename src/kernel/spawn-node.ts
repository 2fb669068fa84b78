import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { KernelWorker } from './supervisor';

/** Starts a kernel in a worker thread of Node, with a limit on its heap in MB. */
export function spawnNode(script: string, memory: number): KernelWorker {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 8 } });
  let ended = false;
  return {
    post: message => worker.postMessage(message),
    on: listener => worker.on('message', listener),
    terminate: () => {
      ended = true;
      void worker.terminate();
    },
    onExit: listener => {
      let reason = l10n.t('The kernel stopped by itself and was started again.');
      worker.on('error', error => {
        reason =
          (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? l10n.t(
                'This needed more than {0} MB of memory and was stopped. Use fewer items, or raise the setting scalebook.memory.',
                memory,
              )
            : error.message;
      });
      worker.on('exit', () => {
        if (!ended) listener(reason);
      });
    },
  };
}
