import { allModels } from '../../../science/facts/models';
import { publishedSeries } from '../../../science/facts/series/series';
import { table } from '../../values/make';
import type { Table } from '../../values/value';
import { sourceText } from './sourcing';

/** Every measured result of every model, a row each, with the model's size and compute: what `models.x.results` holds, at once. */
export function resultsOfAllModels(): Table {
  const rows = allModels().flatMap(model => model.results.map(result => ({ model, result })));
  const number = (of: (row: (typeof rows)[number]) => number | undefined) =>
    Float64Array.from(rows, row => of(row) ?? Number.NaN);
  return table(
    {
      model: rows.map(r => r.model.name),
      family: rows.map(r => r.model.family),
      params: number(r => r.model.params),
      tokens: number(r => r.model.tokens),
      flops: number(r => r.model.flops),
      benchmark: rows.map(r => r.result.benchmark),
      setting: rows.map(r => r.result.setting),
      metric: rows.map(r => r.result.metric),
      value: number(r => r.result.value),
      unit: rows.map(r => r.result.unit),
      higher_is_better: rows.map(r => r.result.higherIsBetter ?? null),
      source: rows.map(r => sourceText(r.result.citation)),
    },
    { title: 'data.results', source: 'published results of models (see the source column)' },
  );
}

const RUNS = ['gadre_c4_original_c4loss', 'gadre_rpj_c4loss', 'gadre_rw_original_c4loss'] as const;

/** The series that `data.gadre_runs` is made of. */
export const gadreSeries = () => publishedSeries({ id: RUNS });

/** The runs of Gadre et al. 2024 as a table to fit: three training sets, loss on C4 in nats per token. */
export function gadreRuns(): Table {
  const rows = gadreSeries().flatMap(({ family, points }) =>
    // "Open LM (RedPajama)" names the training set.
    points.map(point => ({ dataset: family.replace(/^.*\((.*)\)$/, '$1'), ...point })),
  );
  return table(
    {
      dataset: rows.map(r => r.dataset),
      run: rows.map(r => r.model),
      N: Float64Array.from(rows, r => r.params ?? Number.NaN),
      D: Float64Array.from(rows, r => r.tokens ?? Number.NaN),
      C: Float64Array.from(rows, r => r.flops ?? Number.NaN),
      loss: Float64Array.from(rows, r => r.value),
    },
    { title: 'data.gadre_runs', source: 'Gadre et al. 2024, released runs; loss on C4, nats per token; 6ND' },
  );
}
