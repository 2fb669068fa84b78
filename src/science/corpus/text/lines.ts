import { isSpace } from './characters';

/** The lines of a text, trimmed, without the empty ones. */
export function trimmedLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const trimmed = line.trim();
    if (trimmed !== '') lines.push(trimmed);
  }
  return lines;
}

/** Paragraphs: what stands between empty lines, trimmed. */
export function paragraphs(text: string): string[] {
  const found: string[] = [];
  for (const paragraph of text.split(/(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)\s*/)) {
    const trimmed = paragraph.trim();
    if (trimmed !== '') found.push(trimmed);
  }
  return found;
}

/** Words as runs of what is not white space, by where they stand. */
export interface WordSpans {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly count: number;
}

let startScratch = new Int32Array(4096);
let lengthScratch = new Int32Array(4096);

/** Where the words of a text stand. The result holds until the next call. */
export function wordSpans(text: string): WordSpans {
  if (startScratch.length < text.length) {
    startScratch = new Int32Array(text.length * 2);
    lengthScratch = new Int32Array(text.length * 2);
  }
  let count = 0;
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    if (!isSpace(text.charCodeAt(i))) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      startScratch[count] = start;
      lengthScratch[count++] = i - start;
      start = -1;
    }
  }
  if (start >= 0) {
    startScratch[count] = start;
    lengthScratch[count++] = text.length - start;
  }
  return { starts: startScratch.subarray(0, count), lengths: lengthScratch.subarray(0, count), count };
}
