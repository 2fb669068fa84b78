import type { Block, Cell } from '../blocks';
import type { Chart } from '../chart';
import { escapeMarkdown } from './markdown';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** What is written of a cell: every digit where there is a value. */
const raw = (cell: Cell | undefined): string => {
  if (cell === undefined) return '';
  if (cell.value === null) return '';
  return cell.value === undefined ? cell.text : String(cell.value);
};

const heads = (table: TableBlock): string[] => table.columns.map(c => (c.unit ? `${c.name} (${c.unit})` : c.name));

/** A field of RFC 4180. Text that a spreadsheet would run as a formula is given a leading apostrophe; numbers are left alone. */
export function csvField(text: string): string {
  const isNumber = text !== '' && Number.isFinite(Number(text));
  const inert = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^'/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
}

const csv = (rows: readonly (readonly string[])[]): string =>
  `${rows.map(r => r.map(csvField).join(',')).join('\r\n')}\r\n`;

/** A table with every digit, as comma-separated values. */
export const tableToCsv = (table: TableBlock): string =>
  csv([heads(table), ...table.rows.map(row => table.columns.map((_, i) => raw(row[i])))]);

/** A table as it reads, in GitHub-flavoured Markdown. */
export function tableToMarkdown(table: TableBlock): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(c => escapeMarkdown(c) || ' ').join(' | ')} |`;
  const rule = `| ${table.columns.map(c => (c.align === 'end' ? '---:' : '---')).join(' | ')} |`;
  const rows = table.rows.map(row => line(table.columns.map((_, i) => row[i]?.text ?? '')));
  return `${[line(heads(table)), rule, ...rows].join('\n')}\n`;
}

/** A table as it reads, for LaTeX with the booktabs package. */
export function tableToLatex(table: TableBlock): string {
  const line = (cells: readonly string[]): string => `  ${cells.join(' & ')} \\\\`;
  const body = table.rows.map(row =>
    line(
      table.columns.map((_, i) => {
        const text = escapeLatex(row[i]?.text ?? '');
        return row[i]?.best ? `\\textbf{${text}}` : text;
      }),
    ),
  );
  return [
    `\\begin{tabular}{${table.columns.map(c => (c.align === 'end' ? 'r' : 'l')).join('')}}`,
    '  \\toprule',
    line(heads(table).map(escapeLatex)),
    '  \\midrule',
    ...body,
    '  \\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '–': '--',
  '—': '---',
  '₂': '\\textsubscript{2}',
  '·': '\\textperiodcentered{}',
};

/** Text without any command: data cannot run TeX. */
export const escapeLatex = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    // Exponents as they are printed: 5.76e23.
    .replace(/[\\{}$&#%_~^–—₂·]/g, c => LATEX[c] ?? c)
    .replace(/^(\d+(?:\.\d+)?)e(-?\d+)$/, '$$$1 \\times 10^{$2}$$');

/** The points of a chart with every digit: series, x, y and interval ends. */
export function chartToCsv(chart: Chart): string {
  const text = (x: number | string | null | undefined): string => (x === null || x === undefined ? '' : String(x));
  const rows = chart.series.flatMap(s =>
    s.z
      ? s.z.flatMap((row, j) => row.map((z, i) => [s.name, text(s.x[i]), text(s.y[j]), '', '', text(z)]))
      : s.x.map((x, i) => [s.name, text(x), text(s.y[i]), text(s.low?.[i]), text(s.high?.[i])]),
  );
  const isMap = chart.series.some(s => s.z);
  return csv([
    ['series', chart.x.label || 'x', chart.y.label || 'y', 'low', 'high', ...(isMap ? ['value'] : [])],
    ...rows,
  ]);
}
