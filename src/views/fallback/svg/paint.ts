import { accentOf, type Inks, inksOf, type Scheme, SLOTS } from '../../palette';

/** `auto` follows the reader's preference by a media query: for figures in pages and on forges. */
export type SvgTheme = Scheme | 'auto';

/** Colours of a figure: values, or variables that the figure's own style sheet sets. */
export interface Paint {
  readonly ink: (name: keyof Inks) => string;
  readonly slot: (slot: number | null | undefined) => string;
  /** What the figure's style element says; empty where colours are values. */
  readonly css: string;
}

export function paintFor(theme: SvgTheme): Paint {
  if (theme !== 'auto') {
    const inks = inksOf(theme);
    return {
      ink: name => inks[name],
      slot: slot => (slot === null || slot === undefined ? inks.quiet : accentOf(slot, theme)),
      css: '',
    };
  }
  const css = `.sb{${variables('light')}}@media(prefers-color-scheme:dark){.sb{${variables('dark')}}}`;
  return {
    ink: name => `var(--sb-${name})`,
    slot: slot => (slot === null || slot === undefined ? 'var(--sb-quiet)' : `var(--sb-${slot % SLOTS})`),
    css,
  };
}

function variables(scheme: Scheme): string {
  const inks = Object.entries(inksOf(scheme)).map(([name, value]) => `--sb-${name}:${value}`);
  const accents = Array.from({ length: SLOTS }, (_, i) => `--sb-${i}:${accentOf(i, scheme)}`);
  return [...inks, ...accents].join(';');
}
