import { gopherQuality, gopherRepetition, leeC4, leeDuplicationRates } from '../../../science/facts/corpus';
import { table } from '../../values/make';
import type { Table } from '../../values/value';
import { sourceText } from './sourcing';

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
    { rule: rows.map(r => r[0]), least: rows.map(r => r[1]), most: rows.map(r => r[2]) },
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

const duplicates = (): Table =>
  table(
    {
      dataset: leeDuplicationRates.rows.map(r => r[0]),
      percent: Float64Array.from(leeDuplicationRates.rows, r => r[1]),
    },
    { title: 'data.lee_duplicates', source: sourceText(leeDuplicationRates.citation) },
  );

/** What deduplication takes from C4, and what it does to copying. */
const c4 = (): Table =>
  table(
    {
      version: ['as released', 'near-duplicates removed', 'repeated substrings removed'],
      tokens: Float64Array.of(leeC4.tokens.original, leeC4.tokens.nearDuplicates, leeC4.tokens.exactSubstring),
      copied_share: Float64Array.of(leeC4.copied.original, leeC4.copied.nearDuplicates, leeC4.copied.exactSubstring),
    },
    {
      title: 'data.lee_c4',
      source: `${sourceText(leeC4.tokensCitation)}; copied_share: tokens of unprompted output that are copied from training data (${leeC4.copiedCitation.locator})`,
    },
  );

/** Rules, thresholds and duplication rates of published corpora. */
export const corpusTables: Readonly<Record<string, () => Table>> = {
  gopher_quality: gopherRules,
  gopher_repetition: gopherShares,
  lee_duplicates: duplicates,
  lee_c4: c4,
};
