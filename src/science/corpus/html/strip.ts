import { Parser } from 'htmlparser2';
import { type DocumentStage, kept, removed } from '../stage';

/** Elements whose content no reader sees. */
const HIDDEN = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'svg',
  'math',
  'iframe',
  'object',
  'canvas',
  'select',
  'textarea',
  'button',
]);

/** Elements that frame a page rather than tell its content. */
const FRAME = new Set(['nav', 'header', 'footer', 'aside', 'form', 'menu', 'dialog']);

/** Elements that begin a line of their own. */
const LINE = new Set([
  'br',
  'li',
  'tr',
  'dt',
  'dd',
  'div',
  'section',
  'article',
  'main',
  'figure',
  'figcaption',
  'address',
  'option',
  'summary',
  'details',
  'hr',
]);

/** Elements that stand between empty lines. */
const BLOCK = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'table', 'ul', 'ol', 'dl']);

/** Elements without content: their end tag, if any, means nothing. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

export interface StripOptions {
  /** Leave out navigation, headers, footers, asides and forms. Default true. */
  readonly content: boolean;
}

/** The text that a reader of the page sees: entities decoded, white space collapsed (but in `pre`), lines by block. */
export function htmlToText(html: string, options: StripOptions = { content: true }): string {
  const parts: string[] = [];
  let hidden = 0;
  let preformatted = 0;
  /** Newlines owed before the next text. */
  let owed = 0;
  /** What is written ends in white space, or nothing is written yet. */
  let spaced = true;
  const unseen = (name: string) => HIDDEN.has(name) || (options.content && FRAME.has(name));
  const breakLine = (count: number) => {
    owed = Math.max(owed, count);
  };
  const write = (chunk: string) => {
    if (chunk === '') return;
    if (owed > 0 && parts.length > 0) parts.push('\n'.repeat(owed));
    owed = 0;
    parts.push(chunk);
    spaced = /\s$/.test(chunk);
  };
  const boundary = (name: string) => {
    if (BLOCK.has(name)) breakLine(2);
    else if (LINE.has(name)) breakLine(1);
  };
  const parser = new Parser(
    {
      onopentag(name) {
        // A body ends whatever a head left open.
        if (name === 'body') hidden = 0;
        if (unseen(name)) hidden++;
        if (name === 'pre') preformatted++;
        boundary(name);
        if ((name === 'td' || name === 'th') && hidden === 0 && owed === 0 && !spaced) write(' ');
      },
      onclosetag(name) {
        if (unseen(name)) hidden = Math.max(0, hidden - 1);
        if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
        if (!VOID.has(name)) boundary(name);
      },
      ontext(chunk) {
        if (hidden > 0) return;
        if (preformatted > 0) return write(chunk);
        const collapsed = chunk.replace(/[ \t\r\n\f]+/g, ' ');
        write(owed > 0 || spaced ? collapsed.replace(/^ /, '') : collapsed);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return parts
    .join('')
    .replace(/[ \t]+\n/g, '\n')
    .trim();
}

const LOOKS_LIKE_HTML = /<!doctype html|<(?:html|head|body|div|p|span|a|table|br|h[1-6]|ul|script)[\s>/]/i;

/** Text of HTML documents. A text without any common tag is left as it is; a page without visible text goes. */
export function stripHtmlStage(changes: Partial<StripOptions> = {}): DocumentStage {
  const options: StripOptions = { content: true, ...changes };
  return {
    kind: 'document',
    name: 'strip_html',
    params: { ...changes },
    citations: [],
    changesText: true,
    process: ({ text }) => {
      if (!LOOKS_LIKE_HTML.test(text)) return kept(text);
      const plain = htmlToText(text, options);
      if (plain === '') return removed(text, { rule: 'no_visible_text' });
      return { keep: true, text: plain, reasons: [{ rule: 'html' }] };
    },
  };
}
