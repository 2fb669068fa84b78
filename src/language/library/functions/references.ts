import * as l10n from '@vscode/l10n';
import { cite } from '../../../science/citing';
import { findDevice } from '../../../science/facts/devices';
import { findModel } from '../../../science/facts/models';
import type { Citation } from '../../../science/source';
import { ScaleError } from '../../errors';
import { describe } from '../../evaluate/describe';
import { record } from '../../values/make';
import { isList, type Value } from '../../values/value';
import { citationsOfTable } from '../collections/table-citations';
import { type FunctionEntry, signature } from '../entry';
import { anything } from '../parameters';

export const referenceFunctions: readonly FunctionEntry[] = [
  {
    name: 'cite',
    group: 'references',
    summary: 'The reference of a law, model, device or data set, as text and BibTeX.',
    details:
      'A table that is put together from several sources has one reference for each, a line and an entry apiece. `flag` is "memory" where something was recalled and not seen in its source.',
    signatures: [
      signature(
        { of: anything('What to cite, or the key of a source such as "hoffmann2022".') },
        '{text, bibtex, source, locator, flag}',
        ({ of }) => {
          const citations = typeof of === 'string' ? [of] : citationsOf(of);
          const all = citations.map(cite);
          const recalled = citations.some(c => typeof c !== 'string' && c.flag === 'memory');
          return record({
            text: all.map(r => r.text).join('\n'),
            bibtex: all.map(r => r.bibtex).join('\n\n'),
            source: all.map(r => r.source.key).join(', '),
            locator: all.length === 1 ? (all[0]?.locator ?? '') : '',
            flag: recalled ? 'memory' : 'verified',
          });
        },
      ),
    ],
    examples: ['cite(laws.epoch)', 'cite(models.chinchilla).bibtex', 'cite(data.hoffmann_table3).text'],
  },
];

function citationsOf(value: Value): readonly Citation[] {
  if (value !== null && typeof value === 'object' && !isList(value)) {
    if (value.kind === 'law') return [value.law.citation];
    const known =
      value.kind === 'model'
        ? findModel(value.name)?.citation
        : value.kind === 'device'
          ? findDevice(value.name)?.citation
          : undefined;
    if (known) return [known];
    const published = value.kind === 'table' ? citationsOfTable(value.title ?? '') : [];
    if (published.length > 0) return published;
  }
  throw new ScaleError(
    'nothing-to-cite',
    l10n.t(
      'There is no reference for this: it is {0}. Laws, models, devices and the tables of `data` have one.',
      describe(value),
    ),
  );
}
