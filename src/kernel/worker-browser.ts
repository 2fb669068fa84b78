import { JobPool } from './jobs/pool';
import { moreJobs, type RunJob } from './jobs/registry';
import { Kernel } from './kernel';
import { serveKernel } from './serve';
import { OWN_SOURCE, spawnBrowser } from './spawn-browser';

/** What a dedicated worker's global offers (the DOM's types know only windows). */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  readonly [OWN_SOURCE]?: string;
  readonly name: string;
  importScripts(address: string): void;
  /** Set by the bundle of corpus jobs. */
  readonly scalebookJobs?: RunJob;
}

/** Entry of the kernel's worker in browsers. */
const scope = globalThis as unknown as WorkerScope;

/** Workers of one that was made from a text are made from it too: its address is not theirs to use. */
const ownScript = (): string => {
  const source = scope[OWN_SOURCE];
  return source === undefined ? location.href : URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
};

/** Where the kernel's script comes from: the name of its worker, behind what a host may have put before it. */
const home = /\S+$/.exec(scope.name)?.[0];

/** Jobs beside the kernel's own script; a page that holds the kernel as a text has none. */
moreJobs(() => {
  if (!scope.scalebookJobs && scope[OWN_SOURCE] === undefined && home !== undefined) {
    scope.importScripts(new URL('corpus.js', home).href);
  }
  return scope.scalebookJobs;
});

serveKernel(
  {
    post: message => scope.postMessage(message),
    on: listener => scope.addEventListener('message', event => listener(event.data)),
  },
  host =>
    new Kernel(
      host,
      () => performance.now(),
      new JobPool(() => spawnBrowser(ownScript(), home), navigator.hardwareConcurrency || 2),
    ),
);
