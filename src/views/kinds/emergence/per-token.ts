import * as l10n from '@vscode/l10n';
import type { Chart } from '../../chart';
import { formatNumber } from '../../format';
import type { EmergencePanel } from './payload';

/** Probability per token behind an exact match of k independent tokens, p = s^(1/k). A score of 0 says nothing. */
export const perToken = (share: number | null, tokens: number): number | null =>
  share !== null && share > 0 ? share ** (1 / tokens) : null;

/** The scores of a panel read per token, on the axis of its first chart. */
export function perTokenChart({ name, exact, charts }: EmergencePanel, tokens: number): Chart | undefined {
  const scored = charts.find(chart => chart !== null);
  if (!exact || !scored) return undefined;
  const y = exact.share.map(share => perToken(share, tokens));
  return {
    title: l10n.t('{0} · per token', name),
    summary: l10n.t('{0} as the probability per token of answers of {1} independent tokens.', name, tokens),
    x: scored.x,
    y: { label: l10n.t('probability per token'), scale: 'linear', style: 'percent', domain: [0, 1.02] },
    series: [
      {
        name: l10n.t('per token'),
        mark: 'line+points',
        slot: 1,
        x: exact.x,
        y,
        notes: y.map((p, i) => {
          const source = scored.series.find(s => s.notes !== undefined && s.x[i] === exact.x[i])?.notes?.[i];
          const nats = p === null ? null : l10n.t('{0} nats per token', formatNumber(-Math.log(p), 'loss'));
          return [nats, source].filter(Boolean).join(' · ') || null;
        }),
      },
    ],
    legend: 'none',
    ...(scored.height === undefined ? {} : { height: scored.height }),
  };
}
