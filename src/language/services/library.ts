import * as l10n from '@vscode/l10n';
import '../library';
import type { FunctionEntry, Group } from '../library/entry';
import { findNamespace, namespaceNames } from '../library/namespaces';
import { allEntries } from '../library/registry';
import { groupTitle } from './group-title';
import { memberTitle } from './member-title';

/** A thing of the library as a browser shows it. */
export interface LibraryItem {
  readonly name: string;
  readonly detail?: string;
  /** What a cell would say, as an editor's snippet: `loss(${1:law})`. */
  readonly snippet: string;
  /** What `describe` has to say more about. */
  readonly about: readonly string[];
}

export interface LibrarySection {
  /** Stable, for icons: `laws`, `models` …, `functions`. */
  readonly kind: string;
  readonly title: string;
  readonly sections: readonly LibrarySection[];
  readonly items: readonly LibraryItem[];
}

/** All that Scale knows by name: laws, models, hardware, data, and the functions by group. */
export function library(): readonly LibrarySection[] {
  const groups = new Map<Group, FunctionEntry[]>();
  for (const entry of allEntries()) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [
    ...namespaceNames().map(collection),
    {
      kind: 'functions',
      title: l10n.t('Functions'),
      items: [],
      sections: [...groups].map(([group, entries]) => ({
        kind: 'functions',
        title: groupTitle(group),
        sections: [],
        items: entries.map(functionItem),
      })),
    },
  ];
}

function collection(name: string): LibrarySection {
  return {
    kind: name,
    title: collectionTitle(name),
    sections: [],
    items: (findNamespace(name)?.names() ?? []).map(member => {
      const detail = memberTitle(name, member);
      return {
        name: member,
        snippet: `${name}.${member}`,
        about: [name, member],
        ...(detail !== undefined && { detail }),
      };
    }),
  };
}

function collectionTitle(name: string): string {
  switch (name) {
    case 'laws':
      return l10n.t('Scaling laws');
    case 'models':
      return l10n.t('Models');
    case 'hardware':
      return l10n.t('Hardware');
    case 'data':
      return l10n.t('Data');
    default:
      return name.charAt(0).toUpperCase() + name.slice(1);
  }
}

const functionItem = (entry: FunctionEntry): LibraryItem => ({
  name: entry.name,
  detail: entry.summary,
  snippet: callSnippet(entry),
  about: [entry.name],
});

/** The call with a place for each argument that it needs; for one that needs none, between its brackets. */
function callSnippet({ name, signatures }: FunctionEntry): string {
  const needed = Object.entries(signatures[0]?.parameters ?? {}).filter(([, p]) => !p.optional);
  const places = needed.map(([key], i) => `\${${i + 1}:${key}}`);
  return `${name}(${places.length > 0 ? places.join(', ') : '$0'})`;
}
