import type { Copy, CopyHost, CopyRequest } from './copy';

/** What the worker that makes copies does for a host. */
export interface ShareFunctions {
  copy(request: CopyRequest): Promise<Copy>;
  /** The bytes of a `.scalebook` with what a Jupyter notebook says. */
  importJupyter(text: string): Uint8Array;
}

/** What a host does for that worker: cells run in a supervised kernel of the host's. */
export type ShareHost = CopyHost;
