import type { NumberStyle } from '../chart';
import { decimalsFor, fixed, nonFinite, scientific } from './digits';
import { formatNumber, isScientific, join, usualDecimals } from './number';
import { inScale, LADDERS, type Scale, scaleFor } from './scales';

/** What stands in a table where there is no value. */
export const NO_VALUE = '—';

export interface ColumnOptions {
  readonly digits?: number;
}

/**
 * The numbers of a column, written alike: those in the same unit have the same count of decimals, and no more than the
 * numbers need. Missing values are `—`.
 */
export function formatColumn(
  values: readonly (number | null | undefined)[],
  style: NumberStyle = 'plain',
  options: ColumnOptions = {},
): string[] {
  const numbers = values.filter((v): v is number => typeof v === 'number' && Number.isFinite(v));
  const write = writerFor(numbers, style, options.digits);
  return values.map(v => (v === null || v === undefined ? NO_VALUE : Number.isFinite(v) ? write(v) : nonFinite(v)));
}

function writerFor(numbers: readonly number[], style: NumberStyle, digits: number | undefined): (v: number) => string {
  const sizes = numbers.filter(v => v !== 0).map(Math.abs);
  if (style === 'duration' || style === 'usd')
    return v => formatNumber(v, style, digits === undefined ? {} : { digits });
  if (sizes.some(s => isScientific(s, style)) || (style === 'plain' && isWide(sizes))) {
    const precision = digits ?? 3;
    return v => (v === 0 ? '0' : scientific(v, precision));
  }
  const decimals = new Map<Scale, number>();
  const ladder = style === 'plain' ? onePlainScale(sizes) : LADDERS[style];
  const scaleOf = (v: number): Scale => scaleFor(Number(v.toPrecision(digits ?? 3)), ladder);
  for (const scale of ladder) {
    const group = numbers.filter(v => scaleOf(v) === scale).map(v => inScale(v, scale));
    decimals.set(scale, commonDecimals(group, style, scale, digits));
  }
  return v => {
    const scale = scaleOf(v);
    return join(fixed(inScale(v, scale), decimals.get(scale) ?? 0), style, scale, v);
  };
}

/** Plain numbers that together span too much for one count of decimals; from thousands on K, M and B tell them apart. */
const isWide = (sizes: readonly number[]): boolean =>
  sizes.length > 0 &&
  Math.max(...sizes) / Math.min(...sizes) >= 1e5 &&
  !sizes.every(s => Number.isInteger(s) || s >= 1e3);

/** Plain numbers share one unit: whole numbers below a billion are written out. */
function onePlainScale(sizes: readonly number[]): readonly Scale[] {
  const ladder = LADDERS.plain;
  if (sizes.every(s => Number.isInteger(s) && s < 1e7)) return ladder.slice(0, 1);
  return ladder;
}

/** The decimals that every number of a group is given: enough for each, and none that would be zero in all. */
function commonDecimals(group: readonly number[], style: NumberStyle, scale: Scale, digits?: number): number {
  if (group.length === 0) return 0;
  const largest = group.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const wanted = group.reduce((most, x) => Math.max(most, x === 0 ? 0 : usualDecimals(x, style, scale, digits)), 0);
  const bearable = decimalsFor(largest, (digits ?? 3) + 2);
  const decimals = Math.min(wanted, Math.max(bearable, style === 'loss' ? 3 : 0));
  // Measurements keep their zeros: 60.0 % beside 67.6 %, a loss of 2.000 beside 1.974, 1.40 T beside 1.00 T.
  const alike =
    style !== 'plain' &&
    style !== 'count' &&
    new Set(group.map(x => usualDecimals(x, style, scale, digits))).size === 1;
  if (alike) return decimals;
  for (let fewer = 0; fewer < decimals; fewer += 1) {
    if (group.every(x => Math.abs(Number(x.toFixed(fewer)) - x) <= Math.abs(x) * 1e-9)) return fewer;
  }
  return decimals;
}
