import { createBirpc } from 'birpc';
import { encode, serialize } from '../../notebook/format';
import type { Port } from '../port';
import { copyNote } from './copy';
import { importJupyter } from './jupyter/import';
import type { ShareFunctions, ShareHost } from './protocol';

/** The end of the worker that makes copies of notes. */
export function serveShare(port: Port): void {
  const functions: ShareFunctions = {
    copy: request => copyNote(request, host as unknown as ShareHost),
    importJupyter: text => encode(serialize(importJupyter(text))),
  };
  const host = createBirpc<ShareHost, ShareFunctions>(functions, {
    post: message => port.post(message),
    on: listener => port.on(listener),
    timeout: -1,
  });
}
