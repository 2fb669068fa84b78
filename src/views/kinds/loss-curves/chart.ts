import * as l10n from '@vscode/l10n';
import type { Axis, Chart, Series } from '../../chart';
import { formatNumber } from '../../format';
import { lowerEnvelope } from '../../reduce/envelope';
import { smooth } from '../../reduce/smooth';
import type { LossCurvesPayload, LossRun, Progress } from './payload';

/** The axes on which every run can be drawn, the most telling first; those that only some have come last. */
export function progresses(runs: readonly LossRun[]): Progress[] {
  const all: readonly Progress[] = ['tokens', 'flops', 'steps'];
  const having = (p: Progress): number => runs.filter(r => r[p] !== undefined && r.loss.length > 0).length;
  return all.filter(p => having(p) > 0).sort((a, b) => having(b) - having(a));
}

export interface Settings {
  readonly x: Progress;
  readonly smoothing: number;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly envelope: boolean;
}

export function settingsOf({ runs, options = {} }: LossCurvesPayload): Settings {
  const possible = progresses(runs);
  const x = options.x !== undefined && possible.includes(options.x) ? options.x : (possible[0] ?? 'steps');
  return {
    x,
    smoothing: options.smoothing ?? 0,
    logX: options.logX ?? true,
    logY: options.logY ?? false,
    envelope: options.envelope ?? x === 'flops',
  };
}

/** A run on the chosen axis: only points that can be drawn, smoothed. */
interface Drawn {
  readonly run: LossRun;
  readonly slot: number;
  readonly x: number[];
  readonly raw: number[];
  readonly y: number[];
}

export function drawnRuns(runs: readonly LossRun[], { x: along, smoothing, logX, logY }: Settings): Drawn[] {
  return runs.flatMap((run, slot) => {
    const xs = run[along];
    if (xs === undefined) return [];
    const places = run.loss.flatMap((y, i) => {
      const x = xs[i];
      const drawable =
        x !== undefined && Number.isFinite(x) && Number.isFinite(y) && (!logX || x > 0) && (!logY || y > 0);
      return drawable ? [i] : [];
    });
    const x = places.map(i => xs[i] as number);
    const raw = places.map(i => run.loss[i] as number);
    const means = places.map(i => run.mean?.[i] ?? (run.loss[i] as number));
    const weights = run.weights ? places.map(i => run.weights?.[i] ?? 1) : undefined;
    return [{ run, slot, x, raw, y: smoothing > 0 ? smooth(x, means, smoothing, logX, weights) : raw }];
  });
}

/** More runs than this and the raw lines under smoothed ones would be a fog. */
const MOST_SHADOWS = 6;

export function lossChart(payload: LossCurvesPayload): Chart {
  const settings = settingsOf(payload);
  const drawn = drawnRuns(payload.runs, settings);
  const shadows = settings.smoothing > 0 && drawn.length <= MOST_SHADOWS ? drawn.map(shadow) : [];
  const lines = drawn.map(
    (d): Series => ({
      name: d.run.name,
      mark: 'line',
      slot: d.slot,
      x: d.x,
      y: d.y,
      width: drawn.length > 12 ? 1.25 : 1.75,
      group: d.run.name,
    }),
  );
  const envelope = settings.envelope && settings.x === 'flops' ? envelopeSeries(drawn) : [];
  return {
    title: titleOf(settings.x),
    summary: drawn.map(summaryOf).join(' '),
    x: axisOf(settings),
    y: {
      label: payload.lossLabel ?? l10n.t('loss (nats per token)'),
      scale: settings.logY ? 'log' : 'linear',
      style: 'loss',
      ...domainOf(drawn, settings.logY),
    },
    series: [...envelope, ...shadows, ...lines],
    legend: drawn.length > 1 ? 'top' : 'none',
    height: 360,
  };
}

function titleOf(x: Progress): string {
  return {
    tokens: l10n.t('Loss along tokens'),
    steps: l10n.t('Loss along steps'),
    flops: l10n.t('Loss along compute'),
  }[x];
}

function axisOf({ x, logX }: Settings): Axis {
  const scale = logX ? 'log' : 'linear';
  return {
    tokens: { label: l10n.t('tokens'), scale, style: 'tokens' } as const,
    steps: { label: l10n.t('steps'), scale, style: 'count' } as const,
    flops: { label: l10n.t('training FLOP'), scale, style: 'flop' } as const,
  }[x];
}

const shadow = ({ run, slot, x, raw }: Drawn): Series => ({
  name: run.name,
  mark: 'line',
  slot,
  x,
  y: raw,
  width: 1,
  opacity: 0.3,
  dash: 'solid',
  quiet: true,
  group: run.name,
});

function envelopeSeries(drawn: readonly Drawn[]): Series[] {
  const { x, y, owner } = lowerEnvelope(drawn.map(d => ({ x: d.x, y: d.y })));
  if (x.length === 0) return [];
  const notes = owner.map(o => l10n.t('lowest here: {0}', drawn[o]?.run.name ?? ''));
  return [
    { name: l10n.t('compute envelope'), mark: 'line', slot: null, x, y, dash: 'solid', width: 7, opacity: 0.3, notes },
  ];
}

/** The first steps of a run are far above the rest: the axis shows what lies below the highest loss after a tenth of each run. */
function domainOf(drawn: readonly Drawn[], log: boolean): { domain?: [number, number] } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { x, raw } of drawn) {
    const start = x[Math.floor(x.length * 0.04)] ?? 0;
    for (let i = 0; i < raw.length; i += 1) {
      const y = raw[i] as number;
      if (y < low) low = y;
      if (y > high && (x[i] as number) >= start) high = y;
    }
  }
  if (!(high > low)) return {};
  if (log) return { domain: [low * (low / high) ** 0.05, high * (high / low) ** 0.05] };
  return { domain: [low - 0.05 * (high - low), high + 0.05 * (high - low)] };
}

function summaryOf({ run, y }: Drawn): string {
  const last = y.at(-1);
  return last === undefined
    ? l10n.t('{0}: no points.', run.name)
    : l10n.t('{0} ends at {1}, from {2}.', run.name, formatNumber(last, 'loss'), formatNumber(y[0] ?? 0, 'loss'));
}
