import type { Chart, Series } from '../../chart';
import { DASHES, markerPath } from '../../geometry/marker';
import { dashOf, type Marker, markerOf, SLOTS } from '../../palette';
import { element } from '../svg/element';
import { legendSeries } from '../svg/legend';
import { chartToSvg } from '../svg/svg';
import { escapeHtml, html } from './element';

/** A chart with its title and legend as text and its drawing as SVG, in the colours that the page sets. */
export function chartHtml(chart: Chart, width: number, id: string): string {
  const drawing = chartToSvg(
    { ...chart, title: '', legend: 'none' },
    { width, height: chart.height ?? 280, theme: 'page', id },
  );
  const legend = legendSeries(chart);
  return html(
    'figure',
    { class: 'sb-figure' },
    html('div', { class: 'sb-figure-head' }, html('figcaption', { class: 'sb-chart-title' }, escapeHtml(chart.title))),
    legend.length === 0 ? '' : html('div', { class: 'sb-legend' }, ...legend.map(entryHtml)),
    html('div', { class: 'sb-drawing' }, drawing),
  );
}

function entryHtml(s: Series): string {
  const line = s.mark === 'line' || s.mark === 'line+points';
  const square = s.mark === 'bars' || s.mark === 'band';
  const marker = s.mark === 'line' ? undefined : square ? 'square' : (s.marker ?? markerOf(s.slot));
  return html('span', { class: 'sb-legend-entry' }, swatch(s, line, marker), escapeHtml(s.name));
}

function swatch(s: Series, line: boolean, marker: Marker | undefined): string {
  const colour = s.slot === null ? 'var(--sb-quiet)' : `var(--sb-${s.slot % SLOTS})`;
  const width = line ? 26 : 12;
  const box = { width, height: 12, viewBox: `${-width / 2} -6 ${width} 12` };
  return element('svg', { class: 'sb-swatch', ...box, 'aria-hidden': 'true' }, [
    line
      ? element('path', {
          d: `M${-width / 2 + 1},0H${width / 2 - 1}`,
          style: `stroke:${colour};stroke-width:2;fill:none`,
          'stroke-dasharray': DASHES[s.dash ?? dashOf(s.slot)],
        })
      : '',
    marker
      ? element('path', {
          d: markerPath(marker, 9),
          style: `fill:${marker === 'diamond-open' ? 'none' : colour};stroke:${colour}`,
        })
      : '',
  ]);
}
