import { type Dimension, dimensionOf, energy } from './dimension';

/** A unit: how many base units one of it is, and of what dimension. */
export interface Unit {
  readonly name: string;
  readonly factor: number;
  readonly dimension: Dimension;
}

const SI_LARGE: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Z: 1e21,
  Y: 1e24,
  R: 1e27,
  Q: 1e30,
};
const SI_LONG: Readonly<Record<string, number>> = {
  kilo: 1e3,
  mega: 1e6,
  giga: 1e9,
  tera: 1e12,
  peta: 1e15,
  exa: 1e18,
  zetta: 1e21,
  yotta: 1e24,
};
const IEC: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const DAY = 86_400;
/** The Julian year of 365.25 days. */
const YEAR = 365.25 * DAY;

const units = new Map<string, Unit>();

function add(
  names: readonly string[],
  factor: number,
  dimension: Dimension,
  prefixes: Readonly<Record<string, number>> = {},
): void {
  for (const name of names) {
    units.set(name, { name, factor, dimension });
    for (const [prefix, scale] of Object.entries(prefixes)) {
      units.set(prefix + name, { name: prefix + name, factor: factor * scale, dimension });
    }
  }
}

const FLOP = dimensionOf({ FLOP: 1 });
const SECOND = dimensionOf({ second: 1 });
const BYTE = dimensionOf({ byte: 1 });

add(['FLOP', 'FLOPs'], 1, FLOP, SI_LARGE);
add(['FLOPS'], 1, dimensionOf({ FLOP: 1, second: -1 }), SI_LARGE);
// One petaFLOP per second for a day (Kaplan et al. 2020, sec. 1.3).
add(['PFday', 'PFdays'], 1e15 * DAY, FLOP);
add(['token', 'tokens'], 1, dimensionOf({ token: 1 }));
add(['param', 'params', 'parameter', 'parameters'], 1, dimensionOf({ param: 1 }));
add(['GPU', 'GPUs'], 1, dimensionOf({ GPU: 1 }));
add(['USD'], 1, dimensionOf({ USD: 1 }));
add(['second', 'seconds', 'sec'], 1, SECOND);
add(['ms', 'millisecond', 'milliseconds'], 1e-3, SECOND);
add(['microsecond', 'microseconds'], 1e-6, SECOND);
add(['minute', 'minutes'], 60, SECOND);
add(['hour', 'hours'], 3600, SECOND);
add(['day', 'days'], DAY, SECOND);
add(['week', 'weeks'], 7 * DAY, SECOND);
add(['month', 'months'], YEAR / 12, SECOND);
add(['year', 'years'], YEAR, SECOND);
add(['byte', 'bytes'], 1, BYTE, SI_LONG);
for (const [prefix, scale] of Object.entries({ ...SI_LARGE, ...IEC })) add([`${prefix}B`], scale, BYTE);
add(['bit', 'bits'], 1 / 8, BYTE);
add(['joule', 'joules'], 1, energy, SI_LONG);
for (const prefix of ['k', 'M', 'G', 'T'] as const) {
  const scale = SI_LARGE[prefix] ?? 1;
  add([`${prefix}J`], scale, energy);
  add([`${prefix}W`], scale, dimensionOf({ joule: 1, second: -1 }));
  add([`${prefix}Wh`], scale * 3600, energy);
}
add(['watt', 'watts'], 1, dimensionOf({ joule: 1, second: -1 }));
add(['Wh'], 3600, energy);
add(['kgCO2e'], 1, dimensionOf({ kgCO2e: 1 }));
add(['gCO2e'], 1e-3, dimensionOf({ kgCO2e: 1 }));
add(['tCO2e'], 1e3, dimensionOf({ kgCO2e: 1 }));

/** Finds a unit by its exact name; `undefined` where there is none. */
export const findUnit = (name: string): Unit | undefined => units.get(name);
export const isUnitName = (name: string): boolean => units.has(name);
export const unitNames = (): readonly string[] => [...units.keys()];
