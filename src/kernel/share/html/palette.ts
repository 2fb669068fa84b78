import { paletteVariables } from '../../../views';

/** The reader's preference decides the palette; paper is always light. */
export function paletteStyle(): string {
  const light = paletteVariables('light');
  const dark = paletteVariables('dark');
  const important = light.replace(/(?=;|$)/g, '!important');
  return `:root{${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}@media print{:root,.sb{${important}}}`;
}
