/** Width in a terminal: wide East Asian characters take two columns, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const c of text) width += widthOfCharacter(c);
  return width;
}

const WIDE = /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const widthOfCharacter = (c: string): number => (/\p{Mn}|\p{Cf}/u.test(c) ? 0 : WIDE.test(c) ? 2 : 1);

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** Cuts at a width, with an ellipsis. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const c of text) {
    used += widthOfCharacter(c);
    if (used > width - 1) break;
    kept += c;
  }
  return `${kept}…`;
}

/** One line of text without control characters: data cannot move the cursor or colour a terminal. */
export const safe = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ').trimEnd();

/** Text of several lines to the letter, but for control characters other than tabs and line ends. */
export const verbatim = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '');

/** Breaks at spaces; longer words are cut. Empty text has no lines. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(w => pieces(w, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const characters = [...word];
  const parts: string[] = [];
  for (let i = 0; i < characters.length; i += width) parts.push(characters.slice(i, i + width).join(''));
  return parts;
}
