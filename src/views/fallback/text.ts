import * as l10n from '@vscode/l10n';
import { type Block, type Cell, type Column, type Line, partsOf } from '../blocks';
import { clip, padEnd, padStart, safe, verbatim, widthOf, wrap } from './columns';

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
    case 'code':
      return [...(block.name ? [safe(block.name)] : []), verbatim(block.text)].join('\n');
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
      const ends = item.interval?.startsWith('[') ? item.interval : `(${item.interval})`;
      const text = safe(item.interval ? `${value}  ${ends}` : value);
      const indent = widest > 0 ? widest + 2 : 0;
      // A name above others has no text of its own.
      const lines = text === '' ? [''] : wrap(text, Math.max(20, width - indent));
      const name = widest > 0 ? `${padEnd(clip(names[i] ?? '', widest), widest)}  ` : '';
      return lines.map((line, k) => (k === 0 ? name : ' '.repeat(indent)) + line).map(line => line.trimEnd());
    })
    .join('\n');
}

/** An aligned table. One that is too wide is turned if it has few rows; else columns that do not fit are left out and named. */
function tableText(block: Extract<Block, { kind: 'table' }>, width: number, most: number): string {
  const shown = block.rows.slice(0, most);
  const columns = block.columns.map((column, i): TextColumn => {
    const cells = shown.map(row => row[i]);
    const mark = cells.some(c => c?.best);
    const texts = cells.map(c => (c ? cellText(c, mark) : ''));
    return { head: headText(column), align: column.align ?? 'start', cells: texts, wrap: column.wrap ?? false };
  });
  const more = (block.total ?? block.rows.length) - shown.length;
  const rest = more > 0 ? [l10n.t('… {0} more rows', more.toLocaleString('en-US'))] : [];
  const title = block.title ? [safe(block.title)] : [];
  const isTooWide = fitting(widthsOf(columns, width), width) < columns.length;
  if (isTooWide && shown.length <= MOST_TURNED) return [...title, ...grid(turned(columns), width), ...rest].join('\n');
  return [...title, ...grid(columns, width), ...rest].join('\n');
}

interface TextColumn {
  readonly head: string;
  readonly align: 'start' | 'end';
  readonly cells: readonly string[];
  /** Sentences: broken into lines in the width that the others leave. */
  readonly wrap: boolean;
}

/** More rows than this would not fit side by side. */
const MOST_TURNED = 5;

/** Rows become columns: the first column names them. */
function turned([first, ...others]: readonly TextColumn[]): TextColumn[] {
  const names: TextColumn = { head: first?.head ?? '', align: 'start', cells: others.map(c => c.head), wrap: false };
  const rows = (first?.cells ?? []).map(
    (head, i): TextColumn => ({
      head,
      align: 'end',
      cells: others.map(c => (c.cells[i] ?? '').trimEnd()),
      wrap: false,
    }),
  );
  return [names, ...rows];
}

const naturalWidth = ({ head, cells }: TextColumn): number =>
  cells.reduce((w, cell) => Math.max(w, widthOf(cell)), widthOf(head));

const widthOfColumn = (column: TextColumn): number => Math.min(40, naturalWidth(column));

/** Sentences get no less than this. */
const LEAST_WRAPPED = 24;

/** Widths of columns: what their cells take, and for sentences what is left. */
function widthsOf(columns: readonly TextColumn[], width: number): number[] {
  const wrapped = columns.filter(c => c.wrap).length;
  const taken = columns.reduce((sum, c, i) => sum + (c.wrap ? 0 : widthOfColumn(c)) + (i > 0 ? 2 : 0), 0);
  const share = wrapped > 0 ? Math.max(LEAST_WRAPPED, Math.floor((width - taken) / wrapped)) : 0;
  return columns.map(c => (c.wrap ? Math.min(share, naturalWidth(c)) : widthOfColumn(c)));
}

function grid(columns: readonly TextColumn[], width: number): string[] {
  const widths = widthsOf(columns, width);
  const fit = fitting(widths, width);
  const line = (text: (column: TextColumn) => string): string[] => {
    const cells = columns
      .slice(0, fit)
      .map((column, i) => (column.wrap ? wrap(text(column), widths[i] ?? 1) : [clip(text(column), widths[i] ?? 0)]));
    const height = cells.reduce((most, c) => Math.max(most, c.length), 1);
    return Array.from({ length: height }, (_, k) =>
      cells
        .map((cell, i) => (columns[i]?.align === 'end' ? padStart : padEnd)(cell[k] ?? '', widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  };
  const count = columns.reduce((most, c) => Math.max(most, c.cells.length), 0);
  const hidden = columns.slice(fit).map(c => c.head);
  return [
    ...(columns.some(c => c.head !== '') ? line(c => c.head) : []),
    widths
      .slice(0, fit)
      .map(w => '─'.repeat(w))
      .join('──'),
    ...Array.from({ length: count }, (_, i) => line(c => c.cells[i] ?? '')).flat(),
    ...(hidden.length > 0 ? wrap(l10n.t('… and the columns {0}', hidden.join(', ')), width) : []),
  ];
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

/** The better value has a star; others in its column leave room for one, so that digits stay under digits. */
function cellText(cell: Cell, mark: boolean): string {
  const [before, strong, after] = partsOf(cell).map(safe);
  const shown = strong === '' ? safe(cell.text) : `${before}[${strong}]${after}`;
  const text = `${shown}${cell.best ? ' *' : mark ? '  ' : ''}`;
  return cell.interval ? `${text} (${safe(cell.interval)})` : text;
}
