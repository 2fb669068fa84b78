import * as v from 'valibot';
import type { Block, Cell, Column, Line } from '../blocks';
import { bool, finite, LIMITS, listOf, longText, note, slot, style, text } from './basics';
import { chartsSchema } from './chart';

const optionalText = v.optional(text);

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.text));

const cell: v.GenericSchema<unknown, Cell> = v.object({
  text,
  strong: v.optional(v.tuple([place, place])),
  value: v.optional(v.nullable(v.union([v.number(), text, bool]))),
  interval: optionalText,
  source: optionalText,
  best: v.optional(bool),
  slot: v.optional(slot),
  tone: v.optional(v.picklist(['good', 'bad', 'quiet'])),
});

const column: v.GenericSchema<unknown, Column> = v.object({
  name: text,
  align: v.optional(v.picklist(['start', 'end'])),
  style: v.optional(style),
  unit: optionalText,
  source: optionalText,
  wrap: v.optional(bool),
});

export const lineSchema: v.GenericSchema<unknown, Line> = v.object({
  name: optionalText,
  text,
  unit: optionalText,
  interval: optionalText,
  exact: optionalText,
  source: optionalText,
  level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))),
});

const stat = v.object({
  label: text,
  value: text,
  unit: optionalText,
  detail: optionalText,
  source: optionalText,
  exact: optionalText,
});

const DEEPEST = 8;

/** Blocks nest (details, columns): the depth is counted, so that a payload cannot exhaust the stack. */
const blockAt = (depth: number): v.GenericSchema<unknown, Block> =>
  v.lazy(() => {
    const kind = <K extends string>(name: K) => v.literal(name);
    const flat = [
      v.object({ kind: kind('title'), text, subtitle: optionalText, badge: optionalText }),
      v.object({ kind: kind('stats'), items: listOf(stat, 100) }),
      v.object({
        kind: kind('table'),
        title: optionalText,
        columns: listOf(column, LIMITS.columns),
        rows: listOf(listOf(cell, LIMITS.columns), LIMITS.rows),
        total: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
        sortable: v.optional(bool),
        collapsed: v.optional(bool),
      }),
      v.object({ kind: kind('charts'), charts: chartsSchema }),
      v.object({ kind: kind('lines'), items: listOf(lineSchema) }),
      v.object({
        kind: kind('bar'),
        title: text,
        capacity: finite,
        parts: listOf(v.object({ name: text, value: finite, slot, text }), 50),
        style,
      }),
      v.object({
        kind: kind('chips'),
        items: listOf(v.object({ value: text, meaning: text, source: optionalText }), 100),
      }),
      v.object({ kind: kind('note'), ...note.entries }),
      v.object({ kind: kind('text'), text, tone: v.optional(v.literal('quiet')) }),
      v.object({ kind: kind('code'), text: longText, name: optionalText }),
    ] as const;
    if (depth >= DEEPEST) return v.variant('kind', [...flat]);
    return v.variant('kind', [
      ...flat,
      v.object({ kind: kind('columns'), columns: listOf(listOf(blockAt(depth + 1), 200), 6) }),
      v.object({ kind: kind('details'), summary: text, blocks: listOf(blockAt(depth + 1), 200) }),
    ]);
  });

export const blocksSchema = listOf(blockAt(0), 400);
