import type { Chart, Series } from '../../../src/views/chart';
import { type Frame, frameOf } from '../../../src/views/geometry/frame';
import { ABOVE, aloneFigure, type PlotlyFigure, plotlyFigure } from '../../../src/views/plotly/figure';
import { config, FONT_SIZE } from '../../../src/views/plotly/layout';
import { groupOf } from '../../../src/views/plotly/traces';
import { h } from '../dom';
import { onTheme, theme } from '../theme';
import { hoverLines, Tooltip } from './hover';
import { loadPlotly, plotlyNow } from './load';
import { measureIn } from './measure';

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

/** How far from its middle a marker is pointed at, in px. */
const MARKER_REACH = 6;

/** The drawing of one chart: fixed height, redrawn in place when data, theme, size or zoom change. */
export class Plot {
  readonly node: HTMLElement;
  private readonly canvas = h('div', { class: 'sb-canvas' });
  private readonly tooltip: Tooltip;
  private readonly resize: ResizeObserver | undefined;
  private readonly stopTheme: () => void;
  private zoom: { x?: Ends; y?: Ends } = {};
  private hidden: ReadonlySet<string> = new Set();
  /** Which series each trace draws. */
  private series: readonly Series[] = [];
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
    const { data, layout, series } = this.figure(this.width, this.height);
    this.series = series;
    void plotlyNow()?.react(this.canvas, data, layout, config);
    this.listen();
  }

  /** The figure as an image address, with its title. */
  async image(format: 'png' | 'svg'): Promise<string> {
    const plotly = await loadPlotly();
    const width = Math.max(this.width, 560);
    const height = this.height + ABOVE;
    const figure = this.figure(width, height, ABOVE);
    const { data, layout } = aloneFigure(this.chart, figure, theme());
    return plotly.toImage({ data, layout }, { format, width, height, scale: format === 'png' ? 2 : 1 });
  }

  dispose(): void {
    this.disposed = true;
    this.resize?.disconnect();
    this.stopTheme();
    plotlyNow()?.purge(this.canvas);
  }

  private get height(): number {
    return this.chart.height ?? 280;
  }

  private describe(): void {
    this.node.style.height = `${this.height}px`;
    this.node.setAttribute('aria-label', `${this.chart.title}. ${this.chart.summary}`);
  }

  private figure(width: number, height: number, above = 10): PlotlyFigure {
    return plotlyFigure(this.chart, this.frame(width, height, above), theme(), { width, height }, this.hidden);
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
    const s = point && this.series[point.curveNumber];
    if (!point || !s || !event) return;
    const { left, top } = this.node.getBoundingClientRect();
    const place = point.pointNumber;
    const [row, column] = typeof place === 'object' ? place : [undefined, place];
    if (column === undefined) return;
    const [x, y] = [event.clientX - left, event.clientY - top];
    const marked = s.mark === 'line' ? this.markerAt(x, y) : undefined;
    if (marked) this.tooltip.show(hoverLines(this.chart, marked.series, marked.place), marked.series.slot, x, y);
    else this.tooltip.show(hoverLines(this.chart, s, column, row), s.slot, x, y);
  }

  /** A marker under the pointer, where the line below it has a point that is as near: the marker is meant. */
  private markerAt(x: number, y: number): { readonly series: Series; readonly place: number } | undefined {
    const frame = this.frame(this.width, this.height, 10);
    for (const series of this.series) {
      if (!series.mark.endsWith('points') || this.hidden.has(groupOf(series))) continue;
      const place = series.x.findIndex(
        (value, i) => Math.hypot(frame.xAt(value) - x, frame.yAt(series.y[i]) - y) <= MARKER_REACH,
      );
      if (place >= 0) return { series, place };
    }
    return undefined;
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
