import * as l10n from '@vscode/l10n';
import { exactNumber, exactQuantity, formatIn, formatNumber, quantityParts } from '../views/format';
import { unitText } from './units/dimension';
import { interval } from './values/estimates';
import { type Estimate, isList, type List, plain, type Quantity, type Value } from './values/value';

/** A value as a notebook writes it, in parts that a view may set differently. */
export interface Display {
  /** What is read first: `70.0 B`. */
  readonly text: string;
  /** The unit beside it: `params`. */
  readonly unit?: string;
  /** Every digit. */
  readonly exact?: string;
  /** `[1.92, 1.97]`. */
  readonly interval?: string;
}

/** Items of a list that are written out on one line. */
const SHOWN_ITEMS = 12;

/** Values that one line shows at most, however they are nested. */
const SHOWN_VALUES = 2000;

/** How many values a line may still show. */
interface Room {
  left: number;
}

/** One line for any value. */
export const displayText = (value: Value): string => oneLine(value, { left: SHOWN_VALUES });

function oneLine(value: Value, room: Room): string {
  room.left -= 1;
  if (room.left < 0) return '…';
  const { text, unit, interval: ends } = displayIn(value, room);
  return [text, ends, unit].filter(part => part !== undefined && part !== '').join(' ');
}

export const display = (given: Value): Display => displayIn(given, { left: SHOWN_VALUES });

function displayIn(given: Value, room: Room): Display {
  const value = plain(given);
  if (value === null) return { text: 'none' };
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'boolean') return { text: String(value) };
  if (typeof value === 'number') return { text: formatNumber(value, 'plain'), exact: exactNumber(value) };
  if (isList(value)) return { text: listText(value, room) };
  switch (value.kind) {
    case 'quantity':
      return displayQuantity(value);
    case 'estimate':
      return displayEstimate(value);
    case 'record':
      return { text: `{${[...value.fields].map(([name, field]) => `${name}: ${oneLine(field, room)}`).join(', ')}}` };
    case 'table':
      return { text: l10n.t('table of {0} rows: {1}', value.rows, [...value.columns.keys()].join(', ')) };
    case 'function':
      return {
        text:
          value.name === '' ? `(${value.parameters.join(', ')}) => …` : `${value.name}(${value.parameters.join(', ')})`,
      };
    case 'law':
      return { text: `${value.law.title}: ${value.law.form.formula}` };
    case 'model':
    case 'device':
      return { text: value.title };
    case 'namespace':
      return { text: l10n.t('{0}: {1} members', value.name, value.names().length) };
    case 'interval':
      return { text: `${oneLine(value.low, room)} .. ${oneLine(value.high, room)}` };
    case 'view':
      return { text: value.text };
  }
}

function displayQuantity({ value, dimension, shown }: Quantity): Display {
  const base = unitText(dimension);
  const exact = exactQuantity(value, base);
  if (shown) return { text: formatIn(value, shown.factor, shown.text), exact };
  const { text, unit } = quantityParts(value, base);
  return { text, unit, exact };
}

function displayEstimate(estimate: Estimate): Display {
  const { value, dimension, shown } = estimate;
  const base = unitText(dimension);
  const { low, high } = interval(estimate);
  const write = (x: number): string =>
    shown ? formatIn(x, shown.factor, '').trim() : base === '' ? formatNumber(x, 'plain') : quantityParts(x, base).text;
  const unit = shown?.text ?? quantityParts(value, base).unit;
  return { text: write(value), unit, interval: `[${write(low)}, ${write(high)}]`, exact: exactQuantity(value, base) };
}

function listText(list: List, room: Room): string {
  const items: string[] = [];
  for (let i = 0; i < Math.min(list.length, SHOWN_ITEMS) && room.left > 0; i++)
    items.push(oneLine(list[i] as Value, room));
  const rest = list.length > items.length ? [l10n.t('… {0} items in all', list.length)] : [];
  return `[${[...items, ...rest].join(', ')}]`;
}
