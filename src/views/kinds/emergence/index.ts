import * as l10n from '@vscode/l10n';
import type { Chart } from '../../chart';
import type { Option, OptionValue, ViewKind } from '../../view';
import { heading, noteBlocks } from '../notes';
import { check, type EmergencePanel, type EmergencePayload, MOST_TOKENS } from './payload';
import { perTokenChart } from './per-token';

export type { EmergencePanel, EmergencePayload, ExactMatches } from './payload';

/** What may be shown beside the places of metrics. */
export const PER_TOKEN = 'per token';
export const BESIDE = 'side by side';

/** Scores by scale with where they leave chance; a reader switches the metric, the axis and the length of answers. */
export const emergence: ViewKind<EmergencePayload> = {
  name: 'emergence',
  check,
  layout: payload => [
    ...heading(payload.title, payload.subtitle),
    { kind: 'charts', charts: payload.panels.flatMap(panel => chartsOf(panel, payload)) },
    ...noteBlocks(payload.notes),
  ],
  options,
  withOption,
};

const hasExact = ({ panels }: EmergencePayload): boolean => panels.some(panel => panel.exact !== undefined);

function chartsOf(panel: EmergencePanel, { shown, axis, tokens, metrics }: EmergencePayload): Chart[] {
  const mirror = shown === BESIDE || shown === PER_TOKEN ? perTokenChart(panel, tokens) : undefined;
  // Beside each other, each chart says its metric.
  const named = shown === BESIDE && (metrics.length > 1 || mirror !== undefined);
  const measured = panel.charts.flatMap((chart, i) => {
    if (chart === null || (shown !== BESIDE && shown !== String(i))) return [];
    return [named ? { ...chart, title: `${chart.title} · ${metrics[i]}` } : chart];
  });
  const charts = [...measured, ...(mirror ? [mirror] : [])];
  return charts.map(chart => ({ ...chart, x: { ...chart.x, scale: axis } }));
}

function options(payload: EmergencePayload): Option[] {
  const { metrics, shown, axis, tokens } = payload;
  const measured = metrics.map((label, i) => ({ value: String(i), label }));
  const mirror = hasExact(payload) ? [{ value: PER_TOKEN, label: l10n.t('per token') }] : [];
  const choices = [...measured, ...mirror];
  return [
    ...(choices.length > 1
      ? [
          {
            kind: 'segments',
            name: 'metric',
            label: l10n.t('metric'),
            value: shown,
            choices: [...choices, { value: BESIDE, label: l10n.t('side by side') }],
          } as const,
        ]
      : []),
    {
      kind: 'segments',
      name: 'axis',
      label: l10n.t('axis'),
      value: axis,
      choices: [
        { value: 'log', label: l10n.t('log') },
        { value: 'linear', label: l10n.t('linear') },
      ],
    },
    ...(mirror.length > 0 && (shown === PER_TOKEN || shown === BESIDE)
      ? [
          {
            kind: 'range',
            name: 'tokens',
            label: l10n.t('tokens of an answer'),
            value: tokens,
            low: 1,
            high: Math.max(MOST_TOKENS, tokens),
            step: 1,
            text: String(tokens),
          } as const,
        ]
      : []),
  ];
}

/** What is not among the options changes nothing. */
function withOption(payload: EmergencePayload, name: string, value: OptionValue): EmergencePayload {
  if (name === 'axis' && (value === 'log' || value === 'linear')) return { ...payload, axis: value };
  if (name === 'tokens' && typeof value === 'number' && value > 0) return { ...payload, tokens: value };
  const known = [...payload.metrics.keys()].map(String);
  const places = [...known, BESIDE, ...(hasExact(payload) ? [PER_TOKEN] : [])];
  if (name === 'metric' && typeof value === 'string' && places.includes(value)) return { ...payload, shown: value };
  return payload;
}
