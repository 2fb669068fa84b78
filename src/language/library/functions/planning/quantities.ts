import * as l10n from '@vscode/l10n';
import { dimensionName } from '../../../evaluate/describe';
import { type Dimension, dimensionOf, NONE, unitText } from '../../../units/dimension';
import { isList, type Value } from '../../../values/value';
import { type Parameter, parameter } from '../../parameter';

/** Units of planning that are products of others. */
export const GPU_TIME = dimensionOf({ GPU: 1, second: 1 });
export const GPU_RENT = dimensionOf({ USD: 1, GPU: -1, second: -1 });
export const CARBON_INTENSITY = dimensionOf({ kgCO2e: 1, joule: -1 });
export const THROUGHPUT = dimensionOf({ token: 1, second: -1 });
export const FLOP_RATE = dimensionOf({ FLOP: 1, second: -1 });
export const BYTE_RATE = dimensionOf({ byte: 1, second: -1 });
export const POWER = dimensionOf({ joule: 1, second: -1 });
const RENT = dimensionOf({ USD: 1, second: -1 });
const FLOP = dimensionOf({ FLOP: 1 });
const USD = dimensionOf({ USD: 1 });

const HOUR = 3600;
const KWH = 3.6e6;

interface Measured {
  readonly value: number;
  readonly dimension: Dimension;
}

/** A number, a quantity or the centre of an estimate, in base units. */
export function measured(value: Value): Measured | undefined {
  if (typeof value === 'number') return { value, dimension: NONE };
  if (value === null || typeof value !== 'object' || isList(value)) return undefined;
  return value.kind === 'quantity' || value.kind === 'estimate'
    ? { value: value.value, dimension: value.dimension }
    : undefined;
}

/** A number or a quantity of one of several dimensions; the first is that of a plain number. */
function among<T>(
  type: string,
  doc: string,
  readings: readonly { readonly dimension: Dimension; readonly read: (base: number) => T }[],
  plainNumber: (value: number) => T,
): Parameter<T> {
  const readingOf = (value: Value) => {
    const found = measured(value);
    if (!found) return undefined;
    if (found.dimension === NONE) return { found, read: plainNumber };
    const reading = readings.find(r => r.dimension === found.dimension);
    return reading && { found, read: reading.read };
  };
  return parameter<T>(
    type,
    doc,
    value => readingOf(value) !== undefined,
    value => {
      const { found, read } = readingOf(value) as NonNullable<ReturnType<typeof readingOf>>;
      return read(found.value);
    },
    {
      scalar: 'any',
      central: true,
      why: value => {
        const found = measured(value);
        const wanted = readings.map(r => dimensionName(r.dimension)).join(l10n.t(' or '));
        return found && l10n.t('it is in {0}, and should be in {1}', unitText(found.dimension), wanted);
      },
    },
  );
}

/** What a budget is given in. */
export interface Budget {
  readonly flop?: number;
  readonly usd?: number;
  readonly gpuSeconds?: number;
}

/** FLOP, USD or GPU hours; a plain number is FLOP. */
export const budget = (doc: string): Parameter<Budget> =>
  among<Budget>(
    'FLOP, USD or GPU hour',
    doc,
    [
      { dimension: FLOP, read: flop => ({ flop }) },
      { dimension: USD, read: usd => ({ usd }) },
      { dimension: GPU_TIME, read: gpuSeconds => ({ gpuSeconds }) },
    ],
    flop => ({ flop }),
  );

/** USD for an hour of one GPU; `USD / hour` is taken as such. */
export const rent = (doc: string): Parameter<number> =>
  among<number>(
    'USD / (GPU hour)',
    doc,
    [
      { dimension: GPU_RENT, read: base => base * HOUR },
      { dimension: RENT, read: base => base * HOUR },
    ],
    value => value,
  );

/** kg CO2e per kWh. */
export const carbonIntensity = (doc: string): Parameter<number> =>
  among<number>('kgCO2e / kWh', doc, [{ dimension: CARBON_INTENSITY, read: base => base * KWH }], value => value);

/** Tokens per second. */
export const throughput = (doc: string): Parameter<number> =>
  among<number>('tokens / second', doc, [{ dimension: THROUGHPUT, read: base => base }], value => value);

/** FLOP per second. */
export const flopRate = (doc: string): Parameter<number> =>
  among<number>('FLOPS', doc, [{ dimension: FLOP_RATE, read: base => base }], value => value);

/** Takes the centre of an estimate instead of being asked once for every draw. */
export const central = (base: Parameter<number>): Parameter<number> => ({
  ...base,
  central: true,
  convert: value => base.convert(centre(value)),
});

function centre(value: Value): Value {
  const found = measured(value);
  if (!found || found.dimension === NONE) return found?.value ?? value;
  return { kind: 'quantity', ...found };
}
