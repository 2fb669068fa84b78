import type { Annotation, Config, Layout } from 'plotly.js';
import type { Chart } from '../chart';
import type { Frame } from '../geometry/frame';
import { placeLabels } from '../geometry/labels';
import type { FigureTheme } from './theme';
import { colourOf } from './traces';

export const FONT_SIZE = 12;

/** Nothing is sent anywhere, and nothing of Plotly's own shows. */
export const config: Partial<Config> = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: '',
  doubleClick: false,
  scrollZoom: false,
  showTips: false,
};

/** Plotly shows a small set of tags in texts: data must not reach them. */
export const inert = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Plotly's layout: our ticks, our margins, our colours. */
export function layoutOf(
  chart: Chart,
  frame: Frame,
  theme: FigureTheme,
  width: number,
  height: number,
): Partial<Layout> {
  const { margins } = frame;
  const font = { family: theme.font, size: FONT_SIZE, color: theme.quiet };
  return {
    width,
    height,
    autosize: false,
    margin: { l: margins.left, r: margins.right, t: margins.top, b: margins.bottom, pad: 0, autoexpand: false },
    font,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    showlegend: false,
    hovermode: 'closest',
    hoverdistance: 24,
    dragmode: 'zoom',
    barmode: chart.series.some(s => s.widths) ? 'overlay' : (chart.barMode ?? 'group'),
    bargap: 0.2,
    xaxis: axisOf(frame, theme, 'x'),
    yaxis: axisOf(frame, theme, 'y'),
    shapes: shapesOf(chart, theme),
    annotations: labelsOf(chart, frame, theme),
  } as Partial<Layout>;
}

function axisOf(frame: Frame, theme: FigureTheme, key: 'x' | 'y'): Partial<Layout['xaxis']> {
  const { axis, range } = frame.axes[key];
  const ticks = key === 'x' ? frame.xTicks : frame.yTicks;
  const isCategory = axis.scale === 'category';
  const log = axis.scale === 'log';
  const ends = log ? range.map(Math.log10) : [...range];
  const turned = (isCategory && key === 'y') !== (axis.reversed ?? false);
  return {
    type: log ? 'log' : 'linear',
    range: turned ? ends.reverse() : ends,
    autorange: false,
    fixedrange: isCategory,
    tickmode: 'array',
    tickvals: [...ticks.values],
    ticktext: ticks.labels.map(inert),
    tickfont: { color: isCategory && key === 'y' ? theme.text : theme.quiet },
    tickangle: 0,
    ticks: '',
    ticklabelstandoff: key === 'x' ? 6 : 8,
    showgrid: !(isCategory && key === 'y'),
    gridcolor: theme.grid,
    gridwidth: 1,
    zeroline: false,
    showline: true,
    linecolor: theme.line,
    linewidth: 1,
    automargin: false,
    ...(axis.label === ''
      ? {}
      : {
          title: {
            text: inert(axis.label),
            standoff: key === 'x' ? 10 : 12,
            font: { size: FONT_SIZE, color: theme.quiet },
          },
        }),
  } as Partial<Layout['xaxis']>;
}

function shapesOf(chart: Chart, theme: FigureTheme): Layout['shapes'] {
  return (chart.rules ?? []).map(rule => {
    const line = { color: colourOf(rule.slot, theme), width: 1, dash: '7px,4px' };
    return rule.axis === 'x'
      ? { type: 'line', xref: 'x', yref: 'paper', x0: rule.at, x1: rule.at, y0: 0, y1: 1, line }
      : { type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: rule.at, y1: rule.at, line };
  }) as Layout['shapes'];
}

type Annotations = Partial<Annotation>[];

const plain = (theme: FigureTheme, slot: number | null | undefined): Record<string, unknown> => ({
  showarrow: false,
  borderpad: 0,
  captureevents: false,
  font: { color: colourOf(slot, theme), size: FONT_SIZE, shadow: halo(theme.page) },
});

/** Lines behind a label do not make it hard to read. */
const halo = (page: string): string =>
  ['1px 1px', '-1px -1px', '1px -1px', '-1px 1px'].map(at => `${at} 2px ${page}`).join(',');

/** Labels where `placeLabels` found room, as shares of the area inside the axes. */
function labelsOf(chart: Chart, frame: Frame, theme: FigureTheme): Annotations {
  const { margins, width, height } = frame;
  const anchors = { start: 'left', middle: 'center', end: 'right' } as const;
  return placeLabels(chart, frame, FONT_SIZE).map(label => ({
    ...plain(theme, label.slot),
    text: inert(label.text),
    xref: 'paper',
    yref: 'paper',
    x: (label.x - margins.left) / width,
    y: 1 - (label.y - margins.top) / height,
    xanchor: anchors[label.anchor],
    yanchor: 'middle',
  }));
}
