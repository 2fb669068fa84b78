import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { KernelWorker } from './supervisor';

/** Milliseconds between two looks at what a worker holds. */
const LOOK = 500;
const MB = 1024 * 1024;

/** What later versions of Node can ask a worker. */
interface Telling {
  getHeapStatistics?(): Promise<{ readonly used_heap_size: number; readonly external_memory: number }>;
}

/** Starts a kernel in a worker thread of Node, with a limit on its memory in MB. */
export function spawnNode(script: string, memory: number): KernelWorker {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 8 } });
  let ended = false;
  let reason = l10n.t('The kernel stopped by itself and was started again.');
  const tooMuch = l10n.t(
    'This needed more than {0} MB of memory and was stopped. Use fewer items, or raise the setting scalebook.memory.',
    memory,
  );
  worker.on('error', error => {
    reason = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : error.message;
  });
  const stopWatching = watch(worker, memory * MB, () => {
    reason = tooMuch;
    void worker.terminate();
  });
  worker.on('exit', stopWatching);
  return {
    post: message => worker.postMessage(message),
    on: listener => worker.on('message', listener),
    terminate: () => {
      ended = true;
      void worker.terminate();
    },
    onExit: listener => {
      worker.on('exit', () => {
        if (!ended) listener(reason);
      });
    },
  };
}

/** Node limits a worker's heap, and long lists of numbers lie outside it: they are looked at from here, also while it computes. */
function watch(worker: Worker & Telling, most: number, exceeded: () => void): () => void {
  const before = process.memoryUsage.rss();
  const held = async (): Promise<number> => {
    // Older versions of Node cannot ask a worker: what the whole process has taken since is an upper bound.
    if (!worker.getHeapStatistics) return process.memoryUsage.rss() - before;
    const { used_heap_size: heap, external_memory: outside } = await worker.getHeapStatistics();
    return heap + outside;
  };
  const timer = setInterval(() => {
    held().then(
      bytes => bytes > most && exceeded(),
      // The worker is not there yet, or not any more.
      () => undefined,
    );
  }, LOOK);
  timer.unref();
  return () => clearInterval(timer);
}
