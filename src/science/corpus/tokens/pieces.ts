/**
 * How text is cut before byte pairs are merged: merges never cross these pieces, so that each may be encoded alone, and
 * remembered. Calls `visit` with the ends of each piece; together they are the whole text.
 */
export type Splitter = (text: string, visit: (from: number, to: number) => void) => void;

/** GPT-2's pattern; `gpt2Pieces` finds the same pieces without it. */
export const GPT2_PATTERN = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

const CL100K_PATTERN =
  /'(?:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/giu;

export const cl100kPieces: Splitter = (text, visit) => {
  let from = 0;
  for (const piece of text.match(CL100K_PATTERN) ?? []) {
    visit(from, from + piece.length);
    from += piece.length;
  }
};

const SPACE = 1;
const LETTER = 2;
const NUMBER = 3;
const OTHER = 4;

const classes = new Uint8Array(65536);

function classify(character: string): number {
  if (/\s/u.test(character)) return SPACE;
  if (/\p{L}/u.test(character)) return LETTER;
  return /\p{N}/u.test(character) ? NUMBER : OTHER;
}

/** Class of the character at `i`: of the pair where a surrogate pair stands there. */
function classAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit >= 0xd800 && unit < 0xdc00) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) return classify(String.fromCodePoint(point));
  }
  let known = classes[unit]!;
  if (known === 0) {
    known = classify(String.fromCharCode(unit));
    classes[unit] = known;
  }
  return known;
}

/** Code units of the character at `i`. */
function widthAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit < 0xd800 || unit >= 0xdc00 || i + 1 >= text.length) return 1;
  return (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
}

/** End of the run of one class that goes on at `i`. */
function runEnd(text: string, from: number, kind: number): number {
  let i = from;
  while (i < text.length && classAt(text, i) === kind) i += widthAt(text, i);
  return i;
}

/** Length of 's, 't, 're, 've, 'm, 'll or 'd where one stands, else 0. */
function contraction(text: string, i: number): number {
  const one = text.charCodeAt(i + 1);
  if (one === 115 || one === 116 || one === 109 || one === 100) return 2;
  const two = text.charCodeAt(i + 2);
  if ((one === 114 || one === 118) && two === 101) return 3;
  return one === 108 && two === 108 ? 3 : 0;
}

export const gpt2Pieces: Splitter = (text, visit) => {
  const n = text.length;
  for (let i = 0; i < n; ) {
    const unit = text.charCodeAt(i);
    const kind = classAt(text, i);
    let end = i;
    if (unit === 39) end = i + contraction(text, i);
    if (end === i && kind !== SPACE) end = runEnd(text, i, kind);
    if (end === i && unit === 32 && i + 1 < n) {
      const next = classAt(text, i + 1);
      if (next !== SPACE) end = runEnd(text, i + 1, next);
    }
    if (end === i) {
      // White space: all of a run but the last character, which goes with what follows it.
      end = runEnd(text, i, SPACE);
      if (end < n && end - i > 1) end--;
    }
    visit(i, end);
    i = end;
  }
};
