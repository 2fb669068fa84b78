import * as l10n from '@vscode/l10n';
import { ScienceError } from './errors';
import { bibliographyAuthors } from './facts/source_authors';
import { findSource } from './facts/sources';
import type { Citation, Source } from './source';

/** A reference as text and as BibTeX. */
export interface Reference {
  /** "Hoffmann et al. (2022). Training … arXiv:2203.15556. eq 10." */
  readonly text: string;
  readonly bibtex: string;
  readonly source: Source;
  /** Place in the source; empty where the whole source is meant. */
  readonly locator: string;
}

/** Anything that carries a citation: a law, model, device, published table or claim. */
export interface Cited {
  readonly citation: Citation;
}

const latexEscapes: Readonly<Record<string, string>> = { '&': '\\&', '%': '\\%', '#': '\\#', _: '\\_' };
const escaped = (words: string) => words.replace(/[&%#_]/g, found => latexEscapes[found]);

function bibtexOf(source: Source): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['author', escaped(bibliographyAuthors[source.key] ?? `{${source.authors}}`)],
    ['title', `{${escaped(source.title)}}`],
    ['year', String(source.year)],
    ['eprint', source.arxiv],
    ['archivePrefix', source.arxiv ? 'arXiv' : undefined],
    ['howpublished', source.venue],
    ['url', source.url],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@misc{${source.key.replace(/[^\w]/g, '')},\n${lines.join(',\n')}\n}`;
}

function sourceOf(key: string): Source {
  const source = findSource(key);
  if (source) return source;
  throw new ScienceError('not-found', l10n.t('There is no source named {0}.', key));
}

/** The reference of a law, model, device or source (by its key), as text and BibTeX. */
export function cite(of: Cited | Citation | string): Reference {
  const citation = typeof of === 'string' ? undefined : 'citation' in of ? of.citation : of;
  const source = sourceOf(typeof of === 'string' ? of : (citation?.source ?? ''));
  const locator = citation?.locator ?? '';
  // An address ends the sentence without a stop of its own, which would be copied with it.
  const place = source.arxiv ? `arXiv:${source.arxiv}.` : (source.url ?? '');
  const venue = source.venue ? `${source.venue}.` : '';
  const remark = citation?.flag === 'memory' ? l10n.t('Recalled, not checked against the source.') : '';
  const parts = [
    `${source.authors} (${source.year}). ${source.title}.`,
    venue,
    place,
    locator ? `${locator}.` : '',
    remark,
  ];
  return { text: parts.filter(part => part !== '').join(' '), bibtex: bibtexOf(source), source, locator };
}
