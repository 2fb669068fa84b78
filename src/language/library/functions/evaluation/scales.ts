import * as l10n from '@vscode/l10n';
import type { NumberStyle } from '../../../../views/chart';

const SCALE_STYLES: Readonly<Record<string, NumberStyle>> = {
  params: 'params',
  parameters: 'params',
  size: 'params',
  tokens: 'tokens',
  words: 'count',
  flops: 'flop',
  compute: 'flop',
  N: 'params',
  D: 'tokens',
  C: 'flop',
};

/** How numbers of a column of scales are written. */
export const scaleStyle = (column: string): NumberStyle => SCALE_STYLES[column] ?? 'plain';

/** A column of scales in words. */
export function scaleLabel(column: string): string {
  const style = scaleStyle(column);
  if (style === 'params') return l10n.t('parameters');
  if (style === 'tokens') return l10n.t('training tokens');
  return style === 'flop' ? l10n.t('training compute (FLOP)') : column;
}
