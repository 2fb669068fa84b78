/** A character that separates words. */
export const SEPARATOR = 0;
/** A letter, digit or mark that joins with its neighbours into a word. */
export const JOINING = 1;
/** A character of a script written without spaces: a word of its own. */
export const ALONE = 2;

const WORD = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const classes = new Uint8Array(65536).fill(255);
const lower = new Uint16Array(65536);

function classify(unit: number): number {
  const character = String.fromCharCode(unit);
  const folded = character.toLowerCase();
  lower[unit] = folded.length === 1 ? folded.charCodeAt(0) : unit;
  let kind = SEPARATOR;
  // Halves of a surrogate pair stay with the word that they stand in.
  if (unit >= 0xd800 && unit < 0xe000) kind = JOINING;
  else if (UNSPACED.test(character)) kind = ALONE;
  else if (WORD.test(character)) kind = JOINING;
  classes[unit] = kind;
  return kind;
}

/** Class of a UTF-16 code unit: `SEPARATOR`, `JOINING` or `ALONE`. Looked up once, then a table. */
export function classOf(unit: number): number {
  const known = classes[unit]!;
  return known === 255 ? classify(unit) : known;
}

/** The code unit in lower case. */
export function lowerOf(unit: number): number {
  if (classes[unit] === 255) classify(unit);
  return lower[unit]!;
}

/** White space as in Unicode's `White_Space` (and the byte-order mark). */
export function isSpace(unit: number): boolean {
  if (unit <= 32) return unit === 32 || (unit >= 9 && unit <= 13);
  if (unit < 0xa0) return unit === 0x85;
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}
