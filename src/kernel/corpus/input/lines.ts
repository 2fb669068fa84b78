import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { Compression } from './units';

/** A line and where it stands. */
export interface Line {
  readonly bytes: Buffer;
  /** From 1, in the piece. */
  readonly number: number;
}

/** A longer line is skipped rather than held in memory. */
export const MAX_LINE = 64 * 2 ** 20;

async function* unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let ready: Uint8Array[] = [];
  const stream = new Decompress(chunk => {
    ready.push(chunk);
  });
  for await (const chunk of source) {
    // The library keeps what it is given.
    stream.push(new Uint8Array(chunk));
    for (const out of ready) yield Buffer.from(out.buffer, out.byteOffset, out.byteLength);
    ready = [];
  }
  stream.push(new Uint8Array(0), true);
  for (const out of ready) yield Buffer.from(out.buffer, out.byteOffset, out.byteLength);
}

/** The bytes of a file, decompressed, from an offset. */
export function openBytes(file: string, compression: Compression, start = 0): AsyncIterable<Buffer> {
  const raw: Readable = createReadStream(file, { start, highWaterMark: 1 << 18 });
  if (compression === 'zstd') return unzstd(raw);
  if (compression === 'none') return raw;
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  raw.on('error', error => gunzip.destroy(error));
  return raw.pipe(gunzip);
}

/**
 * The lines of a file that begin in a byte range. The line that a range begins in the middle of belongs to the range
 * before. Overlong lines come as `undefined`.
 */
export async function* readLines(
  file: string,
  compression: Compression,
  range?: { readonly from: number; readonly to: number },
): AsyncGenerator<Line | { readonly bytes: undefined; readonly number: number }> {
  const from = range?.from ?? 0;
  const to = range?.to ?? Number.POSITIVE_INFINITY;
  // One byte earlier: if it ends a line, the range begins with a whole one.
  const start = Math.max(0, from - 1);
  let skipping = from > 0;
  let position = start;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let overlong = false;
  let number = 0;
  const take = (last: Buffer) => {
    number++;
    const bytes = overlong ? undefined : held.length === 0 ? last : Buffer.concat([...held, last]);
    held = [];
    heldBytes = 0;
    overlong = false;
    return { bytes, number };
  };
  for await (const chunk of openBytes(file, compression, start)) {
    let at = 0;
    for (;;) {
      const end = chunk.indexOf(10, at);
      if (end < 0) break;
      if (skipping) skipping = false;
      else yield take(chunk.subarray(at, end));
      at = end + 1;
      // The next line begins behind the range.
      if (position + at >= to) return;
    }
    position += chunk.length;
    if (skipping || at === chunk.length) continue;
    heldBytes += chunk.length - at;
    if (heldBytes > MAX_LINE) {
      overlong = true;
      held = [];
    } else held.push(chunk.subarray(at));
  }
  if (!skipping && (heldBytes > 0 || overlong)) yield take(Buffer.alloc(0));
}
