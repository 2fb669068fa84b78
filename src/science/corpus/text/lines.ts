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

/** Words as runs of what is not white space. */
export function spacedWords(text: string): string[] {
  return text.match(/\S+/g) ?? [];
}
