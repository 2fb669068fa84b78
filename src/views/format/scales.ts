import type { NumberStyle } from '../chart';

/** A step of a ladder of units: values are divided by `factor` and written before `suffix`. */
export interface Scale {
  readonly factor: number;
  readonly suffix: string;
}

const ladder = (...steps: readonly (readonly [number, string])[]): readonly Scale[] =>
  steps.map(([factor, suffix]) => ({ factor, suffix }));

const LARGE = [
  [1e6, ' M'],
  [1e9, ' B'],
  [1e12, ' T'],
] as const;

const COUNTS = ladder([1, ''], [1e3, ' K'], ...LARGE);

export const SI = (unit: string): readonly Scale[] =>
  ladder(
    [1, ` ${unit}`],
    [1e3, ` k${unit}`],
    [1e6, ` M${unit}`],
    [1e9, ` G${unit}`],
    [1e12, ` T${unit}`],
    [1e15, ` P${unit}`],
    [1e18, ` E${unit}`],
    [1e21, ` Z${unit}`],
  );

const BYTES = [{ factor: 1, suffix: ' bytes' }, ...SI('B').slice(1)];

/** The units in which each style writes. Bytes are powers of ten; energy turns to watt-hours at 1 kWh. */
export const LADDERS: Readonly<Record<NumberStyle, readonly Scale[]>> = {
  plain: ladder([1, ''], ...LARGE),
  count: ladder([1, ''], ...LARGE),
  percent: ladder([0.01, ' %']),
  loss: ladder([1, '']),
  params: COUNTS,
  tokens: COUNTS,
  flop: ladder([1, '']),
  scientific: ladder([1, '']),
  usd: ladder([1, ''], ...LARGE),
  duration: ladder([1e-6, ' µs'], [1e-3, ' ms'], [1, ' s'], [60, ' min'], [3600, ' h'], [86_400, ' days']),
  bytes: BYTES,
  energy: ladder([1, ' J'], [1e3, ' kJ'], [3.6e6, ' kWh'], [3.6e9, ' MWh'], [3.6e12, ' GWh'], [3.6e15, ' TWh']),
  co2: ladder([1e-3, ' g CO₂e'], [1, ' kg CO₂e'], [1e3, ' t CO₂e'], [1e6, ' kt CO₂e'], [1e9, ' Mt CO₂e']),
};

/** The largest scale that does not exceed the value; the smallest for zero. */
export function scaleFor(value: number, scales: readonly Scale[]): Scale {
  const size = Math.abs(value);
  const one = scales.findLast(s => size >= s.factor);
  return one ?? scales.find(s => s.factor === 1 && value === 0) ?? (scales[0] as Scale);
}

export const nextScale = (scale: Scale, scales: readonly Scale[]): Scale | undefined =>
  scales[scales.indexOf(scale) + 1];

/** Value in units of the scale, without the noise that dividing decimal numbers brings. */
export const inScale = (value: number, scale: Scale): number => Number((value / scale.factor).toPrecision(15));
