import { Decompress } from 'fzstd';
import type { CorpusFile } from '../../../language/library/functions/corpus/job';
import { concatBytes } from '../../../science/corpus/dedup/records';
import { type Malformed, noteProblem, type ReadCounts } from '../../../science/corpus/pipeline/report';
import { decodeText } from './decode';
import { parquetRows } from './parquet-rows';
import { documentOf, type Entry, type Fallback, type Fields } from './records';
import { formatOf } from './units';

type ToEntry = (record: unknown, place: string) => Entry | Malformed;

/**
 * The documents of files in memory, for kernels without a file system. What cannot be read is counted and skipped, as in
 * `readUnit`. Nothing here needs Node.
 */
export async function* readMemory(
  files: readonly CorpusFile[],
  fields: Fields,
  counts: ReadCounts,
  fallback?: Fallback,
): AsyncGenerator<Entry> {
  const toEntry: ToEntry = (record, place) => documentOf(record, fields, place, fallback);
  for (const file of files) {
    try {
      for await (const { entry, place, text } of recordsOf(file, toEntry, counts)) {
        if (typeof entry === 'string') noteProblem(counts, { kind: entry, place, detail: text.slice(0, 200) });
        else {
          counts.documents++;
          yield entry;
        }
      }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      noteProblem(counts, { kind: 'damaged', place: file.path, detail });
    }
  }
}

interface Found {
  readonly entry: Entry | Malformed;
  readonly place: string;
  /** The line, where there is one. */
  readonly text: string;
}

async function* recordsOf(file: CorpusFile, toEntry: ToEntry, counts: ReadCounts): AsyncGenerator<Found> {
  const { format, compression } = formatOf(file.path);
  const { bytes: whole, damage } = await unpacked(file.bytes, compression);
  // What stands before the damage counts, line by line.
  const bytes = damage && format === 'jsonl' ? whole.subarray(0, whole.lastIndexOf(10) + 1) : whole;
  if (damage && format !== 'jsonl') throw damage;
  const found = (record: unknown, at: number): Found => {
    const place = `${file.path}:${at}`;
    return { entry: toEntry(record, place), place, text: '' };
  };
  if (format === 'parquet') {
    let row = 0;
    for await (const record of parquetRows({
      byteLength: bytes.length,
      slice: async (from, to = bytes.length) => bytes.slice(from < 0 ? bytes.length + from : from, to).buffer,
    }))
      yield found(record, ++row);
    return;
  }
  if (format === 'jsonl') {
    yield* linesOf(bytes, file.path, toEntry, counts);
    if (damage) throw damage;
    return;
  }
  const { text } = decodeText(bytes);
  if (format === 'json') {
    const value = parsed(text);
    if (value === undefined) yield { entry: 'not-json', place: file.path, text };
    else for (const [i, record] of (Array.isArray(value) ? value : [value]).entries()) yield found(record, i + 1);
    return;
  }
  const document = { id: file.path, text };
  yield { entry: { document, record: { ...document } }, place: file.path, text: '' };
}

function* linesOf(bytes: Uint8Array, name: string, toEntry: ToEntry, counts: ReadCounts): Generator<Found> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false });
  let number = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end);
    at = end < 0 ? bytes.length : end + 1;
    number++;
    const text = decoder.decode(line);
    if (text.trim() === '') {
      counts.empty++;
      continue;
    }
    if (text.includes('\ufffd') && !isUtf8(line)) counts.undecodable++;
    const place = `${name}:${number}`;
    const record = parsed(text);
    yield { entry: record === undefined ? 'not-json' : toEntry(record, place), place, text };
  }
}

/** `undefined` is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a file, decompressed: up to the damage, where there is some. */
async function unpacked(
  bytes: Uint8Array,
  compression: 'none' | 'gzip' | 'zstd',
): Promise<{ readonly bytes: Uint8Array; readonly damage?: unknown }> {
  if (compression === 'none') return { bytes };
  const chunks: Uint8Array[] = [];
  try {
    if (compression === 'zstd') new Decompress(chunk => chunks.push(chunk)).push(new Uint8Array(bytes), true);
    else {
      const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
      const reader = stream.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
    }
    return { bytes: concatBytes(chunks) };
  } catch (damage) {
    return { bytes: concatBytes(chunks), damage };
  }
}
