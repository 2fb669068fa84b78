import type { Name, Node, Program } from './ast';

/** The names that a cell defines and those that it takes from other cells, each with its place. */
export interface CellNames {
  readonly defines: readonly Name[];
  readonly uses: readonly Name[];
}

/**
 * Finds what a cell defines and uses. A name that the cell defines itself is not a use; nor are parameters.
 * Built-in names are uses too: who knows which those are filters them.
 */
export function analyze(program: Program): CellNames {
  const defines = program.statements.flatMap(s => (s.target ? [s.target] : []));
  const own = new Set(defines.map(d => d.name));
  const uses: Name[] = [];
  for (const statement of program.statements) {
    const bound = new Set(statement.parameters?.map(p => p.name));
    walkNames(statement.value, bound, name => {
      if (!own.has(name.name)) uses.push(name);
    });
  }
  return { defines, uses };
}

/** Calls back for each name that is not bound by a function literal around it. */
export function walkNames(node: Node, bound: ReadonlySet<string>, found: (name: Name) => void): void {
  switch (node.kind) {
    case 'name':
      if (!bound.has(node.name)) found({ name: node.name, start: node.start, end: node.end });
      return;
    case 'lambda':
      walkNames(node.body, new Set([...bound, ...node.parameters.map(p => p.name)]), found);
      return;
    default:
      for (const child of childrenOf(node)) walkNames(child, bound, found);
  }
}

/** The nodes directly below a node, in source order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'record':
      return node.entries.map(e => e.value);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.then, node.otherwise];
    case 'call':
      return node.piped
        ? [...node.args.slice(0, 1).map(a => a.value), node.callee, ...node.args.slice(1).map(a => a.value)]
        : [node.callee, ...node.args.map(a => a.value)];
    case 'index':
      return [node.target, node.index];
    case 'field':
      return [node.target];
    case 'lambda':
      return [node.body];
    default:
      return [];
  }
}
