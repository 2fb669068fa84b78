import * as l10n from '@vscode/l10n';
import { describe } from '../evaluate/describe';
import { fieldNames, findField } from '../evaluate/fields';
import { CONSTANTS } from '../library/functions/numbers';
import { findNamespace, namespaceNames } from '../library/namespaces';
import type { Parameter } from '../library/parameter';
import { allEntries, findEntry } from '../library/registry';
import type { Span } from '../syntax/span';
import { unitNames } from '../units/table';
import type { Value } from '../values/value';
import { columnsNamedIn } from './columns';
import { type OpenCall, surroundingAt } from './context';
import { memberTitle } from './member-title';
import { infoAt, type NotebookNames, type VariableInfo } from './notebook-names';

export type CompletionKind =
  | 'function'
  | 'variable'
  | 'constant'
  | 'module'
  | 'field'
  | 'unit'
  | 'argument'
  | 'value'
  | 'keyword';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What `describe` has more to say of, once somebody looks: `['laws', 'epoch']`. */
  readonly about?: readonly string[];
  /** What is inserted, where it is not the label. */
  readonly insert?: string;
  /** What it replaces, where that is not the word at the place. */
  readonly replaces?: Span;
  /** Earlier letters come first. */
  readonly rank: string;
}

const COMMON_UNITS = [
  'FLOP',
  'PFday',
  'tokens',
  'params',
  'GPU',
  'GPU hour',
  'USD',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'year',
  'GB',
  'GiB',
  'TB',
  'kW',
  'kWh',
  'MWh',
  'kgCO2e',
];

/**
 * What may stand at a place of a cell.
 * @param typed the character that was just typed, where that is why the editor asks
 */
