import type { StatementResult } from '../../language/evaluate/run';
import { unitText } from '../../language/units/dimension';
import { interval } from '../../language/values/estimates';
import { isList, plain } from '../../language/values/value';
import { type ValueItem, valueItem } from '../../views/kinds/values';
import { clipped, isDocument, shown } from './clip';

/** A plain result as a line of the values view. */
export function valueItems({ name, value }: StatementResult): ValueItem[] {
  const v = plain(value);
  if (typeof v === 'number') return [valueItem(name, v)];
  if (v !== null && typeof v === 'object' && !isList(v)) {
    if (v.kind === 'quantity')
      return [valueItem(name, v.value, unitText(v.dimension), { ...(v.shown && { shown: v.shown }) })];
    if (v.kind === 'estimate') {
      const { low, high } = interval(v);
      const shown = v.shown ? { shown: v.shown } : {};
      return [valueItem(name, v.value, unitText(v.dimension), { low, high, level: v.level, ...shown })];
    }
  }
  const named = name === undefined ? {} : { name };
  if (typeof v === 'string' && isDocument(v)) {
    const first = v.slice(0, v.indexOf('\n'));
    return [{ ...named, text: clipped(first), code: v }];
  }
  return [{ ...named, ...shown(v) }];
}
