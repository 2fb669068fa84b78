import * as l10n from '@vscode/l10n';
import type { NotebookDocument } from '../../../notebook/format';
import { escapeHtml, html } from '../../../views/fallback/html/element';
import type { BatchResult } from '../../batch';
import { blocksOf, chartsOf } from '../figures';
import { pack, sha256 } from '../pack';
import type { PageNote } from '../page-note';
import { PARTS, SOURCE_META } from '../parts';
import { isSafeLink } from '../prose/links';
import type { PageAssets } from './assets';
import { usesCorpora } from './corpora';
import { type MainOptions, mainHtml, titleOf } from './main';
import { outlineHtml } from './outline';
import { paletteStyle } from './palette';
import { contentPolicy } from './policy';

export interface PageOptions extends MainOptions {
  /** The address of the page that this one belongs to. */
  readonly home?: string;
}

/** A note as one HTML file that needs nothing else. */
export async function pageHtml(
  document: NotebookDocument,
  result: BatchResult,
  note: PageNote,
  assets: PageAssets,
  options: PageOptions,
): Promise<string> {
  const style = `${paletteStyle()}${assets.style}`;
  // A note of words alone has nothing to run.
  const live = options.live && note.cells.length > 0;
  const main = mainHtml(document, result, note, { ...options, live });
  const data = (id: string, packed: string): string => `<script type="text/plain" id="${id}">${packed}</script>`;
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(note.language?.tag ?? 'en')}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(await contentPolicy(assets, style, live))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    // What the note said when it was frozen, for whoever wants to know whether it says that still.
    `<meta name="${SOURCE_META}" content="${await sha256(note.source)}">`,
    `<meta name="generator" content="Scalebook ${escapeHtml(note.version)}">`,
    `<title>${escapeHtml(titleOf(document) || note.name)}</title>`,
    `<style id="scalebook-style">${style}</style>`,
    '</head>',
    '<body>',
    barHtml(options.home),
    outlineHtml(main.headings),
    main.html,
    data(PARTS.note, await pack(JSON.stringify(note))),
    ...(live ? [data(PARTS.kernel, assets.kernel)] : []),
    ...(live && usesCorpora(document) ? [data(PARTS.corpora, assets.corpora)] : []),
    ...(live || hasCharts(note) ? [data(PARTS.plotly, assets.plotly)] : []),
    `<script>${assets.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Stands above the note; what can be done with the page as a whole is added by its script. */
const barHtml = (home: string | undefined): string =>
  html(
    'header',
    { class: 'bar' },
    home !== undefined && isSafeLink(home)
      ? html('a', { class: 'home', href: home }, `← ${escapeHtml(l10n.t('Overview'))}`)
      : '',
  );

const hasCharts = ({ cells }: PageNote): boolean =>
  cells.some(({ outputs }) => outputs.some(output => chartsOf(blocksOf(output) ?? []).length > 0));
