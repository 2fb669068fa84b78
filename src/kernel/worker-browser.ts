import { JobPool } from './jobs/pool';
import { Kernel } from './kernel';
import { serveKernel } from './serve';
import { spawnBrowser } from './spawn-browser';

/** What a dedicated worker's global offers (the DOM's types know only windows). */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Entry of the kernel's worker in browsers. */
const scope = globalThis as unknown as WorkerScope;
serveKernel(
  {
    post: message => scope.postMessage(message),
    on: listener => scope.addEventListener('message', event => listener(event.data)),
  },
  host =>
    new Kernel(
      host,
      () => performance.now(),
      new JobPool(() => spawnBrowser(location.href), navigator.hardwareConcurrency || 2),
    ),
);
