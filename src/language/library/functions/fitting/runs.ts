import type { Excluded } from '../../../../science/fitting/certificate';
import { prepareRuns as prepare } from '../../../../science/fitting/data/prepare';
import { LOSS_UNITS, type LossUnit } from '../../../../science/fitting/data/units';
import type { Observations } from '../../../../science/fitting/problem';
import type { Table } from '../../../values/value';
import { cellsOf } from './cells';
import { mixedSeries } from './mixed-series';

/** Runs ready to be fitted, what was left out, and what was guessed and noticed on the way. */
export interface PreparedRuns {
  readonly data: Observations;
  readonly excluded: readonly Excluded[];
  readonly notes: readonly string[];
}

export interface RunColumns {
  /** Inputs that the form reads: `N`, `D` … */
  readonly inputs: readonly string[];
  /** Column of the response where its name does not tell. */
  readonly response?: string | undefined;
  readonly wanted?: 'loss' | 'accuracy';
  readonly clusters?: string | undefined;
  readonly weights?: string | undefined;
  readonly unit?: LossUnit | undefined;
  readonly bytesPerToken?: number | undefined;
  /** Columns by the role that they play, where their names do not tell. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
}

export { LOSS_UNITS, type LossUnit };

/** Reads the columns of a fit from a table, by their usual names or as named, in nats per token. */
export function prepareRuns(
  table: Table,
  { inputs, response, wanted = 'loss', clusters, weights, unit, bytesPerToken, mapping: given }: RunColumns,
): PreparedRuns {
  const raw = Object.fromEntries([...table.columns].map(([name, values]) => [name, cellsOf(values)]));
  const mapping = {
    ...given,
    ...(response === undefined ? {} : { [wanted]: response }),
    ...(weights === undefined ? {} : { weight: weights }),
  };
  const { data, excluded, assumptions, warnings } = prepare(raw, {
    needs: inputs,
    response: wanted,
    mapping,
    ...(clusters === undefined ? {} : { cluster: clusters }),
    ...(unit === undefined ? {} : { unit }),
    ...(bytesPerToken === undefined ? {} : { bytesPerToken }),
  });
  return { data, excluded, notes: [...assumptions, mixedSeries(table) ?? [], ...warnings.map(w => w.text)].flat() };
}
