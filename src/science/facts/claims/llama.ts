import { primary } from '../../cite';
import { trainingFlops } from '../../counting/flops';
import { countParams } from '../../counting/params';
import { llama3 } from '../../laws/published/allocations';
import { optimalFor } from '../../laws/verbs/optimal';
import { type Claim, claim } from '../claim';
import { findDevice } from '../devices';
import type { ModelFacts } from '../model';
import { findModel } from '../models';
import { printedValue, publishedTable } from '../tables';

const model = (name: string): ModelFacts => findModel(name)!;
const size = (name: string) => countParams(model(name).architecture!).total;

/** Sum of a column of Llama 2's Table 2, without its last row, the total. */
function sumOf(column: string): number {
  const { columns, rows } = publishedTable('llama2_carbon');
  return rows.slice(0, -1).reduce((sum, row) => sum + Number(row[columns.indexOf(column)]), 0);
}

export const llamaClaims: readonly Claim[] = [
  claim({
    id: 'llama3-flops',
    citation: primary('llama3', 'sec 1'),
    statement: 'Training FLOP of Llama 3 405B, by 6ND',
    printed: '3.8e25',
    unit: 'FLOP',
    compute: () => trainingFlops('6nd', model('llama3_405b').tokens!, { N: model('llama3_405b').params }),
  }),
  claim({
    id: 'llama3-size',
    citation: primary('llama3', 'Table 3'),
    statement: 'Parameters of Llama 3 405B from its shape',
    printed: '405',
    unit: 'B params',
    compute: () => size('llama3_405b') / 1e9,
    mismatch: '405.8B with an untied vocabulary of 128,256 (recalled): the name is cut, not rounded.',
  }),
  claim({
    id: 'llama3-law-tokens',
    citation: primary('llama3', 'sec 3.2.1'),
    statement: 'Optimal tokens at 3.8e25 FLOP by the constants of Figure 3',
    printed: '16.55e12',
    unit: 'tokens',
    compute: () => optimalFor(llama3, { C: 3.8e25 }).D,
    mismatch: "The figure's three digits (0.537, 0.299) give 16.3 trillion, the text's two (0.53, 0.29) 10.5.",
  }),
  claim({
    id: 'llama3-law-params',
    citation: primary('llama3', 'sec 3.2.1'),
    statement: 'Optimal parameters at 3.8e25 FLOP by the constants of Figure 3',
    printed: '4.02e11',
    unit: 'params',
    compute: () => optimalFor(llama3, { C: 3.8e25 }).N,
    mismatch: 'They give 389B: an exponent of three digits is not enough at this distance.',
  }),
  ...(
    [
      [430, '43', undefined],
      [400, '41', '400 of 989 is 40.4%: the printed TFLOPS are rounded.'],
      [380, '38', undefined],
    ] as const
  ).map(([rate, printed, mismatch]) =>
    claim({
      id: `llama3-mfu-${rate}`,
      citation: primary('llama3', 'Table 4'),
      statement: `Utilisation at ${rate} TFLOPS per H100`,
      printed,
      unit: '%',
      compute: () => (100 * rate * 1e12) / findDevice('h100_sxm')!.peak.bf16!,
      ...(mismatch ? { mismatch } : {}),
    }),
  ),
  claim({
    id: 'llama3-gpus',
    citation: primary('llama3', 'Table 4'),
    statement: 'GPUs of the first row: TP x CP x PP x DP',
    printed: '8192',
    compute: () => {
      const [, TP, CP, PP, DP] = publishedTable('llama3_mfu').rows[0].map(Number);
      return TP * CP * PP * DP;
    },
  }),
  ...(
    [
      ['llama_7b', '6.7', undefined],
      ['llama_13b', '13.0', undefined],
      ['llama_33b', '32.5', undefined],
      ['llama_65b', '65.2', 'The shape gives 65.3B: the paper cuts the digit.'],
    ] as const
  ).map(([name, printed, mismatch]) =>
    claim({
      id: `${name.replace('_', '-')}-size`,
      citation: primary('llama1', 'Table 2'),
      statement: `Parameters of ${model(name).title} from its shape`,
      printed,
      unit: 'B params',
      compute: () => size(name) / 1e9,
      note: 'The rounding of the feed-forward width and the vocabulary are recalled.',
      ...(mismatch ? { mismatch } : {}),
    }),
  ),
  claim({
    id: 'llama-65b-days',
    citation: primary('llama1', 'sec 2.4'),
    statement: 'Days to train LLaMA 65B at 380 tokens a second on each of 2,048 GPUs',
    printed: '21',
    unit: 'days',
    compute: () => model('llama_65b').tokens! / (380 * 2048) / 86400,
  }),
  ...(
    [
      ['LLaMA-7B', '36', undefined],
      ['LLaMA-13B', '59', undefined],
      ['LLaMA-33B', '233', undefined],
      ['LLaMA-65B', '449', '1,022,362 h x 400 W x 1.1 is 449.8 MWh: the digit is cut.'],
      ['OPT-175B', '356', undefined],
      ['BLOOM-175B', '475', '1,082,880 h x 400 W x 1.1 is 476.5 MWh.'],
    ] as const
  ).map(([name, printed, mismatch]) =>
    claim({
      id: `llama-carbon-${name.toLowerCase()}`,
      citation: primary('llama1', 'Table 15'),
      statement: `Energy of ${name}: GPU hours x 400 W x PUE 1.1`,
      printed,
      unit: 'MWh',
      compute: () => (printedValue('llama1_carbon', name, 'gpu_hours') * 400 * 1.1) / 1e6,
      ...(mismatch ? { mismatch } : {}),
    }),
  ),
  claim({
    id: 'llama2-carbon-total',
    citation: primary('llama2', 'Table 2'),
    statement: 'Carbon of all Llama 2 models: sum of the rows',
    printed: '539.00',
    unit: 't CO2eq',
    compute: () => sumOf('tCO2eq'),
    mismatch: 'The rows add up to 538.98.',
  }),
  claim({
    id: 'llama2-hours-total',
    citation: primary('llama2', 'Table 2'),
    statement: 'GPU hours of all Llama 2 models: sum of the rows',
    printed: '3311616',
    unit: 'GPU hours',
    compute: () => sumOf('gpu_hours_A100_80GB'),
  }),
];
