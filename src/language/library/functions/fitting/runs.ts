import * as l10n from '@vscode/l10n';
import type { Excluded } from '../../../../science/fitting/certificate';
import type { Observations } from '../../../../science/fitting/problem';
import { findRole, type Role, roleColumn } from '../../../data/roles';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { type List, plain, type Table, type Value } from '../../../values/value';

/** Inputs of forms that have columns of usual names. */
const ROLES: Readonly<Record<string, Role>> = { N: 'N', D: 'D', C: 'C', loss: 'loss' };

/** Other inputs, by the spellings that are taken for them. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  unique: ['unique', 'unique_tokens', 'U', 'uniqueTokens'],
  experts: ['experts', 'num_experts', 'n_experts', 'E_experts'],
};

/** Runs ready to be fitted, and what was left out and guessed on the way. */
export interface PreparedRuns {
  readonly data: Observations;
  readonly excluded: readonly Excluded[];
  readonly notes: readonly string[];
}

export interface RunColumns {
  /** Inputs that the form reads: `N`, `D` … */
  readonly inputs: readonly string[];
  /** Column of the response; the loss if left out. */
  readonly response?: string | undefined;
  readonly clusters?: string | undefined;
  readonly weights?: string | undefined;
}

/** Reads the columns of a fit from a table; rows with missing, infinite or non-positive figures are left out with their reason. */
export function prepareRuns(table: Table, { inputs, response, clusters, weights }: RunColumns): PreparedRuns {
  const columns = new Map(inputs.map(name => [name, inputColumn(table, name)] as const));
  const y = numbersOf(roleColumn(table, 'loss', response));
  const weightName = weights ?? findRole(table, 'weight');
  const w = weightName === undefined ? undefined : numbersOf(roleColumn(table, 'weight', weightName));
  const excluded: Excluded[] = [];
  const kept: number[] = [];
  for (let i = 0; i < table.rows; i++) {
    const bad = [...columns].find(([, values]) => !((values[i] as number) > 0 && Number.isFinite(values[i])));
    if (bad) excluded.push({ row: i + 1, reason: l10n.t('{0} is missing or not positive', bad[0]) });
    else if (!((y[i] as number) > 0 && Number.isFinite(y[i])))
      excluded.push({ row: i + 1, reason: l10n.t('the loss is missing or not positive') });
    else kept.push(i);
  }
  if (kept.length === 0)
    throw new ScaleError(
      'no-runs',
      l10n.t('No row of the table can be fitted: each lacks a positive figure for {0} or the loss.', inputs.join(', ')),
    );
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, i => values[i] as number);
  return {
    data: {
      columns: Object.fromEntries([...columns].map(([name, values]) => [name, take(values)])),
      response: take(y),
      rows: Int32Array.from(kept, i => i + 1),
      ...(w && { weights: take(w) }),
      ...(clusters === undefined ? {} : { clusters: clusterIds(table, clusters, kept) }),
    },
    excluded,
    notes: [...excludedNote(excluded), ...computeNote(table, inputs), ...duplicateNote(columns, y, kept)],
  };
}

/** A column by its role or its usual spellings. D is C / 6N where the table has C and N but no D. */
function inputColumn(table: Table, name: string): Float64Array {
  const role = ROLES[name];
  if (role) {
    if (
      name === 'D' &&
      findRole(table, 'D') === undefined &&
      findRole(table, 'C') !== undefined &&
      findRole(table, 'N') !== undefined
    ) {
      const [C, N] = [numbersOf(roleColumn(table, 'C')), numbersOf(roleColumn(table, 'N'))];
      return C.map((c, i) => c / (6 * (N[i] as number)));
    }
    if (
      name === 'C' &&
      findRole(table, 'C') === undefined &&
      findRole(table, 'D') !== undefined &&
      findRole(table, 'N') !== undefined
    ) {
      const [N, D] = [numbersOf(roleColumn(table, 'N')), numbersOf(roleColumn(table, 'D'))];
      return N.map((n, i) => 6 * n * (D[i] as number));
    }
    return numbersOf(roleColumn(table, role));
  }
  const found = (SPELLINGS[name] ?? [name]).find(spelling => table.columns.has(spelling));
  if (found === undefined) {
    throw new ScaleError(
      'missing-column',
      l10n.t('The table needs a column "{0}" for this form, and has {1}.', name, [...table.columns.keys()].join(', ')),
    );
  }
  return numbersOf(table.columns.get(found) as List);
}

/** A column as numbers; what is no number is NaN and will be left out. */
const numbersOf = (values: List): Float64Array =>
  values instanceof Float64Array
    ? values
    : Float64Array.from(values, each => {
        const v = plain(each);
        return isScalar(v) ? centralValue(v) : Number.NaN;
      });

function clusterIds(table: Table, name: string, kept: readonly number[]): Int32Array {
  const column = table.columns.get(name) ?? roleColumn(table, 'run', name);
  const ids = new Map<unknown, number>();
  return Int32Array.from(kept, i => {
    const key = plain(column[i] as Value);
    const known = ids.get(key) ?? ids.size;
    ids.set(key, known);
    return known;
  });
}

function excludedNote(excluded: readonly Excluded[]): string[] {
  if (excluded.length === 0) return [];
  const rows = excluded
    .slice(0, 5)
    .map(e => e.row)
    .join(', ');
  return [
    l10n.t(
      '{0} rows were left out ({1}{2}): {3}.',
      excluded.length,
      rows,
      excluded.length > 5 ? ' …' : '',
      excluded[0]?.reason ?? '',
    ),
  ];
}

/** Budgets that are not 6ND are counted some other way: worth knowing before exponents are compared. */
function computeNote(table: Table, inputs: readonly string[]): string[] {
  if (!inputs.includes('N') || !inputs.includes('D')) return [];
  const names = [findRole(table, 'C'), findRole(table, 'N'), findRole(table, 'D')];
  if (names.some(n => n === undefined)) return [];
  const [C, N, D] = names.map(n => numbersOf(table.columns.get(n as string) as List)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let off = 0;
  let tokenPoor = 0;
  for (let i = 0; i < table.rows; i++) {
    if (Math.abs((C[i] as number) / (6 * (N[i] as number) * (D[i] as number)) - 1) > 0.1) off++;
    if ((D[i] as number) < (N[i] as number)) tokenPoor++;
  }
  return [
    ...(off > 0
      ? [
          l10n.t(
            'In {0} of {1} rows the compute differs from 6ND by more than 10 %: it is counted in another way, or N leaves embeddings out.',
            off,
            table.rows,
          ),
        ]
      : []),
    ...(tokenPoor > 0 ? [l10n.t('{0} rows have fewer tokens than parameters.', tokenPoor)] : []),
  ];
}

function duplicateNote(columns: ReadonlyMap<string, Float64Array>, y: Float64Array, kept: readonly number[]): string[] {
  const seen = new Set<string>();
  let repeated = 0;
  for (const i of kept) {
    const key = [...columns.values(), y].map(values => values[i]).join(' ');
    if (seen.has(key)) repeated++;
    seen.add(key);
  }
  return repeated > 0 ? [l10n.t('{0} rows repeat another row exactly.', repeated)] : [];
}
