import * as l10n from '@vscode/l10n';
import { type Block, type Cell, type Column, partsOf } from '../../../src/views/blocks';
import { tableToCsv, tableToLatex, tableToMarkdown } from '../../../src/views/fallback/delimited';
import { copyText } from '../clipboard';
import { button, h } from '../dom';
import { markerIcon } from '../marker';
import { sortRows } from './sort';

type TableBlock = Extract<Block, { kind: 'table' }>;
type Row = readonly Cell[];

/** Few rows and many columns: in a narrow page, rows and columns change places. */
const isWide = ({ columns, rows, sortable }: TableBlock): boolean =>
  !sortable && rows.length <= 4 && columns.length > 3;

/** More rows than this scroll inside the table. */
const TALL = 14;

/** A table that can be sorted and copied. */
export function tableNode(block: TableBlock): HTMLElement {
  const body = h('tbody', {}, ...rowNodes(block, block.rows));
  const heads = block.columns.map((column, i) => headNode(block, column, i, body));
  const table = h(
    'table',
    {
      class: `sb-table${isWide(block) ? ' sb-flip' : ''}`,
      attributes: { role: 'table', style: `--sb-columns:${block.columns.length}` },
    },
    h('thead', { attributes: { role: 'rowgroup' } }, h('tr', { attributes: { role: 'row' } }, ...heads)),
    body,
  );
  body.setAttribute('role', 'rowgroup');
  const scroll = h(
    'div',
    {
      class: `sb-scroll${block.rows.length > TALL ? ' sb-tall' : ''}`,
      // What scrolls must be reachable by keyboard.
      attributes: {
        tabindex: block.rows.length > TALL ? 0 : undefined,
        role: 'region',
        'aria-label': block.title ?? l10n.t('Table'),
      },
    },
    table,
  );
  return h('div', { class: 'sb-table-block' }, headLine(block), scroll, more(block));
}

function headLine(block: TableBlock): HTMLElement {
  return h(
    'div',
    { class: `sb-table-head${block.title ? '' : ' sb-floating'}` },
    block.title ? h('div', { class: 'sb-table-title' }, block.title) : null,
    tools(block),
  );
}

function tools(block: TableBlock): HTMLElement {
  const copy = (text: string, label: string, write: (block: TableBlock) => string): HTMLElement => {
    const one = button(text, label, () => void copyText(write(block), one));
    return one;
  };
  return h(
    'div',
    { class: 'sb-tools', attributes: { role: 'toolbar', 'aria-label': l10n.t('Table') } },
    copy('CSV', l10n.t('Copy the table as CSV, with every digit'), tableToCsv),
    copy('Markdown', l10n.t('Copy the table as Markdown'), tableToMarkdown),
    copy('LaTeX', l10n.t('Copy the table as LaTeX'), tableToLatex),
  );
}

function more({ rows, total }: TableBlock): HTMLElement | null {
  if (total === undefined || total <= rows.length) return null;
  const [shown, all] = [rows.length, total].map(n => n.toLocaleString('en-US'));
  return h('div', { class: 'sb-quiet sb-small' }, l10n.t('The first {0} of {1} rows.', shown ?? '', all ?? ''));
}

function headNode(block: TableBlock, column: Column, i: number, body: HTMLElement): HTMLElement {
  const align = column.align === 'end' ? 'sb-end' : '';
  const text = column.unit ? `${column.name} (${column.unit})` : column.name;
  const attributes = { role: 'columnheader', scope: 'col' };
  if (!block.sortable || block.rows.length < 2) {
    return h('th', { class: align, attributes, ...(column.source ? { title: column.source } : {}) }, text);
  }
  const head = h(
    'th',
    { class: align, attributes: { ...attributes, 'aria-sort': 'none' } },
    h(
      'button',
      {
        class: 'sb-sort',
        title: [column.source ?? '', l10n.t('Sort')].filter(s => s !== '').join('\n'),
        attributes: { type: 'button' },
        on: { click: () => sortBy(block, i, head, body) },
      },
      text,
    ),
  );
  return head;
}

/** Ascending, descending, and back to the order of the data. */
const NEXT: Readonly<Record<string, string>> = { none: 'ascending', ascending: 'descending', descending: 'none' };

function sortBy(block: TableBlock, column: number, head: HTMLElement, body: HTMLElement): void {
  const order = NEXT[head.getAttribute('aria-sort') ?? 'none'] ?? 'none';
  for (const other of head.parentElement?.children ?? [])
    if (other.hasAttribute('aria-sort')) other.setAttribute('aria-sort', 'none');
  head.setAttribute('aria-sort', order);
  const rows = order === 'none' ? block.rows : sortRows(block.rows, column, order === 'descending');
  body.replaceChildren(...rowNodes(block, rows));
}

/** Texts of this many characters, and of more, fold at this many. */
const FOLD = 32;

function rowNodes({ columns }: TableBlock, rows: readonly Row[]): HTMLElement[] {
  // A column that folds keeps a readable width, and scrolls out of a narrow page rather than become a tower of words.
  const widths = columns.map(({ wrap }, i) =>
    wrap ? Math.min(FOLD, Math.max(0, ...rows.map(row => row[i]?.text.length ?? 0))) : undefined,
  );
  return rows.map(row =>
    h(
      'tr',
      { attributes: { role: 'row' } },
      ...columns.map((column, i) => cellNode(row[i], column, i === 0, widths[i])),
    ),
  );
}

function cellNode(cell: Cell | undefined, column: Column, first: boolean, width: number | undefined): HTMLElement {
  const tone = cell?.tone ? ` sb-${cell.tone}` : '';
  const wrap = column.wrap ? ' sb-wrap' : '';
  const name = `${column.align === 'end' ? 'sb-end' : 'sb-start'}${cell?.best ? ' sb-best' : ''}${wrap}${tone}`;
  const isHead = first && cell?.slot !== undefined;
  return h(
    isHead ? 'th' : 'td',
    {
      class: name,
      attributes: {
        ...(isHead ? { role: 'rowheader', scope: 'row' } : { role: 'cell' }),
        style: width === undefined ? undefined : `min-width:${width}ch`,
      },
      ...(cell ? { title: titleOf(cell) } : {}),
    },
    cell?.slot === undefined ? null : markerIcon(cell.slot),
    ...(cell ? textNodes(cell) : []),
    cell?.interval ? h('span', { class: 'sb-interval' }, cell.interval) : null,
  );
}

function textNodes(cell: Cell): (HTMLElement | string)[] {
  const [before, strong, after] = partsOf(cell);
  return strong === '' ? [cell.text] : [before, h('strong', { class: 'sb-strong' }, strong), after];
}

/** On hover: every digit, and who says so. */
function titleOf({ value, text, source }: Cell): string {
  const exact = typeof value === 'number' && String(value) !== text ? String(value) : '';
  return [exact, source ?? ''].filter(line => line !== '').join('\n');
}
