import * as l10n from '@vscode/l10n';
import type { TrendClass, TrendP } from './trend';

/** From here on models differ by much more than their test sets explain. */
const WIDE_SCATTER = 3;

/** One or two sentences on why a trend has its class. */
export function reasonOf(kind: TrendClass, p: TrendP, turnAlpha: number, scatter: number | null): string {
  const wide =
    scatter !== null && scatter >= WIDE_SCATTER
      ? l10n.t(' Models scatter {0} times more than their standard errors explain.', Number(scatter.toPrecision(2)))
      : '';
  const small = p.turning < turnAlpha && kind !== 'u-shaped' && kind !== 'inverted-u';
  return main(kind, p) + (small ? l10n.t(' There is a turn, but a small one.') : '') + wide;
}

function main(kind: TrendClass, { flat, monotone, turning }: TrendP): string {
  const words = (p: number) => String(Number(p.toPrecision(2)));
  switch (kind) {
    case 'flat':
      return l10n.t('No trend shown: a constant would vary as much by chance (p = {0}).', words(flat));
    case 'u-shaped':
      return l10n.t('Worse with scale at first, then better (p = {0} without a turn).', words(turning));
    case 'inverted-u':
      return l10n.t('Better with scale at first, then worse (p = {0} without a turn).', words(turning));
    case 'standard':
      return l10n.t('Better with scale (p = {0} if constant).', words(monotone));
    case 'inverse':
      return l10n.t('Worse with scale (p = {0} if constant).', words(monotone));
  }
}
