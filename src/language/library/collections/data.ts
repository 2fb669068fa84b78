import * as l10n from '@vscode/l10n';
import { loadLossCurves } from '../../../science/facts/loss_curves';
import { seriesTable } from '../../../science/facts/series/table';
import { table } from '../../values/make';
import type { Value } from '../../values/value';
import { namespace } from '../namespaces';
import { corpusTables } from './corpus-tables';
import { findingsTable } from './findings';
import { knnlmDataTables } from './knnlm-tables';
import { phenomenaTables } from './phenomena';
import { publishedTables } from './published-tables';
import { gadreRuns, resultsOfAllModels } from './result-tables';

/** Tables that ship with the product, made when first asked for. */
const TABLES: Readonly<Record<string, () => Value>> = {
  loss_curves: () => {
    const { run, step, tokens, loss, params, flops, source, licence } = loadLossCurves();
    return table(
      { run, step, tokens, loss, params, flops, source, licence },
      {
        title: 'data.loss_curves',
        source:
          'OLMo ladder, OLMo 2, GPT-2 (see the source and licence columns); OLMo 2 under its nominal 7.3B and 13.7B, where the logs behind data.series count 6.89B and 13.2B',
      },
    );
  },
  series: () => {
    const { rows: _, ...columns } = seriesTable();
    return table(
      { ...columns },
      { title: 'data.series', source: 'published results (see the source and locator columns)' },
    );
  },
  results: resultsOfAllModels,
  gadre_runs: gadreRuns,
  ...publishedTables,
  ...phenomenaTables,
  ...corpusTables,
  ...knnlmDataTables,
  findings: findingsTable,
};

/** Data that people look for here, and that are not ours to pass on: what they are, where they are, and how to read them. */
const ABSENT: Readonly<Record<string, () => string>> = {
  chinchilla_runs: () =>
    l10n.t(
      '`data.chinchilla_runs` does not ship with Scalebook: these 245 runs were read off Figure 4 of Hoffmann et al. 2022 by Besiroglu et al. 2024, and are theirs to pass on. Take the file from github.com/epoch-research/analyzing-chinchilla, save it beside the notebook with the columns N, D (= C / 6N), C and loss, and read it with `load("chinchilla_245.csv")`.',
    ),
};

/** `data.*`. */
export const dataNamespace = namespace(
  'data',
  Object.keys(TABLES),
  name => (Object.hasOwn(TABLES, name) ? TABLES[name]?.() : undefined),
  { absent: name => (Object.hasOwn(ABSENT, name) ? ABSENT[name]?.() : undefined) },
);
