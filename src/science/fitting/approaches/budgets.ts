import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { quantile } from '../numeric/summary';

/** Runs for an isoFLOP fit. D is C / 6N where not given. */
export interface IsoflopRuns {
  readonly N: Float64Array;
  readonly C: Float64Array;
  readonly loss: Float64Array;
  readonly D?: Float64Array;
  /** Row of the user's table of each run, from 1. */
  readonly rows?: Int32Array;
}

/** The runs of one budget, by size; of runs of the same size the one with the least loss. */
export interface Budget {
  readonly C: number;
  readonly N: readonly number[];
  readonly D: readonly number[];
  readonly loss: readonly number[];
  readonly rows: readonly number[];
  /** Runs that are left out, since another of the same size did better. */
  readonly beaten: number;
}

/** Budgets that differ by less than this share are one. */
const SAME_BUDGET = 0.05;

/** Groups runs by budget, smallest first: budgets are one as long as each lies within 5% of the one before. */
export function groupBudgets(runs: IsoflopRuns): Budget[] {
  const { N, C, loss, D, rows } = runs;
  const order = Array.from({ length: N.length }, (_, i) => i).sort((i, j) => C[i] - C[j] || N[i] - N[j]);
  const bad = order.find(i => !(N[i] > 0 && C[i] > 0 && loss[i] > 0));
  if (bad !== undefined) {
    throw new ScienceError(
      'bad-input',
      l10n.t('Row {0} has a size, budget or loss that is not a positive number.', rows?.[bad] ?? bad + 1),
    );
  }
  const groups: number[][] = [];
  for (const i of order) {
    const last = groups.at(-1);
    if (last && C[i] / C[last[last.length - 1]] - 1 < SAME_BUDGET) last.push(i);
    else groups.push([i]);
  }
  return groups.map(group => {
    const best = new Map<number, number>();
    for (const i of group) {
      const same = best.get(N[i]);
      if (same === undefined || loss[i] < loss[same]) best.set(N[i], i);
    }
    const members = [...best.values()].sort((i, j) => N[i] - N[j]);
    return {
      C: quantile(
        group.map(i => C[i]),
        0.5,
      ),
      N: members.map(i => N[i]),
      D: members.map(i => D?.[i] ?? C[i] / (6 * N[i])),
      loss: members.map(i => loss[i]),
      rows: members.map(i => rows?.[i] ?? i + 1),
      beaten: group.length - members.length,
    };
  });
}
