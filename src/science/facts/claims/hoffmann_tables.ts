import { primary } from '../../cite';
import { flopsPerToken } from '../../counting/flops';
import { countParams } from '../../counting/params';
import { type Claim, claim } from '../claim';
import { findModel } from '../models';
import { printedValue, publishedTable } from '../tables';

const at = (locator: string) => primary('hoffmann2022', locator);

/** A size as a paper writes it: "400M", "67B". */
function sizeText(N: number): string {
  const [factor, letter] = N >= 1e12 ? [1e12, 'T'] : N >= 1e9 ? [1e9, 'B'] : [1e6, 'M'];
  return `${N / (factor as number)}${letter}`;
}

/** Mean of a column of a published table. */
function meanOf(table: string, column: string): number {
  const { columns, rows } = publishedTable(table);
  const place = columns.indexOf(column);
  return rows.reduce((sum, row) => sum + Number(row[place]), 0) / rows.length;
}

/** Tasks of Table A6 on which the sign of Chinchilla minus Gopher is as given. */
function tasksWhere(sign: number): number {
  return publishedTable('hoffmann_table_a6').rows.filter(row => Math.sign(Number(row[1]) - Number(row[2])) === sign)
    .length;
}

/** Ratio of appendix F's FLOP to 6ND for a row of Table A4. */
function ratioA4(model: string, embeddings: boolean): number {
  const value = (column: string) => printedValue('hoffmann_table_a4', model, column);
  const architecture = {
    layers: value('layers'),
    width: value('d_model'),
    ffn: value('ffw'),
    heads: value('heads'),
    headDim: value('kv'),
    ...{ vocab: 32000, positions: 'relative' as const },
  };
  const appendix = flopsPerToken('chinchilla', { architecture, sequence: 2048, embeddings });
  return appendix / flopsPerToken('6nd', { architecture });
}

const a4 = (
  [
    ['73M', '1.03'],
    ['305M', '1.10'],
    ['552M', '1.08'],
    ['1.1B', '1.04'],
    ['1.6B', '1.03'],
    ['6.8B', '0.99'],
  ] as const
).map(([model, printed]) =>
  claim({
    id: `hoffmann-a4-${model.toLowerCase()}`,
    citation: at('Table A4'),
    statement: `FLOP by appendix F over 6ND, ${model}`,
    printed,
    compute: () => ratioA4(model, false),
    note: 'Without the embedding and logit terms, which the text of appendix F includes.',
  }),
);

const table3 = (
  [
    [4e8, '8.0e9', undefined],
    [1e9, '2.02e10', undefined],
    [1e10, '2.051e11', undefined],
    [6.7e10, '1.5e12', '5.76e23 / (6 x 67e9) is 1.43e12, so 1.5 trillion is a digit too high.'],
    [1.75e11, '3.7e12', undefined],
    [2.8e11, '5.9e12', undefined],
    [5.2e11, '1.10e13', undefined],
    [1e12, '2.12e13', undefined],
    [1e13, '2.162e14', undefined],
  ] as const
).map(([N, printed, mismatch]) =>
  claim({
    id: `hoffmann-table3-${N.toExponential(1)}`,
    citation: at('Table 3'),
    statement: `Tokens for ${sizeText(N)} parameters, as FLOP / 6N of the same row`,
    printed,
    unit: 'tokens',
    compute: () => printedValue('hoffmann_table3', N, 'flops') / (6 * N),
    // FLOP are printed with three digits.
    slack: 0.005,
    ...(mismatch ? { mismatch } : {}),
  }),
);

