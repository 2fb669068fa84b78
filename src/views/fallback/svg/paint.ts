import { accentOf, type Inks, inksOf, type Scheme, SLOTS } from '../../palette';

/**
 * `auto` follows the reader's preference by a media query: for figures on forges. `page` takes the `--sb-…` variables of the
 * page that the figure is part of.
 */
export type SvgTheme = Scheme | 'auto' | 'page';

/** Colours of a figure: values, or variables that the figure's own style sheet sets. */
export interface Paint {
  readonly ink: (name: keyof Inks) => string;
  readonly slot: (slot: number | null | undefined) => string;
  /** What the figure's style element says; empty where colours are values. */
  readonly css: string;
}

export function paintFor(theme: SvgTheme): Paint {
  if (theme !== 'auto' && theme !== 'page') {
    const inks = inksOf(theme);
    return {
      ink: name => inks[name],
      slot: slot => (slot === null || slot === undefined ? inks.quiet : accentOf(slot, theme)),
      css: '',
    };
  }
  const css =
    theme === 'page'
      ? ''
      : `.sb{${paletteVariables('light')}}@media(prefers-color-scheme:dark){.sb{${paletteVariables('dark')}}}`;
  return {
    ink: name => `var(--sb-${name})`,
    slot: slot => (slot === null || slot === undefined ? 'var(--sb-quiet)' : `var(--sb-${slot % SLOTS})`),
    css,
  };
}

/** The palette of a scheme as CSS variables, `--sb-text:#…;--sb-0:#…`. */
export function paletteVariables(scheme: Scheme): string {
  const inks = Object.entries(inksOf(scheme)).map(([name, value]) => `--sb-${name}:${value}`);
  const accents = Array.from({ length: SLOTS }, (_, i) => `--sb-${i}:${accentOf(i, scheme)}`);
  return [...inks, ...accents].join(';');
}
