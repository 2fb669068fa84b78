import type { Chart } from '../../chart';
import { colourTicks, shadeAt, valueRange } from '../../geometry/colour-bar';
import type { Frame } from '../../geometry/frame';
import { placeLabels } from '../../geometry/labels';
import { DASHES } from '../../geometry/marker';
import { element, escapeXml, textElement } from './element';
import type { Paint } from './paint';

const SIZE = 12;

export function drawRules(chart: Chart, frame: Frame, paint: Paint): string[] {
  const { margins, width, height } = frame;
  return (chart.rules ?? []).map(rule => {
    const p = rule.axis === 'x' ? frame.xPx(rule.at) : frame.yPx(rule.at);
    if (!Number.isFinite(p)) return '';
    const d = rule.axis === 'x' ? `M${p},${margins.top}v${height}` : `M${margins.left},${p}h${width}`;
    return element('path', {
      d,
      style: `fill:none;stroke:${paint.slot(rule.slot)}`,
      'stroke-width': 1,
      'stroke-dasharray': DASHES.dash,
    });
  });
}

/** Labels have a halo of the page's colour, so that lines behind them do not make them hard to read. */
export const drawLabels = (chart: Chart, frame: Frame, paint: Paint): string[] =>
  placeLabels(chart, frame, SIZE).map(label =>
    element(
      'text',
      {
        x: label.x,
        y: label.y + SIZE * 0.35,
        'text-anchor': label.anchor,
        style: `fill:${paint.slot(label.slot)};stroke:${paint.ink('page')}`,
        'paint-order': 'stroke',
        'stroke-width': 3,
        'stroke-linejoin': 'round',
      },
      escapeXml(label.text),
    ),
  );

export function drawColourBar(chart: Chart, frame: Frame, paint: Paint): string {
  const s = chart.series.find(one => one.mark === 'heatmap' || one.mark === 'contour');
  if (!s) return '';
  const [low, high] = valueRange(s);
  const { margins, width, height } = frame;
  const x = margins.left + width + 12;
  const steps = Array.from({ length: 24 }, (_, i) =>
    element('rect', {
      x,
      y: margins.top + (height * (23 - i)) / 24,
      width: 8,
      height: height / 24 + 0.3,
      style: `fill:${paint.slot(s.slot ?? 0)}`,
      'fill-opacity': shadeAt(s, i / 23),
    }),
  );
  const fill = paint.ink('quiet');
  const ticks = colourTicks(s);
  const labels = ticks.values.flatMap((value, i) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    const y = margins.top + height * (1 - share) + 4;
    return share < 0 || share > 1 ? [] : [textElement(ticks.labels[i] ?? '', x + 12, y, { fill, 'font-size': 11 })];
  });
  return [...steps, ...labels].join('');
}
