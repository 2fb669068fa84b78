import { childrenOf } from '../language/syntax/analyze';
import type { Argument, CallNode, Node, Program } from '../language/syntax/ast';
import { findUnit } from '../language/units/table';

const VALUE_POSITION: Readonly<Record<string, number>> = { slider: 2, choice: 1, toggle: 0 };

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

/** The nth control of the statement that a key names. */
function findControl(program: Program, key: string): CallNode | undefined {
  const [label = '', nth = '0'] = key.split('.');
  let nameless = 0;
  for (const statement of program.statements) {
    const own = statement.target?.name ?? `#${nameless++}`;
    if (own !== label) continue;
    const controls: CallNode[] = [];
    collect(statement.value, controls);
    return controls[Number(nth)];
  }
  return undefined;
}

function collect(node: Node, found: CallNode[]): void {
  if (node.kind === 'call' && node.callee.kind === 'name' && Object.hasOwn(VALUE_POSITION, node.callee.name))
    found.push(node);
  for (const child of childrenOf(node)) collect(child, found);
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
  if (model?.kind !== 'unit') return String(value);
  const factor = model.factors.reduce((product, f) => product * (findUnit(f.name)?.factor ?? 1) ** f.power, 1);
  const units = model.factors.map(f => (f.power === 1 ? f.name : `${f.name}^${f.power}`)).join(' ');
  return `${Number((value / factor).toPrecision(12))} ${units}`;
}
