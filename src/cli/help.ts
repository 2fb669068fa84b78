import * as l10n from '@vscode/l10n';
import '../language/library';
import { findNamespace, namespaceNames } from '../language/library/namespaces';
import { allEntries, findEntry } from '../language/library/registry';
import { functionMarkdown } from '../language/services/markdown';
import { storyOf, storyText } from '../language/services/story';
import { toJson } from '../language/values/json';
import type { Value } from '../language/values/value';

/** The reference of a name as text; the index where there is none; `undefined` where nothing has the name. */
export function helpText(name: string | undefined): string | undefined {
  if (name === undefined) return index();
  const entry = findEntry(name);
  if (entry) return plainText(functionMarkdown(entry));
  const [space = '', member] = name.split('.');
  const collection = findNamespace(space);
  if (collection && member === undefined) return l10n.t('{0}: {1}', space, collection.names().join(', '));
  const homes = member === undefined ? namespaceNames().filter(s => findNamespace(s)?.member(name) !== undefined) : [];
  const [home, ...others] = homes;
  const value = member === undefined ? findNamespace(home ?? '')?.member(name) : collection?.member(member);
  if (value === undefined) return undefined;
  // `help gopher` finds `models.gopher`; where several collections have the name, the others are told.
  const also = others.map(s => l10n.t('There is also `{0}`: see `scalebook help {0}`.', `${s}.${name}`));
  return [describeValue(value), ...also].join('\n\n');
}

/** Every name that has a reference: functions, collections and their members. */
export const helpNames = (): readonly string[] => [
  ...allEntries().map(entry => entry.name),
  ...namespaceNames().flatMap(space => [space, ...membersOf(space)]),
];

const membersOf = (space: string): readonly string[] =>
  (findNamespace(space)?.names() ?? []).flatMap(name => [name, `${space}.${name}`]);

function describeValue(value: Value): string {
  const story = storyOf(value);
  if (story) return storyText(story, Math.max(80, Math.min(process.stdout.columns ?? 120, 160)));
  return JSON.stringify(toJson(value));
}

function index(): string {
  const groups = new Map<string, string[]>();
  for (const entry of allEntries())
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), `  ${entry.name.padEnd(20)} ${entry.summary}`]);
  const functions = [...groups].map(([group, lines]) => `${group}\n${lines.join('\n')}`);
  const collections = namespaceNames().map(
    space => `  ${space.padEnd(20)} ${(findNamespace(space)?.names() ?? []).slice(0, 6).join(', ')} …`,
  );
  return [...functions, `collections\n${collections.join('\n')}`].join('\n\n');
}

/** Markdown as it reads on a terminal: fences and escapes gone. */
const plainText = (markdown: string): string =>
  markdown
    .replace(/^```\w*\n?/gm, '')
    .replace(/\\([\\`*_{}[\]()#+!|<>~-])/g, '$1')
    .replace(/\*\*/g, '');
