import MarkdownIt from 'markdown-it';
import { isSafeLink } from './links';

type Token = ReturnType<MarkdownIt['parse']>[number];

/**
 * Markdown that says the same and can do nothing: HTML outside of code becomes the text that it is, comments go, and links
 * that are not plain addresses become text. Where a renderer could read a place in two ways, it is taken as the dangerous one.
 */
export function inertMarkdown(text: string): string {
  if (!/[<&]|\]\s*[(:[]/.test(text)) return text;
  const refused: string[] = [];
  const md = new MarkdownIt({ html: false, linkify: false });
  md.validateLink = address => {
    const isSafe = isSafeLink(address);
    if (!isSafe) refused.push(address);
    return isSafe;
  };
  const source = withoutComments(text, codeLines(md.parse(text, {})));
  const tokens = md.parse(source, {});
  const lines = source.split('\n');
  const code = codeLines(tokens);
  const cells = tableLines(tokens);
  const prose = new Set<number>();
  const spans = tokens.filter(token => token.type === 'inline' && token.map);
  const done = new Set<number>();
  for (const { map } of spans) {
    const [from = 0, to = 0] = map ?? [];
    for (let i = from; i < to; i += 1) prose.add(i);
    if (done.has(from)) continue;
    done.add(from);
    const block = lines.slice(from, to);
    const isTable = block.some((_, i) => cells.has(from + i));
    // A code span ends at the end of a table's cell, whatever follows.
    const safe = isTable
      ? block.map(line =>
          line
            .split(/(?<!\\)\|/)
            .map(escapeOutsideCode)
            .join('|'),
        )
      : escapeOutsideCode(block.join('\n')).split('\n');
    for (const [i, line] of safe.entries()) lines[from + i] = line;
  }
  const isRefusing = refused.length > 0;
  return lines
    .map((line, i) => {
      if (code.has(i)) return line;
      // What belongs to no text: definitions of links, rules, markers.
      if (!prose.has(i)) return isRefusing && /^\s{0,3}\[/.test(line) ? `\\${line.trimStart()}` : escapeTags(line);
      return isRefusing ? line.replace(/(?<!\\)\](?=[([])/g, '\\]') : line;
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
      out += text.slice(match.index, end);
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

const AUTOLINK = /^<https?:\/\/[^\s<>`"'\\]*>/;

/** `<` is written so that it begins no tag; addresses in angle brackets stay links, and comparisons read the same. */
const escapeTags = (text: string): string =>
  text.replace(/<(?=[a-z/!?])/gi, (found, at: number) => (AUTOLINK.test(text.slice(at)) ? found : '&lt;'));
