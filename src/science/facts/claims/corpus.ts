import { primary, secondary } from '../../cite';
import { candidateProbability } from '../../corpus/dedup/minhash/curve';
import { type Claim, claim } from '../claim';
import { finewebNearDuplicates, leeC4, leeNearDuplicates } from '../corpus';
import { findModel } from '../models';
import { printedValue, publishedTable } from '../tables';

const subsetTokens = () => publishedTable('massivetext').rows.reduce((sum, row) => sum + Number(row[1]), 0);

const epochs = (
  [
    ['MassiveWeb', '1.24', '1.4T x 0.45 / 506B is 1.245: a digit of rounding.'],
    ['Books', '0.75', undefined],
    ['C4', '0.77', undefined],
    ['News', '0.21', undefined],
    ['GitHub', '0.13', undefined],
    ['Wikipedia', '3.40', '4B tokens, as recalled, give 3.5: the subset must have 4.12B.'],
  ] as const
).map(([subset, printed, mismatch]) =>
  claim({
    id: `massivetext-epochs-${subset.toLowerCase()}`,
    citation: primary('hoffmann2022', 'Table A1'),
    statement: `Passes over ${subset} in 1.4T tokens, from its weight and its size in MassiveText`,
    printed,
    unit: 'epochs',
    compute: () =>
      (findModel('chinchilla')!.tokens! * printedValue('hoffmann_table_a1', subset, 'chinchilla_weight')) /
      printedValue('massivetext', subset, 'tokens'),
    note: 'Sizes of the subsets are recalled (Gopher, Table 2): the printed passes confirm them.',
    ...(mismatch ? { mismatch } : {}),
  }),
);

const fineweb = finewebNearDuplicates.published.map(([similarity, printed]) =>
  claim({
    id: `fineweb-minhash-${similarity}`,
    citation: finewebNearDuplicates.citation,
    statement: `Chance that pages of similarity ${similarity} meet in one of 14 bands of 8 hashes`,
    printed: String(printed),
    compute: () => candidateProbability(similarity, finewebNearDuplicates),
  }),
);

/** Sizes and rates of corpora, from one another. */
export const corpusClaims: readonly Claim[] = [
  ...epochs,
  claim({
    id: 'massivetext-tokens',
    citation: secondary('gopher2021', 'Table 2'),
    statement: 'Tokens of MassiveText: sum of its subsets',
    printed: '2.35e12',
    unit: 'tokens',
    compute: subsetTokens,
    note: 'Sizes of the subsets are recalled.',
  }),
  claim({
    id: 'massivetext-share',
    citation: secondary('gopher2021', 'sec 3'),
    statement: 'Share of MassiveText that Gopher saw',
    printed: '12.8',
    unit: '%',
    compute: () => (100 * findModel('gopher')!.tokens!) / subsetTokens(),
  }),
  claim({
    id: 'lee-hashes',
    citation: leeNearDuplicates.citation,
    statement: 'Hashes of NearDup: rows times bands',
    printed: '9000',
    compute: () => leeNearDuplicates.rows * leeNearDuplicates.bands,
  }),
  claim({
    id: 'lee-c4-near-duplicates',
    citation: leeC4.tokensCitation,
    statement: 'Tokens of C4 that near-duplicate removal takes',
    printed: '2.03',
    unit: '%',
    compute: () => 100 * (1 - leeC4.tokens.nearDuplicates / leeC4.tokens.original),
  }),
  claim({
    id: 'lee-c4-substrings',
    citation: leeC4.tokensCitation,
    statement: 'Tokens of C4 that removal of repeated substrings takes',
    printed: '6.71',
    unit: '%',
    compute: () => 100 * (1 - leeC4.tokens.exactSubstring / leeC4.tokens.original),
  }),
  claim({
    id: 'lee-c4-substrings-prose',
    citation: secondary('lee2021', 'prose'),
    statement: 'The same as the prose has it',
    printed: '7.18',
    unit: '%',
    compute: () => 100 * (1 - leeC4.tokens.exactSubstring / leeC4.tokens.original),
    mismatch: 'The token counts give 6.71%.',
  }),
  ...fineweb,
];
