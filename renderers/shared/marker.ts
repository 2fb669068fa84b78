import { DASHES, markerPath } from '../../src/views/geometry/marker';
import { dashOf, type Marker, markerOf, SLOTS } from '../../src/views/palette';
import { svg } from './dom';

const colourVariable = (slot: number | null): string =>
  slot === null ? 'var(--sb-quiet)' : `var(--sb-${slot % SLOTS})`;

/** A series' marker, as it is drawn in its plots. */
export const markerIcon = (slot: number, marker: Marker = markerOf(slot)): SVGSVGElement =>
  svg(
    'svg',
    { class: 'sb-marker', width: 12, height: 12, viewBox: '-6 -6 12 12', 'aria-hidden': 'true' },
    svg('path', { d: markerPath(marker, 9), style: `fill:${colourVariable(slot)}` }),
  );

/** A series as its legend shows it: line, marker or both. */
export function swatch(options: {
  readonly slot: number | null;
  readonly line: boolean;
  readonly marker: Marker | undefined;
  readonly dash: keyof typeof DASHES | undefined;
}): SVGSVGElement {
  const { slot, line, marker, dash } = options;
  const colour = colourVariable(slot);
  const width = line ? 26 : 12;
  return svg(
    'svg',
    { class: 'sb-swatch', width, height: 12, viewBox: `${-width / 2} -6 ${width} 12`, 'aria-hidden': 'true' },
    line &&
      svg('path', {
        d: `M${-width / 2 + 1},0H${width / 2 - 1}`,
        style: `stroke:${colour};stroke-width:2;fill:none`,
        'stroke-dasharray': DASHES[dash ?? dashOf(slot)],
      }),
    marker &&
      svg('path', {
        d: markerPath(marker, 9),
        style: `fill:${marker === 'diamond-open' ? 'none' : colour};stroke:${colour}`,
      }),
  );
}
