import * as l10n from '@vscode/l10n';
import type { Trend, TrendClass } from './trend';

/** From here on models differ by much more than their test sets explain. */
const WIDE_SCATTER = 3;

/** One or two sentences on why a trend has its class. */
export function reasonOf(kind: TrendClass, p: Trend['p'], turnAlpha: number, scatter: number | null): string {
  const wide =
    scatter !== null && scatter >= WIDE_SCATTER
      ? l10n.t(' Models scatter {0} times more than their standard errors explain.', Number(scatter.toPrecision(2)))
      : '';
  const small = p.turning < turnAlpha ? l10n.t(' There is a turn, but a small one.') : '';
  return main(kind, p) + (kind === 'standard' || kind === 'inverse' ? small : '') + wide;
}

function main(kind: TrendClass, { flat, turning }: Trend['p']): string {
  const words = (p: number) => String(Number(p.toPrecision(2)));
  switch (kind) {
    case 'flat':
      return l10n.t('A constant would vary as much by chance (p = {0}).', words(flat));
    case 'u-shaped':
      return l10n.t('Worse with scale at first, then better (p = {0} without a turn).', words(turning));
    case 'inverted-u':
      return l10n.t('Better with scale at first, then worse (p = {0} without a turn).', words(turning));
    case 'standard':
      return l10n.t('Better with scale (p = {0} if constant).', words(flat));
    case 'inverse':
      return l10n.t('Worse with scale (p = {0} if constant).', words(flat));
  }
}
