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

/** `data.*`. */
export const dataNamespace = namespace('data', Object.keys(TABLES), name =>
  Object.hasOwn(TABLES, name) ? TABLES[name]?.() : undefined,
);
