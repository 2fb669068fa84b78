import type { Chart, Series } from '../../chart';
import { barStep, barsLie } from '../../geometry/extent';
import type { Frame } from '../../geometry/frame';
import { DASHES, markerPath } from '../../geometry/marker';
import { dashOf, markerOf } from '../../palette';
import { drawCells } from './cells';
import { element } from './element';
import type { Paint } from './paint';

/** Draws a series inside the axes. */
export function drawSeries(chart: Chart, s: Series, frame: Frame, paint: Paint): string {
  switch (s.mark) {
    case 'band':
      return band(s, frame, paint);
    case 'bars':
      return bars(chart, s, frame, paint);
    case 'heatmap':
    case 'contour':
      return drawCells(s, frame, paint);
    case 'line':
      return line(s, frame, paint);
    case 'points':
      return errorBars(s, frame, paint) + points(s, frame, paint);
    case 'line+points':
      return line(s, frame, paint) + errorBars(s, frame, paint) + points(s, frame, paint);
  }
}

const place = (x: number): string => String(Math.round(x * 10) / 10);

/** Path data through points, broken where one is missing. */
function path(xs: readonly number[], ys: readonly number[]): string {
  let d = '';
  let pen = 'M';
  for (let i = 0; i < xs.length; i += 1) {
    const [x, y] = [xs[i] as number, ys[i] as number];
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M';
      continue;
    }
    d += `${pen}${place(x)},${place(y)}`;
    pen = 'L';
  }
  return d;
}

function line(s: Series, frame: Frame, paint: Paint): string {
  const d = path(
    s.x.map(v => frame.xAt(v)),
    s.x.map((_, i) => frame.yAt(s.y[i] ?? null)),
  );
  if (d === '') return '';
  return element('path', {
    d,
    style: `fill:none;stroke:${paint.slot(s.slot)}`,
    'stroke-width': s.width ?? 1.75,
    'stroke-dasharray': DASHES[s.dash ?? dashOf(s.slot)],
    'stroke-linejoin': 'round',
    'stroke-opacity': s.opacity,
  });
}

function band(s: Series, frame: Frame, paint: Paint): string {
  const ends = s.x.flatMap((v, i) => {
    const [x, low, high] = [frame.xAt(v), frame.yAt(s.low?.[i] ?? null), frame.yAt(s.high?.[i] ?? null)];
    return Number.isFinite(x + low + high) ? [{ x, low, high }] : [];
  });
  if (ends.length < 2) return '';
  const there = ends.map(e => `${place(e.x)},${place(e.high)}`);
  const back = ends.map(e => `${place(e.x)},${place(e.low)}`).reverse();
  const d = `M${[...there, ...back].join('L')}Z`;
  return element('path', { d, style: `fill:${paint.slot(s.slot)};stroke:none`, 'fill-opacity': s.opacity ?? 0.15 });
}

function points(s: Series, frame: Frame, paint: Paint): string {
  const marker = s.marker ?? markerOf(s.slot);
  const open = marker === 'diamond-open';
  const d = markerPath(marker, s.width ?? 7);
  const colour = paint.slot(s.slot);
  const style = open
    ? `fill:none;stroke:${colour};stroke-width:1.75`
    : `fill:${colour};stroke:${paint.ink('page')};stroke-width:0.75`;
  return s.x
    .map((v, i) => {
      const [x, y] = [frame.xAt(v), frame.yAt(s.y[i] ?? null)];
      if (!within(x, y, frame)) return '';
      return element('path', { d, transform: `translate(${place(x)} ${place(y)})`, style, opacity: s.opacity });
    })
    .join('');
}

const within = (x: number, y: number, { margins, width, height }: Frame): boolean =>
  x >= margins.left - 1 && x <= margins.left + width + 1 && y >= margins.top - 1 && y <= margins.top + height + 1;

function errorBars(s: Series, frame: Frame, paint: Paint): string {
  if (!s.low || !s.high) return '';
  const d = s.x
    .map((v, i) => {
      const [x, low, high] = [frame.xAt(v), frame.yAt(s.low?.[i] ?? null), frame.yAt(s.high?.[i] ?? null)];
      if (!Number.isFinite(x + low + high) || s.y[i] === null) return '';
      return `M${place(x)},${place(low)}V${place(high)}M${place(x - 3)},${place(low)}h6M${place(x - 3)},${place(high)}h6`;
    })
    .join('');
  return d === '' ? '' : element('path', { d, style: `fill:none;stroke:${paint.slot(s.slot)}`, 'stroke-width': 1 });
}

function bars(chart: Chart, s: Series, frame: Frame, paint: Paint): string {
  const all = chart.series.filter(o => o.mark === 'bars');
  if (barsLie(chart)) return lyingBars(all, s, frame, paint);
  const mode = s.widths ? 'overlay' : (chart.barMode ?? 'group');
  const step = barStep(s) * 0.8;
  const count = mode === 'group' ? all.length : 1;
  const shift = mode === 'group' ? (all.indexOf(s) - (count - 1) / 2) * (step / count) : 0;
  const below = all.slice(0, all.indexOf(s));
  return s.x
    .map((v, i) => {
      const x = frame.axes.x.at(v);
      const y = frame.axes.y.at(s.y[i] ?? null);
      if (!Number.isFinite(x + y)) return '';
      const base = mode === 'stack' ? below.reduce((sum, o) => sum + barAt(o, v), 0) : 0;
      const half = ((s.widths?.[i] ?? step / count) / 2) * 0.98;
      const [a, b] = [frame.xPx(x + shift - half), frame.xPx(x + shift + half)];
      const log = frame.axes.y.axis.scale === 'log';
      const floor = log && base <= 0 ? frame.axes.y.range[0] : base;
      const [top, bottom] = [frame.yPx(base + y), frame.yPx(floor)];
      return bar(s, [a, b], [top, bottom], paint);
    })
    .join('');
}

/** Bars from zero to the right or left, those of several series below each other in the line of their category. */
function lyingBars(all: readonly Series[], s: Series, frame: Frame, paint: Paint): string {
  const thick = 0.8 / all.length;
  const shift = (all.indexOf(s) - (all.length - 1) / 2) * thick;
  const log = frame.axes.x.axis.scale === 'log';
  const start = frame.xPx(log ? frame.axes.x.range[0] : 0);
  return s.y
    .map((line, i) => {
      const [at, end] = [frame.axes.y.at(line), frame.xAt(s.x[i] ?? null)];
      const [a, b] = [frame.yPx(at + shift - thick / 2), frame.yPx(at + shift + thick / 2)];
      return bar(s, [start, end], [a, b], paint);
    })
    .join('');
}

/** One bar between two places across and two down, in pixels; nothing where one of them is not to be found. */
function bar(
  s: Series,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  paint: Paint,
) {
  if (!Number.isFinite(left + right + top + bottom)) return '';
  return element('rect', {
    x: Math.min(left, right),
    y: Math.min(top, bottom),
    width: Math.max(0.5, Math.abs(right - left)),
    height: Math.abs(bottom - top),
    style: `fill:${paint.slot(s.slot)}`,
    'fill-opacity': s.opacity ?? 0.85,
  });
}

function barAt(s: Series, x: number | string | null): number {
  const i = s.x.indexOf(x);
  const y = i < 0 ? 0 : s.y[i];
  return typeof y === 'number' && Number.isFinite(y) ? y : 0;
}
