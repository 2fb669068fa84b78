import { primary, secondary } from '../cite';
import type { Citation } from '../source';

/** A value that a source reports for a place or a run. */
export interface ReportedValue {
  readonly name: string;
  readonly title: string;
  readonly value: number;
  readonly range?: readonly [number, number];
  readonly citation: Citation;
}

const regions = primary('mlco2', 'impact data', 'dated, roughly 2019: UK and Germany are far above current values');
const grids = primary('mlco2', 'electricityMap averages of 2021');

const grid = (name: string, title: string, gramsPerKwh: number, citation = regions): ReportedValue => ({
  name,
  title,
  // 566.3 g is 0.5663 kg, not 0.5662999999999999.
  value: Number((gramsPerKwh / 1000).toPrecision(6)),
  citation,
});

/** Carbon intensity of electricity, in kg CO2 equivalent per kWh. */
export const carbonIntensity: readonly ReportedValue[] = [
  { name: 'llama', title: 'LLaMA paper (US average)', value: 0.385, citation: primary('llama1', 'Table 15') },
  { name: 'lamda', title: 'LaMDA paper', value: 0.056, citation: secondary('lamda', 'sec 10') },
  grid('us_central1', 'Iowa (us-central1)', 566.3),
  grid('us_east1', 'South Carolina (us-east1)', 367.8),
  grid('oregon', 'Oregon', 297.6),
  grid('california', 'California', 240.6),
  { ...grid('quebec', 'Quebec', 27.25), range: [0.02, 0.0345] },
  grid('france', 'France', 105),
  grid('sweden', 'Sweden', 47),
  grid('germany', 'Germany', 615),
  grid('uk', 'United Kingdom', 623),
  grid('india', 'India', 920),
  grid('finland', 'Finland', 211),
  grid('belgium', 'Belgium', 267),
  grid('netherlands', 'Netherlands', 569),
  grid('switzerland', 'Switzerland', 16),
  grid('singapore', 'Singapore', 419),
  grid('japan', 'Japan', 516),
  grid('south_korea', 'South Korea', 517),
  grid('taiwan', 'Taiwan', 557),
  grid('us_ciso', 'US-CISO (California)', 262, grids),
  grid('us_pjm', 'US-PJM', 390, grids),
  grid('us_ercot', 'US-ERCOT (Texas)', 377, grids),
  grid('us_miso', 'US-MISO', 477, grids),
  grid('us_bpat', 'US-BPAT', 82, grids),
  grid('us_tva', 'US-TVA', 309, grids),
  grid('ontario', 'Ontario', 55, grids),
  grid('norway', 'Norway', 30, grids),
];

/** Power usage effectiveness of data centres: total energy over that of the computers. */
export const pue: readonly ReportedValue[] = [
  { name: 'llama', title: 'LLaMA paper', value: 1.1, citation: primary('llama1', 'Table 15') },
  { name: 'lamda', title: 'LaMDA paper', value: 1.1, citation: secondary('lamda', 'sec 10') },
  {
    name: 'google',
    title: 'Google data centres (middle of the reported range)',
    value: 1.105,
    range: [1.09, 1.12],
    citation: primary('mlco2', 'data centre table'),
  },
];

/** Reported model FLOP utilisation: an anchor for what to expect. */
export const utilisation: readonly ReportedValue[] = (
  [
    ['palm_540b', 'PaLM 540B, attention FLOP counted', 0.462, 'palm', 'Table 3'],
    ['palm_540b_6n', 'PaLM 540B, 6N only', 0.457, 'palm', 'Table 3'],
    ['palm_540b_hfu', 'PaLM 540B, hardware FLOP', 0.578, 'palm', 'Table 3'],
    ['gpt3', 'GPT-3 175B', 0.213, 'palm', 'Table 3'],
    ['gopher', 'Gopher 280B', 0.325, 'palm', 'Table 3'],
    ['mt_nlg_530b', 'MT-NLG 530B', 0.302, 'palm', 'Table 3'],
    ['lamda_137b', 'LaMDA 137B', 0.565, 'lamda', 'sec 10'],
    ['llama3_405b_8k', 'Llama 3 405B on 8,192 GPUs', 0.43, 'llama3', 'Table 4'],
    ['llama3_405b_16k', 'Llama 3 405B on 16,384 GPUs', 0.41, 'llama3', 'Table 4'],
    ['llama3_405b_128k', 'Llama 3 405B, 131,072 tokens of context', 0.38, 'llama3', 'Table 4'],
    ['megatron_22b', 'Megatron 22B on A100', 0.415, 'korthikanti', 'Table 5'],
    ['megatron_175b', 'Megatron 175B on A100', 0.514, 'korthikanti', 'Table 5'],
    ['megatron_530b', 'Megatron 530B on A100', 0.56, 'korthikanti', 'Table 5'],
    ['megatron_1t', 'Megatron 1T on A100', 0.563, 'korthikanti', 'Table 5'],
    [
      'deepseek_v3',
      'DeepSeek-V3, share of an fp8 peak of 1,513 TFLOPS (estimate)',
      0.217,
      'scaling-book',
      'training chapter',
    ],
  ] as const
).map(([name, title, value, source, locator]) => ({
  ...{ name, title, value },
  // Table 4 of the Llama 3 paper was read itself, the others as quoted.
  citation: source === 'llama3' ? primary(source, locator) : secondary(source, locator),
}));
