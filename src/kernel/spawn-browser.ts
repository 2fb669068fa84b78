import type { KernelWorker } from './supervisor';

/** The global of a worker that was made from a text, under which it finds that text. */
export const OWN_SOURCE = 'scalebookSource';

/** An address for a worker of a script's text. It can start workers of its own from the same text. */
export function scriptAddress(text: string): string {
  // A function knows its own text, so that the worker need not be given it twice.
  const script = `const run=()=>{${text}\n};self.${OWN_SOURCE}=\`(\${run})()\`;run()`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

/**
 * Starts a kernel in a web worker. Hosts may wrap its script in another, so that it would not know where it comes from: its
 * name says so.
 */
export function spawnBrowser(url: string, script = url): KernelWorker {
  const worker = new Worker(url, { name: script });
  return {
    post: message => worker.postMessage(message),
    on: listener => worker.addEventListener('message', (event: MessageEvent) => listener(event.data)),
    terminate: () => worker.terminate(),
    onExit: listener => worker.addEventListener('error', event => listener(event.message)),
  };
}
