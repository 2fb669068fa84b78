import * as l10n from '@vscode/l10n';
import type { Json } from '../../../language/values/json';
import { formatNumber, formatQuantity } from '../../../views/format';
import type { ResultChange } from './diff';

/** Longer than this, a value is named by what it is. */
const LONG = 60;

/** A value of a result as people read it: `73.0 B params`, `1.974`. */
export function valueText(value: Json | undefined, unit?: string): string {
  if (value === undefined) return l10n.t('nothing');
  if (typeof value === 'number')
    return unit === undefined
      ? plainText(value)
      : formatQuantity(value, unit, isCounted(value, unit) ? {} : { digits: 4 });
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = value as { readonly [key: string]: Json };
    if (typeof fields.value === 'number' && typeof fields.unit === 'string')
      return valueText(fields.value, fields.unit);
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONG ? text : `${text.slice(0, LONG - 1)}…`;
}

/** GPUs are counted one by one; tokens and parameters are not. */
const isCounted = (value: number, unit: string): boolean => unit === 'GPU' && Number.isInteger(value);

/** Six digits tell more than a glance needs, and no more than a comparison does. */
const plainText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e9 ? formatNumber(value) : String(Number(value.toPrecision(6)));

/** How far a number has moved, as a share: `+1.2 %`; empty where that says nothing. */
export function shiftText({ before, after }: ResultChange): string {
  if (typeof before !== 'number' || typeof after !== 'number' || before === 0) return '';
  const share = (after - before) / Math.abs(before);
  const text = formatNumber(Math.abs(share), 'percent', { digits: 3 });
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** A change on a line: `best.N: 73.0 B → 72.2 B params (−1.1 %)`. Two numbers that read alike are written in full. */
export function changeText(change: ResultChange): string {
  const { path, before, after, unit } = change;
  let [from, to] = [valueText(before, unit), valueText(after, unit)];
  if (from === to) [from, to] = [JSON.stringify(before), JSON.stringify(after)];
  const shift = shiftText(change);
  return `${path}: ${from} → ${to}${shift === '' ? '' : ` (${shift})`}`;
}
