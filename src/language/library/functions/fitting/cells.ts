import { displayText } from '../../../display';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { type List, plain, type Value } from '../../../values/value';

/** Cells as plain numbers and texts. */
export const cellsOf = (values: List): ArrayLike<unknown> =>
  values instanceof Float64Array
    ? values
    : values.map((each): unknown => {
        const v: Value = plain(each);
        return isScalar(v)
          ? centralValue(v)
          : typeof v === 'string' || typeof v === 'boolean' || v === null
            ? v
            : displayText(v);
      });
