import { createBirpc } from 'birpc';
import type { Port } from '../port';
import type { ShareFunctions, ShareHost } from './protocol';

/** The functions of the worker that makes copies, as its host sees them. */
export type RemoteShare = {
  readonly [K in keyof ShareFunctions]: ShareFunctions[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

/** The host's end of the worker that makes copies. */
export const connectShare = (port: Port, host: ShareHost): RemoteShare =>
  createBirpc<ShareFunctions, ShareHost>(host, {
    post: message => port.post(message),
    on: listener => port.on(listener),
    timeout: -1,
  }) as unknown as RemoteShare;
