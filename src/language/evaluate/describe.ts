import * as l10n from '@vscode/l10n';
import { type Dimension, NONE, unitText } from '../units/dimension';
import { isList, type Value } from '../values/value';

/** A dimension in words: `params`, `FLOP / second`, or that it is a plain number. */
export const dimensionName = (dimension: Dimension): string =>
  dimension === NONE ? l10n.t('a plain number') : unitText(dimension);

/** What a value is, in a few words for messages: "a list of 3 items", "a quantity in FLOP". */
export function describe(value: Value): string {
  if (value === null) return l10n.t('none');
  if (isList(value)) return l10n.t('a list of {0} items', value.length);
  switch (typeof value) {
    case 'number':
      return l10n.t('a plain number');
    case 'string':
      return l10n.t('a text');
    case 'boolean':
      return value ? l10n.t('true') : l10n.t('false');
    default:
      break;
  }
  switch (value.kind) {
    case 'quantity':
      return l10n.t('a quantity in {0}', unitText(value.dimension));
    case 'estimate':
      return l10n.t('an estimate');
    case 'record':
      return l10n.t('a record with the fields {0}', nameSome(value.fields.keys()));
    case 'table':
      return l10n.t('a table with the columns {0}', nameSome(value.columns.keys()));
    case 'function':
      return l10n.t('the function {0}', value.name);
    case 'law':
      return l10n.t('the law {0}', value.law.name);
    case 'model':
      return l10n.t('the model {0}', value.title);
    case 'device':
      return l10n.t('the device {0}', value.title);
    case 'namespace':
      return l10n.t('the collection {0}', value.name);
    case 'interval':
      return l10n.t('an interval');
    case 'input':
      return describe(value.value);
    case 'view':
      return l10n.t('a view ({0})', value.view);
  }
}

function nameSome(names: Iterable<string>): string {
  const all = [...names];
  return all.length <= 8 ? all.join(', ') : `${all.slice(0, 8).join(', ')} …`;
}
