import { blocksToMarkdown, chartToSvg, viewOfMime } from '../../views';
import type { Block } from '../../views/blocks';
import type { Chart } from '../../views/chart';
import { MIME_PREFIX } from '../../views/view';
import type { CellOutcome, Output } from '../protocol';

/** The blocks of an output's view; `undefined` for outputs that are text alone. */
export function blocksOf(output: Output): readonly Block[] | undefined {
  const item = output.items.find(i => i.mime.startsWith(MIME_PREFIX));
  return item && viewOfMime(item.mime)?.layout(item.data);
}

/** The charts among blocks, folded ones too. */
export const chartsOf = (blocks: readonly Block[]): readonly Chart[] =>
  blocks.flatMap(block => {
    if (block.kind === 'charts') return block.charts;
    if (block.kind === 'details') return chartsOf(block.blocks);
    return block.kind === 'columns' ? block.columns.flatMap(chartsOf) : [];
  });

/** Figures of a copy, as files beside it. */
export class FigureFiles {
  readonly files = new Map<string, string>();

  constructor(private readonly stem: string) {}

  add(chart: Chart): string {
    const name = `${this.stem}-${this.files.size + 1}.svg`;
    this.files.set(name, chartToSvg(chart));
    return name;
  }
}

const text = (output: Output, mime: string): string => String(output.items.find(i => i.mime === mime)?.data ?? '');

/** A cell's outputs as Markdown with figures. Controls are left out: nobody can move them in a copy. */
export const outcomeMarkdown = (outcome: CellOutcome, figures: FigureFiles): string =>
  outcome.outputs
    .map(output => {
      const blocks = blocksOf(output);
      return blocks
        ? blocksToMarkdown(blocks, { figure: chart => figures.add(chart) })
        : text(output, 'text/markdown') || text(output, 'text/plain');
    })
    .filter(part => part.trim() !== '')
    .join('\n\n');
