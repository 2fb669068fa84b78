import type { Block, Line } from '../../blocks';
import { formatNumber } from '../../format';
import { markerPath } from '../../geometry/marker';
import { markerOf, SLOTS } from '../../palette';
import { element } from '../svg/element';
import { escapeHtml, html } from './element';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** A series' marker, as its plots have it. */
export const markerHtml = (slot: number): string =>
  element('svg', { class: 'sb-marker', width: 12, height: 12, viewBox: '-6 -6 12 12', 'aria-hidden': 'true' }, [
    element('path', { d: markerPath(markerOf(slot), 9), style: `fill:var(--sb-${slot % SLOTS})` }),
  ]);

const origin = (exact: string | undefined, source: string | undefined): string =>
  [exact ?? '', source ?? ''].filter(line => line !== '').join('\n');

export const titleHtml = ({ text, subtitle, badge }: Of<'title'>): string =>
  html(
    'div',
    { class: 'sb-title' },
    text === ''
      ? ''
      : html(
          'div',
          { class: 'sb-title-text', role: 'heading', 'aria-level': 3 },
          escapeHtml(text),
          badge ? html('span', { class: 'sb-badge' }, escapeHtml(badge)) : '',
        ),
    subtitle ? html('div', { class: 'sb-quiet' }, escapeHtml(subtitle)) : '',
  );

export const statsHtml = ({ items }: Of<'stats'>): string =>
  html(
    'dl',
    { class: 'sb-stats' },
    ...items.map(({ label, value, unit, detail, exact, source }) =>
      html(
        'div',
        { class: 'sb-stat', title: origin(exact, source) },
        label === '' ? '' : html('dt', { class: 'sb-quiet' }, escapeHtml(label)),
        html(
          'dd',
          {},
          html('span', { class: 'sb-figure-text' }, escapeHtml(value)),
          unit ? html('span', { class: 'sb-unit' }, escapeHtml(unit)) : '',
        ),
        detail ? html('dd', { class: 'sb-quiet sb-small' }, escapeHtml(detail)) : '',
      ),
    ),
  );

/** Numbers stand out; texts are read. */
const FIGURE = /^[-$]?[\d∞]/;

export const linesHtml = ({ items }: Of<'lines'>): string =>
  html('dl', { class: `sb-lines${items.some(i => i.name) ? '' : ' sb-nameless'}` }, ...items.map(lineHtml));

function lineHtml({ name, text, unit, interval, exact, source, level = 0 }: Line): string {
  const title = origin(exact, source);
  const indent = level > 0 ? `padding-left:${Math.min(8, level) * 16}px` : '';
  return (
    html('dt', { class: 'sb-quiet', title, style: indent }, escapeHtml(name ?? '')) +
    html(
      'dd',
      { title },
      html('span', { class: FIGURE.test(text) && text.length < 40 ? 'sb-line-figure' : '' }, escapeHtml(text)),
      unit ? html('span', { class: 'sb-quiet' }, ` ${escapeHtml(unit)}`) : '',
      interval ? html('span', { class: 'sb-quiet sb-line-interval' }, escapeHtml(interval)) : '',
    )
  );
}

export const chipsHtml = ({ items }: Of<'chips'>): string =>
  html(
    'ul',
    { class: 'sb-chips' },
    ...items.map(({ value, meaning, source }) =>
      html(
        'li',
        { class: 'sb-chip', title: source },
        html('span', {}, escapeHtml(value)),
        meaning ? html('span', { class: 'sb-quiet' }, ` ${escapeHtml(meaning)}`) : '',
      ),
    ),
  );

export const noteHtml = ({ tone, text }: Of<'note'>): string =>
  html('div', { class: `sb-note sb-note-${tone}`, role: 'note' }, escapeHtml(text));

export const textHtml = ({ text, tone }: Of<'text'>): string =>
  html('p', { class: tone === 'quiet' ? 'sb-text sb-quiet' : 'sb-text' }, escapeHtml(text));

export const codeHtml = ({ text, name }: Of<'code'>): string =>
  html(
    'div',
    { class: 'sb-code-block' },
    name ? html('div', { class: 'sb-quiet' }, escapeHtml(name)) : '',
    html('pre', { class: 'sb-code', tabindex: 0 }, escapeHtml(text)),
  );

export function barHtml({ title, capacity, parts, style }: Of<'bar'>): string {
  const used = parts.reduce((sum, p) => sum + Math.max(0, p.value), 0);
  const whole = Math.max(capacity, used) || 1;
  const figures = `${formatNumber(used, style)} / ${formatNumber(capacity, style)}`;
  const summary = `${title}: ${parts.map(p => `${p.name} ${p.text}`).join(', ')}; ${figures}`;
  return html(
    'div',
    { class: 'sb-bar-block' },
    html('div', { class: 'sb-quiet' }, escapeHtml(title)),
    html(
      'div',
      { class: `sb-bar${used > capacity ? ' sb-over' : ''}`, role: 'img', 'aria-label': summary },
      ...parts.map(p =>
        html('div', {
          class: 'sb-bar-part',
          title: `${p.name} ${p.text}`,
          style: `width:${(100 * Math.max(0, p.value)) / whole}%;background:var(--sb-${p.slot % SLOTS})`,
        }),
      ),
    ),
    html(
      'div',
      { class: 'sb-bar-names' },
      ...parts.map(p => html('span', {}, markerHtml(p.slot), escapeHtml(`${p.name} ${p.text}`))),
    ),
  );
}
