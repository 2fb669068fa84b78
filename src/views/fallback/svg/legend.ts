import type { Chart, Series } from '../../chart';
import { DASHES, markerPath } from '../../geometry/marker';
import { textWidth } from '../../geometry/text-width';
import { dashOf, markerOf } from '../../palette';
import { element, textElement } from './element';
import type { Paint } from './paint';

const SIZE = 12;

/** Series named in the legend: one per group, in the order of the chart. */
export function legendSeries(chart: Chart): Series[] {
  const named = chart.series.filter(s => !s.quiet && s.name !== '');
  const groups = named.map(s => s.group ?? s.name);
  const once = named.filter((_, i) => groups.indexOf(groups[i] as string) === i);
  // Envelopes and reference lines come after the data.
  return chart.legend === 'top' ? [...once.filter(s => s.slot !== null), ...once.filter(s => s.slot === null)] : [];
}

export interface Entry {
  readonly series: Series;
  readonly x: number;
}

/** Entries side by side, in as many rows as they need. */
export function legendRows(chart: Chart, width: number): Entry[][] {
  const rows: Entry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const series of legendSeries(chart)) {
    const needed = 34 + textWidth(series.name, SIZE) + 14;
    if (x + needed > width - 8) {
      rows.push([]);
      x = 14;
    }
    rows.at(-1)?.push({ series, x });
    x += needed;
  }
  return rows;
}

export const drawLegend = (rows: readonly (readonly Entry[])[], top: number, paint: Paint): string =>
  rows
    .flatMap((row, r) =>
      row.map(({ series, x }) => {
        const y = top + r * 20;
        return swatch(series, x, y, paint) + textElement(series.name, x + 30, y + 4, { fill: paint.ink('text') });
      }),
    )
    .join('');

function swatch(s: Series, x: number, y: number, paint: Paint): string {
  const colour = paint.slot(s.slot);
  const dash = DASHES[s.dash ?? dashOf(s.slot)];
  const stroke = s.mark === 'line' || s.mark === 'line+points';
  const line = stroke
    ? element('path', { d: `M${x},${y}h24`, style: `stroke:${colour}`, 'stroke-width': 2, 'stroke-dasharray': dash })
    : '';
  const mark =
    s.mark === 'line'
      ? ''
      : element('path', {
          d: markerPath(s.mark === 'bars' || s.mark === 'band' ? 'square' : (s.marker ?? markerOf(s.slot)), 9),
          transform: `translate(${x + 12} ${y})`,
          style: `fill:${colour}`,
        });
  return line + mark;
}
