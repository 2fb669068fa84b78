import { createBirpc } from 'birpc';
import type { HostFunctions, KernelFunctions } from './protocol';

/** The two ends of a message port, whatever kind of worker it belongs to. */
export interface Port {
  post(message: unknown): void;
  on(listener: (message: unknown) => void): void;
}

/** The kernel's end: serves `kernel`, gives back the host. */
export const serveKernel = (port: Port, kernel: (host: HostFunctions) => KernelFunctions): void => {
  const functions: Partial<KernelFunctions> = {};
  const host = createBirpc<HostFunctions, Partial<KernelFunctions>>(functions, {
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

/** The kernel as its host sees it: every call is a message. */
export type RemoteKernel = {
  readonly [K in keyof KernelFunctions]: (
    ...args: Parameters<KernelFunctions[K]>
  ) => Promise<Awaited<ReturnType<KernelFunctions[K]>>>;
};

/** The host's end: serves files and progress, gives back the kernel. */
export const connectKernel = (port: Port, host: HostFunctions): RemoteKernel =>
  createBirpc<KernelFunctions, HostFunctions>(host, {
    post: message => port.post(message),
    on: listener => port.on(listener),
    timeout: -1,
  }) as unknown as RemoteKernel;
