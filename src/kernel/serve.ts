import { createBirpc } from 'birpc';
import { type LanguageFunctions, languageService } from './language-service';
import type { Port } from './port';
import type { HostFunctions, KernelFunctions } from './protocol';

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
  functions.job = (name, payload) => made.job(name, payload);
  functions.forget = results => made.forget(results);
};
