import * as l10n from '@vscode/l10n';
import type { Block, Cell, Column, Line } from '../blocks';
import { clip, padEnd, padStart, safe, widthOf, wrap } from './columns';

export interface TextOptions {
  /** Columns; default 100. */
  readonly width?: number;
  /** Most rows of a table; default 30. */
  readonly rows?: number;
}

/** Blocks as plain text for terminals, logs and editors that draw nothing. Control characters of the data are dropped. */
export function blocksToText(blocks: readonly Block[], options: TextOptions = {}): string {
  const { width = 100, rows = 30 } = options;
  return blocks
    .map(block => blockText(block, width, rows))
    .filter(text => text !== '')
    .join('\n\n');
}

function blockText(block: Block, width: number, rows: number): string {
  switch (block.kind) {
    case 'title':
      return [...wrap(safe(block.text), width), ...wrap(safe(block.subtitle ?? ''), width)].join('\n');
    case 'stats':
      return linesText(
        block.items.map(({ label, value, unit, detail }) => ({ name: label, text: value, unit, interval: detail })),
        width,
      );
    case 'lines':
      return linesText(block.items, width);
    case 'table':
      return tableText(block, width, rows);
    case 'charts':
      return block.charts.map(chart => wrap(safe(`[${chart.title}] ${chart.summary}`), width).join('\n')).join('\n');
    case 'columns':
      return block.columns.map(column => blocksToText(column, { width, rows })).join('\n\n');
    case 'bar': {
      const parts = block.parts.map(p => `${p.name} ${p.text}`).join(', ');
      return wrap(safe(`${block.title}: ${parts}`), width).join('\n');
    }
    case 'chips':
      return wrap(safe(block.items.map(c => `${c.value} ${c.meaning}`.trim()).join(' · ')), width).join('\n');
    case 'note':
      return wrap(safe(NOTE_MARKS[block.tone] + block.text), width).join('\n');
    case 'text':
      return wrap(safe(block.text), width).join('\n');
    case 'details':
      return `${safe(block.summary)}\n${blocksToText(block.blocks, { width, rows })}`;
  }
}

const NOTE_MARKS = { info: '', good: '', warning: '! ', error: '✗ ' } as const;

/** `name  value unit  (interval)`, values aligned. */
function linesText(items: readonly Partial<Line>[], width: number): string {
  const names = items.map(i => '  '.repeat(i.level ?? 0) + safe(i.name ?? ''));
  const widest = Math.min(
    names.reduce((most, n) => Math.max(most, widthOf(n)), 0),
    Math.floor(width / 2),
  );
  return items
    .flatMap((item, i) => {
      const value = [item.text ?? '', item.unit ?? ''].filter(s => s !== '').join(' ');
      const text = safe(item.interval ? `${value}  (${item.interval})` : value);
      const indent = widest > 0 ? widest + 2 : 0;
      const lines = wrap(text, Math.max(20, width - indent));
      const name = widest > 0 ? `${padEnd(clip(names[i] ?? '', widest), widest)}  ` : '';
      return lines.map((line, k) => (k === 0 ? name : ' '.repeat(indent)) + line).map(line => line.trimEnd());
    })
    .join('\n');
}

/** An aligned table. Columns that do not fit are left out and named. */
function tableText(block: Extract<Block, { kind: 'table' }>, width: number, most: number): string {
  const shown = block.rows.slice(0, most);
  const heads = block.columns.map(headText);
  const texts = shown.map(row => block.columns.map((_, i) => (row[i] ? cellText(row[i]) : '')));
  const widths = heads.map((head, i) =>
    Math.min(
      40,
      texts.reduce((w, row) => Math.max(w, widthOf(row[i] ?? '')), widthOf(head)),
    ),
  );
  const fit = fitting(widths, width);
  const line = (cells: readonly string[]): string =>
    cells
      .slice(0, fit)
      .map((cell, i) => {
        const pad = block.columns[i]?.align === 'end' ? padStart : padEnd;
        return pad(clip(cell, widths[i] ?? 0), widths[i] ?? 0);
      })
      .join('  ')
      .trimEnd();
  const hidden = heads.slice(fit);
  const more = (block.total ?? block.rows.length) - shown.length;
  return [
    ...(block.title ? [safe(block.title)] : []),
    ...(heads.some(h => h !== '') ? [line(heads)] : []),
    widths
      .slice(0, fit)
      .map(w => '─'.repeat(w))
      .join('──'),
    ...texts.map(line),
    ...(more > 0 ? [l10n.t('… {0} more rows', more.toLocaleString('en-US'))] : []),
    ...(hidden.length > 0 ? wrap(l10n.t('… and the columns {0}', hidden.join(', ')), width) : []),
  ].join('\n');
}

/** How many columns fit; one at least. */
function fitting(widths: readonly number[], width: number): number {
  let used = 0;
  for (const [i, w] of widths.entries()) {
    used += w + (i > 0 ? 2 : 0);
    if (used > width && i > 0) return i;
  }
  return widths.length;
}

const headText = (column: Column): string => safe(column.unit ? `${column.name} (${column.unit})` : column.name);

function cellText(cell: Cell): string {
  const text = safe(cell.text);
  const best = cell.best ? `${text} *` : text;
  return cell.interval ? `${best} (${safe(cell.interval)})` : best;
}
