import * as l10n from '@vscode/l10n';
import type { Fit } from '../../../../../science/fitting/fit';
import { formOf } from '../../../../../science/fitting/forms/forms';
import type { Axis } from '../../../../../views/chart';
import { tickLabel } from '../../../../../views/format';

/** A variable that charts of a fit run along. */
export interface Along {
  readonly name: string;
  readonly values: Float64Array;
}

/** The variable that matters most: the only one of the form, or training compute where there are both N and D. */
export function mainVariable(fit: Fit): Along | undefined {
  const { columns } = fit.spec.data;
  const own = formOf(fit.spec.form, fit.spec.bounds).columns;
  const { N, D, C } = columns;
  if (own.includes('N') && own.includes('D') && N && D) {
    return { name: 'C', values: N.map((n, i) => 6 * n * (D[i] as number)) };
  }
  const name = own.includes('N') ? 'N' : own[0];
  const values = name === undefined ? C : columns[name];
  return values && { name: name ?? 'C', values };
}

/** The axis of a variable, in words and with its ticks. */
export function axisOf(name: string): Axis {
  switch (name) {
    case 'N':
      return { label: l10n.t('parameters'), scale: 'log', style: 'params' };
    case 'D':
      return { label: l10n.t('tokens'), scale: 'log', style: 'tokens' };
    case 'C':
      return { label: l10n.t('training compute (FLOP)'), scale: 'log', style: 'flop' };
    case 'loss':
      return { label: l10n.t('loss'), scale: 'linear', style: 'loss' };
    default:
      return { label: name, scale: 'log', style: 'plain' };
  }
}

/** A budget in words: `1e23`, `5.76e23`. */
export const budgetText = (C: number): string => tickLabel(Number(C.toPrecision(3)), 'flop');

/** At most `most` of the numbers 0 to n - 1, evenly spread. */
export function spread(n: number, most: number): number[] {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: most }, (_, k) => Math.round((k * (n - 1)) / (most - 1)));
}

/** Numbers evenly spaced on a logarithmic or linear scale. */
export function grid(low: number, high: number, count: number, scale: Axis['scale']): number[] {
  return Array.from({ length: count }, (_, k) => {
    const share = k / (count - 1);
    return scale === 'log' ? low * (high / low) ** share : low + share * (high - low);
  });
}
