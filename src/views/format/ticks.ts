import type { Axis, NumberStyle } from '../chart';
import { decimalsFor, fixed, scientific } from './digits';
import { isScientific, join } from './number';
import { inScale, LADDERS, type Scale, scaleFor } from './scales';

export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

const NONE: Ticks = { values: [], labels: [] };

/** Thousands of dollars are worth a unit on an axis, where room is short. */
const tickLadder = (style: NumberStyle): readonly Scale[] =>
  style === 'usd'
    ? [...LADDERS.usd.slice(0, 1), { factor: 1e3, suffix: ' k' }, ...LADDERS.usd.slice(1)]
    : LADDERS[style];

/** Round values between two ends: 0, 25 %, 50 % …; about `count` of them, all with the same decimals and unit. */
export function linearTicks(low: number, high: number, style: NumberStyle = 'plain', count = 5): Ticks {
  const [lo, hi] = low <= high ? [low, high] : [high, low];
  if (!Number.isFinite(lo) || !Number.isFinite(hi)) return NONE;
  const largest = Math.max(Math.abs(lo), Math.abs(hi));
  const scale = scaleFor(largest, largest < 1e4 ? LADDERS[style] : tickLadder(style));
  const step = roundStep((hi - lo) / scale.factor / Math.max(1, count), style, scale);
  if (!(step > 0) || !Number.isFinite(step)) return { values: [lo], labels: [tickLabel(lo, style)] };
  const first = Math.ceil(lo / scale.factor / step - 1e-9);
  const last = Math.floor(hi / scale.factor / step + 1e-9);
  if (last - first > 50) return NONE;
  const steps = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => clean((first + i) * step));
  const values = steps.map(x => clean(x * scale.factor));
  const decimals = decimalsOf(step);
  if (values.some(v => isScientific(v, style))) return { values, labels: scientificLabels(values) };
  const labels = steps.map(x =>
    x === 0 && style !== 'percent' ? (style === 'usd' ? '$0' : '0') : join(fixed(x, decimals), style, scale, x),
  );
  return { values, labels };
}

/** 1, 2, 2.5, 5 and their tens; on clocks 1, 2, 5, 10, 15, 30 and 1, 2, 3, 6, 12. */
function roundStep(rough: number, style: NumberStyle, scale: Scale): number {
  if (style === 'duration' && scale.factor >= 1 && scale.factor <= 3600 && rough > 0.5) {
    const clock = scale.factor === 3600 ? [1, 2, 3, 6, 12, 24] : [1, 2, 5, 10, 15, 30, 60];
    const found = clock.find(c => c >= rough * 0.8);
    if (found) return found;
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const ratio = rough / power;
  // A quarter would need a third decimal that losses are not read to.
  if (style === 'loss') return clean((ratio < 1.4 ? 1 : ratio < 3.2 ? 2 : ratio < 7 ? 5 : 10) * power);
  return clean((ratio < 1.2 ? 1 : ratio < 2.2 ? 2 : ratio < 2.8 ? 2.5 : ratio < 5.5 ? 5 : 10) * power);
}

const clean = (x: number): number => Number(x.toPrecision(12));

/** Decimals that a round step needs: 0.25 has two. */
function decimalsOf(step: number): number {
  const text = Number(step.toPrecision(3)).toFixed(12).replace(/0+$/, '');
  return text.length - text.indexOf('.') - 1;
}

/** Round values on a logarithmic axis: 10 B, 30 B, 100 B. Falls back to even steps where the ends are close. */
export function logTicks(low: number, high: number, style: NumberStyle = 'plain', count = 5): Ticks {
  const [lo, hi] = low <= high ? [low, high] : [high, low];
  if (!(lo > 0) || !Number.isFinite(hi)) return NONE;
  const span = Math.log10(hi) - Math.log10(lo);
  if (span < 0.5) return linearTicks(lo, hi, style, count);
  const units = LADDERS[style];
  if (style === 'duration' && span < 7) return clockTicks(lo, hi, count, units);
  const sets = [[1, 2, 3, 5, 7], ...(span < 1.5 ? [[1, 2, 5]] : []), [1, 3], [1]];
  const choices = sets.map(set => powers(lo, hi, set, 1));
  const sparse = [2, 3, 4, 5, 6, 10, 20, 50].map(every => powers(lo, hi, [1], every));
  const fits = [...choices, ...sparse].filter(v => v.length >= 2);
  const values = fits.find(v => v.length <= count + 1) ?? fits.at(-1) ?? [];
  return values.length < 2
    ? linearTicks(lo, hi, style, count)
    : { values, labels: values.map(v => tickLabel(v, style)) };
}

function powers(lo: number, hi: number, mantissas: readonly number[], every: number): number[] {
  const found: number[] = [];
  for (let p = Math.floor(Math.log10(lo)) - 1; p <= Math.ceil(Math.log10(hi)); p += 1) {
    if (p % every !== 0) continue;
    for (const m of mantissas) {
      const v = Number(`${m}e${p}`);
      if (v >= lo * (1 - 1e-9) && v <= hi * (1 + 1e-9)) found.push(v);
    }
  }
  return found;
}

/** One minute, ten minutes, one hour, six hours … on a logarithmic axis of time. */
function clockTicks(lo: number, hi: number, count: number, units: readonly Scale[]): Ticks {
  const round = [1e-3, 1e-2, 0.1, 1, 10, 60, 600, 3600, 21_600, 86_400, 864_000, 8_640_000, 86_400_000];
  const inside = round.filter(v => v >= lo * (1 - 1e-9) && v <= hi * (1 + 1e-9));
  if (inside.length < 2) return linearTicks(lo, hi, 'duration', count);
  const values = inside.length > count + 2 ? inside.filter((_, i) => i % 2 === 0) : inside;
  return {
    values,
    labels: values.map(v => {
      const scale = scaleFor(v, units);
      return join(shortest(inScale(v, scale)), 'duration', scale, v);
    }),
  };
}

/** A single tick, with no more digits than it needs: `10 B`, `1e21`, `$20 k`, `0.001`. */
export function tickLabel(value: number, style: NumberStyle = 'plain'): string {
  if (value === 0) return style === 'percent' ? '0 %' : style === 'usd' ? '$0' : '0';
  if (isScientific(value, style)) return scientific(value, neededDigits(value));
  const scale = scaleFor(Number(value.toPrecision(12)), tickLadder(style));
  return join(shortest(inScale(value, scale)), style, scale, value);
}

const shortest = (x: number): string => fixed(x, decimalsFor(x, neededDigits(x)));

function neededDigits(x: number): number {
  const mantissa = clean(Math.abs(x)).toExponential().split('e')[0] ?? '';
  return Math.min(4, mantissa.replace('.', '').length);
}

function scientificLabels(values: readonly number[]): string[] {
  const digits = values.reduce((most, v) => Math.max(most, v === 0 ? 1 : neededDigits(v)), 1);
  return values.map(v => (v === 0 ? '0' : scientific(v, digits)));
}

/** The ticks of an axis between two ends in data units. A category axis has one per category, at 0, 1, 2 … */
export function axisTicks(axis: Axis, ends: readonly [number, number], count = 5): Ticks {
  if (axis.scale === 'category') {
    const labels = axis.categories ?? [];
    return { values: labels.map((_, i) => i), labels };
  }
  const make = axis.scale === 'log' ? logTicks : linearTicks;
  return make(ends[0], ends[1], axis.style ?? 'plain', count);
}