const a3 = (
  [
    [4e8, '7.7e9', 'tokens_approach2', 'flops_approach2', undefined],
    [1e9, '2.00e10', 'tokens_approach2', 'flops_approach2', undefined],
    [1e10, '2.195e11', 'tokens_approach2', 'flops_approach2', undefined],
    [6.7e10, '1.7e12', 'tokens_approach2', 'flops_approach2', undefined],
    [1.75e11, '4.3e12', 'tokens_approach2', 'flops_approach2', undefined],
    [2.8e11, '7.1e12', 'tokens_approach2', 'flops_approach2', undefined],
    [5.2e11, '1.34e13', 'tokens_approach2', 'flops_approach2', undefined],
    [1e12, '2.65e13', 'tokens_approach2', 'flops_approach2', undefined],
    [1e13, '2.920e14', 'tokens_approach2', 'flops_approach2', undefined],
    [4e8, '9.2e9', 'tokens_approach3', 'flops_approach3', undefined],
    [1e9, '2.71e10', 'tokens_approach3', 'flops_approach3', undefined],
    [1e10, '4.101e11', 'tokens_approach3', 'flops_approach3', undefined],
    [
      6.7e10,
      '4.1e12',
      'tokens_approach3',
      'flops_approach3',
      'FLOP and tokens of the row are 4% apart by 6ND: 4.25 trillion.',
    ],
    [1.75e11, '1.20e13', 'tokens_approach3', 'flops_approach3', 'FLOP are printed as 1.26e24; they must be 1.26e25.'],
    [
      2.8e11,
      '2.01e13',
      'tokens_approach3',
      'flops_approach3',
      'FLOP and tokens of the row are 4% apart by 6ND: 20.95 trillion.',
    ],
    [5.2e11, '4.35e13', 'tokens_approach3', 'flops_approach3', undefined],
    [1e12, '9.41e13', 'tokens_approach3', 'flops_approach3', undefined],
    [1e13, '1.4255e15', 'tokens_approach3', 'flops_approach3', undefined],
  ] as const
).map(([N, printed, tokens, flops, mismatch]) =>
  claim({
    id: `hoffmann-a3-${tokens.slice(-1)}-${N.toExponential(2)}`,
    citation: at('Table A3'),
    statement: `Tokens of approach ${tokens.slice(-1)} for ${sizeText(N)} parameters, as FLOP / 6N of the same row`,
    printed,
    unit: 'tokens',
    compute: () => printedValue('hoffmann_table_a3', N, flops) / (6 * N),
    slack: 0.005,
    ...(mismatch ? { mismatch } : {}),
  }),
);

const a9 = [44, 306, 1018, 4084, 9293, 14940, 16183].map(millions =>
  claim({
    id: `hoffmann-a9-${millions}m`,
    citation: at('Table A9'),
    statement: `Parameters of the ${millions}M shape`,
    printed: String(millions),
    unit: 'M params',
    compute: () => countParams(findModel(`chinchilla_${millions}m`)!.architecture!).total / 1e6,
    note: 'With ten vectors a layer and an output bias, which are inferred: they give all 50 rows.',
  }),
);

/** Claims of Hoffmann et al. 2022 that its own tables decide. */
export const hoffmannTableClaims: readonly Claim[] = [
  ...table3,
  ...a3,
  ...a4,
  claim({
    id: 'hoffmann-a4-with-embeddings',
    citation: at('Table A4 and appendix F'),
    statement: 'FLOP by appendix F over 6ND, 73M, with embeddings and logits as the text says',
    printed: '1.03',
    compute: () => ratioA4('73M', true),
    mismatch: 'With those terms the ratio is 1.58: the table was made without them.',
  }),
  ...a9,
  claim({
    id: 'hoffmann-mmlu-chinchilla',
    citation: at('Table 6 and A6'),
    statement: "Chinchilla's MMLU average: mean of the 57 rows of Table A6",
    printed: '67.6',
    unit: '%',
    compute: () => meanOf('hoffmann_table_a6', 'Chinchilla'),
    note: 'The abstract prints 67.5.',
  }),
  claim({
    id: 'hoffmann-mmlu-gopher',
    citation: at('Table 6 and A6'),
    statement: "Gopher's MMLU average: mean of the 57 rows of Table A6",
    printed: '60.0',
    unit: '%',
    compute: () => meanOf('hoffmann_table_a6', 'Gopher'),
    mismatch: 'The unweighted mean of the rows is 60.6.',
  }),
  claim({
    id: 'hoffmann-mmlu-wins',
    citation: at('Figure 6'),
    statement: 'MMLU tasks on which Chinchilla is better',
    printed: '51',
    compute: () => tasksWhere(1),
  }),
  claim({
    id: 'hoffmann-mmlu-ties',
    citation: at('Figure 6'),
    statement: 'MMLU tasks on which both are equal',
    printed: '2',
    compute: () => tasksWhere(0),
  }),
  claim({
    id: 'hoffmann-mmlu-losses',
    citation: at('Figure 6'),
    statement: 'MMLU tasks on which Gopher is better',
    printed: '4',
    compute: () => tasksWhere(-1),
  }),
  claim({
    id: 'hoffmann-bigbench-chinchilla',
    citation: at('sec 4.2.2 and Table A7'),
    statement: "Chinchilla's BIG-bench average: mean of the 62 rows of Table A7",
    printed: '65.1',
    unit: '%',
    compute: () => meanOf('hoffmann_table_a7', 'Chinchilla'),
    mismatch: "The mean of the rows is 64.5; Gopher's agrees, so a row or the text is misprinted.",
  }),
  claim({
    id: 'hoffmann-bigbench-gopher',
    citation: at('sec 4.2.2 and Table A7'),
    statement: "Gopher's BIG-bench average: mean of the 62 rows of Table A7",
    printed: '54.4',
    unit: '%',
    compute: () => meanOf('hoffmann_table_a7', 'Gopher'),
  }),
];