export function complete(text: string, offset: number, notebook: NotebookNames, typed = ''): readonly Completion[] {
  const around = surroundingAt(text, offset);
  const statement = text.slice(around.statementStart, offset);
  // A name that the notebook defines is not the library's.
  const call = around.call && notebook.names.includes(around.call.name) ? undefined : around.call;
  if (around.string) return insideText(text, around.string, call, () => columnsNamedIn(statement, notebook));
  if (around.inert) return [];
  if (around.path.length > 0) return members(around.path, statement, notebook);
  if (around.afterNumber || /\bto\s+\w*$/.test(statement)) return units();
  // A space says that something follows only where an argument does.
  if (typed === ' ' && !/[(,:]\s*$/.test(statement)) return [];
  return [...(call ? callArguments(call) : []), ...names(notebook)];
}

/** Texts that an argument knows, or the columns of the tables that the statement is about. */
function insideText(
  text: string,
  { start, end }: Span,
  call: OpenCall | undefined,
  columns: () => ReadonlyMap<string, VariableInfo>,
): Completion[] {
  const parameters = call ? currentParameters(call) : [];
  const closed = end - start > 1 && text[end - 1] === text[start];
  const replaces = { start: start + 1, end: closed ? end - 1 : end };
  const choices = parameters.flatMap(p => p.choices ?? []).filter(c => c.startsWith('"'));
  if (choices.length > 0)
    return [...new Set(choices)].map((c, i) => ({ label: c.slice(1, -1), kind: 'value', rank: place(i), replaces }));
  if (!parameters.some(p => /column/i.test(`${p.type} ${p.doc}`))) return [];
  return [...columns()].map((column, i) => ({ ...fieldItem(column, i), replaces }));
}

/** Fields stay in the order that their holder gives them: the best known laws, the columns from left to right. */
const place = (index: number): string => `a${String(index).padStart(4, '0')}`;

const fieldItem = ([label, { text }]: readonly [string, VariableInfo], index: number): Completion => ({
  label,
  kind: 'field',
  detail: text,
  rank: place(index),
});

function members(path: readonly string[], statement: string, notebook: NotebookNames): Completion[] {
  const [first = '', ...rest] = path;
  if (notebook.names.includes(first)) return Object.entries(infoAt(path, notebook)?.fields ?? {}).map(fieldItem);
  // The row in `where(runs, r => r.loss < 3)`.
  if (rest.length === 0 && new RegExp(`(^|[(,\\s])${first}\\s*(,[^()]*)?\\)?\\s*=>`, 'u').test(statement))
    return [...columnsNamedIn(statement, notebook)].map(fieldItem);
  let value: Value | undefined = findNamespace(first);
  for (const name of rest) value = value === undefined ? undefined : findField(value, name);
  if (value === undefined) return [];
  const holder = value;
  return fieldNames(holder).map((label, i) => {
    const field = rest.length > 0 ? findField(holder, label) : undefined;
    const detail = field === undefined ? memberTitle(first, label) : describe(field);
    return { label, kind: 'field', rank: place(i), about: [...path, label], ...(detail && { detail }) };
  });
}

const units = (): Completion[] => [
  ...COMMON_UNITS.map(
    (label, i): Completion => ({ label, kind: 'unit', detail: l10n.t('unit'), rank: `a${String(i).padStart(3, '0')}` }),
  ),
  ...unitNames()
    .filter(label => !COMMON_UNITS.includes(label))
    .map((label): Completion => ({ label, kind: 'unit', detail: l10n.t('unit'), rank: `b${label}` })),
];

/** What the argument that is being written may be, by each signature. */
function currentParameters(call: OpenCall): Parameter<unknown>[] {
  return (findEntry(call.name)?.signatures ?? []).flatMap(({ parameters }) => {
    const name = call.argument ?? Object.keys(parameters)[call.position] ?? Object.keys(parameters).at(-1);
    const found = name === undefined ? undefined : parameters[name];
    return found ? [found] : [];
  });
}

function callArguments(call: OpenCall): Completion[] {
  const entry = findEntry(call.name);
  if (!entry) return [];
  const found = new Map<string, Completion>();
  for (const { parameters } of entry.signatures) {
    const names = Object.keys(parameters);
    const current = call.argument ?? names[call.position];
    for (const choice of (current === undefined ? undefined : parameters[current]?.choices) ?? []) {
      found.set(choice, { label: choice, kind: 'value', detail: current ?? '', rank: `0${choice}` });
    }
    if (call.argument !== undefined) continue;
    for (const [i, name] of names.entries()) {
      if (call.given.includes(name) || found.has(name) || i < call.position) continue;
      const p = parameters[name];
      if (!p) continue;
      found.set(name, {
        label: `${name}:`,
        kind: 'argument',
        detail: p.type,
        documentation: p.doc,
        insert: `${name}: `,
        rank: `1${String(i).padStart(2, '0')}`,
      });
    }
  }
  return [...found.values()];
}

function names(notebook: NotebookNames): Completion[] {
  const own = new Set(notebook.names);
  return [
    ...notebook.names.map((label): Completion => {
      const info = notebook.infoOf(label);
      return { label, kind: 'variable', rank: `2${label}`, ...(info && { detail: info.text }) };
    }),
    ...allEntries()
      .filter(({ name }) => !own.has(name))
      .map(
        (entry): Completion => ({
          label: entry.name,
          kind: 'function',
          detail: entry.summary,
          about: [entry.name],
          rank: `3${entry.name}`,
        }),
      ),
    ...namespaceNames().map(
      (label): Completion => ({
        label,
        kind: 'module',
        detail: l10n.t('collection'),
        about: [label],
        rank: `3${label}`,
      }),
    ),
    ...[...CONSTANTS.keys()]
      .filter(name => !own.has(name))
      .map((label): Completion => ({ label, kind: 'constant', rank: `4${label}` })),
    ...['true', 'false', 'none', 'and', 'or', 'not', 'mod', 'to'].map(
      (label): Completion => ({ label, kind: 'keyword', rank: `5${label}` }),
    ),
  ];
}
