import * as l10n from '@vscode/l10n';
import { escapeHtml, html } from '../../../views/fallback/html/element';
import type { Heading } from '../prose/html';

/** Fewer sections than this need no list of them. */
const FEW = 3;

/** The sections of a page, for the margin of a wide window; empty where there are few. */
export function outlineHtml(headings: readonly Heading[]): string {
  const sections = headings.filter(({ level }) => level === 2);
  if (sections.length < FEW) return '';
  const items = sections.map(({ id, text }) => html('li', {}, html('a', { href: `#${id}` }, escapeHtml(text))));
  return html('nav', { class: 'outline', 'aria-label': l10n.t('Sections') }, html('ol', {}, ...items));
}
