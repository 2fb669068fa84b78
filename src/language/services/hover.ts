import * as l10n from '@vscode/l10n';
import { displayText } from '../display';
import { findField } from '../evaluate/fields';
import { CONSTANTS } from '../library/functions/numbers';
import { findNamespace } from '../library/namespaces';
import { findEntry } from '../library/registry';
import type { Span } from '../syntax/span';
import { unitText } from '../units/dimension';
import { findUnit } from '../units/table';
import { isList, type Value } from '../values/value';
import { columnsNamedIn } from './columns';
import { type OpenCall, surroundingAt } from './context';
import { code, functionMarkdown, parameterMarkdown } from './markdown';
import { infoAt, type NotebookNames, type VariableInfo } from './notebook-names';
import { storyMarkdown, storyOf } from './story';

export interface Hover extends Span {
  readonly markdown: string;
}

/** What there is to say of the name at a place: signature and source of what is built in, current value of what is defined. */
export function hover(text: string, offset: number, notebook: NotebookNames): Hover | undefined {
  // The word under the pointer, also when it points at the first letter.
  const around = surroundingAt(text, Math.min(text.length, offset + 1));
  const { word, wordStart, path } = around;
  if (word === '' || around.inert || wordStart > offset) return undefined;
  const end = wordStart + word.length;
  const isArgument =
    path.length === 0 && around.call && !notebook.names.includes(around.call.name) && /^\s*:/.test(text.slice(end));
  const statement = (): string => text.slice(around.statementStart, wordStart);
  const markdown =
    (isArgument && around.call ? argument(around.call, word) : undefined) ??
    (path.length > 0 ? hoverMember([...path, word], statement, notebook) : hoverName(word, notebook));
  return markdown === undefined ? undefined : { markdown, start: wordStart, end };
}

function argument({ name }: OpenCall, word: string): string | undefined {
  const found = findEntry(name)?.signatures.find(({ parameters }) => Object.hasOwn(parameters, word))?.parameters[word];
  return found && parameterMarkdown(word, found);
}

function hoverName(word: string, notebook: NotebookNames): string | undefined {
  const info = notebook.infoOf(word);
  if (info) return variable(word, info);
  if (notebook.names.includes(word)) return l10n.t('`{0}` is defined in this notebook and has not run yet.', word);
  return describeBuiltin([word]);
}

function hoverMember(path: readonly string[], statement: () => string, notebook: NotebookNames): string | undefined {
  const [first = ''] = path;
  const last = path.at(-1) ?? '';
  if (notebook.names.includes(first)) {
    const info = infoAt(path, notebook);
    return info ? variable(path.join('.'), info) : method(last);
  }
  const built = describeBuiltin(path);
  if (built !== undefined) return built;
  const column = findNamespace(first) ? undefined : columnsNamedIn(statement(), notebook).get(last);
  return column ? variable(last, column) : method(last);
}

const variable = (name: string, { text }: VariableInfo): string => code(`${name} = ${text}`);

/** `runs.where(…)`: functions may stand behind a dot. */
const method = (name: string): string | undefined => {
  const entry = findEntry(name);
  return entry && functionMarkdown(entry);
};

/** What there is to say of a function, unit, collection, its member or a constant; `undefined` where there is none. */
export function describeBuiltin(path: readonly string[]): string | undefined {
  const [word = '', ...rest] = path;
  if (rest.length > 0) return describeMember(path);
  const entry = findEntry(word);
  if (entry) return functionMarkdown(entry);
  const unit = findUnit(word);
  if (unit) return l10n.t('**{0}**, a unit: {1} {2}', word, String(unit.factor), unitText(unit.dimension));
  const space = findNamespace(word);
  if (space)
    return l10n.t('**{0}**: {1} members, {2} …', word, space.names().length, space.names().slice(0, 8).join(', '));
  const constant = CONSTANTS.get(word);
  return constant === undefined ? undefined : `\`${word}\` = ${displayText(constant)}`;
}

function describeMember([first = '', ...rest]: readonly string[]): string | undefined {
  let value: Value | undefined = findNamespace(first);
  let holder: Value | undefined = value;
  for (const name of rest) {
    holder = value;
    value = value === undefined ? undefined : findField(value, name);
  }
  if (value === undefined) return undefined;
  const last = rest.at(-1) ?? '';
  const source =
    holder !== undefined && holder !== null && typeof holder === 'object' && !isList(holder) && 'sources' in holder
      ? holder.sources?.get(last)
      : undefined;
  return [valueMarkdown(value), source ? `— ${source}` : ''].filter(Boolean).join('\n\n');
}

function valueMarkdown(value: Value): string {
  const story = storyOf(value);
  if (story) return storyMarkdown(story);
  return `\`\`\`\n${displayText(value)}\n\`\`\``;
}
