import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { type Malformed, noteProblem, type ReadCounts } from '../../../science/corpus/pipeline/report';
import { decodeText } from './decode';
import { MAX_LINE, openBytes, readLines } from './lines';
import { readParquet } from './parquet';
import { documentOf, type Entry, type Fallback, type Fields } from './records';
import type { Piece, WorkUnit } from './units';

/**
 * Reads the documents of a unit in order. What cannot be read is counted in `counts` and skipped: a malformed line costs
 * that line, a damaged file what follows the damage. `fallback` gives the text of records without a text field.
 */
export async function* readUnit(
  root: string,
  unit: WorkUnit,
  fields: Fields,
  counts: ReadCounts,
  fallback?: Fallback,
): AsyncGenerator<Entry> {
  const toEntry: ToEntry = (record, place) => documentOf(record, fields, place, fallback);
  const note: Note = (kind, place, detail) => noteProblem(counts, { kind, place, detail });
  for (const piece of unit.pieces) {
    try {
      for await (const entry of readPiece(path.join(root, piece.path), piece, toEntry, counts, note)) {
        counts.documents++;
        yield entry;
      }
    } catch (error) {
      note('damaged', piece.path, error instanceof Error ? error.message : String(error));
    }
  }
}

type ToEntry = (record: unknown, place: string) => Entry | Malformed;
type Note = (kind: Malformed, place: string, detail: string) => void;

async function* readPiece(
  file: string,
  piece: Piece,
  toEntry: ToEntry,
  counts: ReadCounts,
  note: Note,
): AsyncGenerator<Entry> {
  switch (piece.format) {
    case 'jsonl':
      return yield* readJsonLines(file, piece, toEntry, counts, note);
    case 'parquet': {
      let row = 0;
      for await (const record of readParquet(file)) {
        row++;
        const entry = toEntry(record, `${piece.path}:${row}`);
        if (typeof entry === 'string') note(entry, `${piece.path}:${row}`, '');
        else yield entry;
      }
      return;
    }
    default: {
      const bytes = await readWhole(file, piece);
      if (bytes === undefined) return note('too-long', piece.path, '');
      const { text } = decodeText(bytes);
      if (piece.format === 'json') return yield* readJson(text, piece, toEntry, note);
      const document = { id: piece.path, text };
      yield { document, record: { ...document } };
    }
  }
}

/** The bytes of a file that is one document; undefined where it is too long for one. */
async function readWhole(file: string, piece: Piece): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openBytes(file, piece.compression)) {
    size += chunk.length;
    if (size > MAX_LINE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A JSON file: a list of records, or one record. */
function* readJson(text: string, piece: Piece, toEntry: ToEntry, note: Note): Generator<Entry> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return note('not-json', piece.path, error instanceof Error ? error.message : String(error));
  }
  const records: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const [i, record] of records.entries()) {
    const place = `${piece.path}:${i + 1}`;
    const entry = toEntry(record, place);
    if (typeof entry === 'string') note(entry, place, '');
    else yield entry;
  }
}

async function* readJsonLines(
  file: string,
  piece: Piece,
  toEntry: ToEntry,
  counts: ReadCounts,
  note: Note,
): AsyncGenerator<Entry> {
  const range = piece.from === undefined || piece.to === undefined ? undefined : { from: piece.from, to: piece.to };
  // Line numbers of a later range are not known; its lines are named by the range.
  const base = range && range.from > 0 ? `${piece.path}@${range.from}` : piece.path;
  for await (const { bytes, number } of readLines(file, piece.compression, range)) {
    const place = `${base}:${number}`;
    if (bytes === undefined) {
      note('too-long', place, '');
      continue;
    }
    const text = bytes.toString('utf8');
    if (text.trim() === '') {
      counts.empty++;
      continue;
    }
    if (text.includes('\ufffd') && !isUtf8(bytes)) counts.undecodable++;
    let record: unknown;
    try {
      record = JSON.parse(number === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    } catch {
      note('not-json', place, text.slice(0, 200));
      continue;
    }
    const entry = toEntry(record, place);
    if (typeof entry === 'string') note(entry, place, text.slice(0, 200));
    else yield entry;
  }
}
