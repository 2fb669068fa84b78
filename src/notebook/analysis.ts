import { type CheckResult, check } from '../language/check/check';
import type { Inferred } from '../language/check/infer';
import type { Diagnostic } from '../language/diagnostic';
import { override } from '../language/override';
import { isReserved } from '../language/reserved';
import { reservedName } from '../language/sentences';
import { analyze } from '../language/syntax/analyze';
import { parse } from '../language/syntax/parser';
import type { Cell } from './format';
import { buildGraph, describeProblem, type Graph } from './graph';
import { namesOf, withoutReserved } from './names';

/** A cell of an open or read notebook. */
export interface AnalysedCell {
  readonly id: string;
  readonly cell: Cell;
}

export interface Analysis {
  readonly graph: Graph;
  /** What is wrong with each cell before anything runs; places are offsets in the cell's text. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** The dependency graph of cells, from their names alone. */
export const graphOf = (cells: readonly AnalysedCell[], overrides: Readonly<Record<string, string>> = {}): Graph =>
  buildGraph(
    cells.map(({ id, cell }) => ({
      id,
      names: withoutReserved(
        namesOf(cell, text => analyze(override(parse(text).program, overrides))),
        isReserved,
      ),
    })),
  );

/** Everything that can be said of a notebook without running it: syntax, names, units, duplicates and cycles. */
export function analyse(cells: readonly AnalysedCell[], overrides: Readonly<Record<string, string>> = {}): Analysis {
  const graph = graphOf(cells, overrides);
  const byId = new Map(cells.map(one => [one.id, one]));
  const names = new Set(graph.owners.keys());
  const types = new Map<string, Inferred>();
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  const label = (id: string): string => `cell ${cells.findIndex(one => one.id === id) + 1}`;
  // In running order, so that units found in one cell are known in those that use it.
  for (const id of graph.order) {
    const one = byId.get(id);
    if (one?.cell.kind === 'data' && isReserved(one.cell.name))
      diagnostics.set(id, [
        {
          severity: 'error',
          code: 'reserved',
          message: reservedName(one.cell.name),
          start: 0,
          end: one.cell.text.length,
        },
      ]);
    if (one?.cell.kind !== 'scale') continue;
    const parsed = parse(one.cell.text);
    const own = new Set(analyze(parsed.program).defines.map(d => d.name));
    const result: CheckResult = check(override(parsed.program, overrides), {
      names: new Set([...names].filter(name => !own.has(name) || graph.owners.get(name) !== id)),
      typeOf: name => types.get(name),
    });
    for (const [name, type] of result.types) if (graph.owners.get(name) === id) types.set(name, type);
    diagnostics.set(id, [...parsed.diagnostics, ...result.diagnostics]);
  }
  for (const problem of graph.problems) {
    for (const id of problem.kind === 'cycle' ? problem.cells : [problem.cell]) {
      const known = diagnostics.get(id) ?? [];
      const place = problem.kind === 'duplicate' ? problem.place : placeOfCycle(byId.get(id), problem.path);
      if (known.some(d => d.code === 'duplicate' && d.start === place.start)) continue;
      diagnostics.set(id, [
        ...known,
        {
          severity: 'error',
          code: problem.kind,
          message: describeProblem(problem, id, label),
          start: place.start,
          end: place.end,
        },
      ]);
    }
  }
  return { graph, diagnostics };
}

/** Where a cell of a cycle takes a name from the next. */
function placeOfCycle(
  one: AnalysedCell | undefined,
  path: readonly { readonly cell: string; readonly name: string }[],
): { start: number; end: number } {
  const name = path.find(step => step.cell === one?.id)?.name;
  const use =
    one?.cell.kind === 'scale' ? analyze(parse(one.cell.text).program).uses.find(u => u.name === name) : undefined;
  return use ? { start: use.start, end: use.end } : { start: 0, end: one?.cell.text.length ?? 0 };
}
