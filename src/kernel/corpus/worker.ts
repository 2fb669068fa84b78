import { parentPort, workerData } from 'node:worker_threads';
import { ScienceError } from '../../science/errors';
import { createEngine, type EngineSpec, runGroup } from './steps/executor';
import type { Reply, Request } from './steps/pool';
import { runUnit } from './steps/unit';

/** Bytes that belong to this thread alone can move to the other without a copy. */
const movable = (bytes: Uint8Array): ArrayBuffer[] =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];

const engine = createEngine(workerData as EngineSpec);
// A plan that cannot be made fails each job, with its reason.
engine.catch(() => {});

parentPort?.on('message', async (request: Request) => {
  const post = (reply: Reply, move: ArrayBuffer[] = []) => parentPort?.postMessage(reply, move);
  try {
    const ready = await engine;
    if ('group' in request) {
      const done = runGroup(ready, request.group);
      post({ done }, movable(done));
    } else {
      const done = await runUnit(ready, request.unit);
      post({ done }, [...new Set([done.ledger, ...done.sections].flatMap(movable))]);
    }
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    post(error instanceof ScienceError ? { failed, code: error.code } : { failed });
  }
});
