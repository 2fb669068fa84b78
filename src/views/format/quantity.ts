import type { NumberStyle } from '../chart';
import { exactNumber, nonFinite } from './digits';
import { type FormatOptions, formatNumber } from './number';
import { type Scale, SI, scaleFor } from './scales';

/** A quantity in two parts: what is read first, and the unit that may stand smaller beside it. */
export interface QuantityParts {
  /** `70.0 B`, `$3.1 M`, `27 days 4 h`, `1.39`. */
  readonly text: string;
  /** `params`, `GWh`; empty where the text says it all. */
  readonly unit: string;
}

/** How each base unit is written. `noun` follows the number; a singular where one differs. */
const BASE: Readonly<Record<string, { readonly style: NumberStyle; readonly noun?: string; readonly one?: string }>> = {
  '': { style: 'plain' },
  FLOP: { style: 'flop', noun: 'FLOP' },
  tokens: { style: 'tokens', noun: 'tokens', one: 'token' },
  params: { style: 'params', noun: 'params', one: 'param' },
  GPU: { style: 'count', noun: 'GPUs', one: 'GPU' },
  USD: { style: 'usd' },
  seconds: { style: 'duration' },
  bytes: { style: 'bytes' },
  joules: { style: 'energy' },
  kgCO2e: { style: 'co2' },
};

/** Products that have a usual unit of their own: how many base units one of it is. */
const PRODUCTS: Readonly<
  Record<
    string,
    { readonly factor: number; readonly style: NumberStyle; readonly noun: string; readonly si?: readonly Scale[] }
  >
> = {
  'GPU second': { factor: 3600, style: 'count', noun: 'GPU-hours' },
  'FLOP / second': { factor: 1, style: 'plain', noun: '', si: SI('FLOP/s') },
  'FLOP / (GPU second)': { factor: 1, style: 'plain', noun: 'per GPU', si: SI('FLOP/s') },
  'bytes / second': { factor: 1, style: 'plain', noun: '', si: SI('B/s') },
  'bytes / (GPU second)': { factor: 1, style: 'plain', noun: 'per GPU', si: SI('B/s') },
  'joules / second': { factor: 1, style: 'plain', noun: '', si: SI('W') },
  'tokens / second': { factor: 1, style: 'tokens', noun: 'tokens/s' },
  'tokens / (GPU second)': { factor: 1, style: 'tokens', noun: 'tokens/s per GPU' },
  'tokens / param': { factor: 1, style: 'plain', noun: 'tokens per param' },
  'USD / (GPU second)': { factor: 1 / 3600, style: 'usd', noun: 'per GPU-hour' },
  'USD / GPU': { factor: 1, style: 'usd', noun: 'per GPU' },
  'USD / joule': { factor: 1 / 3.6e6, style: 'usd', noun: 'per kWh' },
  'USD / token': { factor: 1e-6, style: 'usd', noun: 'per M tokens' },
  'kgCO2e / joule': { factor: 1 / 3.6e6, style: 'plain', noun: 'kg CO₂e per kWh' },
};

/**
 * A quantity in the notation of the field, split in number and unit.
 * @param baseUnit FLOP, tokens, params, GPU, USD, seconds, bytes, joules, kgCO2e, a product such as `GPU second`, or `''`
 */
export function quantityParts(value: number, baseUnit = '', options: FormatOptions = {}): QuantityParts {
  if (!Number.isFinite(value)) return { text: nonFinite(value), unit: baseUnit };
  const base = BASE[baseUnit];
  if (base) {
    const text = formatNumber(value, base.style, options);
    if (base.noun) return { text, unit: value === 1 ? (base.one ?? base.noun) : base.noun };
    return base.style === 'bytes' || base.style === 'energy' || base.style === 'co2' ? split(text) : { text, unit: '' };
  }
  if (options.full) return { text: exactNumber(value), unit: baseUnit };
  const product = PRODUCTS[baseUnit];
  if (!product) {
    const style = baseUnit.startsWith('FLOP') ? 'flop' : 'plain';
    return { text: formatNumber(value, style, options), unit: baseUnit };
  }
  const x = Number((value / product.factor).toPrecision(15));
  if (!product.si) {
    const digits = product.style === 'plain' ? { digits: 3, ...options } : options;
    return { text: formatNumber(x, product.style, digits), unit: product.noun };
  }
  return siParts(x, product.si, product.noun, options);
}

function siParts(x: number, ladder: readonly Scale[], noun: string, options: FormatOptions): QuantityParts {
  const digits = options.digits ?? 3;
  // Round first, so that 999.9 G becomes 1.00 T.
  const scale = scaleFor(Number(x.toPrecision(digits)), ladder);
  return {
    text: formatNumber(x / scale.factor, 'plain', { digits }),
    unit: noun ? `${scale.suffix.trim()} ${noun}` : scale.suffix.trim(),
  };
}

function split(text: string): QuantityParts {
  const at = text.indexOf(' ');
  return at < 0 ? { text, unit: '' } : { text: text.slice(0, at), unit: text.slice(at + 1) };
}

/** A quantity in the notation of the field: `70.0 B params`, `1.60 M GPU-hours`, `989 TFLOP/s`, `$2.50 per GPU-hour`. */
export function formatQuantity(value: number, baseUnit = '', options: FormatOptions = {}): string {
  const { text, unit } = quantityParts(value, baseUnit, options);
  return unit === '' ? text : `${text} ${unit}`;
}

/** A quantity in a unit that the user chose: `6,806 PFday`. `factor` is how many base units one of it is. */
export const formatIn = (value: number, factor: number, unit: string, options: FormatOptions = {}): string =>
  `${formatNumber(Number((value / factor).toPrecision(15)), 'plain', options)} ${unit}`;

/** Every digit, in the base unit: `70,000,000,000 params`. */
export const exactQuantity = (value: number, baseUnit = ''): string =>
  baseUnit === '' ? exactNumber(value) : `${exactNumber(value)} ${baseUnit}`;

/** The style in which a base unit is written on axes and in columns. */
export const styleOf = (baseUnit: string): NumberStyle => BASE[baseUnit]?.style ?? 'plain';

/** How a column of quantities is written: the unit that its head names, and how many base units one of it is. */
export function columnUnit(baseUnit: string): {
  readonly unit: string;
  readonly factor: number;
  readonly style: NumberStyle;
} {
  const product = PRODUCTS[baseUnit];
  if (!product || product.factor === 1) return { unit: baseUnit, factor: 1, style: styleOf(baseUnit) };
  return { unit: product.noun, factor: product.factor, style: product.style };
}
