import MarkdownIt from 'markdown-it';
import { isSafeLink } from './links';

type Token = ReturnType<MarkdownIt['parse']>[number];

/**
 * Markdown that says the same and can do nothing: HTML outside of code becomes the text that it is, comments go, and links
 * that are not plain addresses become text. Where a renderer could read a place in two ways, it is taken as the dangerous one.
 */
export function inertMarkdown(text: string): string {
  if (!/[<&]|\]\s*[(:[]/.test(text)) return text;
  const gentle = rewritten(text, { spans: true, links: isHarmless(text) });
  // Renderers differ in what they take for code in a line: where one could see more than was meant, nothing is code.
  if (isHarmless(gentle)) return gentle;
  const strict = rewritten(text, { spans: false, links: false });
  // A definition that becomes text can make text of the code below it; then code is not spared either.
  return isHarmless(strict) ? strict : strict.split('\n').map(withoutCode).join('\n');
}

const withoutCode = (line: string): string => withoutLinks(escapeTags(line));

/** Whether a renderer that takes HTML as HTML and any address for a link finds neither HTML nor an unsafe link. */
function isHarmless(text: string): boolean {
  let isSafe = true;
  const md = new MarkdownIt({ html: true, linkify: false });
  md.validateLink = address => {
    isSafe &&= isSafeLink(address);
    return true;
  };
  const harmless = (tokens: readonly Token[]): boolean =>
    tokens.every(token => !token.type.startsWith('html_') && (!token.children || harmless(token.children)));
  return harmless(md.parse(text, {})) && isSafe;
}

interface Kept {
  /** Whether code spans are left as they are. */
  readonly spans: boolean;
  /** Whether links are links. */
  readonly links: boolean;
}

function rewritten(text: string, keep: Kept): string {
  const md = new MarkdownIt({ html: false, linkify: false });
  let links = keep.links;
  if (!links) {
    // HTML alone does not make the links of a cell suspicious.
    links = keep.spans;
    md.validateLink = address => {
      links &&= isSafeLink(address);
      return true;
    };
  }
  const source = withoutComments(text, codeLines(md.parse(text, {})));
  const tokens = md.parse(source, {});
  const lines = source.split('\n');
  const code = codeLines(tokens);
  const cells = tableLines(tokens);
  const inert = keep.spans ? escapeOutsideCode : escapeTags;
  const prose = new Set(cells);
  // A code span ends at the end of a table's cell, whatever follows.
  for (const i of cells) {
    const row = lines[i] ?? '';
    lines[i] = row
      .split(/(?<!\\)\|/)
      .map(inert)
      .join('|');
  }
  for (const { type, map } of tokens) {
    const [from, to] = map ?? [0, 0];
    if (type !== 'inline' || prose.has(from)) continue;
    const safe = inert(lines.slice(from, to).join('\n')).split('\n');
    for (const [i, line] of safe.entries()) {
      prose.add(from + i);
      lines[from + i] = line;
    }
  }
  return lines
    .map((line, i) => {
      if (code.has(i)) return line;
      const plain = links ? line : withoutLinks(line);
      // What belongs to no text: definitions of links, rules, markers.
      return prose.has(i) ? plain : escapeTags(plain);
    })
    .join('\n');
}

/** Comments are notes to oneself; in code they are code. */
const withoutComments = (text: string, code: ReadonlySet<number>): string =>
  text.replace(/<!--[\s\S]*?-->/g, (found, at: number) => {
    const first = text.slice(0, at).split('\n').length - 1;
    const isCode = found.split('\n').some((_, i) => code.has(first + i));
    return isCode ? found : '';
  });

/** Lines of fenced and indented code. */
function codeLines(tokens: readonly Token[]): ReadonlySet<number> {
  return linesOf(tokens.filter(token => token.type === 'fence' || token.type === 'code_block'));
}

const tableLines = (tokens: readonly Token[]): ReadonlySet<number> =>
  linesOf(tokens.filter(token => token.type === 'tr_open'));

function linesOf(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { map } of tokens) for (let i = map?.[0] ?? 0; i < (map?.[1] ?? 0); i += 1) found.add(i);
  return found;
}

/** Escapes what could be HTML, but in code spans, which end where as many backticks stand as they begin with. */
function escapeOutsideCode(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const next = /\\[\s\S]|`+/g;
    next.lastIndex = at;
    const match = next.exec(text);
    if (!match) break;
    const found = match[0];
    const end = found.startsWith('`') ? closing(text, match.index + found.length, found.length) : -1;
    out += escapeTags(text.slice(at, match.index));
    if (end < 0) {
      out += found;
      at = match.index + found.length;
    } else {
      const span = text.slice(match.index, end);
      // A line in the middle of a span could begin a block of HTML before the span is read.
      out += span.includes('\n') ? escapeTags(span) : span;
      at = end;
    }
  }
  return out + escapeTags(text.slice(at));
}

/** Where the run of exactly `count` backticks ends that closes a code span; -1 where there is none. */
function closing(text: string, from: number, count: number): number {
  for (const match of text.slice(from).matchAll(/`+/g))
    if (match[0].length === count) return from + match.index + count;
  return -1;
}

/** Brackets that are text. */
const withoutLinks = (line: string): string =>
  line.replace(/\\[\s\S]|[[\]]/g, found => (found.length > 1 ? found : `\\${found}`));

const AUTOLINK = /^<https?:\/\/[^\s<>`"'\\]*>/;

/** `<` is written so that it begins no tag; addresses in angle brackets stay links, and comparisons read the same. */
const escapeTags = (text: string): string =>
  text.replace(/<(?=[a-z/!?])/gi, (found, at: number) => (AUTOLINK.test(text.slice(at)) ? found : '&lt;'));
