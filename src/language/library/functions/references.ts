import * as l10n from '@vscode/l10n';
import { cite } from '../../../science/citing';
import { findDevice } from '../../../science/facts/devices';
import { lossCurveRuns } from '../../../science/facts/loss_curves';
import { findModel } from '../../../science/facts/models';
import type { Citation } from '../../../science/source';
import { ScaleError } from '../../errors';
import { describe } from '../../evaluate/describe';
import { record } from '../../values/make';
import { isList, type Value } from '../../values/value';
import { citationOfTable } from '../collections/published-tables';
import { type FunctionEntry, signature } from '../entry';
import { anything } from '../parameters';

export const referenceFunctions: readonly FunctionEntry[] = [
  {
    name: 'cite',
    group: 'references',
    summary: 'The reference of a law, model, device or data set, as text and BibTeX.',
    signatures: [
      signature(
        { of: anything('What to cite, or the key of a source such as "hoffmann2022".') },
        '{text, bibtex, source, locator, flag}',
        ({ of }) => {
          const citation = typeof of === 'string' ? of : citationOf(of);
          const { text, bibtex, source, locator } = cite(citation);
          return record({
            text,
            bibtex,
            source: source.key,
            locator,
            flag: typeof citation === 'string' ? 'verified' : citation.flag,
          });
        },
      ),
    ],
    examples: ['cite(laws.epoch)', 'cite(models.chinchilla).bibtex', 'cite(data.hoffmann_table3).text'],
  },
];

function citationOf(value: Value): Citation {
  if (value !== null && typeof value === 'object' && !isList(value)) {
    if (value.kind === 'law') return value.law.citation;
    const known =
      value.kind === 'model'
        ? findModel(value.name)?.citation
        : value.kind === 'device'
          ? findDevice(value.name)?.citation
          : undefined;
    if (known) return known;
    const published = value.kind === 'table' ? citationOfTable(value.title ?? '') : undefined;
    if (published) return published;
    if (value.kind === 'table' && value.title === 'data.loss_curves') {
      const [first] = lossCurveRuns();
      if (first) return first.citation;
    }
  }
  throw new ScaleError(
    'nothing-to-cite',
    l10n.t(
      'There is no reference for this: it is {0}. Laws, models, devices and the tables of `data` have one.',
      describe(value),
    ),
  );
}
