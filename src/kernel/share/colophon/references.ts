import * as l10n from '@vscode/l10n';
import { citationOfTable } from '../../../language/library/collections/published-tables';
import { findNamespace } from '../../../language/library/namespaces';
import { cite } from '../../../science/citing';
import { findDevice } from '../../../science/facts/devices';
import { lossCurveRuns } from '../../../science/facts/loss_curves';
import { findModel } from '../../../science/facts/models';
import { findLaw } from '../../../science/laws/laws';
import type { Citation } from '../../../science/source';

/** A publication, and all that the note takes from it. */
export interface ReferenceUse {
  /** `laws.epoch`, `models.gopher`. */
  readonly names: readonly string[];
  readonly text: string;
  readonly bibtex: string;
}

/** The publications behind members of collections, each once, in the order of the names. */
export function referencesOf(members: Iterable<string>): ReferenceUse[] {
  const uses = new Map<string, { names: Set<string>; bibtex: string }>();
  for (const member of [...members].sort()) {
    for (const citation of citationsOf(member)) {
      const { text, bibtex } = cite(citation);
      const use = uses.get(text) ?? { names: new Set(), bibtex };
      use.names.add(member);
      uses.set(text, use);
    }
  }
  const found = [...uses].map(([text, { names, bibtex }]) => ({ names: [...names], text, bibtex }));
  return [...found, ...wholeCollections(members)];
}

function citationsOf(member: string): readonly Citation[] {
  const [space, name = ''] = member.split('.');
  const one =
    space === 'laws'
      ? findLaw(name)?.citation
      : space === 'models'
        ? findModel(name)?.citation
        : space === 'hardware'
          ? findDevice(name)?.citation
          : space === 'data'
            ? citationOfTable(member)
            : undefined;
  if (one) return [one];
  return member === 'data.loss_curves' ? lossCurveRuns().map(run => run.citation) : [];
}

/** A collection that is used as a whole: its entries have sources of their own. */
function wholeCollections(members: Iterable<string>): ReferenceUse[] {
  return [...members]
    .filter(member => findNamespace(member) !== undefined)
    .map(member => ({
      names: [member],
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
