import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import './jobs/corpus-memory';
import path from 'node:path';
import { registerCorpusFiles, registerCorpusWrite } from './jobs/corpus-files';
import { JobPool } from './jobs/pool';
import { Kernel } from './kernel';
import { serveKernel } from './serve';
import { spawnNode } from './spawn-node';

/** MB of heap of a worker that runs jobs. */
const JOB_MEMORY = 1024;

const corpusWorker = path.join(__dirname, 'corpus.js');
registerCorpusFiles(corpusWorker);
registerCorpusWrite(corpusWorker);

/** Entry of the kernel's worker thread in Node. */
const port = parentPort;
if (!port) throw new Error('the kernel runs in a worker thread');
serveKernel(
  { post: message => port.postMessage(message), on: listener => port.on('message', listener) },
  host =>
    new Kernel(
      host,
      () => performance.now(),
      new JobPool(() => spawnNode(__filename, JOB_MEMORY), availableParallelism()),
    ),
);
