import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { Block } from '../../blocks';
import type { Chart, Series } from '../../chart';
import { figure, figures, finite, listOf, notes, numbers, text } from '../../check/basics';
import { checker } from '../../check/check';
import { formatNumber } from '../../format';
import type { ViewKind } from '../../view';
import { noteBlocks, type ViewNote } from '../notes';

interface Ranged {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A training run against its plan. Tokens, and losses in the law's unit. */
export interface TrackPayload {
  readonly title: string;
  readonly subtitle?: string;
  readonly status: 'on track' | 'above' | 'below' | 'early';
  readonly unit: string;
  readonly level: number;
  /** Share of the planned tokens that were seen. */
  readonly share: number;
  readonly tokens: number;
  readonly measured: number;
  readonly expectedNow: Ranged;
  readonly expectedFinal: Ranged;
  readonly projected: Ranged | null;
  /** What is expected over the whole run. */
  readonly curve: {
    readonly tokens: readonly number[];
    readonly loss: readonly (number | null)[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
  /** The log. */
  readonly log: { readonly tokens: readonly number[]; readonly loss: readonly (number | null)[] };
  readonly notes?: readonly ViewNote[];
}

const ranged = v.object({ value: finite, low: finite, high: finite });

export const track: ViewKind<TrackPayload> = {
  name: 'track',
  check: checker<TrackPayload>(
    'a tracked run',
    v.object({
      ...{ title: text, subtitle: v.optional(text), unit: text, level: finite, share: finite, tokens: finite },
      status: v.picklist(['on track', 'above', 'below', 'early']),
      ...{ measured: finite, expectedNow: ranged, expectedFinal: ranged, projected: v.nullable(ranged) },
      curve: v.object({ tokens: numbers, loss: figures, low: figures, high: figures }),
      log: v.object({ tokens: numbers, loss: listOf(figure, 200_000) }),
      notes,
    }),
  ),
  layout: payload => [
    { kind: 'title', text: payload.title, ...(payload.subtitle ? { subtitle: payload.subtitle } : {}) },
    figuresOf(payload),
    { kind: 'charts', charts: [chartOf(payload)] },
    ...noteBlocks(payload.notes),
  ],
};

const loss = (x: number): string => formatNumber(x, 'loss');
const ends = ({ low, high }: Ranged): string => `${loss(low)} – ${loss(high)}`;

function figuresOf({ share, measured, expectedNow, expectedFinal, projected, level, tokens }: TrackPayload): Block {
  const coverage = formatNumber(level, 'percent', { digits: 2 });
  const range = (r: Ranged): string | undefined => (r.high > r.low ? `${coverage}: ${ends(r)}` : undefined);
  const detail = (r: Ranged): { detail?: string } => {
    const found = range(r);
    return found === undefined ? {} : { detail: found };
  };
  return {
    kind: 'stats',
    items: [
      {
        label: l10n.t('Seen'),
        value: formatNumber(share, 'percent', { digits: 2 }),
        detail: l10n.t('{0} tokens', formatNumber(tokens, 'tokens')),
      },
      { label: l10n.t('Loss now'), value: loss(measured), detail: l10n.t('expected: {0}', loss(expectedNow.value)) },
      projected
        ? {
            label: l10n.t('Heading for'),
            value: loss(projected.value),
            detail: ends(projected),
            source: l10n.t('Ends: the largest miss of this projection on ten released runs, at this share of the run.'),
          }
        : { label: l10n.t('Heading for'), value: '—', detail: l10n.t('too early to say') },
      { label: l10n.t('Planned'), value: loss(expectedFinal.value), ...detail(expectedFinal) },
    ],
  };
}

const LAW = 0;
const RUN = 1;

function chartOf({ curve, log, projected, expectedFinal, unit, level, title }: TrackPayload): Chart {
  const planned = curve.tokens.at(-1) ?? 0;
  const banded = curve.low.some((low, i) => low !== null && low < (curve.high[i] ?? low));
  const name = banded
    ? l10n.t('expected, {0} band', formatNumber(level, 'percent', { digits: 2 }))
    : l10n.t('expected');
  const band: Series[] = banded
    ? [
        {
          ...{ name, mark: 'band', slot: LAW, x: curve.tokens, y: curve.loss, low: curve.low, high: curve.high },
          ...{ quiet: true, group: name },
        },
      ]
    : [];
  const heading: Series[] = projected
    ? [
        {
          ...{ name: l10n.t('heading for'), mark: 'points', slot: RUN, x: [planned], y: [projected.value] },
          ...{
            low: [projected.low],
            high: [projected.high],
            marker: 'diamond-open',
            width: 11,
          },
        },
      ]
    : [];
  return {
    title: l10n.t('Loss along tokens'),
    summary: title,
    x: { label: l10n.t('tokens'), scale: 'linear', style: 'tokens' },
    y: {
      label: l10n.t('loss ({0})', unit),
      scale: 'linear',
      style: 'loss',
      domain: domainOf(curve, log, projected, expectedFinal),
    },
    series: [
      ...band,
      { name, mark: 'line', slot: LAW, x: curve.tokens, y: curve.loss, dash: 'dash', group: name },
      { name: l10n.t('measured'), mark: 'line', slot: RUN, x: log.tokens, y: log.loss, dash: 'solid', width: 1.75 },
      ...heading,
    ],
    legend: 'top',
    height: 340,
  };
}

/** The steep start is left out: what matters lies near the end. */
function domainOf(
  curve: TrackPayload['curve'],
  log: TrackPayload['log'],
  projected: TrackPayload['projected'],
  last: Ranged,
): [number, number] {
  const planned = curve.tokens.at(-1) ?? 0;
  const after = (tokens: readonly number[], values: readonly (number | null)[]): number[] =>
    values.filter((x, i): x is number => x !== null && (tokens[i] as number) >= 0.05 * planned);
  const shown = [
    ...after(curve.tokens, curve.high),
    ...after(curve.tokens, curve.low),
    ...after(log.tokens, log.loss),
    ...(projected ? [projected.low, projected.high] : []),
    ...[last.low, last.high],
  ];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  return [low - 0.06 * (high - low), high + 0.06 * (high - low)];
}
