import { primary, secondary } from '../../cite';
import { type Claim, claim } from '../claim';
import { findDevice } from '../devices';
import { carbonIntensity, pue } from '../grids';
import { findModel } from '../models';
import { printedValue } from '../tables';

const intensity = carbonIntensity.find(v => v.name === 'llama')!.value;
const overhead = pue.find(v => v.name === 'llama')!.value;

const llama = (
  [
    ['OPT-175B', '137'],
    ['BLOOM-175B', '183'],
    ['LLaMA-7B', '14'],
    ['LLaMA-13B', '23'],
    ['LLaMA-33B', '90'],
    ['LLaMA-65B', '173'],
  ] as const
).map(([name, printed]) =>
  claim({
    id: `llama-co2-${name.toLowerCase()}`,
    citation: primary('llama1', 'Table 15'),
    statement: `Carbon of ${name}: its MWh x 0.385 kg/kWh`,
    printed,
    unit: 't CO2eq',
    compute: () => printedValue('llama1_carbon', name, 'MWh') * intensity,
  }),
);

const llama2 = (
  [
    ['7B', '31.22', undefined],
    ['13B', '62.44', '62.448: the digit is cut.'],
    ['34B', '153.90', '153.907: the digit is cut.'],
    ['70B', '291.42', undefined],
  ] as const
).map(([name, printed, mismatch]) =>
  claim({
    id: `llama2-co2-${name.toLowerCase()}`,
    citation: primary('llama2', 'Table 2'),
    statement: `Carbon of Llama 2 ${name}: GPU hours x watts x the overhead and intensity of the LLaMA paper`,
    printed,
    unit: 't CO2eq',
    compute: () => {
      const of = (column: string) => printedValue('llama2_carbon', name, column);
      return (of('gpu_hours_A100_80GB') * of('watts') * overhead * intensity) / 1e6;
    },
    note: 'Llama 2 prints neither: PUE 1.1 and 0.385 kg/kWh give every row, with the rest of the digits cut.',
    ...(mismatch ? { mismatch } : {}),
  }),
);

/** GPU hours of DeepSeek-V3, Table 1. */
const deepseek = { total: 2.788e6, pretraining: 2.664e6 };

/** GPU hours, energy, carbon and money of training runs, from one another. */
export const energyClaims: readonly Claim[] = [
  ...llama,
  claim({
    id: 'llama-co2-total',
    citation: primary('llama1', 'sec 6'),
    statement: 'Carbon of developing LLaMA: 2,638 MWh x 0.385 kg/kWh',
    printed: '1015',
    unit: 't CO2eq',
    compute: () => 2638 * intensity,
    mismatch: 'The product is 1,015.6: the digit is cut.',
  }),
  claim({
    id: 'llama-65b-gpu-hours',
    citation: primary('llama1', 'Table 15'),
    statement: 'GPU hours of LLaMA 65B: 1.4 trillion tokens at 380 a second on each GPU',
    printed: '1022362',
    unit: 'GPU hours',
    compute: () => findModel('llama_65b')!.tokens! / 380 / 3600,
    // "Around 380" has three digits.
    slack: 0.5 / 380,
  }),
  ...llama2,
  claim({
    id: 'deepseek-v3-cost',
    citation: secondary('deepseekv3', 'Table 1'),
    statement: 'Cost of DeepSeek-V3: 2.788M H800 hours at $2',
    printed: '5.576e6',
    unit: 'USD',
    compute: () => deepseek.total * 2,
  }),
  claim({
    id: 'deepseek-v3-use',
    citation: secondary('scaling-book', 'training chapter'),
    statement: 'Share of the fp8 peak that DeepSeek-V3 reached: 3.3e24 FLOP in 2.788M hours at 1,513 TFLOPS',
    printed: '0.217',
    compute: () => 3.3e24 / (deepseek.total * 3600 * findDevice('h100_pcie')!.peak.fp8!),
    note: 'The book takes 1,513 TFLOPS, the fp8 peak of the H100 PCIe; against the 1,979 of the SXM form it is 16.6%.',
  }),
  claim({
    id: 'lamda-energy',
    citation: secondary('lamda', 'sec 10'),
    statement: 'Energy of LaMDA: 1,024 TPU v3 for 57.7 days at a mean of 283 W, PUE 1.1',
    printed: '451',
    unit: 'MWh',
    compute: () => (1024 * 57.7 * 24 * findDevice('tpu_v3')!.power! * 1.1) / 1e6,
    mismatch: "441 MWh: the mean power of 283 W is another source's; the paper must have used some 289 W.",
  }),
];
