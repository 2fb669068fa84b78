import type { NotebookDocument } from '../../../notebook/format';
import { toBase64 } from '../pack';
import { imagesOf } from './html';

const TYPES: Readonly<Record<string, string>> = {
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
  svg: 'svg+xml',
};

/** Bytes of pictures that a page carries at most. */
const MOST = 5_000_000;

/** Pictures that a note shows from files below its folder, as addresses that hold their data. Those that are not there are left out. */
export async function embeddedImages(
  { cells }: NotebookDocument,
  readFile: (path: string) => Promise<Uint8Array>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const addresses = new Set(cells.flatMap(cell => (cell.kind === 'markdown' ? imagesOf(cell.text) : [])));
  let kept = 0;
  for (const address of addresses) {
    const type = TYPES[/\.([a-z]+)$/i.exec(address)?.[1]?.toLowerCase() ?? ''];
    if (type === undefined || /^[a-z][a-z0-9+.-]*:/i.test(address)) continue;
    const bytes = await readFile(unescaped(address)).catch(() => undefined);
    if (bytes === undefined || kept + bytes.length > MOST) continue;
    kept += bytes.length;
    found.set(address, `data:image/${type};base64,${toBase64(bytes)}`);
  }
  return found;
}

/** The path that an address stands for: spaces are written `%20`. */
function unescaped(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
