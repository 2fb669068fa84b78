import type { Block } from '../../blocks';
import { chartHtml } from './chart';
import { escapeHtml, html } from './element';
import { barHtml, chipsHtml, codeHtml, linesHtml, noteHtml, statsHtml, textHtml, titleHtml } from './simple';
import { tableHtml } from './table';

export interface HtmlOptions {
  /** Begins the names of what figures define, so that several stand in one page. Letters, digits and hyphens. */
  readonly id: string;
  /** Most rows of a table; default 50. */
  readonly rows?: number;
}

/** Width of a figure that has the page to itself, and of one beside another, in px. */
const WIDTHS = { alone: 860, beside: 418 } as const;

/**
 * Blocks as HTML that needs no script: what a page shows before its views are live, and on paper. The same classes as the
 * renderers', whose style sheet the page must have; colours are the page's `--sb-…` variables. Data set text, never markup.
 */
export function blocksToHtml(blocks: readonly Block[], { id, rows = 50 }: HtmlOptions): string {
  const counter = { charts: 0 };
  const several = (list: readonly Block[], isNarrow: boolean): string =>
    html('div', { class: 'sb-blocks' }, ...list.map(block => one(block, isNarrow)));
  const one = (block: Block, isNarrow: boolean): string => {
    switch (block.kind) {
      case 'title':
        return titleHtml(block);
      case 'stats':
        return statsHtml(block);
      case 'lines':
        return linesHtml(block);
      case 'chips':
        return chipsHtml(block);
      case 'note':
        return noteHtml(block);
      case 'text':
        return textHtml(block);
      case 'code':
        return codeHtml(block);
      case 'bar':
        return barHtml(block);
      case 'table':
        return block.collapsed ? folded(block.title ?? '', tableHtml(block, rows)) : tableHtml(block, rows);
      case 'charts': {
        const beside = isNarrow || block.charts.length > 1;
        const drawn = block.charts.map((chart, i) => {
          const isLastAlone = i === block.charts.length - 1 && i % 2 === 0;
          const width = !isNarrow && (!beside || isLastAlone) ? WIDTHS.alone : WIDTHS.beside;
          counter.charts += 1;
          return chartHtml(chart, width, `${id}-${counter.charts}`);
        });
        return html('div', { class: `sb-charts${block.charts.length > 1 ? ' sb-several' : ''}` }, ...drawn);
      }
      case 'columns':
        return html('div', { class: 'sb-columns' }, ...block.columns.map(column => several(column, true)));
      case 'details':
        return folded(block.summary, several(block.blocks, isNarrow));
    }
  };
  return html('div', { class: 'sb' }, several(blocks, false));
}

const folded = (summary: string, content: string): string =>
  html('details', { class: 'sb-details' }, html('summary', {}, escapeHtml(summary)), content);
