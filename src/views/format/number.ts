import type { NumberStyle } from '../chart';
import { decimalsFor, exactNumber, fixed, nonFinite, scientific, shift, shorten } from './digits';
import { formatDuration } from './duration';
import { inScale, LADDERS, nextScale, type Scale, scaleFor } from './scales';

export interface FormatOptions {
  /** Significant digits; each style has its usual number. */
  readonly digits?: number;
  /** Every digit, in base units (percent in percent). */
  readonly full?: boolean;
}

/**
 * A number as researchers write it: `70.0 B` (params), `5.76e23` (flop), `27 days 4 h`, `$3.1 M`, `67.6 %` (from 0.676), `56.9 GB`.
 * Values are in base units: params, tokens, FLOP, USD, seconds, bytes, joules, kg CO₂e, fractions.
 * The nouns params, tokens and FLOP are left to `formatQuantity`, axes and column heads.
 */
export function formatNumber(value: number, style: NumberStyle = 'plain', options: FormatOptions = {}): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  if (options.full) return fullText(value, style);
  if (style === 'duration') return formatDuration(value, options.digits);
  if (isScientific(value, style)) return scientific(value, options.digits ?? 3);
  const written = writeIn(value, style, options.digits);
  return written ?? scientific(value, options.digits ?? 3);
}

/** Too large or too small for a ladder of units, or a style that is always written with an exponent. */
export function isScientific(value: number, style: NumberStyle): boolean {
  const size = Math.abs(value);
  if (size === 0) return false;
  if (style === 'scientific') return true;
  if (style === 'flop') return size >= 1e5 || size < 1e-3;
  const scales = LADDERS[style];
  const top = scales.at(-1) as Scale;
  const bottom = scales[0] as Scale;
  return size >= top.factor * (scales.length > 1 ? 1e4 : 1e9) || size < bottom.factor * 1e-4;
}

/** `undefined` where rounding leaves the ladder. */
function writeIn(value: number, style: NumberStyle, digits: number | undefined): string | undefined {
  const scales = LADDERS[style];
  let scale = scaleFor(value, scales);
  let text = mantissa(value, style, scale, digits);
  const above = nextScale(scale, scales);
  // 999.97 M rounds to 1000 M, which is written 1.00 B.
  if (above && Math.abs(Number(text.replace(/,/g, ''))) * scale.factor >= above.factor * (1 - 1e-12)) {
    scale = above;
    text = mantissa(value, style, scale, digits);
  }
  return join(text, style, scale, value);
}

function mantissa(value: number, style: NumberStyle, scale: Scale, digits: number | undefined): string {
  const x = inScale(value, scale);
  const text = fixed(x, usualDecimals(x, style, scale, digits));
  const mayShorten = style === 'plain' || style === 'flop' || (style === 'count' && scale.factor === 1);
  return digits === undefined && mayShorten ? shorten(text, x) : text;
}

/** Decimals of a single number in a style. */
export function usualDecimals(x: number, style: NumberStyle, scale: Scale, digits?: number): number {
  if (digits !== undefined) return decimalsFor(x, digits);
  const size = Math.abs(x);
  switch (style) {
    case 'plain':
      return decimalsFor(x, 4);
    case 'loss':
      return size === 0 || (size >= 0.1 && size < 1000) ? 3 : decimalsFor(x, 4);
    case 'percent':
      return size === 0 || size >= 1 ? 1 : decimalsFor(x, 2);
    case 'usd':
      if (scale.factor > 1) return size < 100 ? 1 : 0;
      return size >= 1000 ? 0 : size === 0 ? 2 : Math.max(2, decimalsFor(x, 2));
    case 'params':
    case 'tokens':
    case 'bytes':
      return scale.factor === 1 && Number.isInteger(x) ? 0 : decimalsFor(x, 3);
    default:
      return decimalsFor(x, 3);
  }
}

/** Puts sign, currency, digits and unit together. */
export function join(text: string, style: NumberStyle, scale: Scale, value: number): string {
  if (style === 'usd') return `${text.startsWith('-') ? '-' : ''}$${text.replace('-', '')}${scale.suffix}`;
  // One day, not one days.
  if (scale.suffix === ' days' && text === '1') return '1 day';
  if (scale.suffix === ' bytes' && value === 1) return '1 byte';
  return text + scale.suffix;
}

function fullText(value: number, style: NumberStyle): string {
  if (style === 'percent') return `${exactNumber(shift(value, 2))} %`;
  if (style === 'usd') return `${value < 0 ? '-' : ''}$${exactNumber(Math.abs(value))}`;
  const unit = { duration: ' s', bytes: ' bytes', energy: ' J', co2: ' kg CO₂e' }[style as string] ?? '';
  return exactNumber(value) + unit;
}
