import * as l10n from '@vscode/l10n';
import { describe } from '../evaluate/describe';
import { fieldNames, findField } from '../evaluate/fields';
import { CONSTANTS } from '../library/functions/numbers';
import { findNamespace, namespaceNames } from '../library/namespaces';
import { allEntries, findEntry } from '../library/registry';
import { unitNames } from '../units/table';
import type { Value } from '../values/value';
import { surroundingAt } from './context';
import { describeMember, functionMarkdown } from './describe-member';
import type { NotebookNames } from './notebook-names';

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
  /** What is inserted, where it is not the label. */
  readonly insert?: string;
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

/** What may stand at a place of a cell. */
export function complete(text: string, offset: number, notebook: NotebookNames): readonly Completion[] {
  const around = surroundingAt(text, offset);
  if (around.inert) return [];
  if (around.path.length > 0) return members(around.path, notebook);
  if (around.afterNumber || /\bto\s+\w*$/.test(text.slice(0, offset))) return units();
  const fromCall = around.call ? callArguments(around.call, notebook) : [];
  if (around.call?.argument !== undefined && fromCall.length > 0 && fromCall.every(c => c.kind === 'value'))
    return [...fromCall, ...names(notebook)];
  return [...fromCall, ...names(notebook)];
}

function members(path: readonly string[], notebook: NotebookNames): Completion[] {
  const [first = '', ...rest] = path;
  const own = notebook.infoOf(first);
  if (own) return rest.length > 0 ? [] : own.fields.map(label => ({ label, kind: 'field', rank: `a${label}` }));
  let value: Value | undefined = findNamespace(first);
  for (const name of rest) value = value === undefined ? undefined : findField(value, name);
  if (value === undefined) return [];
  const holder = value;
  return fieldNames(holder).map(label => {
    const documentation = rest.length === 0 ? describeMember(first, label) : undefined;
    const field = rest.length > 0 ? findField(holder, label) : undefined;
    return {
      label,
      kind: 'field',
      rank: `a${label}`,
      ...(documentation && { documentation }),
      ...(field !== undefined && { detail: describe(field) }),
    };
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

function callArguments(
  call: NonNullable<ReturnType<typeof surroundingAt>['call']>,
  _notebook: NotebookNames,
): Completion[] {
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
      if (call.given.includes(name) || i < call.position) continue;
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
  return [
    ...notebook.names.map((label): Completion => {
      const info = notebook.infoOf(label);
      return { label, kind: 'variable', rank: `2${label}`, ...(info && { detail: info.text }) };
    }),
    ...allEntries().map(
      (entry): Completion => ({
        label: entry.name,
        kind: 'function',
        detail: entry.summary,
        documentation: functionMarkdown(entry),
        rank: `3${entry.name}`,
      }),
    ),
    ...namespaceNames().map(
      (label): Completion => ({ label, kind: 'module', detail: l10n.t('collection'), rank: `3${label}` }),
    ),
    ...[...CONSTANTS.keys()].map((label): Completion => ({ label, kind: 'constant', rank: `4${label}` })),
    ...['true', 'false', 'none', 'and', 'or', 'not', 'mod', 'to'].map(
      (label): Completion => ({ label, kind: 'keyword', rank: `5${label}` }),
    ),
  ];
}
