import type { NotebookDocument } from '../../notebook/format';
import type { BatchResult } from '../batch';
import { colophonMarkdown, colophonOf } from './colophon';
import { FigureFiles, outcomeMarkdown } from './figures';

export interface MarkdownCopy {
  readonly text: string;
  /** SVG files that stand beside it, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** A fence longer than any in the text. */
const fence = (text: string): string =>
  '`'.repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(m => m[0].length + 1)));

/** A note with its answers, as Markdown for a forge or an appendix. `stem` begins the names of its figures. */
export function markdownCopy(
  document: NotebookDocument,
  result: BatchResult,
  stem: string,
  version: string,
): MarkdownCopy {
  const figures = new FigureFiles(stem);
  const byIndex = new Map(result.cells.map(cell => [cell.index, cell]));
  const title = typeof document.frontMatter.values.title === 'string' ? document.frontMatter.values.title : '';
  const hasHeading = document.cells.some(cell => cell.kind === 'markdown' && /^# /m.test(cell.text));
  const parts = document.cells.flatMap((cell, i): string[] => {
    if (cell.kind === 'markdown') return [cell.text];
    const mark = fence(cell.text);
    const code = cell.kind === 'scale' ? `${mark}scale\n${cell.text}\n${mark}` : '';
    const outcome = byIndex.get(i)?.outcome;
    return [code, outcome ? outcomeMarkdown(outcome, figures) : ''];
  });
  const head = title !== '' && !hasHeading ? [`# ${title}`] : [];
  const text = [...head, ...parts, colophonMarkdown(colophonOf(document, result, version))]
    .filter(part => part.trim() !== '')
    .join('\n\n');
  return { text: `${text}\n`, files: figures.files };
}
