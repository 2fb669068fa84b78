import { tex } from '@mdit/plugin-tex';
import katex from 'katex';
import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../../../views/fallback/html/element';
import { highlightHtml } from '../html/highlight';
import { withoutComments } from './comments';
import { displayMath } from './display-math';
import { isDataImage, isSafeLink } from './links';

export interface ProseOptions {
  /** Another address for a link of the note: `calibration.scalebook` is `calibration.html` in a gallery. */
  readonly link?: (address: string) => string;
  /** The picture at an address relative to the note, as a `data:` address; `undefined`: it is not part of the page. */
  readonly image?: (address: string) => string | undefined;
  /** Names of headings that the page has already, and how often. */
  readonly slugs?: Map<string, number>;
  /** Told of each heading. */
  readonly onHeading?: (heading: Heading) => void;
}

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** Nothing that TeX can ask for reaches beyond the formula: no links, classes, styles or endless macros. */
const TEX = {
  output: 'mathml',
  throwOnError: false,
  trust: false,
  strict: 'ignore',
  maxSize: 40,
  maxExpand: 500,
} as const;

const HEADING = 'h-';

/** A heading's name in links, as forges make it. */
function slugOf(heading: string, taken: Map<string, number>): string {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .trim()
    .replaceAll(' ', '-');
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

function formula(text: string, display: boolean): string {
  try {
    return katex.renderToString(text, { ...TEX, displayMode: display });
  } catch {
    // Deeply nested formulas end in an error of the machine, not of KaTeX.
    return `<code>${escapeHtml(text)}</code>`;
  }
}

function parser(): MarkdownIt {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: false });
  md.validateLink = address => isSafeLink(address) || isDataImage(address);
  md.use(tex, { delimiters: 'dollars', allowInlineWithSpace: false, mathFence: false, render: formula });
  md.use(displayMath);
  md.use(withoutComments);
  return md;
}

/** A Markdown cell as HTML: formulas as MathML, HTML as the text that it is, links only where they are safe. */
export function proseHtml(markdown: string, { link, image, slugs = new Map(), onHeading }: ProseOptions = {}): string {
  const md = parser();
  md.renderer.rules.fence = (tokens, at) => {
    const { info, content } = tokens[at] ?? { info: '', content: '' };
    const text = content.replace(/\n$/, '');
    return `<pre>${/^scale\b/.test(info.trim()) ? highlightHtml(text) : escapeHtml(text)}</pre>\n`;
  };
  md.renderer.rules.heading_open = (tokens, at) => {
    const { tag = 'h2' } = tokens[at] ?? {};
    const words = tokens[at + 1];
    const id = HEADING + slugOf(words?.content ?? '', slugs);
    const text = (words?.children ?? []).map(part => part.content).join('');
    onHeading?.({ level: Number(tag.slice(1)), text, id });
    return `<${tag} id="${escapeHtml(id)}">`;
  };
  md.renderer.rules.image = (tokens, at) => {
    const address = tokens[at]?.attrGet('src') ?? '';
    const words = tokens[at]?.content ?? '';
    const shown = isDataImage(address) ? address : image?.(address);
    if (shown === undefined || !isDataImage(shown))
      return `<span class="absent">${escapeHtml(words || address)}</span>`;
    return `<img alt="${escapeHtml(words)}" src="${escapeHtml(shown)}">`;
  };
  md.renderer.rules.link_open = (tokens, at) => {
    const address = tokens[at]?.attrGet('href') ?? '';
    const to = link?.(address) ?? address;
    const title = tokens[at]?.attrGet('title');
    // Ids of headings have a prefix, so that no text of a note can pass for a part of the page.
    const shown = to.startsWith('#') ? `#${HEADING}${to.slice(1)}` : to;
    const isSafe = isSafeLink(shown);
    return `<a${isSafe ? ` href="${escapeHtml(shown)}"` : ''}${title ? ` title="${escapeHtml(title)}"` : ''} rel="noopener noreferrer">`;
  };
  return md.render(markdown).trimEnd();
}

/** Addresses of the pictures that a Markdown cell shows. */
export function imagesOf(markdown: string): readonly string[] {
  const found = new Set<string>();
  const walk = (tokens: ReturnType<MarkdownIt['parse']>): void => {
    for (const token of tokens) {
      if (token.type === 'image') found.add(token.attrGet('src') ?? '');
      if (token.children) walk(token.children);
    }
  };
  walk(parser().parse(markdown, {}));
  return [...found];
}
