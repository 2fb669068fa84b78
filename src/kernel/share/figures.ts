import { chartToSvg, viewOfMime } from '../../views';
import type { Block } from '../../views/blocks';
import type { Chart } from '../../views/chart';
import type { SvgTheme } from '../../views/fallback/svg';
import { MIME_PREFIX } from '../../views/view';
import type { Output } from '../protocol';

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

/** All blocks but the charts. */
export const withoutCharts = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block): Block[] => {
    if (block.kind === 'charts') return [];
    if (block.kind === 'columns') return [{ ...block, columns: block.columns.map(withoutCharts) }];
    if (block.kind !== 'details') return [block];
    const inner = withoutCharts(block.blocks);
    return inner.length === 0 ? [] : [{ ...block, blocks: inner }];
  });

/** What an output says in a form that every host knows. */
export const textOf = (output: Output, mime: 'text/plain' | 'text/markdown'): string =>
  String(output.items.find(i => i.mime === mime)?.data ?? '');

/** Figures of a copy, as files beside it. */
export class FigureFiles {
  readonly files = new Map<string, string>();

  constructor(private readonly stem: string) {}

  /** Adds a figure; gives its address relative to the copy. */
  add(chart: Chart): string {
    const name = `${this.stem}-${this.files.size + 1}.svg`;
    this.files.set(name, `${drawn(chart, 'auto')}\n`);
    return name;
  }
}

/** The text has the title above the figure. */
const drawn = (chart: Chart, theme: SvgTheme): string =>
  chartToSvg({ ...chart, title: '' }, { theme, background: true });

/** The address of a figure that is part of the text itself. */
export const inlineFigure = (chart: Chart): string => `data:image/svg+xml,${encodeURIComponent(drawn(chart, 'light'))}`;
