import type { Series } from '../../chart';
import { shadeAt, valueRange } from '../../geometry/colour-bar';
import { cellEdges } from '../../geometry/extent';
import type { Frame } from '../../geometry/frame';
import { element } from './element';
import type { Paint } from './paint';

/** Shades that the eye could tell apart, and some more. */
const SHADES = 64;

/** The cells of a heatmap: those of one shade as one path, neighbours of one shade as one rectangle. */
export function drawCells(s: Series, frame: Frame, paint: Paint): string {
  const [low, high] = valueRange(s);
  const { x, y } = frame.axes;
  const xs = cellEdges(
    s.x.map(v => x.at(v)),
    x.axis.scale === 'log',
  ).map(frame.xPx);
  const ys = cellEdges(
    s.y.map(v => y.at(v)),
    y.axis.scale === 'log',
  ).map(frame.yPx);
  const { margins, width, height } = frame;
  const across = (at: number | undefined): number => within(at, margins.left, margins.left + width);
  const down = (at: number | undefined): number => within(at, margins.top, margins.top + height);
  const shadeOf = (z: number | null | undefined): number =>
    z === null || z === undefined || !Number.isFinite(z)
      ? -1
      : Math.round((SHADES - 1) * (high > low ? (z - low) / (high - low) : 0.5));
  const paths = new Map<number, string[]>();
  for (const [j, row] of (s.z ?? []).entries()) {
    const [top, bottom] = [down(ys[j]), down(ys[j + 1])];
    for (let i = 0; i < row.length; ) {
      const shade = shadeOf(row[i]);
      let end = i + 1;
      while (end < row.length && shadeOf(row[end]) === shade) end += 1;
      const [left, right] = [across(xs[i]), across(xs[end])];
      i = end;
      if (shade < 0 || !(Math.abs(right - left) > 0) || !(Math.abs(bottom - top) > 0)) continue;
      const parts = paths.get(shade) ?? [];
      parts.push(`M${place(left)},${place(top)}H${place(right)}V${place(bottom)}H${place(left)}Z`);
      paths.set(shade, parts);
    }
  }
  return element(
    'g',
    { style: `fill:${paint.slot(s.slot ?? 0)}`, 'shape-rendering': 'crispEdges' },
    [...paths].map(([shade, parts]) =>
      element('path', { d: parts.join(''), 'fill-opacity': shadeAt(s, shade / (SHADES - 1)) }),
    ),
  );
}

const within = (at: number | undefined, low: number, high: number): number =>
  Math.max(low, Math.min(high, at ?? Number.NaN));

const place = (at: number): string => String(Math.round(at * 10) / 10);
