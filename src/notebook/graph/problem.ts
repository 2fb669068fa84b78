import * as l10n from '@vscode/l10n';
import type { NamePlace } from '../names';

/** What keeps a cell from running, whatever its values: found from names alone. */
export type GraphProblem = DuplicateProblem | CycleProblem;

/** A name that an earlier cell, or an earlier statement of the same cell, defines too. */
export interface DuplicateProblem {
  readonly kind: 'duplicate';
  readonly cell: string;
  readonly place: NamePlace;
  readonly first: { readonly cell: string; readonly place: NamePlace };
}

/** Cells that need each other. */
export interface CycleProblem {
  readonly kind: 'cycle';
  /** All cells that take part, in document order. */
  readonly cells: readonly string[];
  /** A shortest way round: each cell uses `name`, which the next one defines; the last uses one of the first. */
  readonly path: readonly { readonly cell: string; readonly name: string }[];
}

/**
 * The sentence for a problem, as its cell `at` shows it. `label` says how a reader knows a cell ("cell 3", "line 12").
 */
export function describeProblem(problem: GraphProblem, at: string, label: (cell: string) => string): string {
  if (problem.kind === 'duplicate') {
    const { name } = problem.place;
    return problem.first.cell === problem.cell
      ? l10n.t('{0} is defined twice in this cell. A name has one value: give one of the two another name.', name)
      : l10n.t(
          '{0} is already defined in {1}. A name is defined once in a notebook: give this one another name, or remove it.',
          name,
          label(problem.first.cell),
        );
  }
  const { path } = problem;
  const start = Math.max(
    path.findIndex(step => step.cell === at),
    0,
  );
  const steps = [...path.slice(start), ...path.slice(0, start)];
  const way = steps.map((step, i) =>
    l10n.t('{0} uses {1} of {2}', label(step.cell), step.name, label(steps[(i + 1) % steps.length]?.cell ?? step.cell)),
  );
  return l10n.t('These cells need each other, so none can run first: {0}. Remove one of these uses.', way.join(', '));
}
