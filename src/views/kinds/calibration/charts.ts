import * as l10n from '@vscode/l10n';
import type { Annotation, Chart, Series } from '../../chart';
import { formatNumber } from '../../format';
import type { CalibratedModel, CalibrationBin } from './payload';

const percent = (x: number | null): string => (x === null ? l10n.t('unknown') : formatNumber(x, 'percent'));

/** Both stand side by side. */
const HEIGHT = 380;

/** Accuracy against confidence; on the diagonal a model is right as often as it says. */
export function reliabilityDiagram(models: readonly CalibratedModel[]): Chart {
  return {
    title: l10n.t('Reliability'),
    summary: models.map(summaryOf).join(' '),
    x: { label: l10n.t('confidence'), scale: 'linear', style: 'percent', domain: [-0.02, 1.02] },
    y: { label: l10n.t('accuracy'), scale: 'linear', style: 'percent', domain: [-0.02, 1.02] },
    series: [diagonal, ...models.map(reliability)],
    annotations: regions(models),
    legend: models.length > 1 ? 'top' : 'none',
    square: true,
    height: HEIGHT,
  };
}

const diagonal: Series = {
  name: 'diagonal',
  mark: 'line',
  slot: null,
  x: [0, 1],
  y: [0, 1],
  dash: 'dot',
  width: 1,
  quiet: true,
};

/** Empty bins are gaps: nothing is known there. */
function reliability(model: CalibratedModel, slot: number): Series {
  const { bins } = model;
  return {
    name: model.name,
    mark: 'line+points',
    slot,
    x: bins.map(b => (b.n > 0 ? b.confidence : null)),
    y: bins.map(b => (b.n > 0 ? b.accuracy : null)),
    low: bins.map(b => b.ciLow),
    high: bins.map(b => b.ciHigh),
    notes: bins.map(b => noteOf(b, model)),
  };
}

/** The edges of a bin, how many predictions it holds, and where they are from. */
function noteOf(b: CalibrationBin, { source }: CalibratedModel): string {
  const held = l10n.t('{0} – {1}: {2} predictions', percent(b.low), percent(b.high), formatNumber(b.n, 'count'));
  return source === undefined ? held : `${held} · ${source}`;
}

/** Names of the two halves, each in the corner farthest from the points. */
function regions(models: readonly CalibratedModel[]): Annotation[] {
  const points = models.flatMap(m => m.bins.filter(b => b.n > 0 && b.confidence !== null && b.accuracy !== null));
  const freest = (places: readonly (readonly [number, number])[]): readonly [number, number] => {
    const distance = ([x, y]: readonly [number, number]): number =>
      points.reduce(
        (least, b) => Math.min(least, Math.hypot(Number(b.confidence) - x, 1.6 * (Number(b.accuracy) - y))),
        9,
      );
    return [...places].sort((a, b) => distance(b) - distance(a))[0] as readonly [number, number];
  };
  const above = freest([
    [0.2, 0.62],
    [0.2, 0.9],
    [0.45, 0.9],
  ]);
  const below = freest([
    [0.78, 0.36],
    [0.78, 0.1],
    [0.5, 0.1],
  ]);
  return [
    { x: above[0], y: above[1], text: l10n.t('underconfident'), slot: null, anchor: 'middle' },
    { x: below[0], y: below[1], text: l10n.t('overconfident'), slot: null, anchor: 'middle' },
  ];
}

/** How often each confidence is said: bars as wide as their bins, models side by side in each. */
export function confidenceHistogram(models: readonly CalibratedModel[]): Chart {
  const share = models.length;
  const series = models.map((model, slot): Series => {
    const filled = model.bins.filter(b => b.n > 0);
    return {
      name: model.name,
      mark: 'bars',
      slot,
      x: filled.map(b => b.low + ((b.high - b.low) * (slot + 0.5)) / share),
      y: filled.map(b => (model.n > 0 ? b.n / model.n : 0)),
      widths: filled.map(b => ((b.high - b.low) / share) * 0.92),
      opacity: 0.8,
      notes: filled.map(b => noteOf(b, model)),
    };
  });
  return {
    title: l10n.t('How often each confidence is said'),
    summary: models.map(mostSaid).join(' '),
    x: { label: l10n.t('confidence'), scale: 'linear', style: 'percent', domain: [-0.02, 1.02] },
    y: { label: '', scale: 'linear', style: 'percent' },
    series,
    legend: models.length > 1 ? 'top' : 'none',
    barMode: 'overlay',
    height: HEIGHT,
  };
}

function mostSaid(model: CalibratedModel): string {
  const top = model.bins.reduce<CalibrationBin | undefined>(
    (a, b) => (a === undefined || b.n > a.n ? b : a),
    undefined,
  );
  if (top === undefined || top.n === 0) return l10n.t('{0}: no predictions.', model.name);
  return l10n.t(
    '{0}: {1} of predictions lie between {2} and {3}.',
    model.name,
    percent(top.n / model.n),
    percent(top.low),
    percent(top.high),
  );
}

/** Says how far confidence and accuracy lie apart: "small says 72.3 % and is right 58.1 % of the time". */
export function summaryOf({ name, meanConfidence, accuracy, ece }: CalibratedModel): string {
  if (meanConfidence === null || accuracy === null) return l10n.t('{0}: no predictions.', name);
  const error = ece === null ? '' : l10n.t(' (calibration error {0})', percent(ece));
  return l10n.t(
    '{0} says {1} and is right {2} of the time{3}.',
    name,
    percent(meanConfidence),
    percent(accuracy),
    error,
  );
}
