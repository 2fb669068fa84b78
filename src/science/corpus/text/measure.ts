import { isSpace } from './characters';

/** Size of a text: UTF-8 bytes, and words as runs of what is not white space. */
export interface TextSize {
  readonly bytes: number;
  readonly words: number;
}

/** Counts bytes and words in one pass. A lone surrogate counts as the three bytes of U+FFFD, which replaces it in UTF-8. */
export function measureText(text: string): TextSize {
  let bytes = text.length;
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) {
      if (unit < 0x800) bytes += 1;
      else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
        bytes += 2;
        i++;
        if (!inside) words++;
        inside = true;
        continue;
      } else bytes += 2;
    }
    if (isSpace(unit)) inside = false;
    else if (!inside) {
      inside = true;
      words++;
    }
  }
  return { bytes, words };
}
