import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../blocks';
import type { NumberStyle } from '../../chart';
import { formatColumn, formatNumber } from '../../format';
import type { PlannedLifetime, PlanPayload } from './payload';

/** The plan beside the run that is cheapest to train to the same loss, and what serving costs. */
export function servingBlocks({ serving: s }: PlanPayload): Block[] {
  if (!s) return [];
  const runs: readonly PlannedLifetime[] = [s.planned, s.trainingOnly];
  const column = (of: (r: PlannedLifetime) => number | null, style: NumberStyle): Cell[] => {
    const values = runs.map(of);
    return formatColumn(values, style).map((text, i) => ({ text, value: values[i] ?? null }));
  };
  const columns: readonly (readonly [string, Cell[]])[] = [
    [l10n.t('Parameters'), column(r => r.N, 'params')],
    [l10n.t('Tokens'), column(r => r.D, 'tokens')],
    [l10n.t('Loss'), column(r => r.loss, 'loss')],
    [l10n.t('Training FLOP'), column(r => r.training, 'flop')],
    [l10n.t('Serving FLOP'), column(r => r.serving, 'flop')],
    [l10n.t('Both'), column(r => r.total, 'flop')],
  ];
  return [
    {
      kind: 'table',
      title: l10n.t(
        'Serving {0} tokens: a smaller model trained longer saves {1} of all FLOP at the same loss',
        formatNumber(s.tokens, 'tokens'),
        formatNumber(s.saving, 'percent', { digits: 2 }),
      ),
      columns: [{ name: '' }, ...columns.map(([name]) => ({ name, align: 'end' as const }))],
      rows: [l10n.t('this plan'), l10n.t('cheapest to train')].map((text, i) => [
        { text, slot: i },
        ...columns.map(([, cells]) => ({
          ...(cells[i] as Cell),
          ...(i === 0 && isTotal(cells, columns) ? { best: true } : {}),
        })),
      ]),
    },
    ...roofline(s),
  ];
}

const isTotal = (cells: readonly Cell[], columns: readonly (readonly [string, readonly Cell[]])[]): boolean =>
  columns.at(-1)?.[1] === cells;

function roofline(s: NonNullable<PlanPayload['serving']>): Block[] {
  if (s.tokensPerSecond === null || s.gpus === null) return [];
  const usd = (value: number | null, label: string): { label: string; value: string }[] =>
    value === null ? [] : [{ label, value: formatNumber(value, 'usd', { digits: 3 }) }];
  const source = l10n.t('Roofline: the longer of reading weights and cache, and of 2 N FLOP per token.');
  return [
    {
      kind: 'stats',
      items: [
        ...usd(s.costPerMillion, l10n.t('Per M generated tokens')).map(item => ({
          ...item,
          detail: l10n.t(
            'at most {0} tokens/s on {1} GPUs',
            formatNumber(s.tokensPerSecond ?? 0, 'tokens'),
            s.gpus ?? 0,
          ),
          source,
        })),
        ...usd(s.costPerMillionPrompt, l10n.t('Per M prompt tokens')).map(item => ({
          ...item,
          detail: l10n.t('bound by compute'),
          source,
        })),
        ...usd(s.cost, l10n.t('To generate all of them')).map(item => ({
          ...item,
          detail: l10n.t('{0} sequences at once', formatNumber(s.batch ?? 0, 'count', { full: true })),
          source,
        })),
      ],
    },
  ];
}
