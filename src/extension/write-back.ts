import { findControl, VALUE_POSITION } from '../language/controls';
import type { Argument, CallNode, Program } from '../language/syntax/ast';
import { findUnit } from '../language/units/table';

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edit that makes a control's position its value in the source; `undefined` where it is not written as a plain call. */
export function inputSourceEdit(
  program: Program,
  text: string,
  key: string,
  value: number | boolean,
): Replacement | undefined {
  const call = findControl(program, key);
  if (call?.callee.kind !== 'name') return undefined;
  const name = call.callee.name;
  const at = argumentAt(call, VALUE_POSITION[name] ?? 0);
  const written = writtenValue(call, at, text, name, value);
  if (written === undefined) return undefined;
  if (at) return { start: at.value.start, end: at.value.end, text: written };
  const end = call.end - 1;
  return { start: end, end, text: `${call.args.length > 0 ? ', ' : ''}value: ${written}` };
}

function argumentAt(call: CallNode, position: number): Argument | undefined {
  return call.args.find(a => a.name?.name === 'value') ?? call.args.filter(a => !a.name)[position];
}

/** The value as a user would write it, in the unit that stood there. */
function writtenValue(
  call: CallNode,
  at: Argument | undefined,
  text: string,
  name: string,
  value: number | boolean,
): string | undefined {
  if (name === 'toggle') return String(value);
  if (typeof value !== 'number') return undefined;
  if (name === 'choice') {
    const options = call.args.find(a => a.name?.name === 'options')?.value ?? call.args[0]?.value;
    const chosen = options?.kind === 'list' ? options.items[value] : undefined;
    return chosen && text.slice(chosen.start, chosen.end);
  }
  const model = at?.value ?? call.args[0]?.value;
  if (model?.kind === 'number' && text.slice(model.start, model.end).endsWith('%'))
    return `${Number((100 * value).toPrecision(12))}%`;
  if (model?.kind !== 'unit') return String(value);
  const factor = model.factors.reduce((product, f) => product * (findUnit(f.name)?.factor ?? 1) ** f.power, 1);
  const units = model.factors.map(f => (f.power === 1 ? f.name : `${f.name}^${f.power}`)).join(' ');
  return `${Number((value / factor).toPrecision(12))} ${units}`;
}
