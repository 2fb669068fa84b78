import type { Cell } from '../notebook/format';
import type { Graph } from '../notebook/graph';
import type { CellRequest, Position } from './protocol';

/** The request that runs a cell. */
export function requestOf(
  id: string,
  cell: Cell,
  graph: Graph,
  positions?: Readonly<Record<string, Position>>,
): CellRequest | undefined {
  if (cell.kind === 'markdown') return undefined;
  const common = {
    result: Number(id),
    needs: graph.needs(id).map(({ name, owner }) => ({ name, result: Number(owner) })),
    ...(positions && { positions }),
  };
  return cell.kind === 'scale'
    ? { ...common, kind: 'scale', text: cell.text }
    : { ...common, kind: 'data', text: cell.text, name: cell.name, format: cell.format };
}
