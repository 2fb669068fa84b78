import type { Data } from 'plotly.js';
import type { Chart, Series } from '../chart';
import { mix, parseColour, type Rgba, toHex } from '../colour';
import { colourTicks, shadeAt } from '../geometry/colour-bar';
import { barsLie } from '../geometry/extent';
import type { Frame } from '../geometry/frame';
import { type Dash, dashOf, type Marker, markerOf, SLOTS } from '../palette';
import type { FigureTheme } from './theme';

export interface Traces {
  readonly data: Data[];
  /** Which series each trace draws. */
  readonly series: readonly Series[];
}

const ORDER: readonly Series['mark'][] = ['heatmap', 'contour', 'band', 'bars', 'line', 'line+points', 'points'];

/** The group that a legend entry switches. */
export const groupOf = (s: Series): string => s.group ?? s.name;

/** Plotly's traces for the series that are not hidden; texts stay out of them. */
export function tracesOf(chart: Chart, frame: Frame, theme: FigureTheme, hidden: ReadonlySet<string>): Traces {
  const series = [...chart.series].sort((a, b) => ORDER.indexOf(a.mark) - ORDER.indexOf(b.mark));
  return {
    series,
    data: series.map(s => ({ ...traceOf(chart, s, frame, theme), visible: !hidden.has(groupOf(s)) }) as Data),
  };
}

export const colourOf = (slot: number | null | undefined, theme: FigureTheme): string =>
  slot === null || slot === undefined ? theme.quiet : (theme.accents[slot % SLOTS] as string);

function traceOf(chart: Chart, s: Series, frame: Frame, theme: FigureTheme): Data {
  const x = s.x.map(v => finite(frame.axes.x.at(v)));
  const y = s.y.map(v => finite(frame.axes.y.at(v)));
  const colour = colourOf(s.slot, theme);
  const page = parseColour(theme.page) as Rgba;
  // Hovering is drawn by the chart itself, in the words of `hover.ts`.
  const base = {
    name: '',
    showlegend: false,
    hoverinfo: 'none' as const,
    ...(s.opacity === undefined ? {} : { opacity: s.opacity }),
  };
  switch (s.mark) {
    case 'band':
      return {
        ...base,
        ...band(s, x, colour, frame, theme.scheme.startsWith('hc') ? 1 : 0),
        type: 'scatter',
        hoverinfo: 'skip',
      } as Data;
    case 'bars':
      return {
        ...base,
        type: 'bar',
        x,
        y,
        orientation: barsLie(chart) ? ('h' as const) : ('v' as const),
        opacity: 1,
        // Mixed and not translucent: the grid must not show through.
        marker: {
          color: toHex(mix(page, parseColour(colour) as Rgba, s.opacity ?? 0.85)),
          line: { width: theme.scheme.startsWith('hc') ? 1 : 0, color: theme.text },
        },
        ...(s.widths ? { width: [...s.widths], offset: s.widths.map(w => -w / 2) } : {}),
      };
    case 'heatmap':
    case 'contour':
      return { ...base, ...map(s, x, y, colour, theme), type: s.mark } as Data;
    default:
      return {
        ...base,
        type: 'scatter',
        mode: ({ line: 'lines', points: 'markers', 'line+points': 'lines+markers' } as const)[s.mark],
        x,
        y,
        line: {
          color: colour,
          width: s.mark === 'points' ? 0 : (s.width ?? 1.75),
          dash: DASHES[s.dash ?? dashOf(s.slot)] as 'solid',
        },
        marker: markerStyle(s, colour, theme),
        connectgaps: false,
        ...(s.mark !== 'line' && s.low && s.high ? { error_y: errors(s, frame, colour) } : {}),
      };
  }
}

const finite = (v: number): number | null => (Number.isFinite(v) ? v : null);

/** Plotly takes lengths in px too, which its types do not say. */
const DASHES: Readonly<Record<Dash, string>> = {
  solid: 'solid',
  dash: '7px,4px',
  dot: '2px,3px',
  dashdot: '8px,3px,2px,3px',
};

const SYMBOLS: Readonly<Record<Marker, string>> = {
  circle: 'circle',
  square: 'square',
  diamond: 'diamond',
  'diamond-open': 'diamond-open',
  triangle: 'triangle-up',
  cross: 'cross',
  x: 'x',
  star: 'star',
};

function markerStyle(s: Series, colour: string, theme: FigureTheme): Record<string, unknown> {
  const marker = s.marker ?? markerOf(s.slot);
  const size = s.mark === 'points' ? (s.width ?? 7) : 7;
  return marker === 'diamond-open'
    ? { symbol: 'diamond-open', size, color: colour, line: { color: colour, width: 1.75 } }
    : { symbol: SYMBOLS[marker], size, color: colour, line: { color: theme.page, width: 0.75 } };
}

function errors(s: Series, frame: Frame, colour: string): Record<string, unknown> {
  const reach = (ends: Series['low']): number[] =>
    s.y.map((v, i) => {
      const distance = Math.abs(frame.axes.y.at(ends?.[i]) - frame.axes.y.at(v));
      return Number.isFinite(distance) ? distance : 0;
    });
  return {
    type: 'data',
    symmetric: false,
    array: reach(s.high),
    arrayminus: reach(s.low),
    color: colour,
    thickness: 1,
    width: 3,
  };
}

function band(
  s: Series,
  x: readonly (number | null)[],
  colour: string,
  frame: Frame,
  edge: number,
): Record<string, unknown> {
  const ends = x.flatMap((v, i) => {
    const [low, high] = [frame.axes.y.at(s.low?.[i]), frame.axes.y.at(s.high?.[i])];
    return v !== null && Number.isFinite(low + high) ? [{ v, low, high }] : [];
  });
  const rgb = (parseColour(colour) ?? [0.5, 0.5, 0.5, 1]).map(c => Math.round(c * 255));
  return {
    mode: 'lines',
    x: [...ends.map(e => e.v), ...ends.map(e => e.v).reverse()],
    y: [...ends.map(e => e.high), ...ends.map(e => e.low).reverse()],
    fill: 'toself',
    fillcolor: `rgba(${rgb.slice(0, 3).join(',')},0.16)`,
    // High contrast has no tints to rely on.
    line: { width: edge, color: colour },
    opacity: 1,
  };
}

function map(
  s: Series,
  x: (number | null)[],
  y: (number | null)[],
  colour: string,
  theme: FigureTheme,
): Record<string, unknown> {
  const page = parseColour(theme.page) as Rgba;
  const full = parseColour(colour) as Rgba;
  const ticks = colourTicks(s);
  return {
    // Mixed, so that the bar beside it has the colours of the cells.
    opacity: 1,
    x,
    y,
    z: (s.z ?? []).map(row => [...row]),
    colorscale: [
      [0, toHex(mix(page, full, shadeAt(s, 0)))],
      [1, toHex(mix(page, full, shadeAt(s, 1)))],
    ],
    colorbar: {
      thickness: 8,
      outlinewidth: 0,
      len: 1,
      x: 1.02,
      xpad: 4,
      tickfont: { color: theme.quiet, size: 11 },
      tickvals: [...ticks.values],
      ticktext: [...ticks.labels],
    },
    ...(s.mark === 'contour'
      ? { contours: { coloring: 'fill' }, line: { color: theme.page, width: 0.75 } }
      : { xgap: 0, ygap: 0 }),
  };
}
