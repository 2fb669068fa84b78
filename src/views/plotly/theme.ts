import { accentOf, type Inks, inksOf, type Scheme, SLOTS } from '../palette';

/** Colours and type of a figure, as values that Plotly understands. */
export interface FigureTheme extends Inks {
  readonly scheme: Scheme;
  readonly accents: readonly string[];
  readonly font: string;
}

/** The palette's own colours, where no host sets others. */
export const plainTheme = (scheme: Scheme): FigureTheme => ({
  ...inksOf(scheme),
  scheme,
  accents: Array.from({ length: SLOTS }, (_, slot) => accentOf(slot, scheme)),
  font: 'system-ui, sans-serif',
});
