import { decimalsFor, fixed, scientific } from './digits';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** The Julian year of 365.25 days. */
const YEAR = 365.25 * DAY;

/** Seconds as people say them: `27 days 4 h`, `3 h 20 min`, `12.3 s`, `45.0 ms`, `132 days`, `3.20 years`. */
export function formatDuration(seconds: number, digits?: number): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '-' : '';
  if (size === 0) return '0 s';
  const one = digits === undefined ? undefined : oneUnit(size, digits);
  return sign + (one ?? spoken(size));
}

/** In a single unit with so many significant digits: `27.2 days`. */
function oneUnit(size: number, digits: number): string {
  const units: readonly (readonly [number, string])[] = [
    [YEAR, 'years'],
    [DAY, 'days'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [1, 's'],
    [1e-3, 'ms'],
  ];
  const rounded = Number(size.toPrecision(digits));
  const [factor, name] = units.find(([f]) => rounded >= (f === YEAR ? 2 * f : f)) ?? [1e-6, 'µs'];
  return within(size / factor, digits, name);
}

function spoken(size: number): string {
  if (size < 59.95) {
    const [factor, name] = size >= 0.9995 ? [1, 's'] : size >= 0.9995e-3 ? [1e-3, 'ms'] : [1e-6, 'µs'];
    return within(size / (factor as number), 3, name as string);
  }
  const s = Math.round(size);
  if (s < HOUR) return pair(Math.floor(s / MINUTE), 'min', s % MINUTE, 's');
  const m = Math.round(size / MINUTE);
  if (m < 24 * 60) return pair(Math.floor(m / 60), 'h', m % 60, 'min');
  const h = Math.round(size / HOUR);
  if (h < 100 * 24) return pair(Math.floor(h / 24), h < 48 ? 'day' : 'days', h % 24, 'h');
  if (size < 2 * YEAR) return `${Math.round(size / DAY)} days`;
  return within(size / YEAR, 3, 'years');
}

const within = (x: number, digits: number, unit: string): string =>
  `${x >= 1e6 || x < 1e-3 ? scientific(x, digits) : fixed(x, decimalsFor(x, digits))} ${unit}`;

const pair = (large: number, unit: string, small: number, smaller: string): string =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smaller}`;
