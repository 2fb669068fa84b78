import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../blocks';
import type { Chart, NumberStyle } from '../chart';
import { blocksToMarkdown } from './markdown';

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

/** Units of the numbers behind what a style writes with units of its own: `54 days 10 h` is a number of seconds. */
const BASE_UNITS: Partial<Record<NumberStyle, string>> = {
  usd: 'USD',
  duration: 'seconds',
  bytes: 'bytes',
  energy: 'joules',
  co2: 'kgCO2e',
};

/** A table with every digit, as comma-separated values. Intervals have a column of their own beside that of their values. */
export function tableToCsv(table: TableBlock): string {
  const columns = table.columns.map((column, i) => {
    const unit = column.unit ?? (column.style && BASE_UNITS[column.style]);
    return {
      head: unit ? `${column.name} (${unit})` : column.name,
      interval: table.rows.some(row => row[i]?.interval !== undefined)
        ? l10n.t('{0} interval', column.name)
        : undefined,
    };
  });
  const head = columns.flatMap(c => (c.interval === undefined ? [c.head] : [c.head, c.interval]));
  const rows = table.rows.map(row =>
    columns.flatMap((c, i) => (c.interval === undefined ? [raw(row[i])] : [raw(row[i]), row[i]?.interval ?? ''])),
  );
  return csv([head, ...rows]);
}

/** A table as it reads, in GitHub-flavoured Markdown. */
export const tableToMarkdown = ({ title: _, ...table }: TableBlock): string =>
  `${blocksToMarkdown([table], { rows: table.rows.length })}\n`;

/** A table as it reads, for LaTeX with the booktabs package. Intervals stand in parentheses. */
export function tableToLatex(table: TableBlock): string {
  const line = (cells: readonly string[]): string => `  ${cells.join(' & ')} \\\\`;
  const cell = ({ text, best, interval }: Cell): string => {
    const shown = best ? `\\textbf{${escapeLatex(text)}}` : escapeLatex(text);
    // A bracket or a star behind the end of a row would be taken for its argument.
    const inert = /^[[*]/.test(shown) ? `{}${shown}` : shown;
    return interval ? `${inert} (${escapeLatex(interval)})` : inert;
  };
  const body = table.rows.map(row => line(table.columns.map((_, i) => cell(row[i] ?? { text: '' }))));
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
  // These are other signs in the fonts that LaTeX begins with.
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
  '–': '--',
  '—': '---',
  '…': '\\dots{}',
  '₂': '\\textsubscript{2}',
  '²': '\\textsuperscript{2}',
  '³': '\\textsuperscript{3}',
  '·': '\\textperiodcentered{}',
  '\u00a0': '~',
  '\u202f': '\\,',
  '−': '$-$',
  '×': '$\\times$',
  '±': '$\\pm$',
  '≈': '$\\approx$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '→': '$\\to$',
  '∞': '$\\infty$',
  '✓': '$\\surd$',
  '✗': '$\\times$',
  α: '$\\alpha$',
  β: '$\\beta$',
  γ: '$\\gamma$',
  δ: '$\\delta$',
  ε: '$\\varepsilon$',
  μ: '$\\mu$',
  σ: '$\\sigma$',
};

const SPECIAL = new RegExp(
  `[${Object.keys(LATEX)
    .map(c => `\\u{${c.codePointAt(0)?.toString(16)}}`)
    .join('')}]`,
  'gu',
);

/** Text without any command: data cannot run TeX. */
export const escapeLatex = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    // Exponents as they are printed: 5.76e23.
    .replace(SPECIAL, c => LATEX[c] ?? c)
    .replace(/^(\d+(?:\.\d+)?)e(-?\d+)(?=$| )/, '$$$1 \\times 10^{$2}$$');

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
