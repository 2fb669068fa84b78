import * as l10n from '@vscode/l10n';
import { type Block, type Cell, type Column, type Line, partsOf } from '../blocks';
import type { Chart } from '../chart';
import { verbatim } from './columns';

export interface MarkdownOptions {
  /** Level of a view's title, 1 to 6; default 4. 0 writes it in bold. */
  readonly level?: number;
  /** Most rows of a table; default 50. */
  readonly rows?: number;
  /** Where the figure of a chart is: an address for an image. Without one, the summary stands alone. */
  readonly figure?: (chart: Chart, index: number) => string | undefined;
}

/** Blocks as GitHub-flavoured Markdown. Text from data is escaped: it makes no markup, link, HTML, mention or formula. */
export function blocksToMarkdown(blocks: readonly Block[], options: MarkdownOptions = {}): string {
  const counter = { charts: 0 };
  return blocks
    .map(block => blockMarkdown(block, options, counter))
    .filter(text => text !== '')
    .join('\n\n');
}

interface Counter {
  charts: number;
}

function blockMarkdown(block: Block, options: MarkdownOptions, counter: Counter): string {
  const { level = 4, rows = 50 } = options;
  const inner = (blocks: readonly Block[]): string =>
    blocks
      .map(b => blockMarkdown(b, options, counter))
      .filter(text => text !== '')
      .join('\n\n');
  switch (block.kind) {
    case 'title': {
      const head = escapeMarkdown(block.text);
      const title = head === '' ? '' : level > 0 ? `${'#'.repeat(Math.min(6, level))} ${head}` : `**${head}**`;
      return [title, block.subtitle ? `_${escapeMarkdown(block.subtitle)}_` : ''].filter(s => s !== '').join('\n\n');
    }
    case 'stats':
      return statsMarkdown(block.items);
    case 'lines':
      return linesMarkdown(block.items);
    case 'table':
      return tableMarkdown(block, rows);
    case 'charts':
      return block.charts.map(chart => chartMarkdown(chart, options, counter)).join('\n\n');
    case 'columns':
      return block.columns.map(inner).join('\n\n');
    case 'bar':
      return `**${escapeMarkdown(block.title)}**: ${block.parts.map(p => escapeMarkdown(`${p.name} ${p.text}`)).join(', ')}`;
    case 'chips':
      return block.items.map(c => `${code(c.value)} ${escapeMarkdown(c.meaning)}`.trim()).join(' · ');
    case 'note':
      return `> ${NOTE_HEADS[block.tone]}${escapeMarkdown(block.text)}`;
    case 'text':
      return escapeMarkdown(block.text);
    case 'code':
      return [...(block.name ? [`**${escapeMarkdown(block.name)}**`, ''] : []), fenced(block.text)].join('\n');
    case 'details':
      return `**${escapeMarkdown(block.summary)}**\n\n${inner(block.blocks)}`;
  }
}

const NOTE_HEADS = { info: '', good: '', warning: '**!** ', error: '**✗** ' } as const;

function chartMarkdown(chart: Chart, { figure }: MarkdownOptions, counter: Counter): string {
  const address = figure?.(chart, counter.charts);
  counter.charts += 1;
  const title = `**${escapeMarkdown(chart.title)}**`;
  if (address === undefined) return `${title}: ${escapeMarkdown(chart.summary)}`;
  return `${title}\n\n![${escapeMarkdown(chart.summary)}](<${address.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
}

type Stats = Extract<Block, { kind: 'stats' }>['items'];

function statsMarkdown(items: Stats): string {
  const only = items.length === 1 ? items[0] : undefined;
  const value = ({ value: v, unit }: Stats[number]): string => escapeMarkdown(unit ? `${v} ${unit}` : v);
  if (only) {
    const name = only.label === '' ? '' : `${escapeMarkdown(only.label)} = `;
    return `${name}**${value(only)}**${only.detail ? ` (${escapeMarkdown(only.detail)})` : ''}`;
  }
  const cells = items.map(i => `**${value(i)}**${i.detail ? ` (${escapeMarkdown(i.detail)})` : ''}`);
  return [row(items.map(i => escapeMarkdown(i.label))), row(items.map(() => '---')), row(cells)].join('\n');
}

/** Two spaces would end a line; a list shows nesting on every forge. */
const linesMarkdown = (items: readonly Line[]): string =>
  items
    .map(({ name, text, unit, interval, level = 0 }) => {
      const value = escapeMarkdown([text, unit ?? ''].filter(s => s !== '').join(' '));
      const body = [name ? `${escapeMarkdown(name)}:` : '', value, interval ? `(${escapeMarkdown(interval)})` : ''];
      return `${'  '.repeat(level)}- ${body.filter(s => s !== '').join(' ')}`;
    })
    .join('\n');

function tableMarkdown(block: Extract<Block, { kind: 'table' }>, most: number): string {
  const shown = block.rows.slice(0, most);
  const more = (block.total ?? block.rows.length) - shown.length;
  return [
    ...(block.title ? [`**${escapeMarkdown(block.title)}**`, ''] : []),
    row(block.columns.map(c => escapeMarkdown(headOf(c)))),
    row(block.columns.map(c => (c.align === 'end' ? '---:' : '---'))),
    ...shown.map(cells => row(block.columns.map((_, i) => (cells[i] ? cellMarkdown(cells[i]) : '')))),
    ...(more > 0 ? ['', `_${l10n.t('… {0} more rows', more.toLocaleString('en-US'))}_`] : []),
  ].join('\n');
}

const headOf = (column: Column): string => (column.unit ? `${column.name} (${column.unit})` : column.name);

function cellMarkdown(cell: Cell): string {
  const text = escapeMarkdown(cell.text);
  const [before, strong, after] = partsOf(cell);
  if (strong.trim() !== '') {
    const [, lead = '', word = '', trail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(strong) ?? [];
    return `${escapeMarkdown(before + lead)}**${escapeMarkdown(word)}**${escapeMarkdown(trail + after)}`;
  }
  const best = cell.best && text !== '' ? `**${text}**` : text;
  return cell.interval ? `${best} (${escapeMarkdown(cell.interval)})` : best;
}

const row = (cells: readonly string[]): string => `| ${cells.map(c => (c === '' ? ' ' : c)).join(' | ')} |`;

/** Text that reads as itself in GitHub-flavoured Markdown, wherever in a line or a table it stands. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // A digit or word before `_`, `$` or `*` does not make them safe: `2*3*4`.
    .replace(/[\\`*_~$|[\]#]/g, '\\$&')
    // Addresses, mentions and list markers would be linked or begin a list.
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/\bwww\./gi, 'www&#8203;.')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    .replace(/^([-+=])(?=\s|[-+=]|$)/, '\\$1');

/** A fenced block that holds any text. */
function fenced(text: string): string {
  const clean = verbatim(text);
  const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(m => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${clean.replace(/\n$/, '')}\n${fence}`;
}

/** Inline code that holds any text. */
function code(text: string): string {
  const clean = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\|/g, '¦');
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(m => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${clean} ${fence}` : `${fence}${clean}${fence}`;
}
