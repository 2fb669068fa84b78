import * as l10n from '@vscode/l10n';
import type { ComparedBenchmark, ComparedModel } from './payload';

/** Places of the best among values; several in a tie, none where fewer than two can be compared. */
export function bestOf(values: readonly (number | null)[], higherIsBetter: boolean): readonly number[] {
  const known = values.filter((x): x is number => x !== null && Number.isFinite(x));
  if (known.length < 2) return [];
  const best = known.reduce((a, b) => ((higherIsBetter ? b > a : b < a) ? b : a));
  if (known.every(x => x === best)) return [];
  return values.flatMap((x, i) => (x === best ? [i] : []));
}

/** Small numbers in words, where the language writes them so. */
const inWords = (n: number): string =>
  l10n.t('zero one two three four five six seven eight nine ten eleven twelve').split(' ')[n] ?? String(n);

/** What the benchmarks find, in a sentence: "Measured: Chinchilla leads on all seven". */
export function finding(models: readonly ComparedModel[], benchmarks: readonly ComparedBenchmark[]): string {
  const compared = benchmarks.filter(b => b.values.filter(x => x !== null).length >= 2);
  const total = compared.length;
  if (total === 0) return l10n.t('Measured results');
  const wins = models.map((_, i) => compared.filter(b => single(bestOf(b.values, b.higherIsBetter)) === i).length);
  const most = wins.reduce((a, b) => Math.max(a, b), 0);
  const leaders = wins.flatMap((w, i) => (w === most ? [i] : []));
  const leader = single(leaders);
  const title = leader === undefined ? undefined : models[leader]?.title;
  if (most === 0) return l10n.t('Measured: no model leads on any of {0}', inWords(total));
  if (title === undefined) {
    const names = leaders.map(i => models[i]?.title ?? '').join(', ');
    return l10n.t('Measured: {0} lead on {1} each, of {2}', names, inWords(most), inWords(total));
  }
  if (total === 1) return l10n.t('Measured: {0} leads on {1}', title, compared[0]?.name ?? '');
  if (most === total && total === 2) return l10n.t('Measured: {0} leads on both', title);
  if (most === total) return l10n.t('Measured: {0} leads on all {1}', title, inWords(total));
  return l10n.t('Measured: {0} leads on {1} of {2}', title, inWords(most), inWords(total));
}

const single = (places: readonly number[]): number | undefined => (places.length === 1 ? places[0] : undefined);
