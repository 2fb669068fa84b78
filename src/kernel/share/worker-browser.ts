import '../../language/library';
import { serveShare } from './serve';

/** What a dedicated worker's global offers (the DOM's types know only windows). */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Entry of the worker that makes copies of notes in browsers. */
const scope = globalThis as unknown as WorkerScope;
serveShare({
  post: message => scope.postMessage(message),
  on: listener => scope.addEventListener('message', event => listener(event.data)),
});
