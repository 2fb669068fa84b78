import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../../../views/format';
import { findRole } from '../../../data/roles';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { toArray } from '../../../values/make';
import { isList, plain, type Table, type Value } from '../../../values/value';
import { type Parameter, parameter } from '../../parameter';
import { scaleStyle } from '../evaluation/scales';
import { groupsOf } from './predictions';

/** A model whose predictions are judged. */
export interface ModelRows {
  readonly name: string;
  readonly rows: Table;
  /** Its size, tokens or compute, where a column says so. */
  readonly scale: number | null;
  /** The line that it belongs to in plots against scale; empty where there is one. */
  readonly line: string;
}

export interface JudgedModels {
  readonly models: readonly ModelRows[];
  /** Column of the scale, where all models have one. */
  readonly scale: string | undefined;
}

/** More than this cannot be told apart in one plot. */
const MOST_MODELS = 40;

/** Tables by name, or a list of them: a model each. */
export const tablesByName: Parameter<readonly { readonly name: string; readonly rows: Table }[]> = parameter(
  'record or list of tables',
  'Predictions of several models: `{small: …, large: …}`.',
  v => entriesOf(v).length > 0,
  entriesOf,
);

function entriesOf(value: Value): { name: string; rows: Table }[] {
  const v = plain(value);
  if (typeof v !== 'object' || v === null) return [];
  const entries: (readonly [string, Value])[] = isList(v)
    ? toArray(v).map(each => ['', each] as const)
    : v.kind === 'record'
      ? [...v.fields]
      : [];
  const tables = entries.map(([name, each]) => {
    const rows = plain(each);
    return typeof rows === 'object' && rows !== null && !isList(rows) && rows.kind === 'table' ? { name, rows } : null;
  });
  return tables.every(t => t !== null)
    ? tables.map(({ name, rows }, i) => ({ name: name || rows.title || l10n.t('model {0}', i + 1), rows }))
    : [];
}

/** The models of a table: one, or one for each value of `by` (and of `line`), the smallest first. */
export function modelsOf(from: Table, by: string | undefined, line: string | undefined): JudgedModels {
  const first = by ?? line;
  if (first === undefined)
    return { models: [{ name: from.title ?? l10n.t('model'), rows: from, scale: null, line: '' }], scale: undefined };
  const groups = groupsOf(from, first).flatMap(({ name, rows }) =>
    line === undefined || line === first ? [{ name, rows, line: '' }] : linesOf(name, rows, line),
  );
  return withScale(groups, isNumeric(from, first) ? first : undefined);
}

/** The models of several tables, with their scales. */
export const modelsByName = (tables: readonly { readonly name: string; readonly rows: Table }[]): JudgedModels =>
  withScale(
    tables.map(({ name, rows }, i) => {
      const before = tables.slice(0, i).filter(t => t.name === name).length;
      return { name: before === 0 ? name : `${name} (${before + 1})`, rows, line: '' };
    }),
    undefined,
  );

const linesOf = (name: string, rows: Table, line: string) =>
  groupsOf(rows, line).map(each => ({ name: `${name} · ${each.name}`, rows: each.rows, line: each.name }));

const isNumeric = (from: Table, column: string): boolean =>
  toArray(from.columns.get(column) ?? []).every(v => isScalar(plain(v as Value)));

function withScale(
  groups: readonly { readonly name: string; readonly rows: Table; readonly line: string }[],
  by: string | undefined,
): JudgedModels {
  if (groups.length > MOST_MODELS)
    throw new ScaleError(
      'too-many-models',
      l10n.t(
        '{0} models are too many for one plot: at most {1}. Choose some with `where`.',
        groups.length,
        MOST_MODELS,
      ),
    );
  const scale = by ?? sharedScale(groups.map(g => g.rows));
  if (scale === undefined) return { models: groups.map(g => ({ ...g, scale: null })), scale };
  const style = scaleStyle(scale);
  const models = groups.map(group => {
    const size = constantOf(group.rows, scale) as number;
    const sized = [formatNumber(size, style), group.line].filter(part => part !== '').join(' · ');
    return { ...group, name: by === undefined ? group.name : sized, scale: size };
  });
  return { models: [...models].sort((a, b) => a.scale - b.scale), scale };
}

/** A column of params, tokens or FLOP that says one scale for each model, and not the same for all. */
function sharedScale(tables: readonly Table[]): string | undefined {
  const [first] = tables;
  if (!first || tables.length < 2) return undefined;
  const named = [findRole(first, 'N'), findRole(first, 'D'), findRole(first, 'C')];
  return named.find(name => {
    if (name === undefined) return false;
    const sizes = tables.map(t => constantOf(t, name));
    return sizes.every(s => s !== null && s > 0) && new Set(sizes).size > 1;
  });
}

/** The number that a column holds in every row; null where it is none. */
function constantOf(rows: Table, column: string): number | null {
  const values = rows.columns.get(column);
  if (!values || rows.rows === 0) return null;
  const numbers = Array.from(values, each => {
    const v = plain(each as Value);
    return isScalar(v) ? centralValue(v) : Number.NaN;
  });
  const [size = Number.NaN] = numbers;
  return numbers.every(v => v === size) ? size : null;
}
