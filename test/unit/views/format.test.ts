import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exactNumber,
  exactQuantity,
  formatColumn,
  formatIn,
  formatNumber,
  formatQuantity,
  linearTicks,
  logTicks,
  quantityParts,
  tickLabel,
} from '../../../src/views/format';

describe('numbers in the notation of the field', () => {
  it.each([
    [70e9, 'params', '70.0 B params'],
    [1, 'params', '1 param'],
    [512, 'tokens', '512 tokens'],
    [1.4e12, 'tokens', '1.40 T tokens'],
    [5.76e23, 'FLOP', '5.76e23 FLOP'],
    [6, 'FLOP', '6 FLOP'],
    [27 * 86400 + 4 * 3600, 'seconds', '27 days 4 h'],
    [86_400, 'seconds', '1 day'],
    [65 * 86400, 'seconds', '65 days'],
    [3.1e6, 'USD', '$3.1 M'],
    [2.5, 'USD', '$2.50'],
    [-2.5, 'USD', '-$2.50'],
    [123_456, 'USD', '$123,456'],
    [56.9e9, 'bytes', '56.9 GB'],
    [1, 'bytes', '1 byte'],
    [1.39e9 * 3600, 'joules', '1.39 GWh'],
    [535_000, 'kgCO2e', '535 t CO₂e'],
    [1024, 'GPU', '1,024 GPUs'],
    [1, 'GPU', '1 GPU'],
    [1.6e6 * 3600, 'GPU second', '1.60 M GPU-hours'],
    [989e12, 'FLOP / second', '989 TFLOP/s'],
    [999.9e12, 'FLOP / second', '1.00 PFLOP/s'],
    [3.35e12, 'bytes / second', '3.35 TB/s'],
    [2.5 / 3600, 'USD / (GPU second)', '$2.50 per GPU-hour'],
    [0.385 / 3.6e6, 'kgCO2e / joule', '0.385 kg CO₂e per kWh'],
    [20, 'tokens / param', '20.0 tokens per param'],
    [700, 'joules / second', '700 W'],
    [6, 'FLOP / (token param)', '6 FLOP / (token param)'],
    [1.4e12, 'FLOP / param', '1.40e12 FLOP / param'],
    [7e10, '', '70 B'],
    [1.9738732, '', '1.974'],
    [3, '', '3'],
    [0.1 + 0.2, '', '0.3'],
    [1.99996, '', '2.000'],
    [123456, '', '123,456'],
    [1e24, '', '1.00e24'],
    [1.2e-7, '', '1.20e-7'],
    [0, 'params', '0 params'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  it.each([
    [0.676, 'percent', '67.6 %'],
    [0.4, 'percent', '40.0 %'],
    [0.00031, 'percent', '0.031 %'],
    [1.9739, 'loss', '1.974'],
    [2, 'loss', '2.000'],
    [999.96e6, 'params', '1.00 B'],
    [999_999_999, 'usd', '$1.0 B'],
    [99_950, 'params', '100 K'],
    [59.96, 'duration', '1 min'],
    [3599.7, 'duration', '1 h'],
    [86_399, 'duration', '1 day'],
    [0.045, 'duration', '45.0 ms'],
    [800 * 86_400, 'duration', '2.19 years'],
  ] as const)('%d in style %s is %s', (value, style, text) => {
    expect(formatNumber(value, style)).toBe(text);
  });

  it('gives every digit on demand', () => {
    expect(formatNumber(0.676, 'percent', { full: true })).toBe('67.6 %');
    expect(exactQuantity(7e10, 'params')).toBe('70,000,000,000 params');
    expect(exactNumber(5.76e23)).toBe('5.76e23');
    expect(exactNumber(1.9738732)).toBe('1.9738732');
  });

  it('writes a quantity in the unit that was asked for', () => {
    expect(formatIn(5.88e23, 8.64e19, 'PFday')).toBe('6,806 PFday');
  });

  it('says so where there is no number', () => {
    expect(formatNumber(Number.NaN, 'params')).toBe('not a number');
    expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe('-∞');
    expect(formatColumn([1, null, undefined])).toEqual(['1', '—', '—']);
  });

  it('splits number and unit', () => {
    expect(quantityParts(1.39e9 * 3600, 'joules')).toEqual({ text: '1.39', unit: 'GWh' });
    expect(quantityParts(87e9, 'params')).toEqual({ text: '87.0 B', unit: 'params' });
    expect(quantityParts(3.1e6, 'USD')).toEqual({ text: '$3.1 M', unit: '' });
  });
});

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  B: 1e9,
  T: 1e12,
  '%': 0.01,
  bytes: 1,
  byte: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  EB: 1e18,
  ZB: 1e21,
  J: 1,
  kJ: 1e3,
  kWh: 3.6e6,
  MWh: 3.6e9,
  GWh: 3.6e12,
  TWh: 3.6e15,
  'g CO₂e': 1e-3,
  'kg CO₂e': 1,
  't CO₂e': 1e3,
  'kt CO₂e': 1e6,
  'Mt CO₂e': 1e9,
  s: 1,
  ms: 1e-3,
  µs: 1e-6,
  min: 60,
  h: 3600,
  day: 86_400,
  days: 86_400,
  years: 365.25 * 86_400,
};

/** Reads what was printed, and the size of its last printed digit. */
function readBack(text: string): { value: number; last: number } {
  const sign = text.startsWith('-') ? -1 : 1;
  const pairs = [
    ...text.replace(/^-/, '').matchAll(/\$?([\d,]+(?:\.\d+)?)(?:e(-?\d+))?(?: ((?:[a-zA-Zµ%]+)(?: CO₂e)?))?/g),
  ];
  let value = 0;
  let last = 0;
  for (const [, digits = '', exponent = '0', unit = ''] of pairs) {
    const factor = FACTORS[unit];
    if (factor === undefined) throw new Error(`unknown unit ${unit} in ${text}`);
    const scale = factor * 10 ** Number(exponent);
    const decimals = digits.split('.')[1]?.length ?? 0;
    value += Number(digits.replace(/,/g, '')) * scale;
    last = scale * 10 ** -decimals;
  }
  return { value: sign * value, last };
}

const anySize = fc
  .tuple(fc.double({ min: 1, max: 10, noNaN: true, maxExcluded: true }), fc.integer({ min: -9, max: 27 }), fc.boolean())
  .map(([m, e, negative]) => (negative ? -1 : 1) * m * 10 ** e);

const STYLES = [
  'plain',
  'percent',
  'loss',
  'params',
  'tokens',
  'flop',
  'usd',
  'duration',
  'bytes',
  'energy',
  'co2',
  'count',
  'scientific',
] as const;

describe('what is printed is the number, rounded once', () => {
  it.each(STYLES)('%s reads back within half of its last digit', style => {
    fc.assert(
      fc.property(anySize, value => {
        const { value: back, last } = readBack(formatNumber(value, style));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(last * 0.5 * (1 + 1e-6) + Math.abs(value) * 1e-12);
        // Never more than 5 % off, and that only where tenths of a percent or of a million dollars are enough.
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 0.051);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(STYLES)('%s in a column reads back', style => {
    fc.assert(
      fc.property(fc.array(anySize, { minLength: 1, maxLength: 6 }), values => {
        for (const [i, text] of formatColumn(values, style).entries()) {
          const { value: back, last } = readBack(text);
          const value = values[i] as number;
          expect(Math.abs(back - value)).toBeLessThanOrEqual(last * 0.5 * (1 + 1e-6) + Math.abs(value) * 1e-9);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never writes a thousand of a unit that has a larger neighbour', () => {
    fc.assert(
      fc.property(anySize, fc.constantFrom('params', 'tokens', 'bytes'), (value, style) => {
        expect(formatNumber(value, style as 'params')).not.toMatch(/(^|-)[1-9],?\d{3}(\.\d+)? [KMB]/);
      }),
    );
  });
});

describe('columns', () => {
  it('agree in decimals', () => {
    expect(formatColumn([280e9, 70e9], 'params')).toEqual(['280 B', '70 B']);
    expect(formatColumn([300e9, 1.4e12], 'tokens')).toEqual(['300 B', '1.40 T']);
    expect(formatColumn([0.6, 0.676], 'percent')).toEqual(['60.0 %', '67.6 %']);
    expect(formatColumn([1.9996, 1.9739], 'loss')).toEqual(['2.000', '1.974']);
    expect(formatColumn([1.0714, 20], 'plain')).toEqual(['1.071', '20.000']);
    expect(formatColumn([5.04e23, 5.88e23], 'flop')).toEqual(['5.04e23', '5.88e23']);
    expect(formatColumn([1, 1024, 30000])).toEqual(['1', '1,024', '30,000']);
  });
});

describe('ticks', () => {
  it('are round on logarithmic axes', () => {
    expect(logTicks(8e9, 6e11, 'params').labels).toEqual(['10 B', '30 B', '100 B', '300 B']);
    expect(logTicks(1e18, 1e26, 'flop').labels).toEqual(['1e18', '1e20', '1e22', '1e24', '1e26']);
    expect(logTicks(1e4, 4e7, 'usd').labels).toEqual(['$10 k', '$100 k', '$1 M', '$10 M']);
    expect(logTicks(1.9, 11, 'loss').labels).toEqual(['2', '3', '5', '7', '10']);
    expect(logTicks(30, 2e5, 'duration').labels).toEqual(['1 min', '10 min', '1 h', '6 h', '1 day']);
    expect(logTicks(70e9, 75e9, 'params').labels.length).toBeGreaterThan(2);
  });

  it('are round on even axes', () => {
    expect(linearTicks(0, 1, 'percent', 4).labels).toEqual(['0 %', '25 %', '50 %', '75 %', '100 %']);
    expect(linearTicks(1.95, 2.09, 'loss', 3).labels).toEqual(['1.95', '2.00', '2.05']);
    expect(linearTicks(0, 2e12, 'tokens', 4).labels).toEqual(['0', '0.5 T', '1.0 T', '1.5 T', '2.0 T']);
    expect(linearTicks(0, 6e23, 'flop', 4).labels).toEqual(['0', '2e23', '4e23', '6e23']);
    expect(linearTicks(0, 7200, 'duration').labels[1]).toMatch(/ h$/);
  });

  it('stay inside, ascend, are few, and their labels differ and read back', () => {
    fc.assert(
      fc.property(
        anySize.map(Math.abs),
        fc.double({ min: 1.01, max: 1e12, noNaN: true }),
        fc.constantFrom(...STYLES),
        fc.boolean(),
        (lo, ratio, style, log) => {
          const hi = lo * ratio;
          const { values, labels } = (log ? logTicks : linearTicks)(lo, hi, style);
          expect(values.length).toBe(labels.length);
          expect(values.length).toBeLessThanOrEqual(12);
          for (const [i, v] of values.entries()) {
            expect(v).toBeGreaterThanOrEqual(lo - (hi - lo) * 1e-8);
            expect(v).toBeLessThanOrEqual(hi + (hi - lo) * 1e-8);
            if (i > 0) expect(v).toBeGreaterThan(values[i - 1] as number);
            const { value: back } = readBack(labels[i] as string);
            expect(Math.abs(back - v)).toBeLessThanOrEqual(Math.abs(v) * 1e-3 + 1e-300);
          }
          expect(new Set(labels).size).toBe(labels.length);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('survive ends that make no sense', () => {
    expect(linearTicks(Number.NaN, 1).values).toEqual([]);
    expect(logTicks(0, 1).values).toEqual([]);
    expect(linearTicks(3, 3).values).toEqual([3]);
    expect(tickLabel(0, 'percent')).toBe('0 %');
  });
});
