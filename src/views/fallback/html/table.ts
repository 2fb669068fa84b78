import * as l10n from '@vscode/l10n';
import { type Block, type Cell, type Column, partsOf } from '../../blocks';
import { escapeHtml, html } from './element';
import { markerHtml } from './simple';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** More rows than this scroll inside the table on a screen. */
const TALL = 14;

/** A table as it stands on paper: the first rows, and how many more there are. */
export function tableHtml(block: TableBlock, most: number): string {
  const { columns, rows, title, sortable } = block;
  const shown = rows.slice(0, most);
  const all = Math.max(block.total ?? 0, rows.length);
  const flips = !sortable && rows.length <= 4 && columns.length > 3;
  return html(
    'div',
    { class: 'sb-table-block' },
    title ? html('div', { class: 'sb-table-head' }, html('div', { class: 'sb-table-title' }, escapeHtml(title))) : '',
    html(
      'div',
      { class: `sb-scroll${shown.length > TALL ? ' sb-tall' : ''}` },
      html(
        'table',
        { class: `sb-table${flips ? ' sb-flip' : ''}`, style: `--sb-columns:${columns.length}` },
        html('thead', {}, html('tr', {}, ...columns.map(headHtml))),
        html('tbody', {}, ...shown.map(row => rowHtml(row, columns))),
      ),
    ),
    all > shown.length
      ? html(
          'div',
          { class: 'sb-quiet sb-small' },
          l10n.t('The first {0} of {1} rows.', shown.length.toLocaleString('en-US'), all.toLocaleString('en-US')),
        )
      : '',
  );
}

const headHtml = ({ name, unit, align, source }: Column): string =>
  html(
    'th',
    { class: align === 'end' ? 'sb-end' : '', scope: 'col', title: source },
    escapeHtml(unit ? `${name} (${unit})` : name),
  );

const rowHtml = (row: readonly Cell[], columns: readonly Column[]): string =>
  html('tr', {}, ...columns.map((column, i) => cellHtml(row[i], column, i === 0)));

function cellHtml(cell: Cell | undefined, column: Column, first: boolean): string {
  const tone = cell?.tone ? ` sb-${cell.tone}` : '';
  const name = `${column.align === 'end' ? 'sb-end' : 'sb-start'}${cell?.best ? ' sb-best' : ''}${tone}`;
  const isHead = first && cell?.slot !== undefined;
  return html(
    isHead ? 'th' : 'td',
    { class: name, scope: isHead && 'row', title: titleOf(cell) },
    cell?.slot === undefined ? '' : markerHtml(cell.slot),
    ...(cell ? textHtml(cell) : []),
    cell?.interval ? html('span', { class: 'sb-interval' }, escapeHtml(cell.interval)) : '',
  );
}

function textHtml(cell: Cell): string[] {
  const [before, strong, after] = partsOf(cell).map(escapeHtml);
  return [before ?? '', strong ? html('strong', { class: 'sb-strong' }, strong) : '', after ?? ''];
}

/** On hover: every digit, and who says so. */
function titleOf(cell: Cell | undefined): string {
  if (!cell) return '';
  const exact = typeof cell.value === 'number' && String(cell.value) !== cell.text ? String(cell.value) : '';
  return [exact, cell.source ?? ''].filter(line => line !== '').join('\n');
}
