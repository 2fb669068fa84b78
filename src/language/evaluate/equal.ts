import { isList, plain, type Value } from '../values/value';

/** Equality by content. Quantities are equal if value and dimension are; a plain number equals a quantity of its base value. */
export function equal(left: Value, right: Value): boolean {
  const a = plain(left);
  const b = plain(right);
  if (a === b) return true;
  if (typeof a === 'number' && typeof b === 'object' && b !== null && !isList(b) && b.kind === 'quantity')
    return a === b.value;
  if (typeof b === 'number' && typeof a === 'object' && a !== null && !isList(a) && a.kind === 'quantity')
    return a.value === b;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equal(a[i] as Value, b[i] as Value)) return false;
    return true;
  }
  if (a.kind === 'quantity' && b.kind === 'quantity') return a.value === b.value && a.dimension === b.dimension;
  if (a.kind === 'record' && b.kind === 'record') return equalMaps(a.fields, b.fields);
  if (a.kind === 'table' && b.kind === 'table') return equalMaps(a.columns, b.columns);
  if (a.kind === 'interval' && b.kind === 'interval') return equal(a.low, b.low) && equal(a.high, b.high);
  return false;
}

function equalMaps(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !equal(value, other)) return false;
  }
  return true;
}
