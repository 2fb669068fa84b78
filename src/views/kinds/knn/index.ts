import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import { formatNumber } from '../../format';
import type { ViewKind } from '../../view';
import { noteBlocks } from '../notes';
import { indexChart, kChart, lambdaChart } from './charts';
import { gainsTable, tokenTable } from './gains';
import { check, type KnnPayload } from './payload';
import { publishedTable } from './published';

export type { GainedToken, IndexQuality, KnnComparison, KnnPayload } from './payload';

/** kNN-LM on held-out text: perplexities, sweeps, the tokens that gain with their neighbours, and published results. */
export const knn: ViewKind<KnnPayload> = {
  name: 'knn',
  check,
  layout: payload => [
    { kind: 'title', text: finding(payload), subtitle: setting(payload) },
    stats(payload),
    { kind: 'charts', charts: [lambdaChart(payload), kChart(payload), ...indexChart(payload)] },
    ...noteBlocks(payload.notes),
    ...gainsTable(l10n.t('Where the neighbours help most'), payload.gains.slice(0, OPEN)),
    ...more(payload),
    publishedTable(payload),
  ],
};

/** Tokens that are shown without a click. */
const OPEN = 3;

function finding({ base, mixed }: KnnPayload): string {
  const [alone, together] = [perplexity(base), perplexity(mixed)];
  return base === null || mixed === null || mixed >= base
    ? l10n.t('Neighbours do not help here: perplexity {0} becomes {1}', alone, together)
    : l10n.t('Perplexity {0} becomes {1} with neighbours', alone, together);
}

const perplexity = (value: number | null): string => formatNumber(value ?? Number.POSITIVE_INFINITY, 'plain');

function setting({ k, lambda, size, dimensions, temperature, tokens, index }: KnnPayload): string {
  const search = index ? l10n.t('{0} of {1} lists searched', index.probes, index.lists) : l10n.t('exact search');
  return [
    `λ = ${lambda}`,
    l10n.t('k = {0} of {1} keys', formatNumber(k, 'count'), formatNumber(size, 'count')),
    l10n.t('{0} dimensions, squared L2', dimensions),
    ...(temperature === 1 ? [] : [l10n.t('temperature {0}', temperature)]),
    search,
    l10n.t('{0} held-out tokens', formatNumber(tokens, 'count')),
  ].join(' · ');
}

function stats({ base, mixed, gram, gain, gainError, best, ks, lambdas }: KnnPayload): Block {
  const gained =
    gain === null
      ? l10n.t('some token has no probability')
      : l10n.t('{0} ± {1} nats per token', signed(gain), formatNumber(gainError ?? Number.NaN, 'plain', { digits: 2 }));
  return {
    kind: 'stats',
    items: [
      { label: l10n.t('Model alone'), value: perplexity(base), detail: l10n.t('perplexity') },
      {
        label: l10n.t('With neighbours'),
        value: perplexity(mixed),
        detail: gained,
        source: l10n.t('Mean gain in log-probability and its standard error, tokens taken as independent.'),
      },
      ...(gram === null
        ? []
        : [
            {
              label: l10n.t('Kneser–Ney 3-gram'),
              value: perplexity(gram),
              detail: l10n.t('counts of the training text'),
              source: l10n.t('Interpolated, modified Kneser–Ney (Chen and Goodman 1999) over the same tokens.'),
            },
          ]),
      {
        label: l10n.t('Best of {0} × {1} swept', ks.length, lambdas.length),
        value: perplexity(best.perplexity),
        detail: l10n.t('k = {0}, λ = {1}', formatNumber(best.k, 'count'), best.lambda),
        source: l10n.t('Chosen on this very text: an upper bound of what tuning on another text would give.'),
      },
    ],
  };
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, 'plain', { digits: 3 })}`;

function more({ gains, losses, byToken }: KnnPayload): Block[] {
  const details = (summary: string, blocks: readonly Block[]): Block[] =>
    blocks.length === 0 ? [] : [{ kind: 'details', summary, blocks }];
  return [
    ...details(
      l10n.t('{0} more that gain', Math.max(0, gains.length - OPEN)),
      gainsTable(undefined, gains.slice(OPEN)),
    ),
    ...details(l10n.t('Where the neighbours mislead most'), gainsTable(undefined, losses)),
    ...details(l10n.t('Gain by token'), tokenTable(byToken)),
  ];
}
