import * as l10n from '@vscode/l10n';
import { BESIDE } from '../../../../views/kinds/emergence';
import type { EmergencePanel, EmergencePayload } from '../../../../views/kinds/emergence/payload';
import type { Appraised } from './emergence';
import { scoreChart } from './emergence-charts';

interface Settings {
  readonly title: string | undefined;
  readonly axis: 'log' | 'linear';
  readonly tokens: number | undefined;
  /** Names of the metrics that were asked for. */
  readonly metrics: readonly string[] | undefined;
}

/** Answers are taken to be this long until the reader says otherwise. */
const USUAL_TOKENS = 4;

/** What the emergence view switches between. `byMetrics`: the series of each metric, in the same order. */
export function emergencePayload(
  byMetrics: readonly (readonly Appraised[])[],
  { title, axis, tokens, metrics }: Settings,
): EmergencePayload {
  const all = byMetrics.flat();
  const notes = all.flatMap(a => (a.refused === undefined ? [] : [{ tone: 'info' as const, text: a.refused }]));
  const rows = Math.max(...byMetrics.map(series => series.length));
  const beside = tokens !== undefined || byMetrics.length > 1;
  return {
    ...(title === undefined ? {} : { title }),
    metrics: byMetrics.map((series, i) => metrics?.[i] ?? metricOf(series)),
    panels: Array.from({ length: rows }, (_, i) =>
      panelOf(
        byMetrics.map(series => series[i]),
        tokens !== undefined,
      ),
    ),
    shown: beside ? BESIDE : '0',
    axis,
    tokens: tokens ?? USUAL_TOKENS,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** The metric that all series name, else "score". */
function metricOf(series: readonly Appraised[]): string {
  const named = new Set(series.map(a => a.series.rows.columns.get('metric')?.[0] ?? null));
  const [name] = named;
  return named.size === 1 && typeof name === 'string' ? name : l10n.t('score');
}

function panelOf(series: readonly (Appraised | undefined)[], asked: boolean): EmergencePanel {
  const [first] = series;
  const name = series.find(a => a !== undefined)?.series.name ?? '';
  return {
    name,
    charts: series.map(a => (a?.found ? scoreChart(a, a.found) : null)),
    ...(first?.found && readPerToken(first, asked) && { exact: sharesOf(first) }),
  };
}

/** Shares of right answers; unless asked for, only of free answers: a choice among a few has no tokens to get right. */
const readPerToken = ({ found, whole }: Appraised, asked: boolean): boolean =>
  whole !== undefined && (asked || (found?.chanceKnown === true && found.chance === 0));

const sharesOf = ({ found, whole = 1 }: Appraised) => ({
  x: Array.from(found?.x ?? []),
  share: Array.from(found?.y ?? [], v => Math.min(Math.max(v / whole, 0), 1)),
});
