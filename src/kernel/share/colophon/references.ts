import * as l10n from '@vscode/l10n';
import { citationsOfTable } from '../../../language/library/collections/table-citations';
import { findNamespace } from '../../../language/library/namespaces';
import { cite } from '../../../science/citing';
import { findDevice } from '../../../science/facts/devices';
import { findModel } from '../../../science/facts/models';
import { findSource } from '../../../science/facts/sources';
import { findLaw } from '../../../science/laws/laws';
import type { Citation } from '../../../science/source';

/** A publication, and all that the note takes from it. */
export interface ReferenceUse {
  readonly members: readonly CitedMember[];
  readonly text: string;
  readonly bibtex: string;
}

/** What a note takes from a publication. */
export interface CitedMember {
  /** `laws.epoch`, `models.gopher`. */
  readonly name: string;
  /** Where it stands there: `Table 1`; empty where that is not said. */
  readonly place: string;
}

/**
 * The publications behind members of collections, each once, in the order of the names; then those that are cited by their
 * `keys` alone.
 */
export function referencesOf(members: Iterable<string>, keys: Iterable<string> = []): ReferenceUse[] {
  const uses = new Map<string, CitedMember[]>();
  for (const member of [...members].sort()) {
    for (const citation of citationsOf(member)) {
      const use = uses.get(citation.source) ?? [];
      const place = placeOf(citation);
      if (!use.some(known => known.name === member && known.place === place)) use.push({ name: member, place });
      uses.set(citation.source, use);
    }
  }
  for (const key of keys) if (findSource(key) && !uses.has(key)) uses.set(key, []);
  const found = [...uses].map(([key, use]) => {
    const { text, bibtex } = cite(key);
    return { members: use, text, bibtex };
  });
  return [...found, ...wholeCollections(members)];
}

/** The place in a publication, and a word of warning where the figure was not looked up there. */
const placeOf = ({ locator, flag }: Citation): string =>
  [locator, flag === 'memory' ? l10n.t('recalled, not checked against the source') : '']
    .filter(part => part !== '')
    .join('; ');

function citationsOf(member: string): readonly Citation[] {
  const [space, name = ''] = member.split('.');
  if (space === 'data') return citationsOfTable(member);
  const one =
    space === 'laws'
      ? findLaw(name)?.citation
      : space === 'models'
        ? findModel(name)?.citation
        : space === 'hardware'
          ? findDevice(name)?.citation
          : undefined;
  return one ? [one] : [];
}

/** A collection that is used as a whole: its entries have sources of their own. */
function wholeCollections(members: Iterable<string>): ReferenceUse[] {
  return [...members]
    .filter(member => findNamespace(member) !== undefined)
    .map(member => ({
      members: [{ name: member, place: '' }],
      text: l10n.t('The collection that ships with Scalebook; each entry carries its own source.'),
      bibtex: '',
    }));
}

/** Dated prices of the devices among members. */
export const pricesOf = (members: Iterable<string>): string[] =>
  [...members].sort().flatMap(member => {
    const [space, name = ''] = member.split('.');
    const device = space === 'hardware' ? findDevice(name) : undefined;
    return (device?.prices ?? []).map(p =>
      l10n.t('{0}: {1} USD per hour ({2}, {3}, {4})', device?.title ?? name, p.usdPerHour, p.provider, p.kind, p.date),
    );
  });
