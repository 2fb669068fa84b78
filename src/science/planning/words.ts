import * as l10n from '@vscode/l10n';
import type { Law } from '../laws/law';

const scales = [
  { from: 1e15, by: 1, suffix: '' },
  { from: 1e12, by: 1e12, suffix: ' T' },
  { from: 1e9, by: 1e9, suffix: ' B' },
  { from: 1e6, by: 1e6, suffix: ' M' },
  { from: 1e4, by: 1e3, suffix: ' K' },
] as const;

/** A count as the cards write it: 70.2 B, 1.33 T, 1,024. */
export function short(x: number): string {
  const size = Math.abs(x);
  if (size >= 1e15) return x.toExponential(2).replace('e+', 'e');
  const scale = scales.find(s => size >= s.from);
  if (!scale) return size >= 1 ? String(Number(x.toPrecision(4))) : String(Number(x.toPrecision(3)));
  return `${Number((x / scale.by).toPrecision(3))}${scale.suffix}`;
}

/** A share as a percentage: 41 %, 0.5 %. */
export const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

/** Bytes in GB of 1e9, as vendors count memory. */
export const gigabytes = (bytes: number): string => `${Number((bytes / 1e9).toPrecision(3))} GB`;

/** Seconds as the unit that reads best: 27.2 days, 5.1 hours. */
export function duration(seconds: number): string {
  if (seconds >= 2 * 86400) return `${Number((seconds / 86400).toPrecision(3))} days`;
  if (seconds >= 2 * 3600) return `${Number((seconds / 3600).toPrecision(3))} hours`;
  return `${Number(seconds.toPrecision(3))} seconds`;
}

export const dollars = (usd: number): string => `$${short(usd)}`;

/** How a notebook calls a law: `laws.epoch`, or the fit that was made in it. */
export const called = ({ name }: Pick<Law, 'name'>): string => (name === 'fit' ? l10n.t('the fit') : `laws.${name}`);
