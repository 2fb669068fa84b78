import { CONSTANTS } from './library/functions/numbers';
import { findNamespace, namespaceNames } from './library/namespaces';
import { allEntries, findEntry } from './library/registry';
import { isUnitName } from './units/table';
import type { Value } from './values/value';

/** Whether the library has a name. A notebook may define some of them all the same: see `isReserved`. */
export const isBuiltin = (name: string): boolean =>
  findEntry(name) !== undefined || CONSTANTS.has(name) || namespaceNames().includes(name) || isUnitName(name);

/** Value of a built-in constant or collection. Functions are found by the compiler. */
export const builtinValue = (name: string): Value | undefined => CONSTANTS.get(name) ?? findNamespace(name);

export const builtinNames = (): readonly string[] => [
  ...allEntries().map(e => e.name),
  ...CONSTANTS.keys(),
  ...namespaceNames(),
];
