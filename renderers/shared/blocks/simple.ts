import type { Block, Line } from '../../../src/views/blocks';
import { formatNumber } from '../../../src/views/format';
import { h } from '../dom';
import { markerIcon } from '../marker';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

export const titleNode = ({ text, subtitle, badge }: Of<'title'>): HTMLElement =>
  h(
    'div',
    { class: 'sb-title' },
    text === ''
      ? null
      : h(
          'div',
          { class: 'sb-title-text', attributes: { role: 'heading', 'aria-level': 3 } },
          text,
          badge ? h('span', { class: 'sb-badge' }, badge) : null,
        ),
    subtitle ? h('div', { class: 'sb-quiet' }, subtitle) : null,
  );

/** What is shown on hover: every digit, and who says so. */
const origin = (exact: string | undefined, source: string | undefined): string =>
  [exact ?? '', source ?? ''].filter(line => line !== '').join('\n');

export const statsNode = ({ items }: Of<'stats'>): HTMLElement =>
  h(
    'dl',
    { class: 'sb-stats' },
    ...items.map(({ label, value, unit, detail, exact, source }) =>
      h(
        'div',
        { class: 'sb-stat', title: origin(exact, source) },
        label === '' ? null : h('dt', { class: 'sb-quiet' }, label),
        h('dd', {}, h('span', { class: 'sb-figure-text' }, value), unit ? h('span', { class: 'sb-unit' }, unit) : null),
        detail ? h('dd', { class: 'sb-quiet sb-small' }, detail) : null,
      ),
    ),
  );

export const linesNode = ({ items }: Of<'lines'>): HTMLElement =>
  h('dl', { class: `sb-lines${items.some(i => i.name) ? '' : ' sb-nameless'}` }, ...items.flatMap(lineNodes));

/** Numbers stand out; texts are read. */
const FIGURE = /^[-$]?[\d∞]/;

function lineNodes({ name, text, unit, interval, exact, source, level = 0 }: Line): HTMLElement[] {
  const title = origin(exact, source);
  const value = h(
    'dd',
    { title },
    h('span', { class: FIGURE.test(text) && text.length < 40 ? 'sb-line-figure' : '' }, text),
    unit ? h('span', { class: 'sb-quiet' }, ` ${unit}`) : null,
    interval ? h('span', { class: 'sb-quiet sb-line-interval' }, interval) : null,
  );
  const head = h(
    'dt',
    { class: 'sb-quiet', title, attributes: { style: `padding-left:${Math.min(8, level) * 16}px` } },
    name ?? '',
  );
  return [head, value];
}

export const chipsNode = ({ items }: Of<'chips'>): HTMLElement =>
  h(
    'ul',
    { class: 'sb-chips' },
    ...items.map(({ value, meaning, source }) =>
      h(
        'li',
        { class: 'sb-chip', ...(source ? { title: source } : {}) },
        h('span', {}, value),
        meaning ? h('span', { class: 'sb-quiet' }, ` ${meaning}`) : null,
      ),
    ),
  );

export const noteNode = ({ tone, text }: Of<'note'>): HTMLElement =>
  h('div', { class: `sb-note sb-note-${tone}`, attributes: { role: tone === 'error' ? 'alert' : 'note' } }, text);

export const textNode = ({ text, tone }: Of<'text'>): HTMLElement =>
  h('p', { class: tone === 'quiet' ? 'sb-text sb-quiet' : 'sb-text' }, text);

export const codeNode = ({ text, name }: Of<'code'>): HTMLElement =>
  h(
    'div',
    { class: 'sb-code-block' },
    ...(name ? [h('div', { class: 'sb-quiet' }, name)] : []),
    h('pre', { class: 'sb-code', attributes: { tabindex: 0 } }, text),
  );

export function barNode({ title, capacity, parts, style }: Of<'bar'>): HTMLElement {
  const used = parts.reduce((sum, p) => sum + Math.max(0, p.value), 0);
  const whole = Math.max(capacity, used) || 1;
  const summary = `${title}: ${parts.map(p => `${p.name} ${p.text}`).join(', ')}; ${formatNumber(used, style)} / ${formatNumber(capacity, style)}`;
  return h(
    'div',
    { class: 'sb-bar-block' },
    h('div', { class: 'sb-quiet' }, title),
    h(
      'div',
      { class: `sb-bar${used > capacity ? ' sb-over' : ''}`, attributes: { role: 'img', 'aria-label': summary } },
      ...parts.map(p =>
        h('div', {
          class: 'sb-bar-part',
          title: `${p.name} ${p.text}`,
          attributes: { style: `width:${(100 * Math.max(0, p.value)) / whole}%;background:var(--sb-${p.slot % 8})` },
        }),
      ),
    ),
    h('div', { class: 'sb-bar-names' }, ...parts.map(p => h('span', {}, markerIcon(p.slot), `${p.name} ${p.text}`))),
  );
}
