export type { SvgTheme } from './svg/paint';
export { chartToSvg, type SvgOptions } from './svg/svg';
