import type { Axis, Chart, Series } from '../../../src/views/chart';
import { formatNumber } from '../../../src/views/format';
import { h } from '../dom';
import { markerIcon } from '../marker';

/** What is said of a point: the series, both values with their axes, the interval, and the series' own note. */
export function hoverLines(chart: Chart, s: Series, place: number, row?: number): string[] {
  if (row !== undefined && s.z) {
    const z = s.z[row]?.[place];
    return [
      s.name,
      named(chart.x, s.x[place]),
      named(chart.y, s.y[row]),
      z === null || z === undefined ? '' : formatNumber(z),
    ].filter(line => line !== '');
  }
  const [low, high] = [s.low?.[place], s.high?.[place]];
  const interval =
    typeof low === 'number' && typeof high === 'number' ? `${written(low, chart.y)} – ${written(high, chart.y)}` : '';
  return [s.name, named(chart.x, s.x[place]), named(chart.y, s.y[place]), interval, s.notes?.[place] ?? ''].filter(
    line => line !== '',
  );
}

const named = (axis: Axis, value: number | string | null | undefined): string => {
  if (value === null || value === undefined) return '';
  const text = written(value, axis);
  return axis.label === '' || axis.scale === 'category' ? text : `${axis.label}: ${text}`;
};

const written = (value: number | string, axis: Axis): string =>
  typeof value === 'string'
    ? value
    : formatNumber(value, axis.style ?? 'plain', axis.style === 'loss' || axis.style === 'plain' ? { digits: 5 } : {});

/** A small card beside the pointer. */
export class Tooltip {
  private readonly node = h('div', { class: 'sb-tooltip', attributes: { hidden: true, 'aria-hidden': 'true' } });

  constructor(private readonly within: HTMLElement) {
    within.append(this.node);
  }

  show(lines: readonly string[], slot: number | null, x: number, y: number): void {
    const [head = '', ...rest] = lines;
    this.node.replaceChildren(
      h('div', { class: 'sb-tooltip-head' }, slot === null ? null : markerIcon(slot), head),
      ...rest.map(line => h('div', {}, line)),
    );
    this.node.hidden = false;
    const width = this.within.clientWidth;
    const [w, tall] = [this.node.offsetWidth, this.node.offsetHeight];
    const left = x + 14 + w > width ? x - 14 - w : x + 14;
    this.node.style.left = `${Math.max(0, Math.min(left, width - w))}px`;
    this.node.style.top = `${Math.max(0, y - tall - 8)}px`;
  }

  hide(): void {
    this.node.hidden = true;
  }
}
