import type { Data, Layout } from 'plotly.js';
import type { Chart, Series } from '../chart';
import type { Frame } from '../geometry/frame';
import { inert, layoutOf } from './layout';
import type { FigureTheme } from './theme';
import { groupOf, tracesOf } from './traces';

/** What Plotly draws. */
export interface PlotlyFigure {
  readonly data: Data[];
  readonly layout: Partial<Layout>;
  /** Which series each trace draws. */
  readonly series: readonly Series[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A chart for a page that has its title and legend beside it. */
export function plotlyFigure(
  chart: Chart,
  frame: Frame,
  theme: FigureTheme,
  { width, height }: Size,
  hidden: ReadonlySet<string> = new Set(),
): PlotlyFigure {
  const traces = tracesOf(chart, frame, theme, hidden);
  const shown = { ...chart, series: chart.series.filter(s => !hidden.has(groupOf(s))) };
  return { ...traces, layout: layoutOf(shown, frame, theme, width, height) };
}

/** Room above the axes for a title and a legend, in px. */
export const ABOVE = 40;

/** The same figure standing alone: with its title, its legend and the page's colour behind it. */
export function aloneFigure(chart: Chart, figure: PlotlyFigure, theme: FigureTheme): PlotlyFigure {
  const data = figure.data.map((trace, i) => {
    const s = figure.series[i];
    return { ...trace, name: inert(s?.name ?? ''), showlegend: !!s && !s.quiet && s.name !== '' } as Data;
  });
  const layout = {
    ...figure.layout,
    title: {
      text: inert(chart.title),
      x: 0,
      xref: 'container',
      y: 1,
      yanchor: 'top',
      yref: 'container',
      pad: { l: 12, t: 14 },
      font: { size: 14, color: theme.text },
    },
    paper_bgcolor: theme.page,
    plot_bgcolor: theme.page,
    showlegend: chart.legend === 'top',
    legend: {
      orientation: 'h',
      x: 0,
      y: 1.02,
      yanchor: 'bottom',
      font: { color: theme.text },
      bgcolor: 'rgba(0,0,0,0)',
    },
  } as Partial<Layout>;
  return { data, layout, series: figure.series };
}
