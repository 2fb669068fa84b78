import * as l10n from '@vscode/l10n';
import { findRole } from '../../../data/roles';
import type { Table } from '../../../values/value';
import { cellsOf } from './cells';

/** Fewer rows than this on average make a name of a run, not of a series of runs. */
const ROWS_OF_A_SERIES = 3;

/**
 * Says that a table holds several series of runs at the same sizes and budgets, told apart by a column of texts (two data sets,
 * two learning-rate schedules): fitted as one they give a law of neither. `undefined` where no column tells series apart.
 */
export function mixedSeries(table: Table): string | undefined {
  const sizes = columnOf(table, 'N');
  const amounts = columnOf(table, 'C') ?? columnOf(table, 'D');
  if (!sizes || !amounts) return undefined;
  for (const [name, values] of table.columns) {
    const cells = Array.from(values);
    if (!cells.every(cell => typeof cell === 'string')) continue;
    const series = [...new Set(cells)];
    if (series.length < 2 || cells.length < ROWS_OF_A_SERIES * series.length) continue;
    if (!meet(cells, sizes, amounts)) continue;
    return l10n.t(
      'The column {0} tells {1} series apart that have runs in common sizes ({2}), and they are fitted as one. If they differ in data or settings, fit each alone: `where(runs, r => r.{0} == {3})`.',
      name,
      series.length,
      series.slice(0, 3).join(', ') + (series.length > 3 ? ' …' : ''),
      JSON.stringify(series[0]),
    );
  }
  return undefined;
}

/** Whether one point, of a size and an amount that are numbers, belongs to two series. */
function meet(series: readonly string[], sizes: ArrayLike<unknown>, amounts: ArrayLike<unknown>): boolean {
  const owners = new Map<string, string>();
  return series.some((one, i) => {
    const [size, amount] = [sizes[i], amounts[i]];
    if (typeof size !== 'number' || typeof amount !== 'number') return false;
    const point = `${size} ${amount}`;
    const owner = owners.get(point) ?? one;
    owners.set(point, owner);
    return owner !== one;
  });
}

function columnOf(table: Table, role: 'N' | 'D' | 'C'): ArrayLike<unknown> | undefined {
  const name = findRole(table, role);
  const column = name === undefined ? undefined : table.columns.get(name);
  return column && cellsOf(column);
}
