import type { CellNames, NamePlace } from '../names';
import { closure, cyclePath, orderAndCycles } from './order';
import type { GraphProblem } from './problem';

export type CellId = string;

export interface GraphCell {
  readonly id: CellId;
  readonly names: CellNames;
}

/** A name that a cell takes from another, and which. */
export interface Need {
  readonly name: string;
  readonly owner: CellId;
}

/**
 * Which cell needs which, from the names that they define and use. Each name has one owner: the first cell of the
 * document that defines it.
 */
export interface Graph {
  readonly owners: ReadonlyMap<string, CellId>;
  /**
   * All cells, those that are needed first; else in document order: a cell comes where it stands, right after those of its
   * needs that stand below it. Cells of a cycle stand together, in document order.
   */
  readonly order: readonly CellId[];
  /** Duplicates, then cycles, each in document order. A cell that has one cannot run. */
  readonly problems: readonly GraphProblem[];
  /** The names that a cell takes from others, each once, in the order of first use. */
  needs(id: CellId): readonly Need[];
  /** The first problem of a cell. */
  problem(id: CellId): GraphProblem | undefined;
  /** All that the cells need, directly or not, in running order, without themselves. */
  dependencies(ids: Iterable<CellId>): readonly CellId[];
  /** All that needs the cells, directly or not, in running order, without themselves. */
  dependants(ids: Iterable<CellId>): readonly CellId[];
}

/** Builds the graph of a notebook's cells, given in document order. Time is linear in the names. */
export function buildGraph(cells: readonly GraphCell[]): Graph {
  const { owners, duplicates } = findOwners(cells);
  const needs = new Map(cells.map(cell => [cell.id, needsOf(cell, owners)]));
  const upstream = new Map(cells.map(({ id }) => [id, distinctOwners(needs.get(id) ?? [])]));
  const downstream = reversed(cells, upstream);
  const { order, cycles } = orderAndCycles(
    cells.map(cell => cell.id),
    id => upstream.get(id) ?? [],
  );
  const position = new Map(order.map((id, i) => [id, i]));
  const problems = [
    ...duplicates,
    ...cycles.map((members): GraphProblem => ({ kind: 'cycle', cells: members, path: cyclePath(members, needs) })),
  ];
  const problemOf = new Map<CellId, GraphProblem>();
  for (const problem of problems) {
    for (const id of problem.kind === 'cycle' ? problem.cells : [problem.cell]) {
      if (!problemOf.has(id)) problemOf.set(id, problem);
    }
  }
  const inOrder = (ids: ReadonlySet<CellId>): CellId[] =>
    [...ids].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
  return {
    owners,
    order,
    problems,
    needs: id => needs.get(id) ?? [],
    problem: id => problemOf.get(id),
    dependencies: ids => inOrder(closure(ids, id => upstream.get(id) ?? [])),
    dependants: ids => inOrder(closure(ids, id => downstream.get(id) ?? [])),
  };
}

function findOwners(cells: readonly GraphCell[]): { owners: Map<string, CellId>; duplicates: GraphProblem[] } {
  const owners = new Map<string, CellId>();
  const first = new Map<string, { readonly cell: CellId; readonly place: NamePlace }>();
  const duplicates: GraphProblem[] = [];
  for (const { id, names } of cells) {
    for (const place of names.defines) {
      const known = first.get(place.name);
      if (known) {
        duplicates.push({ kind: 'duplicate', cell: id, place, first: known });
      } else {
        first.set(place.name, { cell: id, place });
        owners.set(place.name, id);
      }
    }
  }
  return { owners, duplicates };
}

function needsOf(cell: GraphCell, owners: ReadonlyMap<string, CellId>): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const { name } of cell.names.uses) {
    const owner = owners.get(name);
    if (owner !== undefined && owner !== cell.id && !needs.has(name)) needs.set(name, { name, owner });
  }
  return [...needs.values()];
}

const distinctOwners = (needs: readonly Need[]): readonly CellId[] => [...new Set(needs.map(need => need.owner))];

function reversed(cells: readonly GraphCell[], edges: ReadonlyMap<CellId, readonly CellId[]>): Map<CellId, CellId[]> {
  const result = new Map<CellId, CellId[]>(cells.map(cell => [cell.id, []]));
  for (const [from, targets] of edges) for (const to of targets) result.get(to)?.push(from);
  return result;
}
