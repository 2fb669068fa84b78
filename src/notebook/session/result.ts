import type { CellId, Graph, GraphProblem } from '../graph';
import type { CellNames } from '../names';
import type { CellOutcome, ResultId, SessionCell } from './types';

export type Inputs = ReadonlyMap<string, unknown>;

/** The end of one run of a cell, and all that it rests on. Two are the same only if they are the same object. */
export interface Result<Outcome extends CellOutcome> {
  readonly id: ResultId;
  readonly kind: string;
  readonly text: string;
  readonly inputs: Inputs;
  /** All names that the cell took from others. */
  readonly basis: ReadonlyMap<string, Basis<Outcome>>;
  /** What kept the cell from running. */
  readonly problem: string | undefined;
  readonly status: 'ok' | 'error' | 'skipped';
  readonly outcome: Outcome | undefined;
}

/** Where a cell took a name from: the cell, and its result that defined it. */
export interface Basis<Outcome extends CellOutcome> {
  readonly owner: CellId;
  readonly result: Result<Outcome>;
}

/** A result whose end is not known yet. */
export type Draft<Outcome extends CellOutcome> = Omit<Result<Outcome>, 'status' | 'outcome'>;

/** What a session knows of a cell. */
export interface Entry<Outcome extends CellOutcome> {
  readonly cell: SessionCell;
  readonly names: CellNames;
  readonly inputs: Inputs;
  readonly result: Result<Outcome> | undefined;
}

export type Entries<Outcome extends CellOutcome> = ReadonlyMap<CellId, Entry<Outcome>>;

/** What a result of the cell would rest on if it ran now; all that the cell needs has a result. */
export function draftOf<Outcome extends CellOutcome>(
  entry: Entry<Outcome>,
  entries: Entries<Outcome>,
  graph: Graph,
  id: ResultId,
): Draft<Outcome> {
  const { cell, inputs } = entry;
  const problem = graph.problem(cell.id);
  const basis = new Map<string, Basis<Outcome>>();
  for (const { name, owner } of problem ? [] : graph.needs(cell.id)) {
    const result = entries.get(owner)?.result;
    if (result) basis.set(name, { owner, result });
  }
  return { id, kind: cell.kind, text: cell.text, inputs, basis, problem: problemKey(problem) };
}

/** The cells whose result is what they would give if they ran now. */
export function freshCells<Outcome extends CellOutcome>(
  entries: Entries<Outcome>,
  graph: Graph,
  outdated: ReadonlySet<ResultId>,
): ReadonlySet<CellId> {
  const fresh = new Set<CellId>();
  for (const id of graph.order) {
    const entry = entries.get(id);
    const result = entry?.result;
    if (!result || outdated.has(result.id) || !matchesContent(result, entry)) continue;
    const problem = graph.problem(id);
    if (result.problem !== problemKey(problem)) continue;
    const needs = problem ? [] : graph.needs(id);
    const holds = needs.every(
      ({ name, owner }) => fresh.has(owner) && entries.get(owner)?.result === result.basis.get(name)?.result,
    );
    if (holds && result.basis.size === needs.length) fresh.add(id);
  }
  return fresh;
}

/**
 * The cells whose result is stale not because of their own text, but because their place among the others has changed: a name that
 * they use has come, gone, or moved to another cell, or a problem has come or gone.
 */
export function regroupedCells<Outcome extends CellOutcome>(
  entries: Entries<Outcome>,
  graph: Graph,
  fresh: ReadonlySet<CellId>,
): readonly CellId[] {
  return graph.order.filter(id => {
    const entry = entries.get(id);
    const result = entry?.result;
    if (!result || fresh.has(id) || !matchesContent(result, entry)) return false;
    const problem = graph.problem(id);
    if (result.problem !== problemKey(problem)) return true;
    const needs = problem ? [] : graph.needs(id);
    return (
      result.basis.size !== needs.length || !needs.every(need => result.basis.get(need.name)?.owner === need.owner)
    );
  });
}

/** What tells problems apart, wherever their names stand in the texts. */
export function problemKey(problem: GraphProblem | undefined): string | undefined {
  if (!problem) return undefined;
  return problem.kind === 'duplicate'
    ? JSON.stringify([problem.place.name, problem.first.cell])
    : JSON.stringify(problem.path);
}

/** The cell whose failure keeps a cell from running: the first that it needs, through those that were skipped too. */
export function causeOfSkip<Outcome extends CellOutcome>(
  id: CellId,
  entries: Entries<Outcome>,
  graph: Graph,
): CellId | undefined {
  let at = id;
  for (let i = 0; i < entries.size; i++) {
    const failed = graph.needs(at).find(need => (entries.get(need.owner)?.result?.status ?? 'ok') !== 'ok');
    if (!failed) return undefined;
    if (entries.get(failed.owner)?.result?.status === 'error') return failed.owner;
    at = failed.owner;
  }
  return undefined;
}

export const sameContent = (a: { kind: string; text: string }, b: { kind: string; text: string }): boolean =>
  a.kind === b.kind && a.text === b.text;

export const contentKey = ({ kind, text }: { kind: string; text: string }): string => `${kind}\n${text}`;

function matchesContent<Outcome extends CellOutcome>(result: Result<Outcome>, entry: Entry<Outcome>): boolean {
  return sameContent(result, entry.cell) && sameInputs(result.inputs, entry.inputs);
}

function sameInputs(a: Inputs, b: Inputs): boolean {
  return a === b || (a.size === b.size && [...a].every(([key, value]) => b.has(key) && Object.is(b.get(key), value)));
}
