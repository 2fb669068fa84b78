import { primary, secondary } from '../../cite';
import { flopsPerToken, trainingFlops } from '../../counting/flops';
import { countParams } from '../../counting/params';
import { PF_DAY } from '../../laws/forms/kaplan';
import { llama3 } from '../../laws/published/allocations';
import { optimalFor } from '../../laws/verbs/optimal';
import { type Claim, claim } from '../claim';
import { findDevice } from '../devices';
import type { ModelFacts } from '../model';
import { findModel } from '../models';
import { printedValue, publishedTable } from '../tables';

const model = (name: string): ModelFacts => findModel(name)!;
const sixND = (name: string, N = model(name).params) => trainingFlops('6nd', model(name).tokens!, { N });
const size = (name: string) => countParams(model(name).architecture!).total;
const D1 = secondary('gpt3', 'Table D.1');

const gpt3 = (
  [
    ['gpt3_small', '2.25e20'],
    ['gpt3_medium', '6.41e20'],
    ['gpt3_large', '1.37e21'],
    ['gpt3_xl', '2.38e21'],
    ['gpt3_2_7b', '4.77e21'],
    ['gpt3_6_7b', '1.20e22'],
    ['gpt3_13b', '2.31e22'],
  ] as const
).map(([name, printed]) =>
  claim({
    id: `${name.replaceAll('_', '-')}-flops`,
    citation: D1,
    statement: `Training FLOP of ${model(name).title}, by 6ND`,
    printed,
    unit: 'FLOP',
    compute: () => sixND(name),
  }),
);

/** Tokens a second of PaLM's training, recalled: it gives both published utilisations. */
const palmRate = 238300;
const palmUse = (method: '6nd' | 'palm') => {
  const { params, architecture } = model('palm_540b');
  const perToken = flopsPerToken(method, { N: params, ...(architecture ? { architecture } : {}) });
  return (100 * palmRate * perToken) / (6144 * findDevice('tpu_v4')!.peak.bf16!);
};

