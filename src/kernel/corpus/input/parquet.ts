import { open } from 'node:fs/promises';
import { parquetRows } from './parquet-rows';

/** The rows of a Parquet file as records, a batch at a time. */
export async function* readParquet(file: string): AsyncGenerator<unknown> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    yield* parquetRows({
      byteLength: size,
      slice: async (start: number, end = size): Promise<ArrayBuffer> => {
        const from = start < 0 ? Math.max(0, size + start) : start;
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - from));
        await handle.read(bytes, 0, bytes.length, from);
        return bytes.buffer;
      },
    });
  } finally {
    await handle.close();
  }
}
