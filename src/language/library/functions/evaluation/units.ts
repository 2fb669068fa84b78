import * as l10n from '@vscode/l10n';
import type { Axis } from '../../../../views/chart';
import { centralValue, isScalar } from '../../../evaluate/operators';
import type { Table, Value } from '../../../values/value';
import { plain } from '../../../values/value';
import type { Context } from '../../context';
import { noteOfRows } from '../row-notes';
import type { NamedSeries } from '../score-series';

const firstText = (rows: Table, name: string): string | undefined => {
  const value = rows.columns.get(name)?.[0];
  return typeof value === 'string' ? value : undefined;
};

/** Scores that are no shares, by the name of their column. */
const NO_SHARE = /loss|nll|perplexity|ppl|bits|bpb|nats|bleu|rouge|elo|reward/i;

/** What shares are counted in, by a column `unit` or else by the scores; undefined where they are no shares. */
export function wholeOf(rows: Table, y: ArrayLike<number | null | undefined>, column = ''): 1 | 100 | undefined {
  const unit = firstText(rows, 'unit');
  if (unit === 'percent') return 100;
  if (unit === 'fraction') return 1;
  if (unit !== undefined || NO_SHARE.test(column)) return undefined;
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

/** What points say on hover: the models behind them and where their scores are from. Rows that share a scale share a point. */
export function pointNotes({ rows, axis }: NamedSeries, x: readonly number[]): (string | null)[] {
  const scale = rows.columns.get(axis) ?? [];
  const places = new Map<number, number[]>();
  for (let i = 0; i < rows.rows; i++) {
    const value = plain(scale[i] as Value);
    const at = isScalar(value) ? centralValue(value) : Number.NaN;
    places.set(at, [...(places.get(at) ?? []), i]);
  }
  return x.map(at => noteOfRows(rows, places.get(at) ?? []));
}

/** A line of scores as a share of their whole, for an axis in percent; as they are where they are no shares. */
export function scoreAxis(rows: Table, label: string, whole: 1 | 100 | undefined): Axis {
  const metric = firstText(rows, 'metric');
  const better = rows.columns.get('higherIsBetter')?.[0] ?? rows.columns.get('higher_is_better')?.[0];
  // Longer names do not fit beside a small plot; its title or switch says them.
  const name = metric !== undefined && metric.length <= 24 ? metric : label;
  return {
    label: better === false ? l10n.t('{0} (less is better)', name) : name,
    scale: 'linear',
    style: whole === undefined ? 'plain' : 'percent',
  };
}
