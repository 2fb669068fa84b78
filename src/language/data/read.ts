import * as l10n from '@vscode/l10n';
import Papa from 'papaparse';
import { ScaleError } from '../errors';
import { tableOfRecords } from '../library/parameters';
import { fromJson } from '../values/json';
import { isList, type List, type Note, type RecordValue, type Table, type Value } from '../values/value';
import { tableOfRows, typedColumn } from './columns';

export type DataFormat = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet';

const BY_ENDING: Readonly<Record<string, DataFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
};

/** The format that a file's name tells; an unknown ending is an error that lists the known ones. */
export function formatOf(path: string): DataFormat {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const format = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
  if (format) return format;
  throw new ScaleError(
    'unknown-format',
    l10n.t('"{0}" is no kind of file that can be read as data: use {1}.', path, Object.keys(BY_ENDING).join(', ')),
  );
}

/** Reads text data. JSON may be any value; the other formats are tables. */
export function readText(format: Exclude<DataFormat, 'parquet'>, text: string): Value {
  const body = text.replace(/^\ufeff/, '');
  switch (format) {
    case 'csv':
    case 'tsv':
      return readSeparated(body, format === 'tsv' ? '\t' : '');
    case 'json':
      return tabular(fromJson(parseJson(body)));
    case 'jsonl':
      return readLines(body);
  }
}

function readSeparated(text: string, delimiter: string): Table {
  const parsed = Papa.parse<string[]>(text, {
    delimiter,
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: 'greedy',
    comments: '#',
  });
  const [header, ...body] = parsed.data;
  if (!header || header.every(h => h.trim() === ''))
    throw new ScaleError('empty', l10n.t('There are no data here: the first line should name the columns.'));
  const notes: Note[] = [];
  const quotes = parsed.errors.find(e => e.type === 'Quotes');
  if (quotes)
    notes.push({ tone: 'warning', text: l10n.t('Row {0}: a quotation mark is not closed.', (quotes.row ?? 0) + 1) });
  const ragged = body.map((row, i) => [row.length, i + 2] as const).filter(([length]) => length !== header.length);
  if (ragged.length > 0) {
    const rows = ragged
      .slice(0, 5)
      .map(([, line]) => line)
      .join(', ');
    notes.push({
      tone: 'warning',
      text: l10n.t(
        '{0} rows do not have {1} values (rows {2}): what is missing is none, what is too much is left out.',
        ragged.length,
        header.length,
        rows,
      ),
    });
  }
  const columns = new Map<string, List>();
  header.forEach((raw, i) => {
    const name = uniqueName(raw.trim() || `column${i + 1}`, columns);
    columns.set(
      name,
      typedColumn(
        body.map(row => row[i] ?? ''),
        parsed.meta.delimiter,
      ),
    );
  });
  return { kind: 'table', columns, rows: body.length, ...(notes.length > 0 && { notes }) };
}

function uniqueName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}_${n}`)) n++;
  return `${wanted}_${n}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScaleError(
      'bad-json',
      l10n.t('This is not valid JSON: {0}.', error instanceof Error ? error.message : String(error)),
    );
  }
}

function readLines(text: string): Table {
  const rows: ReadonlyMap<string, Value>[] = [];
  const bad: number[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    if (line.trim() === '') return;
    try {
      const value = fromJson(JSON.parse(line));
      if (value !== null && typeof value === 'object' && !isList(value) && value.kind === 'record')
        rows.push(value.fields);
      else bad.push(i + 1);
    } catch {
      bad.push(i + 1);
    }
  });
  if (rows.length === 0) throw new ScaleError('bad-json', l10n.t('No line here is a JSON object.'));
  const result = tableOfRows(rows);
  if (bad.length === 0) return result;
  return {
    ...result,
    notes: [
      {
        tone: 'warning',
        text: l10n.t(
          '{0} lines are not JSON objects and were left out (lines {1}).',
          bad.length,
          bad.slice(0, 5).join(', '),
        ),
      },
    ],
  };
}

/** Lists of records and records of lists are tables; any other JSON stays as it is. */
function tabular(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return tableOfRecords(value) ?? value;
  if (value.kind !== 'record') return value;
  const columns = (value as RecordValue).fields;
  const lists = [...columns.values()];
  if (lists.length === 0 || !lists.every(isList) || new Set(lists.map(l => l.length)).size !== 1) return value;
  return { kind: 'table', columns: columns as ReadonlyMap<string, List>, rows: (lists[0] as List).length };
}

/** UTF-8, or UTF-16 where the file's first bytes say so, as spreadsheets write it. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Reads a file's bytes by the ending of its name. */
export async function readData(path: string, bytes: Uint8Array): Promise<Value> {
  const format = formatOf(path);
  const named = (value: Value): Value =>
    value !== null && typeof value === 'object' && !isList(value) && value.kind === 'table'
      ? { ...value, source: path }
      : value;
  if (format !== 'parquet') return named(readText(format, decoded(bytes)));
  const { parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const rows = await parquetReadObjects({ file: buffer, compressors });
    return named(tableOfRows(rows.map(row => new Map(Object.entries(row).map(([k, v]) => [k, fromJson(v)])))));
  } catch (error) {
    throw new ScaleError(
      'bad-parquet',
      l10n.t('"{0}" cannot be read as Parquet: {1}.', path, error instanceof Error ? error.message : String(error)),
    );
  }
}
