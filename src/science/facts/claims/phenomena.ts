import { primary, secondary } from '../../cite';
import { type Claim, claim } from '../claim';
import { knnlmTables } from '../knnlm';
import { findModel } from '../models';
import { hindsightExample } from '../phenomena/inverse';
import { printedValue } from '../tables';

const sixND = (name: string) => {
  const { params, tokens } = findModel(name)!;
  return 6 * params * tokens!;
};

/** FLOP of Wei et al.'s Table 1 against 6ND of the models that it names. */
const thresholds = (
  [
    ['gpt3_13b', 'GPT-3 13B', '2.3e22', undefined],
    ['gpt3', 'GPT-3 175B', '3.1e23', undefined],
    ['gopher_7_1b', 'Gopher 7.1B', '1.3e22', undefined],
    ['gopher', 'Gopher 280B', '5.0e23', undefined],
    ['chinchilla', 'Chinchilla 70B', '5.0e23', "70B on 1.4T tokens make 5.9e23; the table repeats Gopher's figure."],
    ['palm_62b', 'PaLM 62B', '2.9e23', undefined],
    ['palm_540b', 'PaLM 540B', '2.5e24', undefined],
    ['gptj_6b', 'EleutherAI 6B (GPT-J)', '1.4e22', '6.05B on 402B tokens make 1.46e22: the digit is cut.'],
  ] as const
).map(([name, title, printed, mismatch]) =>
  claim({
    id: `emergent-flops-${name.replaceAll('_', '-')}`,
    citation: secondary('wei_emergent', 'Table 1'),
    statement: `Training FLOP of ${title}, by 6ND`,
    printed,
    unit: 'FLOP',
    compute: () => sixND(name),
    ...(mismatch ? { mismatch } : {}),
  }),
);

/** Perplexity in a published table of kNN-LM: its number, row and column. */
const perplexity = (table: number, row: number, column: number) => Number(knnlmTables[table - 1]!.rows[row]![column]);

/** Figures on emergence, inverse scaling, retrieval and Switch Transformers, from one another. */
export const phenomenaClaims: readonly Claim[] = [
  ...thresholds,
  claim({
    id: 'hindsight-expected-value',
    citation: hindsightExample.citation,
    statement: "Expected value of the gamble of Hindsight Neglect's card",
    printed: String(hindsightExample.printed),
    unit: 'dollars',
    compute: () => hindsightExample.gamble.reduce((sum, { probability, outcome }) => sum + probability * outcome, 0),
    mismatch: '0.94 x -50 + 0.06 x 5 is -46.7.',
  }),
  claim({
    id: 'knnlm-domain-text',
    citation: primary('knnlm', 'sec 4.3'),
    statement: 'Perplexity that a datastore of books takes off a model of Wikipedia, on books',
    printed: '14',
    compute: () => perplexity(4, 0, 3) - perplexity(4, 2, 3),
  }),
  claim({
    id: 'knnlm-domain-caption',
    citation: primary('knnlm', 'Table 4, caption'),
    statement: 'The same in the caption',
    printed: '23',
    compute: () => perplexity(4, 0, 3) - perplexity(4, 2, 3),
    mismatch: '34.84 - 20.47 is 14.4; 23 is the distance to the model that was trained on books.',
  }),
  claim({
    id: 'switch-flops-large',
    citation: primary('switch', 'secs 3.1-3.3'),
    statement: 'FLOP of T5-Large over those of T5-Base and Switch-Base, from Table 9',
    printed: '3.5',
    compute: () =>
      printedValue('switch_table9', 'T5-Large', 'flops_per_seq') /
      printedValue('switch_table9', 'Switch-Base', 'flops_per_seq'),
    mismatch: '4.25e11 over 1.24e11 is 3.43.',
  }),
];
