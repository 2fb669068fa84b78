import * as l10n from '@vscode/l10n';
import type { NumberStyle } from '../../../../views/chart';
import type { Table, Value } from '../../../values/value';
import { plain } from '../../../values/value';
import type { Context } from '../../context';

const SCALE_STYLES: Readonly<Record<string, NumberStyle>> = {
  params: 'params',
  tokens: 'tokens',
  words: 'count',
  flops: 'flop',
  N: 'params',
  D: 'tokens',
  C: 'flop',
};

/** How numbers of a column of scales are written. */
export const scaleStyle = (column: string): NumberStyle => SCALE_STYLES[column] ?? 'plain';

const firstText = (rows: Table, name: string): string | undefined => {
  const value = rows.columns.get(name)?.[0];
  return typeof value === 'string' ? value : undefined;
};

/** What shares are counted in, by a column `unit` or else by the scores; undefined where they are no shares. */
export function wholeOf(rows: Table, y: ArrayLike<number | null | undefined>): 1 | 100 | undefined {
  const unit = firstText(rows, 'unit');
  if (unit === 'percent') return 100;
  if (unit === 'fraction') return 1;
  if (unit !== undefined) return undefined;
  const scores = Array.from(y, Number);
  if (scores.some(v => v < 0 || v > 100)) return undefined;
  return scores.some(v => v > 1) ? 100 : 1;
}

/** The score of guessing, in the unit of the scores: as given, else of the table. */
export function chanceOf(
  rows: Table,
  given: number | undefined,
  whole: 1 | 100 | undefined,
  context: Context,
): number | undefined {
  if (given !== undefined) {
    if (whole !== 100 || given <= 0 || given >= 1) return given;
    context.note({
      tone: 'info',
      text: l10n.t('The scores are in percent, so that chance {0} is read as {1} %.', given, 100 * given),
    });
    return 100 * given;
  }
  const value = plain((rows.columns.get('chance')?.[0] ?? null) as Value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Where a series comes from, for its points: source and locator of the table's rows. */
export function sourceNote(rows: Table): string | null {
  const [source, locator] = [firstText(rows, 'source'), firstText(rows, 'locator')];
  if (source === undefined) return rows.source ?? null;
  return locator === undefined ? source : `${source}, ${locator}`;
}
