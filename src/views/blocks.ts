import type { Chart, NumberStyle } from './chart';

/** A figure shown as text with its meaning and origin on hover. Text is always set as text, never as markup. */
export interface Cell {
  readonly text: string;
  /** Part of the text that stands out, from a character to before another: a word in its context. */
  readonly strong?: readonly [number, number];
  /** Exact value, for sorting, copying and full precision. */
  readonly value?: number | string | boolean | null;
  /** Interval, shown quietly beside or below. */
  readonly interval?: string;
  /** Who says so: paper, table, formula. Shown on hover. */
  readonly source?: string;
  /** The better value: semibold. */
  readonly best?: boolean;
  /** Palette slot: draws the series' marker before the text. */
  readonly slot?: number;
  readonly tone?: 'good' | 'bad' | 'quiet';
}

/** A cell's text before what stands out, that, and the rest. */
export const partsOf = ({ text, strong: [from, to] = [0, 0] }: Cell): readonly [string, string, string] => [
  text.slice(0, from),
  text.slice(from, Math.max(from, to)),
  text.slice(Math.max(from, to)),
];

export interface Column {
  readonly name: string;
  readonly align?: 'start' | 'end';
  readonly style?: NumberStyle;
  readonly unit?: string;
  readonly source?: string;
  /** Long texts break into lines; else they are cut. */
  readonly wrap?: boolean;
}

/** A named value on a line of its own. */
export interface Line {
  readonly name?: string;
  readonly text: string;
  readonly unit?: string;
  readonly interval?: string;
  /** Every digit, shown on hover and copied. */
  readonly exact?: string;
  readonly source?: string;
  /** How deep it is nested; 0 if left out. */
  readonly level?: number;
}

/** What a view is made of. Every view lays itself out as blocks; text, Markdown, SVG and HTML all come from them. */
export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly subtitle?: string; readonly badge?: string }
  | {
      readonly kind: 'stats';
      readonly items: readonly {
        readonly label: string;
        readonly value: string;
        readonly unit?: string;
        readonly detail?: string;
        readonly source?: string;
        readonly exact?: string;
      }[];
    }
  | {
      readonly kind: 'table';
      readonly title?: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      readonly total?: number;
      readonly sortable?: boolean;
      readonly collapsed?: boolean;
    }
  /** Side by side where there is room. */
  | { readonly kind: 'charts'; readonly charts: readonly Chart[] }
  /** Named values as quiet compact lines. */
  | { readonly kind: 'lines'; readonly items: readonly Line[] }
  /** Columns where there is room, else one below the other. */
  | { readonly kind: 'columns'; readonly columns: readonly (readonly Block[])[] }
  | {
      readonly kind: 'bar';
      readonly title: string;
      readonly capacity: number;
      readonly parts: readonly {
        readonly name: string;
        readonly value: number;
        readonly slot: number;
        readonly text: string;
      }[];
      readonly style: NumberStyle;
    }
  | {
      readonly kind: 'chips';
      readonly items: readonly { readonly value: string; readonly meaning: string; readonly source?: string }[];
    }
  | { readonly kind: 'note'; readonly tone: 'info' | 'warning' | 'error' | 'good'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'quiet' }
  /** Text of several lines, to the letter: a script, a document. */
  | { readonly kind: 'code'; readonly text: string; readonly name?: string }
  | { readonly kind: 'details'; readonly summary: string; readonly blocks: readonly Block[] };
