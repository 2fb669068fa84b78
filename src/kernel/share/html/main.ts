import * as l10n from '@vscode/l10n';
import { type Cell, type NotebookDocument, readAttributes } from '../../../notebook/format';
import { blocksToHtml } from '../../../views';
import { escapeHtml, html } from '../../../views/fallback/html/element';
import type { BatchResult } from '../../batch';
import { colophonOf } from '../colophon/colophon';
import { colophonHtml } from '../colophon/html';
import { blocksOf } from '../figures';
import type { PageCell, PageNote } from '../page-note';
import { type Heading, type ProseOptions, proseHtml } from '../prose/html';
import { highlightHtml } from './highlight';
import { remarksOf } from './remarks';

/** More lines than this are folded in a data cell. */
const LONG_DATA = 12;

export interface MainOptions extends Pick<ProseOptions, 'image'> {
  /** Whether the kernel is part of the page. */
  readonly live: boolean;
}

/** The main part of a page, and the headings in it. */
export interface MainPart {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** What a page shows before any script runs: the note with its answers, and its colophon. */
export function mainHtml(
  document: NotebookDocument,
  result: BatchResult,
  note: PageNote,
  { live, image }: MainOptions,
): MainPart {
  const headings: Heading[] = [];
  const prose: ProseOptions = {
    slugs: new Map(),
    onHeading: heading => headings.push(heading),
    link: address => (Object.hasOwn(note.links, address) ? (note.links[address] ?? address) : address),
    ...(image && { image }),
  };
  const byIndex = new Map(note.cells.map(cell => [cell.index, cell]));
  const cells = document.cells.map((cell, i) => {
    if (cell.kind === 'markdown') return html('section', { class: 'cell prose' }, proseHtml(cell.text, prose));
    const run = byIndex.get(i);
    return html('section', { class: 'cell code', 'data-cell': i }, sourceHtml(cell), run ? outputsHtml(run, i) : '');
  });
  const hasHeading = document.cells.some(cell => cell.kind === 'markdown' && /^# /m.test(cell.text));
  const title = titleOf(document);
  const head =
    title !== '' && !hasHeading ? html('section', { class: 'cell prose' }, html('h1', {}, escapeHtml(title))) : '';
  const colophon = colophonHtml(colophonOf(document, result, note.version), remarksOf(note, live));
  return { html: html('main', { id: 'note' }, head, ...cells, colophon), headings };
}

/** The title in the front matter; empty where there is none. */
export const titleOf = ({ frontMatter }: NotebookDocument): string =>
  typeof frontMatter.values.title === 'string' ? frontMatter.values.title : '';

function sourceHtml(cell: Exclude<Cell, { kind: 'markdown' }>): string {
  const folded =
    readAttributes(cell.rest).classes.includes('collapsed') ||
    (cell.kind === 'data' && cell.text.split('\n').length > LONG_DATA);
  const first = cell.kind === 'data' ? `${cell.format} ${cell.name}` : (cell.text.split('\n')[0] ?? '');
  return html(
    'details',
    { class: 'source', open: !folded },
    html('summary', { 'aria-label': l10n.t('Code') }, html('span', { class: 'peek' }, escapeHtml(first))),
    html('pre', { class: cell.kind }, cell.kind === 'scale' ? highlightHtml(cell.text) : escapeHtml(cell.text)),
  );
}

function outputsHtml(run: PageCell, index: number): string {
  const outputs = run.outputs.map((output, i) =>
    html(
      'div',
      { class: 'output', 'data-output': output.id },
      html('div', { class: 'still' }, blocksToHtml(blocksOf(output) ?? [], { id: `sb-${index}-${i}` })),
    ),
  );
  const frozen = run.missing
    ? html(
        'p',
        { class: 'remark' },
        escapeHtml(l10n.t('Frozen: it rests on {0}, which is not part of this page.', run.missing.join(', '))),
      )
    : '';
  return html('div', { class: 'outputs' }, ...outputs, frozen);
}
