import { createBirpc } from 'birpc';
import { type LanguageFunctions, languageService } from './language-service';
import type { HostFunctions, KernelFunctions } from './protocol';

/** The two ends of a message port, whatever kind of worker it belongs to. */
export interface Port {
  post(message: unknown): void;
  on(listener: (message: unknown) => void): void;
}

/** The worker's end: serves the kernel and the language, gives back the host. */
export const serveKernel = (port: Port, kernel: (host: HostFunctions) => KernelFunctions): void => {
  const functions: Partial<KernelFunctions> & LanguageFunctions = { ...languageService };
  const host = createBirpc<HostFunctions, Partial<KernelFunctions> & LanguageFunctions>(functions, {
    post: message => port.post(message),
    on: listener => port.on(listener),
    eventNames: ['progress'],
    timeout: -1,
  });
  const made = kernel(host as unknown as HostFunctions);
  functions.configure = options => made.configure(options);
  functions.evaluate = request => made.evaluate(request);
  functions.forget = results => made.forget(results);
};

/** An interface as the other end sees it: every call is a message. */
type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};
export type RemoteKernel = Remote<KernelFunctions>;
export type RemoteLanguage = Remote<LanguageFunctions>;

/** The host's end of a kernel: serves files and progress. */
export const connectKernel = (port: Port, host: HostFunctions): RemoteKernel =>
  createBirpc<KernelFunctions, HostFunctions>(host, {
    post: message => port.post(message),
    on: listener => port.on(listener),
    timeout: -1,
  }) as unknown as RemoteKernel;

/** The host's end of a worker that is asked about the language only. */
export const connectLanguage = (port: Port): RemoteLanguage =>
  createBirpc<LanguageFunctions, object>(
    {},
    { post: message => port.post(message), on: listener => port.on(listener), timeout: -1 },
  ) as unknown as RemoteLanguage;
