import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../blocks';
import { formatNumber, NO_VALUE } from '../../format';
import type { KnnPayload } from './payload';

/** This run above what datastores did for published models. */
export function publishedTable({ base, mixed, lambda, published }: KnnPayload): Block {
  const own: readonly Cell[][] =
    base === null || mixed === null
      ? []
      : [row({ setting: l10n.t('This run'), base, mixed, lambda, source: '' }, true)];
  return {
    kind: 'table',
    title: l10n.t('Beside published perplexities'),
    columns: [
      { name: l10n.t('Trained on, datastore'), wrap: true },
      { name: l10n.t('Alone'), align: 'end' },
      { name: l10n.t('kNN-LM'), align: 'end' },
      { name: l10n.t('Change'), align: 'end' },
      { name: 'λ', align: 'end' },
    ],
    rows: [...own, ...published.map(one => row(one, false))],
  };
}

function row({ setting, base, mixed, lambda, source }: KnnPayload['published'][number], own: boolean): Cell[] {
  const figure = (value: number): Cell => ({
    text: value.toFixed(2),
    value,
    ...(source ? { source } : {}),
    ...(own ? { best: true } : {}),
  });
  const change = mixed / base - 1;
  return [
    { text: setting, ...(source ? { source } : {}), ...(own ? { best: true } : {}) },
    figure(base),
    figure(mixed),
    { text: `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change), 'percent', { digits: 3 })}`, value: change },
    lambda === null ? { text: NO_VALUE, value: null } : { text: String(lambda), value: lambda },
  ];
}
