import type { Malformed } from '../../../science/corpus/pipeline/report';
import type { Document } from '../../../science/corpus/stage';

/** Which fields of a record mean what. */
export interface Fields {
  readonly text: string;
  readonly id: string;
  readonly url: string;
}

export const DEFAULT_FIELDS: Fields = { text: 'text', id: 'id', url: 'url' };

export type JsonRecord = Readonly<Record<string, unknown>>;

/** A document with the record that it came in. */
export interface Entry {
  readonly document: Document;
  readonly record: JsonRecord;
}

/** The value of a field; a dot leads into a record (`metadata.url`), unless a field has that very name. */
function field(record: JsonRecord, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const inner = Object.hasOwn(record, name.slice(0, dot)) ? record[name.slice(0, dot)] : undefined;
  return isRecord(inner) ? field(inner, name.slice(dot + 1)) : undefined;
}

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a record that has none in its text field, or undefined if it has none at all. */
export type Fallback = (record: JsonRecord) => string | undefined;

/** The document in a record, or why there is none. `place` names it where it has no id. */
export function documentOf(record: unknown, fields: Fields, place: string, fallback?: Fallback): Entry | Malformed {
  if (!isRecord(record)) return 'not-a-record';
  const own = field(record, fields.text);
  const text = typeof own === 'string' ? own : fallback?.(record);
  if (text === undefined) return 'no-text';
  const id = field(record, fields.id);
  const url = field(record, fields.url);
  const document: Document = {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : place,
    text,
    ...(typeof url === 'string' ? { url } : {}),
  };
  return { document, record };
}

/** A record with another text in its text field. */
export function withText(record: JsonRecord, name: string, text: string): JsonRecord {
  if (Object.hasOwn(record, name) || !name.includes('.')) return { ...record, [name]: text };
  const dot = name.indexOf('.');
  const head = name.slice(0, dot);
  const inner = record[head];
  return { ...record, [head]: withText(isRecord(inner) ? inner : {}, name.slice(dot + 1), text) };
}

/** Every string in a value, in order, joined by newlines: what an evaluation record says. */
export function allText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value
      .map(allText)
      .filter(text => text !== '')
      .join('\n');
  return isRecord(value) ? allText(Object.values(value)) : '';
}
