import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../blocks';
import type { NumberStyle } from '../../chart';
import { formatColumn, formatNumber } from '../../format';
import type { Option, OptionValue, ViewKind } from '../../view';
import { bestOf } from '../comparison/winners';
import { heading, noteBlocks } from '../notes';
import { lossChart, progresses, settingsOf } from './chart';
import { check, type LossCurvesOptions, type LossCurvesPayload, type LossRun } from './payload';

export {
  type LossCurvesOptions,
  type LossCurvesPayload,
  type LossRun,
  type Progress,
  type RawRun,
  reduceRuns,
} from './payload';

/** Training runs: loss along tokens, steps or compute, with smoothing and the compute envelope. */
export const lossCurves: ViewKind<LossCurvesPayload> = {
  name: 'loss-curves',
  check,
  layout: payload => [
    ...heading(payload.title ?? l10n.t('Loss curves'), payload.subtitle ?? counts(payload.runs)),
    { kind: 'charts', charts: [lossChart(payload)] },
    ...(payload.runs.length > 0 ? [runsTable(payload.runs)] : []),
    ...noteBlocks(payload.notes),
  ],
  options,
  withOption,
};

function counts(runs: readonly LossRun[]): string {
  const points = runs.reduce((sum, r) => sum + (r.points ?? r.loss.length), 0);
  const drawn = runs.reduce((sum, r) => sum + r.loss.length, 0);
  const all = l10n.t('{0} runs, {1} points', runs.length, formatNumber(points, 'count'));
  return drawn < points
    ? l10n.t('{0}, of which {1} are drawn; extremes are kept', all, formatNumber(drawn, 'count'))
    : all;
}

/** Where each run ended. */
function runsTable(runs: readonly LossRun[]): Block {
  const columns: { name: string; style: NumberStyle; values: (number | null)[]; better?: boolean }[] = [
    { name: l10n.t('Parameters'), style: 'params', values: runs.map(r => r.params ?? null) },
    { name: l10n.t('Tokens'), style: 'tokens', values: runs.map(r => r.tokens?.at(-1) ?? null) },
    { name: l10n.t('Training FLOP'), style: 'flop', values: runs.map(r => r.flops?.at(-1) ?? null) },
    { name: l10n.t('Steps'), style: 'count', values: runs.map(r => r.steps?.at(-1) ?? null) },
    { name: l10n.t('Last loss'), style: 'loss', values: runs.map(r => r.loss.at(-1) ?? null), better: true },
    { name: l10n.t('Lowest'), style: 'loss', values: runs.map(lowest), better: true },
  ];
  const known = columns.filter(c => c.values.some(x => x !== null));
  const cells = known.map(({ values, style, better }): Cell[] => {
    const best = better ? bestOf(values, false) : [];
    return formatColumn(values, style).map((text, i) => ({
      text,
      value: values[i] ?? null,
      ...(best.includes(i) ? { best: true } : {}),
    }));
  });
  return {
    kind: 'table',
    columns: [{ name: l10n.t('Run') }, ...known.map(({ name, style }) => ({ name, style, align: 'end' as const }))],
    rows: runs.map((r, slot) => [
      { text: r.name, value: r.name, slot, ...(r.source === undefined ? {} : { source: r.source }) },
      ...cells.map(c => c[slot] as Cell),
    ]),
    sortable: true,
  };
}

const lowest = (run: LossRun): number | null => {
  const least = run.loss.filter(Number.isFinite).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Number.isFinite(least) ? least : null;
};

function options(payload: LossCurvesPayload): Option[] {
  const { x, smoothing, logX, logY, envelope } = settingsOf(payload);
  const labels = { tokens: l10n.t('tokens'), steps: l10n.t('steps'), flops: l10n.t('compute') };
  const axes = progresses(payload.runs);
  const choices = axes.map(value => ({ value, label: labels[value] }));
  return [
    ...(axes.length > 1 ? [{ kind: 'choice', name: 'x', label: l10n.t('along'), value: x, choices } as const] : []),
    { kind: 'toggle', name: 'logX', label: 'log x', value: logX },
    { kind: 'toggle', name: 'logY', label: 'log y', value: logY },
    ...(x === 'flops'
      ? [{ kind: 'toggle', name: 'envelope', label: l10n.t('envelope'), value: envelope } as const]
      : []),
    {
      kind: 'range',
      name: 'smoothing',
      label: l10n.t('smoothing'),
      value: smoothing,
      low: 0,
      high: 0.3,
      step: 0.005,
      text: smoothing === 0 ? l10n.t('off') : formatNumber(smoothing, 'percent', { digits: 2 }),
    },
  ];
}

/** Unknown options change nothing. */
function withOption(payload: LossCurvesPayload, name: string, value: OptionValue): LossCurvesPayload {
  const allowed: readonly (keyof LossCurvesOptions)[] = ['x', 'smoothing', 'logX', 'logY', 'envelope'];
  const option = allowed.find(a => a === name);
  return option === undefined ? payload : { ...payload, options: { ...payload.options, [option]: value } };
}
