import { escapeHtml, html } from '../../../views/fallback/html/element';
import { policyHash } from '../pack';
import type { PageAssets } from './assets';
import { paletteStyle } from './palette';

/** A page of text and tables without any script. `body` is HTML that is safe already. */
export async function plainPage(
  title: string,
  body: string,
  { style: assets }: Pick<PageAssets, 'style'>,
): Promise<string> {
  const style = `${paletteStyle()}${assets}`;
  const policy = `default-src 'none'; style-src-elem ${await policyHash(style)}; style-src-attr 'unsafe-inline'; img-src data:`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    html('main', { id: 'note' }, body),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
