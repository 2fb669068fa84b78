import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../science/errors';
import type { CorpusPlan, Resources } from '../plan';
import { type Executor, engineSpec, type GroupJob } from './executor';
import type { UnitDone, UnitJob } from './unit';

/** What goes to a worker, and what comes back. */
export type Request = { readonly unit: UnitJob } | { readonly group: GroupJob };
export type Reply = { readonly done: UnitDone | Uint8Array } | { readonly failed: string; readonly code?: string };

interface Task {
  readonly request: Request;
  readonly resolve: (value: UnitDone | Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Bytes in memory that workers share. */
export function shareBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/**
 * Runs jobs in worker threads. `script` is the bundle of `worker.ts`. When a worker dies, its job fails; when `signal`
 * aborts, all workers end at once and what they ran fails.
 */
export function createPool(
  script: string,
  size: number,
  plan: CorpusPlan,
  resources: Resources,
  signal?: AbortSignal,
): Executor {
  const shared = new Map([...resources].map(([at, bytes]) => [at, shareBytes(bytes)]));
  const workerData = engineSpec(plan, shared);
  const queue: Task[] = [];
  const idle: Worker[] = [];
  const workers = new Set<Worker>();
  const running = new Map<Worker, Task>();
  let closed: Error | undefined;

  const next = () => {
    while (queue.length > 0 && !closed) {
      const worker = idle.pop() ?? (workers.size < size ? start() : undefined);
      if (!worker) return;
      const task = queue.shift()!;
      running.set(worker, task);
      worker.postMessage(task.request);
    }
  };
  const start = () => {
    const worker = new Worker(script, { workerData });
    workers.add(worker);
    worker.on('message', (reply: Reply) => {
      const task = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      if ('done' in reply) task?.resolve(reply.done);
      else task?.reject(new ScienceError(reply.code ?? 'failed', reply.failed));
      next();
    });
    const gone = (why: string) => {
      workers.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
      running.get(worker)?.reject(closed ?? new ScienceError('worker', l10n.t('A corpus worker stopped: {0}', why)));
      running.delete(worker);
      next();
    };
    worker.on('error', error => gone(error.message));
    worker.on('exit', code => gone(l10n.t('it ended with status {0}.', code)));
    return worker;
  };
  const close = async (why: Error) => {
    closed ??= why;
    for (const task of queue.splice(0)) task.reject(closed);
    await Promise.all([...workers].map(worker => worker.terminate()));
  };
  const run = (request: Request) =>
    new Promise<UnitDone | Uint8Array>((resolve, reject) => {
      if (closed) return reject(closed);
      queue.push({ request, resolve, reject });
      next();
    });
  signal?.addEventListener('abort', () => void close(cancelled()), { once: true });
  if (signal?.aborted) closed = cancelled();
  return {
    size,
    unit: job => run({ unit: job }) as Promise<UnitDone>,
    group: job => run({ group: job }) as Promise<Uint8Array>,
    close: () => close(cancelled()),
  };
}

const cancelled = () => new ScienceError('cancelled', l10n.t('The corpus pipeline was cancelled.'));
