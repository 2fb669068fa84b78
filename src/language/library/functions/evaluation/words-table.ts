import * as l10n from '@vscode/l10n';
import type { LearningCurve } from '../../../../science/evaluation/words/learning-curve';
import { SUPPORTED, type WordsNeeded, type WordsPlace } from '../../../../science/evaluation/words/words-for';
import { formatNumber } from '../../../../views/format';
import type { TablePayload } from '../../../../views/kinds/table';
import { table as makeTable, view } from '../../../values/make';
import type { View } from '../../../values/value';

interface Row {
  readonly curve: LearningCurve;
  readonly needed: WordsNeeded;
}

const PLACES: Readonly<Record<WordsPlace, () => string>> = {
  measured: () => l10n.t('measured'),
  extrapolated: () => l10n.t('extrapolated'),
  beyond: () => l10n.t('beyond'),
  before: () => l10n.t('before'),
  never: () => l10n.t('levels off before'),
};

/** Skills by the words that they need, the least first; where only a bound is known, it is said. */
export function wordsTable(rows: readonly Row[], source: string): View {
  const order = [...rows].sort((a, b) => rank(a.needed) - rank(b.needed));
  const largest = Math.max(...rows.flatMap(({ curve }) => Array.from(curve.words)));
  const limit = formatNumber(largest * 10 ** SUPPORTED, 'count');
  const [skill, needed] = [order.map(r => r.curve.name), order.map(r => r.needed)];
  const payload: TablePayload = {
    subtitle: source,
    columns: [
      { name: l10n.t('skill'), values: skill },
      { name: l10n.t('words'), values: needed.map(wordsText) },
      { name: l10n.t('95 % interval'), values: needed.map(intervalText) },
      { name: l10n.t('place'), values: needed.map(n => PLACES[n.place]()) },
      { name: l10n.t('curve'), values: order.map(r => r.curve.form) },
    ],
    total: rows.length,
    ...(needed.some(n => n.words === null || n.high === null) && {
      notes: [
        {
          tone: 'info',
          text: l10n.t('Beyond {0} words, ten times the largest corpus, no number is given: only bounds.', limit),
        },
      ],
    }),
  };
  const table = makeTable({
    skill,
    words: needed.map(n => n.words),
    low: needed.map(n => n.low),
    high: needed.map(n => n.high),
    place: needed.map(n => n.place),
    form: order.map(r => r.curve.form),
  });
  const text = order.map(r => `${r.curve.name}: ${wordsText(r.needed)}`).join('; ');
  return view('table', payload, { table }, text);
}

/** Answers by words, then those with a lower bound alone by that. */
const rank = ({ words, low }: WordsNeeded): number => words ?? 1e15 + (low ?? 0);

const count = (words: number): string => formatNumber(words, 'count', { digits: 2 });

function wordsText({ words, low, high, place }: WordsNeeded): string {
  if (words !== null) return count(words);
  if (place === 'before') return high === null ? '—' : l10n.t('at most {0}', count(high));
  return low === null ? '—' : l10n.t('at least {0}', count(low));
}

function intervalText({ words, low, high }: WordsNeeded): string {
  if (words === null) return '—';
  if (low === null || high === null) return low === null ? '—' : l10n.t('from {0}; no upper bound', count(low));
  return `${count(low)} – ${count(high)}`;
}
