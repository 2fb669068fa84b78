import { createBirpc } from 'birpc';
import type { LanguageFunctions } from './language-service';
import type { Port } from './port';
import type { HostFunctions, KernelFunctions } from './protocol';

/** An interface as the other end sees it: every call is a message. */
type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};
export type RemoteKernel = Remote<KernelFunctions>;
export type RemoteLanguage = Remote<LanguageFunctions>;

/** The host's end of a kernel: serves files and progress. */
export const connectKernel = (port: Port, host: HostFunctions): RemoteKernel =>
  createBirpc<KernelFunctions, HostFunctions>(
    { folders: () => Promise.resolve([]), ...host },
    {
      post: message => port.post(message),
      on: listener => port.on(listener),
      timeout: -1,
    },
  ) as unknown as RemoteKernel;

/** The host's end of a worker that is asked about the language only. */
export const connectLanguage = (port: Port): RemoteLanguage =>
  createBirpc<LanguageFunctions, object>(
    {},
    { post: message => port.post(message), on: listener => port.on(listener), timeout: -1 },
  ) as unknown as RemoteLanguage;
