import type { Citation } from '../source';

const GOPHER_QUALITY: Citation = {
  source: 'gopher2021',
  locator: 'sec A.1.1',
  flag: 'verified',
  evidence: 'secondary',
};

/** Quality rules of MassiveWeb (Rae et al. 2021). */
export const gopherQuality = {
  minWords: 50,
  maxWords: 100_000,
  minMeanWordLength: 3,
  maxMeanWordLength: 10,
  /** Hash signs to words, and ellipses to words. */
  maxSymbolsPerWord: 0.1,
  maxBulletLines: 0.9,
  maxEllipsisLines: 0.3,
  /** Share of words with at least one letter. */
  minAlphabeticWords: 0.8,
  stopWords: ['the', 'be', 'to', 'of', 'and', 'that', 'have', 'with'],
  minStopWords: 2,
  citation: GOPHER_QUALITY,
} as const;

/** Repetition rules of MassiveText: the largest share of each that a document may have. */
export const gopherRepetition = {
  duplicateLines: 0.3,
  duplicateParagraphs: 0.3,
  duplicateLineCharacters: 0.2,
  duplicateParagraphCharacters: 0.2,
  /** Characters in the most frequent n-gram of words: [n, largest share]. */
  topNgrams: [
    [2, 0.2],
    [3, 0.18],
    [4, 0.16],
  ],
  /** Characters in repeated n-grams of words, none counted twice: [n, largest share]. */
  duplicateNgrams: [
    [5, 0.15],
    [6, 0.14],
    [7, 0.13],
    [8, 0.12],
    [9, 0.11],
    [10, 0.1],
  ],
  citation: {
    source: 'gopher2021',
    locator: 'Table A1',
    flag: 'verified',
    evidence: 'secondary',
    note: '2 to 4: the most frequent n-gram; 5 to 10: all repeated n-grams, without counting twice',
  } satisfies Citation,
} as const;

/** Cleaning rules of C4 (Raffel et al. 2020). */
export const c4Rules = {
  minSentences: 5,
  minWordsPerLine: 3,
  citation: {
    source: 'raffel2020',
    locator: 'sec 2.2, as quoted and implemented by datatrove',
    flag: 'verified',
    evidence: 'secondary',
    note: 'lines must end in terminal punctuation; pages with "lorem ipsum" or a curly bracket and lines with "javascript" go',
  } satisfies Citation,
  /** Rules of the released code that the paper does not list. */
  maxWordLength: 1000,
  policyPhrases: ['terms of use', 'privacy policy', 'cookie policy', 'uses cookies', 'use of cookies', 'use cookies'],
  codeCitation: {
    source: 'raffel2020',
    locator: 'released c4_utils code, as reimplemented by datatrove',
    flag: 'verified',
    evidence: 'secondary',
  } satisfies Citation,
} as const;

/** Document deduplication and test-set filtering of Gopher. */
export const gopherPipeline = {
  ngram: 13,
  jaccard: 0.8,
  citation: {
    source: 'gopher2021',
    locator: 'Fig A2, A.1',
    flag: 'verified',
    evidence: 'secondary',
    note: 'RETRO describes the same test filtering',
  } satisfies Citation,
} as const;

/** NearDup of Lee et al. 2021. */
export const leeNearDuplicates = {
  ngram: 5,
  bands: 450,
  rows: 20,
  jaccard: 0.8,
  editSimilarity: 0.8,
  citation: {
    source: 'lee2021',
    locator: 'sec 4.2, App A',
    flag: 'verified',
    evidence: 'secondary',
    note: "RefinedWeb's paper writes 20 buckets of 450 hashes, the swapped order",
  } satisfies Citation,
} as const;

/** ExactSubstr of Lee et al. 2021. */
export const leeExactSubstring = {
  minTokens: 50,
  citation: { source: 'lee2021', locator: 'sec 4.1', flag: 'verified', evidence: 'secondary' } satisfies Citation,
} as const;

/** MinHash of FineWeb (Penedo et al. 2024): 112 hashes; clusters are not verified. */
export const finewebNearDuplicates = {
  ngram: 5,
  bands: 14,
  rows: 8,
  /** Published chance that a pair of this similarity shares a bucket. */
  published: [
    [0.7, 0.56],
    [0.75, 0.77],
    [0.8, 0.92],
    [0.85, 0.988],
  ],
  citation: {
    source: 'fineweb',
    locator: 'deduplication section',
    flag: 'verified',
    evidence: 'secondary',
  } satisfies Citation,
} as const;

/** Test-set decontamination of GPT-3 (Brown et al. 2020). */
export const gpt3Decontamination = {
  ngram: 13,
  /** Characters that go on either side of a match. */
  window: 200,
  /** Shorter pieces go. */
  minPiece: 200,
  /** A document cut into more pieces than this goes as a whole. */
  maxPieces: 10,
  citation: {
    source: 'gpt3',
    locator: 'App C',
    flag: 'verified',
    evidence: 'secondary',
    note: "figures as documented by EleutherAI's reimplementation",
  } satisfies Citation,
} as const;

/** Published duplication rates: training examples with a near-duplicate (Lee et al. 2021). */
export const leeDuplicationRates = {
  /** Dataset, percent of training examples. */
  rows: [
    ['C4', 3.04],
    ['RealNews', 13.63],
    ['LM1B', 4.86],
    ['Wiki40B', 0.39],
  ],
  citation: { source: 'lee2021', locator: 'Table 2', flag: 'verified', evidence: 'secondary' } satisfies Citation,
} as const;

/** Tokens of C4 before and after deduplication, and how much of a model's unprompted output is copied. */
export const leeC4 = {
  tokens: { original: 177.3e9, nearDuplicates: 173.7e9, exactSubstring: 165.4e9 },
  tokensCitation: {
    source: 'lee2021',
    locator: 'Tables 2-3',
    flag: 'verified',
    evidence: 'secondary',
    note: 'the token counts give 6.71 % for ExactSubstr, the prose says 7.18 %',
  } satisfies Citation,
  copied: { original: 0.01926, nearDuplicates: 0.00189, exactSubstring: 0.00138 },
  copiedCitation: { source: 'lee2021', locator: 'Table 4', flag: 'verified', evidence: 'secondary' } satisfies Citation,
} as const;
