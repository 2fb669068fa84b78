import { parentPort } from 'node:worker_threads';
import { Kernel } from './kernel';
import { serveKernel } from './serve';

/** Entry of the kernel's worker thread in Node. */
const port = parentPort;
if (!port) throw new Error('the kernel runs in a worker thread');
serveKernel(
  { post: message => port.postMessage(message), on: listener => port.on('message', listener) },
  host => new Kernel(host, () => performance.now()),
);
