import { primary, secondary } from '../../cite';
import { flopsPerToken, trainingFlops } from '../../counting/flops';
import { countParams } from '../../counting/params';
import { PF_DAY } from '../../laws/forms/kaplan';
import { type Claim, claim } from '../claim';
import { findDevice } from '../devices';
import type { ModelFacts } from '../model';
import { findModel } from '../models';
import { printedValue } from '../tables';

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
  ...(
    [
      ['T5-Small', '2.08'],
      ['T5-Base', '7.64'],
      ['T5-Large', '26.7'],
      ['T5-3B', '104'],
      ['T5-11B', '382'],
      ['BERT-Base', '1.89'],
      ['BERT-Large', '6.16'],
      ['RoBERTa-Base', '17.4'],
      ['RoBERTa-Large', '49.3'],
      ['GPT-3 Small', '2.60'],
      ['GPT-3 Medium', '7.42'],
      ['GPT-3 Large', '15.8'],
      ['GPT-3 XL', '27.5'],
      ['GPT-3 2.7B', '55.2'],
      ['GPT-3 6.7B', '139'],
      ['GPT-3 13B', '268'],
      ['GPT-3 175B', '3640'],
    ] as const
  ).map(([row, printed]) =>
    claim({
      id: `pf-days-${row.toLowerCase().replace(/[ .]/g, '-')}`,
      citation: D1,
      statement: `Training compute of ${row} in PF-days, from its FLOP`,
      printed,
      unit: 'PF-days',
      compute: () => printedValue('gpt3_table_d1', row, 'flops') / PF_DAY,
      // FLOP are printed with three digits.
      slack: 0.003,
    }),
  ),
  ...(
    [
      ['t5_small', '1.80e20', 2],
      ['t5_base', '6.60e20', 2],
      ['t5_large', '2.31e21', 2],
      ['t5_3b', '9.00e21', 2],
      ['t5_11b', '3.30e22', 2],
      ['bert_base', '1.64e20', 1],
      ['bert_large', '5.33e20', 1],
      ['roberta_base', '1.50e21', 1],
      ['roberta_large', '4.26e21', 1],
    ] as const
  ).map(([name, printed, halves]) =>
    claim({
      id: `${name.replace('_', '-')}-flops`,
      citation: D1,
      statement: `Training FLOP of ${model(name).title}: ${halves === 2 ? '3 per parameter and token, as a token passes half of the model' : 'by 6ND'}`,
      printed,
      unit: 'FLOP',
      compute: () => sixND(name) / halves,
      // The table computes with more digits of the parameters than it prints.
      slack: 0.002,
    }),
  ),
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
    id: 'jurassic-size',
    citation: primary('hoffmann2022', 'Table A5, caption'),
    statement: 'Parameters of Jurassic-1, in the caption of Table A5 against Table 1',
    printed: '170',
    unit: 'B params',
    compute: () => model('jurassic1_178b').params / 1e9,
    mismatch: 'Table 1 of the same paper says 178B.',
  }),
];
