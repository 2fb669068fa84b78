import type { Chart } from '../../chart';
import type { Frame } from '../../geometry/frame';
import { element, textElement } from './element';
import type { Paint } from './paint';

const SIZE = 12;

/** Grid, axes, ticks and their labels. */
export function drawAxes(chart: Chart, frame: Frame, height: number, paint: Paint): string {
  const { margins, width, height: inner, xTicks, yTicks } = frame;
  const [left, top] = [margins.left, margins.top];
  const [right, bottom] = [left + width, top + inner];
  const hair = (d: string, ink: 'line' | 'grid'): string =>
    element('path', {
      d,
      style: `fill:none;stroke:${paint.ink(ink)}`,
      'stroke-width': 1,
      'shape-rendering': 'crispEdges',
    });
  const xs = xTicks.values.map(frame.xPx);
  const ys = yTicks.values.map(frame.yPx);
  const quiet = paint.ink('quiet');
  const yInk = chart.y.scale === 'category' ? paint.ink('text') : quiet;
  const middle = top + inner / 2;
  return [
    hair(
      [
        ...xs.map(x => `M${Math.round(x)},${top}V${bottom}`),
        ...(chart.y.scale === 'category' ? [] : ys.map(y => `M${left},${Math.round(y)}H${right}`)),
      ].join(''),
      'grid',
    ),
    hair(`M${left},${top}V${bottom}H${right}`, 'line'),
    ...xs.map((x, i) => textElement(xTicks.labels[i] ?? '', x, bottom + 18, { fill: quiet, 'text-anchor': 'middle' })),
    ...ys.map((y, i) =>
      textElement(yTicks.labels[i] ?? '', left - 8, y + SIZE * 0.35, { fill: yInk, 'text-anchor': 'end' }),
    ),
    chart.x.label === ''
      ? ''
      : textElement(chart.x.label, left + width / 2, height - 6, { fill: quiet, 'text-anchor': 'middle' }),
    chart.y.label === ''
      ? ''
      : textElement(chart.y.label, 0, 0, {
          fill: quiet,
          'text-anchor': 'middle',
          transform: `translate(14 ${Math.round(middle)}) rotate(-90)`,
        }),
  ].join('');
}
