import { displayText } from '../../language/display';
import { equal } from '../../language/evaluate/equal';
import { centralValue, isScalar } from '../../language/evaluate/operators';
import { unitText } from '../../language/units/dimension';
import { type InputValue, isList, plain, type Value } from '../../language/values/value';
import type { InputPayload } from '../../views/kinds/input';

/** The payload of a control. The host fills in which output it is. */
export function inputPayload(
  { key, control, value }: InputValue,
  name: string | undefined,
  inPercent: boolean,
): InputPayload {
  const common = { outputId: '', id: key, label: control.label ?? name ?? '' };
  switch (control.type) {
    case 'slider': {
      const at = plain(value);
      const unit = unitText(control.dimension);
      return {
        ...common,
        kind: 'slider',
        low: control.low,
        high: control.high,
        step: control.step,
        value: isScalar(at) ? centralValue(at) : control.low,
        ...(control.log && { log: true }),
        ...(unit ? { unit } : inPercent ? { style: 'percent' as const } : {}),
      };
    }
    case 'choice':
      return {
        ...common,
        kind: 'choice',
        options: control.options.map(optionText),
        value: Math.max(
          0,
          control.options.findIndex(o => equal(o, value)),
        ),
      };
    case 'toggle':
      return { ...common, kind: 'toggle', value: plain(value) === true };
  }
}

/** A choice is read by the name that stands in the source. */
function optionText(option: Value): string {
  const v = plain(option);
  const isLaw = v !== null && typeof v === 'object' && !isList(v) && v.kind === 'law';
  return isLaw && v.law.name !== 'fit' ? `laws.${v.law.name}` : displayText(v);
}
