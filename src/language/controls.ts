import { childrenOf } from './syntax/analyze';
import type { CallNode, Node, Program } from './syntax/ast';

/** The functions that make controls, with the place of the value that a reader changes. */
export const VALUE_POSITION: Readonly<Record<string, number>> = { slider: 2, choice: 1, toggle: 0 };

/** The call that makes a control: the nth of the statement that its key names. */
export function findControl(program: Program, key: string): CallNode | undefined {
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

/** Whether a slider's ends or value are written in percent, as `20%`: then it is shown so. */
export function isInPercent(program: Program, text: string, key: string): boolean {
  const call = findControl(program, key);
  return (
    call?.args.some(({ value }) => value.kind === 'number' && text.slice(value.start, value.end).endsWith('%')) ?? false
  );
}
