import { gopherQuality, gopherRepetition } from '../../../science/facts/corpus';
import { formatNumber } from '../../../views/format';
import { table } from '../../values/make';
import type { Table } from '../../values/value';
import { sourceText } from './sourcing';

const written = (limit: number | null): string | null => (limit === null ? null : formatNumber(limit, 'plain'));

/** Rules of Gopher's quality filter, as the product applies them. */
function gopherRules(): Table {
  const { minWords, maxWords, minMeanWordLength, maxMeanWordLength, maxSymbolsPerWord, maxBulletLines } = gopherQuality;
  const { maxEllipsisLines, minAlphabeticWords, minStopWords, stopWords, citation } = gopherQuality;
  const rows: readonly (readonly [string, number | null, number | null])[] = [
    ['words', minWords, maxWords],
    ['mean word length, characters', minMeanWordLength, maxMeanWordLength],
    ['hash signs or ellipses per word', null, maxSymbolsPerWord],
    ['share of lines that begin with a bullet', null, maxBulletLines],
    ['share of lines that end with an ellipsis', null, maxEllipsisLines],
    ['share of words with a letter', minAlphabeticWords, null],
    [`different words of: ${stopWords.join(', ')}`, minStopWords, null],
  ];
  return table(
    // In words: counts and shares in one column would be written with exponents.
    { rule: rows.map(r => r[0]), least: rows.map(r => written(r[1])), most: rows.map(r => written(r[2])) },
    { title: 'data.gopher_quality', source: sourceText(citation) },
  );
}

/** Largest shares of Gopher's repetition filter. */
function gopherShares(): Table {
  const { duplicateLines, duplicateParagraphs, duplicateLineCharacters, duplicateParagraphCharacters } =
    gopherRepetition;
  const rows: readonly (readonly [string, number])[] = [
    ['duplicate lines', duplicateLines],
    ['duplicate paragraphs', duplicateParagraphs],
    ['characters in duplicate lines', duplicateLineCharacters],
    ['characters in duplicate paragraphs', duplicateParagraphCharacters],
    ...gopherRepetition.topNgrams.map(([n, share]) => [`characters in the top ${n}-gram`, share] as const),
    ...gopherRepetition.duplicateNgrams.map(([n, share]) => [`characters in duplicate ${n}-grams`, share] as const),
  ];
  return table(
    { statistic: rows.map(r => r[0]), most: Float64Array.from(rows, r => r[1]) },
    { title: 'data.gopher_repetition', source: sourceText(gopherRepetition.citation) },
  );
}

/** Rules and thresholds of published corpora. */
export const corpusTables: Readonly<Record<string, () => Table>> = {
  gopher_quality: gopherRules,
  gopher_repetition: gopherShares,
};
