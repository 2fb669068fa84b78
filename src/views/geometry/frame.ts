import type { Chart } from '../chart';
import { axisTicks, type Ticks } from '../format';
import { type SolvedAxes, type SolvedAxis, solveAxes } from './extent';
import { type Measure, textWidth } from './text-width';

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where everything of a chart stands, in px from its top left corner. */
export interface Frame {
  readonly axes: SolvedAxes;
  readonly margins: Margins;
  /** Size of the area inside the axes. */
  readonly width: number;
  readonly height: number;
  readonly xTicks: Ticks;
  readonly yTicks: Ticks;
  readonly xAt: (value: number | string | null | undefined) => number;
  readonly yAt: (value: number | string | null | undefined) => number;
  readonly measure: Measure;
  /** The same for a number along the axis, also between categories. */
  readonly xPx: (place: number) => number;
  readonly yPx: (place: number) => number;
}

export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  /** Room above the axes for a title and a legend. */
  readonly above?: number;
  readonly fontSize?: number;
  readonly measure?: Measure;
  /** Ranges that a reader zoomed to, in data units. */
  readonly zoom?: { readonly x?: readonly [number, number]; readonly y?: readonly [number, number] };
}

/** Lays out a chart: the same for the renderers and for SVG, so that a figure looks the same wherever it is read. */
export function frameOf(chart: Chart, options: FrameOptions): Frame {
  const { width, height, above = 10, fontSize = 12, measure = textWidth, zoom } = options;
  const solved = solveAxes(chart);
  const axes: SolvedAxes = {
    x: zoom?.x ? { ...solved.x, range: zoom.x } : solved.x,
    y: zoom?.y ? { ...solved.y, range: zoom.y } : solved.y,
  };
  const bottom = 12 + fontSize + (chart.x.label ? fontSize + 8 : 0);
  const innerHeight = Math.max(20, height - above - bottom);
  const yTicks = ticksOf(axes.y, chart.square ? 4 : Math.max(2, Math.min(6, Math.floor(innerHeight / 48))));
  const widest = yTicks.labels.reduce((most, label) => Math.max(most, measure(label, fontSize)), 0);
  const left = Math.min(width * 0.45, 14 + widest + (chart.y.label ? fontSize + 10 : 0));
  const colourBar = chart.series.some(s => s.mark === 'heatmap' || s.mark === 'contour') ? 64 : 0;
  const room = Math.max(20, width - left - 14 - colourBar);
  const most = chart.square ? 4 : 7;
  const xTicks = spacedTicks(axes.x, room, most, text => measure(text, fontSize));
  const lastLabel = measure(xTicks.labels.at(-1) ?? '', fontSize) / 2;
  const reach = xTicks.values.length > 0 ? position(axes.x, xTicks.values.at(-1) ?? 0, room) : 0;
  const right = 14 + colourBar + (colourBar ? 0 : Math.max(0, lastLabel - 8 - (room - reach)));
  const innerWidth = Math.max(20, width - left - right);
  const side = chart.square ? Math.min(innerWidth, innerHeight) : undefined;
  const inner = { width: side ?? innerWidth, height: side ?? innerHeight };
  const xPx = (place: number): number => left + position(axes.x, place, inner.width);
  const yPx = (place: number): number => above + inner.height - position(axes.y, place, inner.height, true);
  return {
    axes,
    margins: { left, right: width - left - inner.width, top: above, bottom: height - above - inner.height },
    ...inner,
    xTicks,
    yTicks,
    measure,
    xAt: value => xPx(axes.x.at(value)),
    yAt: value => yPx(axes.y.at(value)),
    xPx,
    yPx,
  };
}

const ticksOf = ({ axis, range }: SolvedAxis, count: number): Ticks => axisTicks(axis, range, count);

/** As many ticks as fit side by side. */
function spacedTicks(solved: SolvedAxis, room: number, most: number, widthOf: (text: string) => number): Ticks {
  if (solved.axis.scale === 'category') return thinned(ticksOf(solved, 0), room, widthOf);
  for (let count = Math.max(2, Math.min(most, Math.floor(room / 72))); count > 1; count -= 1) {
    const ticks = ticksOf(solved, count);
    if (fits(ticks, solved, room, widthOf)) return ticks;
  }
  return thinned(ticksOf(solved, 2), room, widthOf);
}

function fits({ values, labels }: Ticks, solved: SolvedAxis, room: number, widthOf: (text: string) => number): boolean {
  let end = Number.NEGATIVE_INFINITY;
  for (const [i, v] of values.entries()) {
    const centre = position(solved, v, room);
    const half = widthOf(labels[i] ?? '') / 2;
    if (centre - half < end + 10) return false;
    end = centre + half;
  }
  return true;
}

/** Every second, third … label where names are too long to stand side by side. */
function thinned(ticks: Ticks, room: number, widthOf: (text: string) => number): Ticks {
  const widest = ticks.labels.reduce((most, label) => Math.max(most, widthOf(label)), 0) + 10;
  const every = Math.max(1, Math.ceil((widest * ticks.labels.length) / Math.max(1, room)));
  return {
    values: ticks.values.filter((_, i) => i % every === 0),
    labels: ticks.labels.filter((_, i) => i % every === 0),
  };
}

/** Where a value lies between two others on a logarithmic scale; their ratio may be more than a number can be. */
const logShare = (value: number, low: number, high: number): number =>
  (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));

/** Distance from the axis's beginning. The first category of a vertical axis is at the top. */
export function position({ axis, range }: SolvedAxis, value: number, length: number, vertical = false): number {
  const [low, high] = range;
  const share = axis.scale === 'log' ? logShare(value, low, high) : (value - low) / (high - low);
  const turned = (axis.scale === 'category' && vertical) !== (axis.reversed ?? false);
  return (turned ? 1 - share : share) * length;
}
