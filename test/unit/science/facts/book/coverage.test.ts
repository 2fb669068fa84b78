import { describe, expect, it } from 'vitest';
import { type Book, bookIsAbsent, readBook, whereBook } from './book';

const files = [
  ...(['benchmarks', 'billions_of_words', 'calibration', 'data_pipeline', 'emergence', 'hardware'] as const),
  ...(['instruction_rlhf', 'inverse_scaling', 'knnlm', 'laws', 'memory_flops', 'models'] as const),
];

/** Entries of the fact book that the product does not ship, and why not. */
const leftOut: Readonly<Record<string, string>> = {
  'benchmarks.winogender_gain_vs_gopher': 'three differences without the scores that they are of',
  'laws.chinchilla.approach1.max_lr': 'learning rates of a suite, not a rule',
  'laws.porian2024.owt2_reproduction': 'the ladder on RefinedWeb is shipped; this is its first step on other data',
  'laws.other_hparam.mup': 'widths and rates to rewrite a model with: no number to compute from',
  'laws.other_hparam.mup_table': 'the same, and from memory',
  'laws.other_hparam.mccandlish_noise_scale': 'needs gradients, which no notebook has; and from memory',
  'laws.extra.tao_vocab': 'constants without the units of their variables: see the laws left out in the reference',
};

/** What tests in this folder and its neighbours compare, or functions and claims compute: by file, its entries or groups of them. */
const used: Readonly<Record<string, readonly string[]>> = {
  benchmarks: [
    'headline',
    'mmlu_context',
    'table7',
    'table8',
    'table9_qa',
    'truthfulqa_chinchilla_0_5_10',
    'pile_bits_per_byte',
    'mmlu_by_task',
    'bigbench_by_task',
  ],
  billions_of_words: ['models', 'findings', 'blimp'],
  calibration: ['gpt4', 'kadavath', 'bigbench', 'pythia_dolly', 'definitions'],
  data_pipeline: [
    'gopher_quality_filter',
    'gopher_repetition_filter',
    'gopher_pipeline',
    'massivetext',
    'massivetext_subsets',
    'lee2021',
    'fineweb_minhash',
  ],
  emergence: ['few_shot', 'augmented', 'definition', 'mirage'],
  hardware: [
    'accelerators',
    'rtx4090',
    'measured_matmul_TFLOPs_MAMF',
    'prices_usd_per_gpu_hour',
    'unit_cost_usd',
    'pue',
    'carbon_kg_per_kwh_papers',
    'carbon_g_per_kwh_regions_mlco2',
    'carbon_g_per_kwh_grids_2021',
    'mfu',
  ],
  instruction_rlhf: [
    'flan_compute',
    'flan_table3',
    'flan_table4_540B',
    'flan_table5',
    'flan_other',
    'instructgpt',
    'stiennon',
  ],
  inverse_scaling: ['winners', 'contest', 'four_causes', 'hindsight_neglect', 'palm_results', 'gpt4'],
  knnlm: [
    'formulas',
    'hyper',
    'table1',
    'table2_books',
    'table3',
    'table4_domain',
    'table5_keys',
    'fig4_k_dev_ppl_approx',
    'datastore',
    'precision',
    'cost',
    'no_dropout_control',
  ],
  laws: [
    'kaplan2020',
    'chinchilla',
    'besiroglu2024',
    'pearce_song2024',
    'porian2024',
    'muennighoff2023',
    'switch',
    'clark2022',
    'krajewski2024',
    'abnar2025',
    'ludziejewski2025',
    'sardana2024',
    'gadre2024',
    'kumar_precision2024',
    'deepseek_llm2024',
    'steplaw2025',
    'tissue2024',
    'bnsl',
    'rlhf_overoptimization',
  ],
  memory_flops: ['bytes_per_param_training', 'zero', 'activations_per_layer_bytes', 'kv_cache_bytes', 'flops'],
  models: [
    'chinchilla_paper_table1',
    'chinchilla_vs_gopher',
    'chinchilla_table_A9',
    'chinchilla_data',
    'gopher_family',
    'gpt3_table_D1',
    'llama1',
    'llama2',
    'llama3',
    'palm',
    'lamda_137B',
    'glam',
    'deepseek_v3',
    'pythia',
    'others',
    'memory_only',
    'kosmos1',
  ],
  'laws.other_hparam': ['moonlight', 'minicpm', 'cerebras_gpt', 'bjorck'],
  'laws.extra': ['hernandez_transfer', 'llama3_law'],
};

const isUsed = (path: string): boolean =>
  Object.entries(used).some(([group, names]) => names.some(name => `${path}.`.startsWith(`${group}.${name}.`)));

/** Paths of all entries: what has a `confidence` of its own. */
function entriesOf(node: Book, path: string): string[] {
  if (node === null || typeof node !== 'object') return [];
  if ('confidence' in node) return [path];
  return Object.entries(node).flatMap(([key, child]) => entriesOf(child, `${path}.${key}`));
}

describe.skipIf(bookIsAbsent)(`the fact book is used ${whereBook}`, () => {
  const entries = files.flatMap(file => entriesOf(readBook(file), file));

  it('every entry is shipped, or left out for a reason', () => {
    expect(entries.length).toBeGreaterThan(300);
    const neither = entries.filter(path => !(path in leftOut) && !isUsed(path));
    expect(neither).toEqual([]);
  });

  it('what is left out stands in the book', () => {
    expect(Object.keys(leftOut).filter(path => !entries.includes(path))).toEqual([]);
  });
});
