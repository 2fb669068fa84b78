import type MarkdownIt from 'markdown-it';

/**
 * Formulas between two pairs of dollars, as forges and VS Code read them: on lines of their own, or within a line of text. A pair
 * that nothing closes is text; it takes nothing else with it.
 */
export function displayMath(md: MarkdownIt): void {
  md.block.ruler.at(
    'math_block_dollar',
    (state, startLine, endLine, silent) => {
      const lineOf = (line: number): string =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
      const first = lineOf(startLine);
      if (!first.startsWith('$$')) return false;
      const isOneLine = first.length > 4 && first.endsWith('$$');
      // Text behind the formula makes it a part of a line.
      if (first.indexOf('$$', 2) >= 0 && first.indexOf('$$', 2) !== first.length - 2) return false;
      let last = startLine;
      if (!isOneLine) {
        last += 1;
        while (last < endLine && !lineOf(last).endsWith('$$') && !isOutside(state, last)) last += 1;
        if (last >= endLine || !lineOf(last).endsWith('$$')) return false;
      }
      if (silent) return true;
      const lines = Array.from({ length: last - startLine + 1 }, (_, i) => lineOf(startLine + i));
      const token = state.push('math_block', 'math', 0);
      token.block = true;
      token.content = lines.join('\n').slice(2, -2).trim();
      token.map = [startLine, last + 1];
      token.markup = '$$';
      state.line = last + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
  md.inline.ruler.before('escape', 'math_display', (state, silent) => {
    if (!state.src.startsWith('$$', state.pos)) return false;
    const end = state.src.indexOf('$$', state.pos + 2);
    const content = state.src.slice(state.pos + 2, end);
    if (end < 0 || content.trim() === '') return false;
    if (!silent) state.push('math_block', 'math', 0).content = content.trim();
    state.pos = end + 2;
    return true;
  });
}

type BlockState = Parameters<Parameters<MarkdownIt['block']['ruler']['at']>[1]>[0];

/** Whether a line no longer belongs to the list or quotation that the formula stands in. */
const isOutside = (state: BlockState, line: number): boolean =>
  !state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent;
