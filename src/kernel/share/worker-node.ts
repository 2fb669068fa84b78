import { parentPort } from 'node:worker_threads';
import '../../language/library';
import { serveShare } from './serve';

/** Entry of the worker thread that makes copies of notes in Node. */
const port = parentPort;
if (!port) throw new Error('copies are made in a worker thread');
serveShare({ post: message => port.postMessage(message), on: listener => port.on('message', listener) });
