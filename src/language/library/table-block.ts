import type { Block, Cell } from '../../views/blocks';
import type { NumberStyle } from '../../views/chart';
import { formatColumn, formatNumber } from '../../views/format';

/** A column of a table in a view: numbers in a style, or texts. */
export interface BlockColumn {
  readonly name: string;
  readonly values: readonly (number | string | null)[];
  readonly style?: NumberStyle;
  readonly digits?: number;
  /** Intervals, shown quietly. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Who says so, a text per row. */
  readonly sources?: readonly (string | undefined)[];
  /** Draws each row's series marker before the text. */
  readonly slots?: readonly (number | undefined)[];
  readonly tones?: readonly (Cell['tone'] | undefined)[];
  /** Texts that are numbers as someone printed them: aligned like numbers. */
  readonly end?: boolean;
  /** Sentences: they break into lines instead of being cut. */
  readonly wrap?: boolean;
}

/** A table block from columns: numbers aligned and written alike, texts as they are. */
export function tableBlock(
  columns: readonly BlockColumn[],
  more: { readonly title?: string; readonly sortable?: boolean } = {},
): Block {
  const cells = columns.map(cellsOf);
  return {
    kind: 'table',
    ...more,
    columns: columns.map(({ name, values, style, wrap, end = values.some(v => typeof v === 'number') }) => ({
      name,
      ...(end ? { align: 'end' as const } : {}),
      ...(style ? { style } : {}),
      ...(wrap ? { wrap } : {}),
    })),
    rows: (cells[0] ?? []).map((_, row) => cells.map(column => column[row] as Cell)),
  };
}

function cellsOf({ values, style = 'plain', digits, low, high, sources, slots, tones }: BlockColumn): Cell[] {
  const numbers = values.map(v => (typeof v === 'number' ? v : null));
  const texts = formatColumn(numbers, style, digits === undefined ? {} : { digits });
  return values.map((value, i): Cell => {
    const interval = intervalText(low?.[i], high?.[i], style);
    const tone = tones?.[i];
    return {
      text: typeof value === 'string' ? value : (texts[i] as string),
      value,
      ...(interval === undefined ? {} : { interval }),
      ...(sources?.[i] === undefined ? {} : { source: sources[i] }),
      ...(slots?.[i] === undefined ? {} : { slot: slots[i] }),
      ...(tone === undefined ? {} : { tone }),
    };
  });
}

function intervalText(low: number | null | undefined, high: number | null | undefined, style: NumberStyle) {
  if (low === null || low === undefined || high === null || high === undefined) return undefined;
  return `${formatNumber(low, style)} – ${formatNumber(high, style)}`;
}
