import type { Chart } from '../../../src/views/chart';
import { type Frame, frameOf } from '../../../src/views/geometry/frame';
import { h } from '../dom';
import { onTheme, theme } from '../theme';
import { hoverLines, Tooltip } from './hover';
import { config, FONT_SIZE, inert, layoutOf } from './layout';
import { loadPlotly, plotlyNow } from './load';
import { measureIn } from './measure';
import { type Traces, tracesOf } from './traces';

type Ends = readonly [number, number];

/** The parts of Plotly's element that are used beyond its declared type. */
interface PlotElement extends HTMLElement {
  on(event: string, listener: (event: PlotlyEvent) => void): void;
}

interface PlotlyEvent {
  readonly points?: readonly { readonly curveNumber: number; readonly pointNumber?: number | readonly number[] }[];
  readonly event?: { readonly clientX: number; readonly clientY: number };
  readonly [key: string]: unknown;
}

/** The drawing of one chart: fixed height, redrawn in place when data, theme, size or zoom change. */
export class Plot {
  readonly node: HTMLElement;
  private readonly canvas = h('div', { class: 'sb-canvas' });
  private readonly tooltip: Tooltip;
  private readonly resize: ResizeObserver | undefined;
  private readonly stopTheme: () => void;
  private zoom: { x?: Ends; y?: Ends } = {};
  private hidden: ReadonlySet<string> = new Set();
  private traces: Traces = { data: [], series: [] };
  private listening = false;
  private width = 0;
  private disposed = false;

  constructor(private chart: Chart) {
    this.node = h('div', { class: 'sb-plot', attributes: { role: 'img' } }, this.canvas);
    this.tooltip = new Tooltip(this.node);
    this.describe();
    this.stopTheme = onTheme(() => this.draw());
    if (typeof ResizeObserver !== 'undefined') {
      this.resize = new ResizeObserver(() => {
        if (this.node.clientWidth !== this.width) this.draw();
      });
      this.resize.observe(this.node);
    }
  }

  show(chart: Chart, hidden: ReadonlySet<string>): void {
    if (chart.x.scale !== this.chart.x.scale || chart.y.scale !== this.chart.y.scale) this.zoom = {};
    this.chart = chart;
    this.hidden = hidden;
    this.describe();
    this.draw();
  }

  /** Draws at once where Plotly is there; else when it has come. */
  draw(): void {
    if (this.disposed) return;
    this.width = this.node.clientWidth;
    if (this.width < 40) return;
    if (!plotlyNow()) {
      loadPlotly().then(
        () => this.draw(),
        () => this.canvas.replaceChildren(h('p', { class: 'sb-quiet' }, this.chart.summary)),
      );
      return;
    }
    this.tooltip.hide();
    const { data, layout } = this.figure(this.width, this.height);
    void plotlyNow()?.react(this.canvas, data, layout, config);
    this.listen();
  }

  /** The figure as an image address, with its title. */
  async image(format: 'png' | 'svg'): Promise<string> {
    const plotly = await loadPlotly();
    const width = Math.max(this.width, 560);
    const height = this.height + 40;
    const { data, layout } = this.figure(width, height, 40);
    const title = {
      text: inert(this.chart.title),
      x: 0,
      xref: 'container',
      pad: { l: 12 },
      y: 1,
      yanchor: 'top',
      yref: 'container',
      font: { size: 14, color: theme().text },
    };
    const page = theme().page;
    const named = data.map((trace, i) => this.named(trace, i));
    const legend = {
      orientation: 'h',
      x: 0,
      y: 1.02,
      yanchor: 'bottom',
      font: { color: theme().text },
      bgcolor: 'rgba(0,0,0,0)',
    };
    const full = {
      ...layout,
      title: { ...title, pad: { l: 12, t: 14 } },
      paper_bgcolor: page,
      plot_bgcolor: page,
      showlegend: this.chart.legend === 'top',
      legend,
    };
    return plotly.toImage(
      { data: named, layout: full as typeof layout },
      { format, width, height, scale: format === 'png' ? 2 : 1 },
    );
  }

  dispose(): void {
    this.disposed = true;
    this.resize?.disconnect();
    this.stopTheme();
    plotlyNow()?.purge(this.canvas);
  }

  private named(trace: Traces['data'][number], i: number): Traces['data'][number] {
    const s = this.traces.series[i];
    return { ...trace, name: inert(s?.name ?? ''), showlegend: !!s && !s.quiet && s.name !== '' } as typeof trace;
  }

  private get height(): number {
    return this.chart.height ?? 280;
  }

  private describe(): void {
    this.node.style.height = `${this.height}px`;
    this.node.setAttribute('aria-label', `${this.chart.title}. ${this.chart.summary}`);
  }

  private figure(
    width: number,
    height: number,
    above = 10,
  ): { data: Traces['data']; layout: ReturnType<typeof layoutOf> } {
    const frame = this.frame(width, height, above);
    this.traces = tracesOf(this.chart, frame, theme(), this.hidden);
    const shown = { ...this.chart, series: this.chart.series.filter(s => !this.hidden.has(s.group ?? s.name)) };
    return { data: this.traces.data, layout: layoutOf(shown, frame, theme(), width, height) };
  }

  private frame(width: number, height: number, above: number): Frame {
    return frameOf(this.chart, {
      width,
      height,
      above,
      fontSize: FONT_SIZE,
      zoom: this.zoom,
      measure: measureIn(theme().font),
    });
  }

  private listen(): void {
    if (this.listening) return;
    this.listening = true;
    const plot = this.canvas as unknown as PlotElement;
    plot.on('plotly_hover', event => this.hover(event));
    plot.on('plotly_unhover', () => this.tooltip.hide());
    plot.on('plotly_doubleclick', () => {
      this.zoom = {};
      this.draw();
    });
    plot.on('plotly_relayout', event => this.zoomed(event));
  }

  private hover({ points, event }: PlotlyEvent): void {
    const point = points?.[0];
    const s = point && this.traces.series[point.curveNumber];
    if (!point || !s || !event) return;
    const { left, top } = this.node.getBoundingClientRect();
    const place = point.pointNumber;
    const [row, column] = typeof place === 'object' ? place : [undefined, place];
    if (column === undefined) return;
    this.tooltip.show(hoverLines(this.chart, s, column, row), s.slot, event.clientX - left, event.clientY - top);
  }

  /** Zooming moves the ends of the axes: ticks and labels are found anew. */
  private zoomed(event: PlotlyEvent): void {
    const ends = (key: 'x' | 'y'): Ends | undefined => {
      const [a, b] = [event[`${key}axis.range[0]`], event[`${key}axis.range[1]`]];
      if (typeof a !== 'number' || typeof b !== 'number') return undefined;
      const inData = this.chart[key].scale === 'log' ? [10 ** a, 10 ** b] : [a, b];
      return [Math.min(...inData), Math.max(...inData)];
    };
    const [x, y] = [ends('x'), ends('y')];
    if (!x && !y) return;
    this.zoom = { ...this.zoom, ...(x ? { x } : {}), ...(y ? { y } : {}) };
    this.draw();
  }
}
