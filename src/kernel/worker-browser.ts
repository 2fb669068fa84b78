import { JobPool } from './jobs/pool';
import { Kernel } from './kernel';
import { serveKernel } from './serve';
import { OWN_SOURCE, spawnBrowser } from './spawn-browser';

/** What a dedicated worker's global offers (the DOM's types know only windows). */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  readonly [OWN_SOURCE]?: string;
}

/** Entry of the kernel's worker in browsers. */
const scope = globalThis as unknown as WorkerScope;

/** Workers of one that was made from a text are made from it too: its address is not theirs to use. */
const ownScript = (): string => {
  const source = scope[OWN_SOURCE];
  return source === undefined ? location.href : URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
};

serveKernel(
  {
    post: message => scope.postMessage(message),
    on: listener => scope.addEventListener('message', event => listener(event.data)),
  },
  host =>
    new Kernel(
      host,
      () => performance.now(),
      new JobPool(() => spawnBrowser(ownScript()), navigator.hardwareConcurrency || 2),
    ),
);
