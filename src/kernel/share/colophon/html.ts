import * as l10n from '@vscode/l10n';
import { escapeHtml, html } from '../../../views/fallback/html/element';
import { bibtexOf, type Colophon } from './colophon';
import { seedsText } from './words';

/** The colophon at the end of a page. `remarks` are sentences on what the page itself holds. */
export function colophonHtml(colophon: Colophon, remarks: readonly string[]): string {
  const { version, references, files, prices } = colophon;
  const bibtex = bibtexOf(colophon);
  const code = (text: string): string => html('code', {}, escapeHtml(text));
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0
      ? ''
      : html('h2', {}, escapeHtml(title)) + html('ul', {}, ...items.map(item => html('li', {}, item)));
  return html(
    'footer',
    { class: 'colophon', id: 'colophon' },
    html('p', {}, escapeHtml([l10n.t('Made with Scalebook {0}.', version), ...remarks].join(' '))),
    list(
      l10n.t('References'),
      references.map(({ members, text }) => {
        const taken = members.map(({ name, place }) => code(name) + (place === '' ? '' : ` (${escapeHtml(place)})`));
        return `${escapeHtml(text)}${taken.length === 0 ? '' : html('div', { class: 'taken' }, taken.join(', '))}`;
      }),
    ),
    bibtex === ''
      ? ''
      : html(
          'details',
          { class: 'bibtex' },
          html('summary', {}, 'BibTeX'),
          html('pre', { id: 'bibtex' }, escapeHtml(bibtex)),
        ),
    list(
      l10n.t('Data files, with their SHA-256'),
      files.map(f => `${code(f.path)} ${code(f.sha256)}`),
    ),
    seedsText(colophon) === '' ? '' : html('p', {}, escapeHtml(seedsText(colophon))),
    list(l10n.t('Prices'), prices.map(escapeHtml)),
  );
}
