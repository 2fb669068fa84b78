import type { CorpusFile } from './files';

export type Format = 'jsonl' | 'json' | 'text' | 'html' | 'parquet';
export type Compression = 'none' | 'gzip' | 'zstd';

/** A piece of input: a file, or the lines of a file that begin in a byte range. */
export interface Piece {
  readonly path: string;
  readonly format: Format;
  readonly compression: Compression;
  /** Bytes of the piece as stored, and when the file was last changed (milliseconds since 1970). */
  readonly bytes: number;
  readonly modified: number;
  /** The lines that begin at `from` or later and before `to`; absent for whole files. */
  readonly from?: number;
  readonly to?: number;
}

/** What one worker reads at a time, and one output shard. Fixed by the input alone, never by how many workers there are. */
export interface WorkUnit {
  readonly pieces: readonly Piece[];
  readonly bytes: number;
}

const MIB = 2 ** 20;

/** A unit holds at most about this many stored bytes. */
const UNIT_BYTES = 32 * MIB;

/**
 * Stored bytes per unit of a corpus: at least 1 MiB, and small enough that some hundred units keep many workers busy and
 * tell how far a run is. It follows from the input alone, so that every machine cuts it the same way.
 */
export function unitBytesFor(files: readonly CorpusFile[]): number {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return Math.max(MIB, Math.min(UNIT_BYTES, Math.ceil(total / 256)));
}

/** Format and compression by a file's name. Unknown endings are read as text. */
export function formatOf(name: string): { format: Format; compression: Compression } {
  const match = /^(.*?)(\.gz|\.zst)?$/i.exec(name);
  const stem = match?.[1] ?? name;
  const ending = match?.[2]?.toLowerCase();
  const compression = ending === '.gz' ? 'gzip' : ending === '.zst' ? 'zstd' : 'none';
  const format = ENDINGS.find(([, ending]) => ending.test(stem))?.[0] ?? 'text';
  return { format, compression };
}

const ENDINGS: readonly (readonly [Format, RegExp])[] = [
  ['jsonl', /\.(?:jsonl|ndjson)$/i],
  ['json', /\.json$/i],
  ['html', /\.html?$/i],
  ['parquet', /\.parquet$/i],
];

/**
 * Cuts files into units: large JSONL files by byte ranges, small files together, in the files' order. A compressed file
 * cannot be cut.
 */
export function unitsOf(files: readonly CorpusFile[], size = UNIT_BYTES): WorkUnit[] {
  const units: WorkUnit[] = [];
  let pieces: Piece[] = [];
  let bytes = 0;
  const close = () => {
    if (pieces.length > 0) units.push({ pieces, bytes });
    pieces = [];
    bytes = 0;
  };
  for (const file of files) {
    const { format, compression } = formatOf(file.path);
    const whole: Piece = { path: file.path, format, compression, bytes: file.size, modified: file.modified };
    const cuttable = format === 'jsonl' && compression === 'none' && file.size > size;
    const parts = cuttable
      ? Array.from({ length: Math.ceil(file.size / size) }, (_, i) => {
          const from = i * size;
          const to = Math.min(file.size, from + size);
          return { ...whole, bytes: to - from, from, to };
        })
      : [whole];
    for (const piece of parts) {
      if (bytes + piece.bytes > size) close();
      pieces.push(piece);
      bytes += piece.bytes;
    }
  }
  close();
  return units;
}
