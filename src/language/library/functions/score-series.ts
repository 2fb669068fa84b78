import * as l10n from '@vscode/l10n';
import type { SeriesInput } from '../../../science/evaluation/series';
import { findRole } from '../../data/roles';
import { ScaleError } from '../../errors';
import { centralValue, isScalar } from '../../evaluate/operators';
import { type List, plain, type Table, type Value } from '../../values/value';
import { maybe } from '../parameter';
import { boolean, text } from '../parameters';
import { groupsOf } from './calibration/predictions';
import { columnOf } from './tables';

/** Arguments that name the columns of scores by scale; each is found by its usual names if left out. */
export const seriesColumns = {
  x: maybe(text('Column of the scale; else params, tokens or flops.')),
  y: maybe(text('Column of the score; else value, score, accuracy or loss.')),
  by: maybe(text('Column that tells tasks (series) apart; else series or task.')),
  higher_is_better: maybe(boolean('Whether more is better; else as the table says, or true.')),
};

export interface SeriesColumns {
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  readonly by?: string | undefined;
  readonly higher_is_better?: boolean | undefined;
}

export interface NamedSeries {
  readonly name: string;
  readonly input: SeriesInput;
  /** Column of the scale, and of the score. */
  readonly axis: string;
  readonly score: string;
  readonly rows: Table;
}

const SCORES = ['value', 'score', 'accuracy', 'acc', 'metric', 'result', 'performance', 'loss'];
/** Scores of which less is better, by the name of their column. */
const LESS_IS_BETTER = /^(loss|.*_loss|nll|ppl|perplexity|bpb|bits_per_byte|error|ece|brier)$/i;
const TASKS = ['series', 'task', 'dataset', 'benchmark', 'name'];

const firstOf = (from: Table, names: readonly string[]): string | undefined =>
  names.find(name => from.columns.has(name));

/** The scores by scale in a table, one series for each task. */
export function seriesOf(from: Table, { x, y, by, higher_is_better }: SeriesColumns): NamedSeries[] {
  const score = y ?? firstOf(from, SCORES);
  if (score === undefined)
    throw new ScaleError(
      'missing-column',
      l10n.t(
        'The table needs a column of scores ({0}), and has {1}.',
        SCORES.join(', '),
        [...from.columns.keys()].join(', '),
      ),
    );
  const task = by ?? firstOf(from, TASKS);
  const groups =
    task === undefined
      ? [{ name: from.title ?? l10n.t('the series'), rows: from, places: undefined }]
      : groupsOf(from, task);
  return groups.map(({ name, rows, places }) => {
    const axis = x ?? scaleColumn(rows);
    const stderr = rows.columns.get('stderr') ?? rows.columns.get('se');
    const items = rows.columns.get('n') ?? rows.columns.get('items');
    const flag = rows.columns.get('higherIsBetter') ?? rows.columns.get('higher_is_better');
    const better = higher_is_better ?? (flag?.[0] === false || LESS_IS_BETTER.test(score) ? false : undefined);
    return {
      name,
      axis,
      score,
      rows,
      input: {
        name,
        x: numbers(columnOf(rows, axis)),
        y: numbers(columnOf(rows, score)),
        ...(stderr && numbers(stderr).every(Number.isFinite) ? { stderr: numbers(stderr) } : {}),
        ...(items && numbers(items).every(Number.isFinite) ? { items: numbers(items) } : {}),
        ...(better === undefined ? {} : { higherIsBetter: better }),
        ...(places && { places }),
      },
    };
  });
}

/** The first scale that varies along the rows. */
function scaleColumn(rows: Table): string {
  const named = [findRole(rows, 'N'), findRole(rows, 'D'), findRole(rows, 'C')].filter(name => name !== undefined);
  const varying = named.find(name => new Set(numbers(columnOf(rows, name)).filter(Number.isFinite)).size > 1);
  const found = varying ?? named[0];
  if (found !== undefined) return found;
  throw new ScaleError(
    'missing-column',
    l10n.t(
      'The table needs a column of the scale (params, tokens or flops), and has {0}.',
      [...rows.columns.keys()].join(', '),
    ),
  );
}

const numbers = (values: List): number[] =>
  Array.from(values, each => {
    const v = plain(each as Value);
    return isScalar(v) ? centralValue(v) : Number.NaN;
  });
