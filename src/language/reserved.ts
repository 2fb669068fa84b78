import { isUnitName, unitNames } from './units/table';

/**
 * The functions that every notebook may rely on. A notebook cannot define their names, whereas it may define those of the
 * rest of the library, which grows: a function that is added must not break a note that has such a name already.
 */
const FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'flops params loss optimal isoflop fit isoflop_fit envelope_fit power_fit plan compare cite',
    'calibration temperature_scale emergence scaling_trend',
    'load where select sort derive group join head describe column table',
    'linspace logspace range map filter sum mean median quantile std min max',
    'plot lines scatter loss_curves slider choice toggle',
    'exp log log10 log2 log1p expm1 sin cos tan asin acos atan sinh cosh tanh abs sign sqrt cbrt round floor ceil pow',
  ].flatMap(line => line.split(' ')),
);

const COLLECTIONS: ReadonlySet<string> = new Set(['laws', 'models', 'hardware', 'data']);

/** Whether a name belongs to the language for good: a unit, a collection, or one of the functions that all notebooks share. */
export const isReserved = (name: string): boolean => FUNCTIONS.has(name) || COLLECTIONS.has(name) || isUnitName(name);

export const reservedFunctions: readonly string[] = [...FUNCTIONS].sort();
export const reservedNames = (): readonly string[] => [...FUNCTIONS, ...COLLECTIONS, ...unitNames()];
