import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import type { ViewKind } from '../../view';
import { heading, noteBlocks } from '../notes';
import { dumbbellChart, isoflopChart } from './charts';
import { type ComparisonPayload, check } from './payload';
import { benchmarksTable, modelsTable } from './tables';

export type { ComparedBenchmark, ComparedModel, ComparisonPayload } from './payload';

/** Two or more models side by side: sizes, compute, predicted loss, their isoFLOP curves, and measured results. */
export const comparison: ViewKind<ComparisonPayload> = {
  name: 'comparison',
  check,
  layout: payload => {
    const charts = [isoflopChart(payload), dumbbellChart(payload)].filter(c => c !== undefined);
    return [
      ...heading(payload.title ?? payload.models.map(m => m.title).join(' · '), payload.subtitle ?? quietLine(payload)),
      modelsTable(payload),
      ...(charts.length > 0 ? [{ kind: 'charts', charts } as const] : []),
      ...benchmarkBlocks(payload),
      ...noteBlocks(payload.notes),
    ];
  },
};

function quietLine({ law, benchmarks }: ComparisonPayload): string {
  const by = law.citation
    ? l10n.t('predicted by {0} ({1})', law.name, law.citation)
    : l10n.t('predicted by {0}', law.name);
  const sources = [...new Set(benchmarks.flatMap(b => (b.source ? [b.source] : [])))];
  const one = sources.length === 1 ? sources[0] : undefined;
  return one === undefined ? by : `${by} · ${l10n.t('measured results from {0}', one)}`;
}

function benchmarkBlocks(payload: ComparisonPayload): Block[] {
  const { benchmarks } = payload;
  if (benchmarks.length === 0) return [];
  const summary =
    benchmarks.length === 1 ? l10n.t('The measured result') : l10n.t('All {0} measured results', benchmarks.length);
  return [{ kind: 'details', summary, blocks: [benchmarksTable(payload)] }];
}
