import * as v from 'valibot';
import type { Block, Line } from '../blocks';
import { bool, listOf, notes, text } from '../check/basics';
import { checker } from '../check/check';
import type { ViewKind } from '../view';
import { heading, noteBlocks, type ViewNote } from './notes';

/** A field: a value as in `values`, or fields of its own. */
export interface RecordField {
  readonly name: string;
  /** Empty where there are fields below. */
  readonly text: string;
  readonly unit?: string;
  readonly interval?: string;
  readonly exact?: string;
  readonly source?: string;
  readonly fields?: readonly RecordField[];
}

export interface RecordPayload {
  readonly title?: string;
  readonly subtitle?: string;
  readonly fields: readonly RecordField[];
  /** Fields beyond those that are sent. */
  readonly more?: number;
  /** Lines even where the fields would fit as figures side by side. */
  readonly compact?: boolean;
  readonly notes?: readonly ViewNote[];
}

const DEEPEST = 12;

const fieldAt = (depth: number): v.GenericSchema<unknown, RecordField> =>
  v.lazy(() => {
    const flat = {
      name: text,
      text,
      unit: v.optional(text),
      interval: v.optional(text),
      exact: v.optional(text),
      source: v.optional(text),
    };
    return depth >= DEEPEST ? v.object(flat) : v.object({ ...flat, fields: v.optional(listOf(fieldAt(depth + 1))) });
  });

/** A record reads as figures side by side when it is a handful of short numbers. */
const MOST_FIGURES = 6;
const FIGURE = /^[-$]?[\d∞]/;

export const record: ViewKind<RecordPayload> = {
  name: 'record',
  check: checker(
    'record',
    v.object({
      title: v.optional(text),
      subtitle: v.optional(text),
      fields: listOf(fieldAt(0)),
      more: v.optional(v.number()),
      compact: v.optional(bool),
      notes,
    }),
  ),
  layout: ({ title, subtitle, fields, more, compact, notes: sentences }) => [
    ...heading(title, subtitle),
    ...(compact ? lines(fields, more) : figuresOrLines(fields, more)),
    ...noteBlocks(sentences),
  ],
};

function figuresOrLines(fields: readonly RecordField[], more: number | undefined): Block[] {
  const figures = fields.length <= MOST_FIGURES && !more && fields.length > 0 && fields.every(isFigure);
  if (!figures) return lines(fields, more);
  return [
    {
      kind: 'stats',
      items: fields.map(({ name, text: value, unit, interval, exact, source }) => ({
        label: name,
        value,
        ...(unit === undefined ? {} : { unit }),
        ...(interval === undefined ? {} : { detail: interval }),
        ...(exact === undefined ? {} : { exact }),
        ...(source === undefined ? {} : { source }),
      })),
    },
  ];
}

const isFigure = (field: RecordField): boolean =>
  field.fields === undefined && field.text.length <= 16 && FIGURE.test(field.text);

const lines = (fields: readonly RecordField[], more: number | undefined): Block[] => [
  { kind: 'lines', items: flatten(fields, 0) },
  ...(more ? [{ kind: 'text', text: `… ${more} more`, tone: 'quiet' } as const] : []),
];

const flatten = (fields: readonly RecordField[], level: number): Line[] =>
  fields.flatMap(({ fields: inner, ...field }) => [
    level === 0 ? field : { ...field, level },
    ...(inner ? flatten(inner, level + 1) : []),
  ]);
