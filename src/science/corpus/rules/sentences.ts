/** A run of terminal marks with its closing quotes and brackets, before white space or the end. */
const END = /[.!?…。！？]+["'”’)\]»]*(?=\s|$)/gu;

/** Number of sentences in a line: its sentence ends, and one more if text follows the last of them. */
export function countSentences(line: string): number {
  let count = 0;
  let end = 0;
  for (const match of line.matchAll(END)) {
    count++;
    end = match.index + match[0].length;
  }
  return line.slice(end).trim() === '' ? count : count + 1;
}
