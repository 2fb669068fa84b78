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
  const value = member === undefined ? memberAnywhere(name) : collection?.member(member);
  return value === undefined ? undefined : describeValue(value);
}

/** `help gopher` finds `models.gopher`. */
function memberAnywhere(name: string): Value | undefined {
  for (const space of namespaceNames()) {
    const value = findNamespace(space)?.member(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

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
