import * as v from 'valibot';
import type { Block, Line } from '../blocks';
import { listOf, longText, notes, text } from '../check/basics';
import { lineSchema } from '../check/blocks';
import { checker } from '../check/check';
import { exactQuantity, formatNumber, formatQuantity, quantityParts } from '../format';
import type { ViewKind } from '../view';
import { heading, noteBlocks, type ViewNote } from './notes';

/** One plain result: its name, what is read, the unit beside it, and every digit for those who ask. */
export type ValueItem = Omit<Line, 'level'> & {
  /** A text of several lines, shown to the letter instead of `text`. */
  readonly code?: string;
};

/** What a cell's plain results look like. */
export interface ValuesPayload {
  readonly title?: string;
  readonly items: readonly ValueItem[];
  readonly notes?: readonly ViewNote[];
}

export interface ValueOptions {
  readonly low?: number;
  readonly high?: number;
  /** Coverage of the interval, 0 to 1. */
  readonly level?: number;
  readonly source?: string;
  /** The unit that the user converted to, and how many base units one of it is. */
  readonly shown?: { readonly text: string; readonly factor: number };
}

/** Makes an item from a number in base units: `valueItem('C', 5.88e23, 'FLOP')`. */
export function valueItem(
  name: string | undefined,
  value: number,
  baseUnit = '',
  options: ValueOptions = {},
): ValueItem {
  const { low, high, level, source, shown } = options;
  const parts = shown
    ? { text: formatNumber(scaled(value, shown.factor)), unit: shown.text }
    : quantityParts(value, baseUnit);
  const interval =
    low === undefined || high === undefined ? undefined : formatInterval(low, high, shown ?? baseUnit, level);
  const exact = shown ? `${scaled(value, shown.factor)} ${shown.text}` : exactQuantity(value, baseUnit);
  return {
    ...(name === undefined ? {} : { name }),
    text: parts.text,
    ...(parts.unit === '' ? {} : { unit: parts.unit }),
    ...(interval === undefined ? {} : { interval }),
    ...(Number.isFinite(value) ? { exact } : {}),
    ...(source === undefined ? {} : { source }),
  };
}

const scaled = (value: number, factor: number): number => Number((value / factor).toPrecision(15));

/** What both ends say after their digits is said once. */
function withoutCommonUnit(from: string, to: string): string {
  const [a, b] = [from.split(' '), to.split(' ')];
  while (a.length > 1 && a.at(-1) === b.at(-1) && !/\d/.test(a.at(-1) ?? '')) {
    a.pop();
    b.pop();
  }
  return a.join(' ');
}

/** `90 %: 1.944 – 1.981`. The ends have as many digits as it takes to tell them apart. */
export function formatInterval(
  low: number,
  high: number,
  unit: string | { readonly text: string; readonly factor: number },
  level?: number,
): string {
  const write = (x: number, digits: number | undefined): string =>
    typeof unit === 'string'
      ? formatQuantity(x, unit, digits === undefined ? {} : { digits })
      : `${formatNumber(scaled(x, unit.factor), 'plain', digits === undefined ? {} : { digits })} ${unit.text}`;
  const digits = [undefined, 4, 5, 6].find(d => low === high || write(low, d) !== write(high, d));
  const [from, to] = [write(low, digits), write(high, digits)];
  const text = `${withoutCommonUnit(from, to)} – ${to}`;
  return level === undefined ? text : `${formatNumber(level, 'percent', { digits: 2 })}: ${text}`;
}

export const values: ViewKind<ValuesPayload> = {
  name: 'values',
  check: checker(
    'values',
    v.object({
      title: v.optional(text),
      items: listOf(v.intersect([lineSchema, v.object({ code: v.optional(longText) })])),
      notes,
    }),
  ),
  layout: ({ title, items, notes: sentences }) => [
    ...heading(title),
    ...(items.length === 1 ? single(items[0] as ValueItem) : several(items)),
    ...noteBlocks(sentences),
  ],
};

/** Numbers are glanced at; names, functions and sentences are read. */
const FIGURE = /^[-$]?[\d∞]|^(true|false)$/;

const codeOf = ({ name, code = '' }: ValueItem): Block => ({
  kind: 'code',
  text: code,
  ...(name === undefined ? {} : { name }),
});

/** Results in a row share their lines; a text of several lines stands by itself. */
function several(items: readonly ValueItem[]): Block[] {
  const blocks: Block[] = [];
  let row: Line[] = [];
  const flush = (): void => {
    if (row.length > 0) blocks.push({ kind: 'lines', items: row });
    row = [];
  };
  for (const item of items) {
    if (item.code === undefined) {
      row.push(item);
      continue;
    }
    flush();
    blocks.push(codeOf(item));
  }
  flush();
  return blocks;
}

/** Longer than this, a result is read and not glanced at. */
const GLANCE = 28;

function single(item: ValueItem): Block[] {
  if (item.code !== undefined) return [codeOf(item)];
  const { name, text: value, unit, interval, exact, source } = item;
  if (value.length > GLANCE || !FIGURE.test(value)) return [{ kind: 'lines', items: [item] }];
  return [
    {
      kind: 'stats',
      items: [
        {
          label: name ?? '',
          value,
          ...(unit === undefined ? {} : { unit }),
          ...(interval === undefined ? {} : { detail: interval }),
          ...(exact === undefined ? {} : { exact }),
          ...(source === undefined ? {} : { source }),
        },
      ],
    },
  ];
}
