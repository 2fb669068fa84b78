import type { Cell, NotebookDocument } from '../../notebook/format';
import { blocksToMarkdown } from '../../views';
import type { Chart } from '../../views/chart';
import type { BatchResult } from '../batch';
import type { CellOutcome } from '../protocol';
import { colophonOf } from './colophon/colophon';
import { colophonMarkdown } from './colophon/markdown';
import { blocksOf, FigureFiles, inlineFigure, textOf } from './figures';
import { inertMarkdown } from './prose/inert';

export interface MarkdownCopy {
  readonly text: string;
  /** SVG files that stand beside it, by name. */
  readonly files: ReadonlyMap<string, string>;
}

export interface MarkdownCopyOptions {
  /** Begins the names of its figures. */
  readonly stem: string;
  readonly version: string;
  /** Where figures go: forges show only those in files beside the text. */
  readonly figures: 'beside' | 'inline' | 'none';
}

type FigureOf = (chart: Chart) => string | undefined;

/** A note with its answers, as Markdown for a forge or an appendix. */
export function markdownCopy(
  document: NotebookDocument,
  result: BatchResult,
  { stem, version, figures: where }: MarkdownCopyOptions,
): MarkdownCopy {
  const figures = new FigureFiles(stem);
  const figure: FigureOf = chart => {
    if (where === 'none') return undefined;
    return where === 'inline' ? inlineFigure(chart) : figures.add(chart);
  };
  const byIndex = new Map(result.cells.map(cell => [cell.index, cell]));
  const parts = document.cells.flatMap((cell, i): string[] => {
    if (cell.kind === 'markdown') return [inertMarkdown(cell.text)];
    const outcome = byIndex.get(i)?.outcome;
    return [fenced(cell), outcome ? outcomeMarkdown(outcome, figure) : ''];
  });
  const text = [...headOf(document), ...parts, colophonMarkdown(colophonOf(document, result, version))]
    .filter(part => part.trim() !== '')
    .join('\n\n');
  return { text: `${text}\n`, files: figures.files };
}

/** The title of the front matter, where the note has no heading of its own. */
function headOf({ cells, frontMatter }: NotebookDocument): string[] {
  const { title } = frontMatter.values;
  const hasHeading = cells.some(cell => cell.kind === 'markdown' && /^# /m.test(cell.text));
  return typeof title === 'string' && title !== '' && !hasHeading
    ? [inertMarkdown(`# ${title.replace(/\s+/g, ' ')}`)]
    : [];
}

/** A code cell as it stands in the file. Data are shown by their table. */
function fenced(cell: Cell): string {
  if (cell.kind !== 'scale') return '';
  const mark = '`'.repeat(Math.max(3, ...[...cell.text.matchAll(/`{3,}/g)].map(m => m[0].length + 1)));
  return `${mark}scale\n${cell.text}\n${mark}`;
}

/** A cell's outputs as Markdown with figures. */
const outcomeMarkdown = (outcome: CellOutcome, figure: FigureOf): string =>
  outcome.outputs
    .map(output => {
      const blocks = blocksOf(output);
      return blocks
        ? blocksToMarkdown(blocks, { figure })
        : textOf(output, 'text/markdown') || textOf(output, 'text/plain');
    })
    .filter(part => part.trim() !== '')
    .join('\n\n');
