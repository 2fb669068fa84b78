/** The front page of the gallery's site: a card for each page, with its title, what it shows, and its first figure. */

/** A page of the gallery. @typedef {{ name: string, title: string, summary: string, html: string }} GalleryPage */

/** @param {string} text */
const escaped = text =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? '');

/** What pages share, which the front page takes over: colours for light and dark, and type. @param {string} html */
const styleOf = html => /<style id="scalebook-style">([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';

/**
 * The first figure of a page as a picture; its definitions get names of their own, for many stand in one page.
 * @param {GalleryPage} page
 */
function figureOf({ name, html }) {
  const svg = /<div class="sb-drawing">(<svg[\s\S]*?<\/svg>)<\/div>/.exec(html)?.[1];
  if (svg === undefined) return '';
  const own = svg
    .replace(/ id="([^"]*)"/g, ` id="${name}-$1"`)
    .replace(/url\(#([^)]*)\)/g, `url(#${name}-$1)`)
    .replace(/<title>[\s\S]*?<\/title>|<desc>[\s\S]*?<\/desc>/g, '')
    .replace(/ role="img"| aria-label="[^"]*"/g, '');
  return `<div class="thumb" aria-hidden="true">${own}</div>`;
}

/** @param {GalleryPage} page */
const card = page =>
  `<li><a class="card" href="${escaped(encodeURI(`${page.name}.html`))}">${figureOf(page)}` +
  `<strong>${escaped(page.title)}</strong><span>${escaped(page.summary)}</span></a></li>`;

const STYLE = `
main.gallery{grid-column:1/-1;width:100%;max-width:1240px;box-sizing:border-box;margin:0 auto;padding:64px 32px 96px}
.gallery>p{max-width:720px;margin-bottom:40px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,280px),1fr));gap:40px 32px;list-style:none;padding:0;margin:0}
.cards li{margin:0;min-width:0}
.card{display:flex;flex-direction:column;gap:4px;color:inherit;text-decoration:none;height:100%}
.card strong{font-size:17px;line-height:24px;letter-spacing:-.005em}
.card span{font-size:14px;line-height:20px;color:var(--sb-quiet)}
.card:hover strong{color:var(--sb-0)}
.thumb{order:-1;aspect-ratio:2/1;overflow:hidden;border-bottom:1px solid var(--sb-line);margin-bottom:8px}
.thumb svg{display:block;width:100%;height:100%}
.thumb text{display:none}
.thumb path,.thumb line{vector-effect:non-scaling-stroke}
.card:not(:has(.thumb)){justify-content:flex-start;border-top:1px solid var(--sb-line);padding-top:8px}
@media (max-width:640px){main.gallery{padding:40px 16px 64px}}
@media print{main.gallery{padding:0}.cards{grid-template-columns:repeat(3,1fr)}.cards li{break-inside:avoid}}
`;

/**
 * @param {readonly GalleryPage[]} pages in the order that they are shown
 * @param {{ title: string, text: string }} words
 */
export function galleryIndex(pages, { title, text }) {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${styleOf(pages[0]?.html ?? '')}${STYLE}</style>
</head>
<body>
<main class="gallery">
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
<ul class="cards">
${pages.map(card).join('\n')}
</ul>
</main>
</body>
</html>
`;
}
