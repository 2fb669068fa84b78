import type { AsyncBuffer } from 'hyparquet';

/** Rows that are decoded at a time. */
const BATCH = 2000;

/** A value of a Parquet row as JSON has it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return undefined;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

/** The rows of a Parquet file as records, a batch at a time. */
export async function* parquetRows(file: AsyncBuffer): AsyncGenerator<unknown> {
  const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < rows; rowStart += BATCH) {
    const rowEnd = Math.min(rows, rowStart + BATCH);
    for (const row of await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd })) yield plain(row);
  }
}
