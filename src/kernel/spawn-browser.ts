import type { KernelWorker } from './supervisor';

/** Starts a kernel in a web worker. */
export function spawnBrowser(url: string): KernelWorker {
  const worker = new Worker(url);
  return {
    post: message => worker.postMessage(message),
    on: listener => worker.addEventListener('message', (event: MessageEvent) => listener(event.data)),
    terminate: () => worker.terminate(),
    onExit: listener => worker.addEventListener('error', event => listener(event.message)),
  };
}
