import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import type { Node } from '../syntax/ast';
import { type Dimension, NONE, unitText } from '../units/dimension';
import { mapList } from '../values/make';
import { isList, plain, type Quantity, type Value } from '../values/value';
import { describe, dimensionName } from './describe';
import { dimensionOfScalar, isScalar } from './operators';
import { unitExpressionText } from './units';

/** `value to unit`: the same quantity, shown in another unit. */
export function convertTo(left: Value, right: Value, unit: Node): Value {
  const value = plain(left);
  const target = plain(right);
  if (typeof target !== 'object' || target === null || isList(target) || target.kind !== 'quantity') {
    throw new ScaleError('not-a-unit', l10n.t('Behind `to` stands a unit, such as `PFday` or `GPU hour`.'), unit);
  }
  if (isList(value)) return mapList(value, each => convertOne(each, target, unit));
  return convertOne(value, target, unit);
}

function convertOne(value: Value, target: Quantity, unit: Node): Value {
  const one = plain(value);
  if (!isScalar(one))
    throw new ScaleError('not-a-number', l10n.t('Only quantities have units, and this is {0}.', describe(one)));
  requireConvertible(dimensionOfScalar(one), target.dimension);
  if (typeof one === 'number') return one;
  const text = unitExpressionText(unit) || unitText(target.dimension);
  return { ...one, shown: { text, factor: target.value } };
}

/** Throws where a quantity of one dimension cannot be shown in a unit of another. Also used before running, by the checker. */
export function requireConvertible(from: Dimension, to: Dimension): void {
  if (from === to && from !== NONE) return;
  throw new ScaleError(
    'unit-mismatch',
    from === NONE
      ? l10n.t('A plain number has no unit to convert to {0} from: multiply it by its unit first.', unitText(to))
      : l10n.t('{0} cannot be converted to {1}: they are different units.', dimensionName(from), dimensionName(to)),
  );
}