export const modelClaims: readonly Claim[] = [
  ...gpt3,
  claim({
    id: 'gpt3-flops',
    citation: D1,
    statement: 'Training FLOP of GPT-3 175B, by 6ND with 174.6B parameters',
    printed: '3.14e23',
    unit: 'FLOP',
    compute: () => sixND('gpt3', printedValue('gpt3_table_d1', 'GPT-3 175B', 'params_M') * 1e6),
  }),
  claim({
    id: 'gpt3-size',
    citation: D1,
    statement: 'Parameters of GPT-3 175B from its shape',
    printed: '174.6',
    unit: 'B params',
    compute: () => size('gpt3') / 1e9,
    note: 'The shape is recalled.',
  }),
  claim({
    id: 'gpt3-pf-days',
    citation: D1,
    statement: 'The same in PF-days',
    printed: '3640',
    unit: 'PF-days',
    compute: () => printedValue('gpt3_table_d1', 'GPT-3 175B', 'flops') / PF_DAY,
    slack: 0.002,
  }),
  claim({
    id: 't5-11b-flops',
    citation: D1,
    statement: 'Training FLOP of T5 11B: 3 per parameter and token, as a token passes half of the model',
    printed: '3.30e22',
    unit: 'FLOP',
    compute: () => sixND('t5_11b') / 2,
  }),
  claim({
    id: 'bert-base-flops',
    citation: D1,
    statement: 'Training FLOP of BERT Base, by 6ND',
    printed: '1.64e20',
    unit: 'FLOP',
    compute: () => sixND('bert_base'),
  }),
  claim({
    id: 'palm-540b-flops',
    citation: primary('flan', 'Table 2'),
    statement: 'Training FLOP of PaLM 540B, by 6ND',
    printed: '2.5e24',
    unit: 'FLOP',
    compute: () => sixND('palm_540b'),
  }),
  claim({
    id: 'palm-62b-flops',
    citation: primary('flan', 'Table 2'),
    statement: 'Training FLOP of PaLM 62B, by 6ND',
    printed: '2.9e23',
    unit: 'FLOP',
    compute: () => sixND('palm_62b'),
  }),
  claim({
    id: 'palm-8b-flops',
    citation: primary('flan', 'Table 2'),
    statement: 'Training FLOP of PaLM 8B, by 6ND',
    printed: '3.7e22',
    unit: 'FLOP',
    compute: () => sixND('palm_8b'),
    mismatch: '8.63B parameters give 4.0e22; the table computes with a plain 8B.',
  }),
  claim({
    id: 'palm-540b-size',
    citation: secondary('palm', 'Table 1'),
    statement: 'Parameters of PaLM 540B from its shape',
    printed: '540.35',
    unit: 'B params',
    compute: () => size('palm_540b') / 1e9,
    note: 'Head size, one key and value head, SwiGLU and the vocabulary are recalled.',
  }),
  claim({
    id: 'palm-mfu-attention',
    citation: secondary('palm', 'Table 3'),
    statement: 'Utilisation of PaLM 540B, attention FLOP counted',
    printed: '46.2',
    unit: '%',
    compute: () => palmUse('palm'),
    note: '238,300 tokens a second is recalled.',
  }),
  claim({
    id: 'palm-mfu',
    citation: secondary('palm', 'appendix B'),
    statement: 'Utilisation of PaLM 540B by 6N alone',
    printed: '45.7',
    unit: '%',
    compute: () => palmUse('6nd'),
  }),
  claim({
    id: 'flan-u-palm-flops',
    citation: primary('flan', 'Table 2'),
    statement: 'Pretraining FLOP of Flan-U-PaLM 540B, at least those of PaLM 540B',
    printed: '2.5e23',
    unit: 'FLOP',
    compute: () => sixND('palm_540b'),
    mismatch: 'A power of ten is lost: it must be 2.5e24.',
  }),
  claim({
    id: 'flan-share',
    citation: primary('flan', 'abstract and Table 2'),
    statement: 'Instruction tuning of Flan-PaLM 540B as a share of pretraining compute',
    printed: '0.002',
    compute: () =>
      printedValue('flan_compute', 'Flan-PaLM 540B', 'finetune_flops') /
      printedValue('flan_compute', 'Flan-PaLM 540B', 'pretrain_flops'),
  }),
  claim({
    id: 'flan-gain',
    citation: primary('flan', 'abstract and Table 5'),
    statement: 'Mean gain of Flan-PaLM 540B over PaLM 540B, from Table 5',
    printed: '9.4',
    unit: 'points',
    compute: () =>
      printedValue('flan_table5', 'PaLM 540B', 'norm_after') - printedValue('flan_table5', 'PaLM 540B', 'norm_before'),
    mismatch: 'Table 5 prints 58.4, Table 3 58.5 for the same model: 9.3 or 9.4.',
  }),
  claim({
    id: 'lamda-flops',
    citation: secondary('lamda', 'sec 10'),
    statement: 'Training FLOP of LaMDA: 1,024 TPU v3 for 57.7 days at 56.5%',
    printed: '3.55e23',
    unit: 'FLOP',
    compute: () => 1024 * findDevice('tpu_v3')!.peak.bf16! * 0.565 * 57.7 * 86400,
  }),
  claim({
    id: 'lamda-6nd',
    citation: primary('hoffmann2022', 'Table 1'),
    statement: "LaMDA's FLOP from Hoffmann's 168B tokens, by 6ND",
    printed: '3.55e23',
    unit: 'FLOP',
    compute: () => sixND('lamda_137b'),
    mismatch: '6ND gives 1.38e23: the two papers do not count the same tokens.',
  }),
  claim({
    id: 'deepseek-v3-flops',
    citation: secondary('deepseekv3', 'Table 1', 'derived by 6ND with active parameters'),
    statement: 'Training FLOP of DeepSeek-V3 by 6ND with active parameters',
    printed: '3.3e24',
    unit: 'FLOP',
    compute: () => sixND('deepseek_v3', model('deepseek_v3').activeParams),
  }),
  claim({
    id: 'pythia-tokens',
    citation: primary('pythia', 'README'),
    statement: 'Tokens of Pythia: 143,000 steps of its batch',
    printed: '299892736000',
    unit: 'tokens',
    compute: () => 143000 * model('pythia_12b').batchTokens!,
  }),
  claim({
    id: 'llama3-flops',
    citation: primary('llama3', 'sec 1'),
    statement: 'Training FLOP of Llama 3 405B, by 6ND',
    printed: '3.8e25',
    unit: 'FLOP',
    compute: () => sixND('llama3_405b'),
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
  claim({
    id: 'jurassic-size',
    citation: primary('hoffmann2022', 'Table A5, caption'),
    statement: 'Parameters of Jurassic-1, in the caption of Table A5 against Table 1',
    printed: '170',
    unit: 'B params',
    compute: () => model('jurassic1_178b').params / 1e9,
    mismatch: 'Table 1 of the same paper says 178B.',
  }),
];

/** Sum of a column of Llama 2's Table 2, without its last row, the total. */
function sumOf(column: string): number {
  const { columns, rows } = publishedTable('llama2_carbon');
  return rows.slice(0, -1).reduce((sum, row) => sum + Number(row[columns.indexOf(column)]), 0);
}
