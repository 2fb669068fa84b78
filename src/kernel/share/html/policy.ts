import { policyHash } from '../pack';
import type { PageAssets } from './assets';

/** Plotly makes an empty style element and fills it through the object model. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * What a page may do: run its own scripts, named by hash, and nothing that its text could bring in. No address can be reached;
 * pictures are part of the page. The kernel needs a worker and WebAssembly. Style attributes place the parts of figures; they
 * can neither load nor run anything.
 */
export async function contentPolicy(assets: PageAssets, style: string, live: boolean): Promise<string> {
  return [
    "default-src 'none'",
    `script-src ${assets.scriptHash} ${assets.plotlyHash}${live ? " 'wasm-unsafe-eval'" : ''}`,
    `style-src-elem ${await policyHash(style)} ${EMPTY_STYLE}`,
    "style-src-attr 'unsafe-inline'",
    'img-src data: blob:',
    `worker-src ${live ? 'blob:' : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
