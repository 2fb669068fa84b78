/** What every page is made of, built once (`dist/page/assets.json`). Scripts and their hashes belong together. */
export interface PageAssets {
  readonly style: string;
  /** The page's own script. */
  readonly script: string;
  readonly scriptHash: string;
  /** Plotly, packed, and the hash of what it unpacks to. */
  readonly plotly: string;
  readonly plotlyHash: string;
  /** The kernel's worker, packed. */
  readonly kernel: string;
  /** What the kernel needs besides for corpora, packed. */
  readonly corpora: string;
}

export function readAssets(json: string): PageAssets {
  const assets: PageAssets = JSON.parse(json);
  return assets;
}
