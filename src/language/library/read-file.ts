import type { Context } from './context';

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), b => b.toString(16).padStart(2, '0')).join('');

/** A file's bytes, noted with their SHA-256 among what the cell was made from. To be used inside of `context.await`. */
export async function readNoted(context: Context, path: string): Promise<{ bytes: Uint8Array; digest: string }> {
  const bytes = await context.host.readFile(path);
  const digest = hex(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  context.files.set(path, digest);
  return { bytes, digest };
}
