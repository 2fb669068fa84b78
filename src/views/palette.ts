import type { Series } from './chart';

/** Background that colours stand on. High-contrast themes have backgrounds and borders of their own. */
export type Scheme = 'light' | 'dark' | 'hc-light' | 'hc-dark';

/** Accents in the order of slots; each reads as text (4.5 : 1) on the scheme's backgrounds. */
const ACCENTS: Readonly<Record<Scheme, readonly string[]>> = {
  light: ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#bf3989', '#0f6f78', '#8a5a00', '#cf222e'],
  dark: ['#4ea7ff', '#f0883e', '#56d364', '#c08cff', '#f778ba', '#39c5cf', '#e3b341', '#ff7b72'],
  'hc-light': ['#0349b4', '#873800', '#024c1a', '#512598', '#7d0c57', '#004d55', '#5a3600', '#86061d'],
  'hc-dark': ['#71b7ff', '#ffa657', '#4ae168', '#d3abff', '#ff9bce', '#5fe3ee', '#ffd33d', '#ff9492'],
};

/** What is neither a series nor text: ink for the reader, quieter ink, hairlines, the page. */
export interface Inks {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly grid: string;
  readonly page: string;
}

const INKS: Readonly<Record<Scheme, Inks>> = {
  light: { text: '#24292f', quiet: '#636c76', line: '#d0d7de', grid: '#eaeef2', page: '#ffffff' },
  dark: { text: '#d4d4d4', quiet: '#9d9d9d', line: '#3f3f3f', grid: '#2e2e2e', page: '#1f1f1f' },
  'hc-light': { text: '#000000', quiet: '#292929', line: '#0f4a85', grid: '#c4c4c4', page: '#ffffff' },
  'hc-dark': { text: '#ffffff', quiet: '#e6e6e6', line: '#6fc3df', grid: '#4a4a4a', page: '#000000' },
};

export const inksOf = (scheme: Scheme): Inks => INKS[scheme];

export type Marker = NonNullable<Series['marker']>;
export type Dash = NonNullable<Series['dash']>;

const MARKERS: readonly Marker[] = ['circle', 'square', 'diamond', 'triangle', 'cross', 'star', 'x'];
const DASHES: readonly Dash[] = ['solid', 'dot', 'dash', 'dashdot'];

/** Accents before colours are used again. */
export const SLOTS = 8;

export const accentOf = (slot: number, scheme: Scheme): string => ACCENTS[scheme][slot % SLOTS] as string;

/** The colour of a series; neutral ink where it has no slot. */
export const colourOf = (slot: number | null | undefined, scheme: Scheme): string =>
  slot === null || slot === undefined ? INKS[scheme].quiet : accentOf(slot, scheme);

/** Colours repeat after eight slots and markers after seven, so that no two of 56 series look alike. */
export const markerOf = (slot: number | null | undefined): Marker => MARKERS[(slot ?? 0) % MARKERS.length] as Marker;

/** A second round of a colour has another dash. */
export const dashOf = (slot: number | null | undefined): Dash =>
  slot === null || slot === undefined ? 'solid' : (DASHES[(slot + Math.floor(slot / SLOTS)) % DASHES.length] as Dash);
