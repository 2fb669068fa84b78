/**
 * A chart as data: what is drawn, not how. The renderers turn it into Plotly, the fallbacks into SVG and text,
 * so that a figure looks the same wherever a note is read.
 */

/** How numbers on an axis or in a column are written (see `format.ts`). */
export type NumberStyle =
  | 'plain'
  | 'percent'
  | 'loss'
  | 'params'
  | 'tokens'
  | 'flop'
  | 'usd'
  | 'duration'
  | 'bytes'
  | 'energy'
  | 'co2'
  | 'count'
  | 'scientific';

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log' | 'category';
  readonly style?: NumberStyle;
  /** Shown range in data units; automatic where absent. */
  readonly domain?: readonly [number, number];
  /** For category axes, first at the top (y) or left (x). */
  readonly categories?: readonly string[];
  readonly reversed?: boolean;
}

export type Mark = 'line' | 'points' | 'line+points' | 'band' | 'bars' | 'heatmap' | 'contour';

export interface Series {
  readonly name: string;
  readonly mark: Mark;
  /** Index into the palette; decides colour, marker and dash together. `null` is neutral ink (diagonals, reference lines). */
  readonly slot: number | null;
  readonly x: readonly (number | string | null)[];
  readonly y: readonly (number | string | null)[];
  /** Interval ends: error bars on points, the edges of a band. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Values of a heatmap or contour, row by row along y. */
  readonly z?: readonly (readonly (number | null)[])[];
  readonly dash?: 'solid' | 'dash' | 'dot' | 'dashdot';
  readonly width?: number;
  /** Bars: width of each in units of x; they then stand exactly where x says, whatever `barMode` is. */
  readonly widths?: readonly number[];
  /** Marker overriding the slot's: open diamonds mark optima. */
  readonly marker?: 'circle' | 'square' | 'diamond' | 'diamond-open' | 'triangle' | 'cross' | 'x' | 'star';
  /** 0–1. */
  readonly opacity?: number;
  /** Extra hover lines, one per point (text, never markup). */
  readonly notes?: readonly (string | null)[];
  /** Not in the legend. */
  readonly quiet?: boolean;
  /** Direct label at the last point (or at `labelAt`). */
  readonly label?: string;
  readonly labelAt?: number;
  /** Series of one group are toggled together. */
  readonly group?: string;
}

export interface Annotation {
  readonly x: number | string;
  readonly y: number | string;
  readonly text: string;
  readonly slot?: number | null;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A reference line across the chart. */
export interface Rule {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly text?: string;
  readonly slot?: number | null;
}

export interface Chart {
  /** The finding in words, where the data give one; else what is drawn. */
  readonly title: string;
  /** One or two sentences for screen readers and for text-only output. */
  readonly summary: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly annotations?: readonly Annotation[];
  readonly rules?: readonly Rule[];
  readonly legend?: 'none' | 'top';
  /** Height in px at full width; default 280. */
  readonly height?: number;
  /** Equal units on both axes (reliability diagrams). */
  readonly square?: boolean;
  readonly barMode?: 'group' | 'stack' | 'overlay';
}
