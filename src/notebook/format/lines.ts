/** How a line ends. */
export type Eol = '\n' | '\r\n' | '\r';

/** A line of a file: its text without the line ending, and where it stands in the file (`end` is past the ending). */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly number: number;
}

/** Calls back for each line. A line ends at LF, CRLF or a lone CR, as in every editor; the last may have no ending. */
export function eachLine(text: string, from: number, firstNumber: number, visit: (line: Line) => void): void {
  let start = from;
  let number = firstNumber;
  let lf = text.indexOf('\n', start);
  let cr = text.indexOf('\r', start);
  while (start < text.length) {
    if (lf !== -1 && lf < start) lf = text.indexOf('\n', start);
    if (cr !== -1 && cr < start) cr = text.indexOf('\r', start);
    const stop = nearest(lf, cr, text.length);
    const end = stop === text.length ? stop : stop === cr && lf === cr + 1 ? stop + 2 : stop + 1;
    visit({ text: text.slice(start, stop), start, end, number });
    start = end;
    number += 1;
  }
}

function nearest(lf: number, cr: number, none: number): number {
  if (lf === -1) return cr === -1 ? none : cr;
  return cr === -1 ? lf : Math.min(lf, cr);
}

/** The text with every line ending as LF. */
export const withLf = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** The text, whose lines end with LF, with the given ending. */
export const withEol = (text: string, eol: Eol): string => (eol === '\n' ? text : text.replaceAll('\n', eol));

/** The most frequent line ending of a text, if it has any. */
export function dominantEol(text: string): Eol | undefined {
  if (!text.includes('\r')) return text.includes('\n') ? '\n' : undefined;
  const counts = new Map<Eol, number>();
  for (const [ending] of text.matchAll(/\r\n|\n|\r/g)) {
    const eol = ending === '\r\n' ? '\r\n' : ending === '\r' ? '\r' : '\n';
    counts.set(eol, (counts.get(eol) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

export const endsWithEol = (text: string): boolean => text.endsWith('\n') || text.endsWith('\r');

/** The text, ended by a line ending unless it is empty or has one. */
export const ended = (text: string, eol: Eol): string => (text === '' || endsWithEol(text) ? text : text + eol);

/** The text without the line ending at its end. */
export function unended(text: string): string {
  if (!endsWithEol(text)) return text;
  return text.slice(0, text.endsWith('\r\n') ? -2 : -1);
}

/** Blank as in CommonMark: nothing but spaces and tabs. */
export function isBlank(line: string): boolean {
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code !== 0x20 && code !== 0x09) return false;
  }
  return true;
}

/** The text, whose lines end with LF, without the blank lines around it. */
export function withoutOuterBlankLines(text: string): string {
  const lines = text.split('\n');
  let first = 0;
  let last = lines.length;
  while (first < last && isBlank(lines[first] ?? '')) first += 1;
  while (last > first && isBlank(lines[last - 1] ?? '')) last -= 1;
  return lines.slice(first, last).join('\n');
}
