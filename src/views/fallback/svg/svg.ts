import type { Chart, Series } from '../../chart';
import { frameOf } from '../../geometry/frame';
import { drawColourBar, drawLabels, drawRules } from './annotations';
import { drawAxes } from './axes';
import { element, escapeXml, textElement } from './element';
import { drawLegend, legendRows } from './legend';
import { drawSeries } from './marks';
import { paintFor, type SvgTheme } from './paint';

export interface SvgOptions {
  /** px; default 640. */
  readonly width?: number;
  /** px; default that of the chart, with room for its title. */
  readonly height?: number;
  /** Colours; `auto` follows the reader's preference. Default `light`. */
  readonly theme?: SvgTheme;
  /** Fill of the page behind the figure; none by default. */
  readonly background?: boolean;
  /** Distinguishes clip paths where several figures are put into one page. */
  readonly id?: string;
}

const SIZE = 12;
const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif";

/** A chart as an SVG document, drawn without a browser: the same ticks, colours, markers and dashes as on screen. */
export function chartToSvg(chart: Chart, options: SvgOptions = {}): string {
  const { width = 640, theme = 'light', id = 'sb', background = false } = options;
  const paint = paintFor(theme);
  const legend = legendRows(chart, width);
  const above = (chart.title ? 28 : 8) + legend.length * 20 + (legend.length > 0 ? 4 : 0);
  const height = options.height ?? (chart.height ?? 280) + above;
  const frame = frameOf(chart, { width, height, above, fontSize: SIZE });
  const clip = `${id}-clip`;
  const order = (s: Series): number =>
    ['heatmap', 'contour', 'band', 'bars', 'line', 'line+points', 'points'].indexOf(s.mark);
  const series = [...chart.series].sort((a, b) => order(a) - order(b));
  const { margins } = frame;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: theme === 'page' ? 'sb-svg' : 'sb',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'font-family': FONT,
      'font-size': SIZE,
    },
    [
      element('title', {}, escapeXml(chart.title)),
      element('desc', {}, escapeXml(chart.summary)),
      paint.css === '' ? '' : element('style', {}, paint.css),
      element('clipPath', { id: clip }, [
        element('rect', { x: margins.left, y: margins.top, width: frame.width, height: frame.height }),
      ]),
      background ? element('rect', { width, height, style: `fill:${paint.ink('page')}` }) : '',
      chart.title === ''
        ? ''
        : textElement(chart.title, 14, 17, { fill: paint.ink('text'), 'font-size': 13, 'font-weight': 600 }),
      drawLegend(legend, chart.title ? 36 : 16, paint),
      drawAxes(chart, frame, height, paint),
      element('g', { 'clip-path': `url(#${clip})` }, [
        ...series.map(s => (s.mark === 'points' ? '' : drawSeries(chart, s, frame, paint))),
        ...drawRules(chart, frame, paint),
      ]),
      // Points at an edge are drawn whole.
      ...series.map(s => (s.mark === 'points' ? drawSeries(chart, s, frame, paint) : '')),
      ...drawLabels(chart, frame, paint),
      drawColourBar(chart, frame, paint),
    ],
  );
}
