import type MarkdownIt from 'markdown-it';

/** HTML comments are notes to oneself: readers do not see them. Everything else of HTML stays text. */
export function withoutComments(md: MarkdownIt): void {
  md.block.ruler.before(
    'paragraph',
    'comment',
    (state, startLine, endLine, silent) => {
      const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
      if (!state.src.startsWith('<!--', start)) return false;
      const end = state.src.indexOf('-->', start + 4);
      if (end < 0) return false;
      let line = startLine;
      while (line < endLine && (state.eMarks[line] ?? 0) < end) line += 1;
      const behind = state.src.slice(end + 3, state.eMarks[line] ?? end + 3);
      if (line >= endLine || behind.trim() !== '') return false;
      if (!silent) state.line = line + 1;
      return true;
    },
    { alt: ['paragraph', 'blockquote', 'list'] },
  );
  md.inline.ruler.before('autolink', 'comment', state => {
    if (!state.src.startsWith('<!--', state.pos)) return false;
    const end = state.src.indexOf('-->', state.pos + 4);
    if (end < 0 || end + 3 > state.posMax) return false;
    state.pos = end + 3;
    return true;
  });
}
