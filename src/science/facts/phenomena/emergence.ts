import { secondary } from '../../cite';
import type { Citation } from '../../source';

/** Where an ability is said to emerge: the smallest model above chance, as Wei et al. list it. */
export interface EmergenceThreshold {
  readonly ability: string;
  readonly kind: 'few-shot prompting' | 'augmented prompting or training';
  readonly flops: number;
  readonly params: number;
  readonly model: string;
  readonly citation: Citation;
}

type Row = readonly [ability: string, flops: number, params: number, model: string];

const fewShot: readonly Row[] = [
  ['Addition/subtraction (3-digit)', 2.3e22, 13e9, 'GPT-3'],
  ['Addition/subtraction (4-5 digit)', 3.1e23, 175e9, 'GPT-3'],
  ['MMLU (57 topic avg)', 3.1e23, 175e9, 'GPT-3'],
  ['Toxicity classification (CivilComments)', 1.3e22, 7.1e9, 'Gopher'],
  ['Truthfulness (TruthfulQA)', 5e23, 280e9, 'Gopher'],
  ['MMLU (26 topics)', 5e23, 280e9, 'Gopher'],
  ['Grounded conceptual mappings', 3.1e23, 175e9, 'GPT-3'],
  ['MMLU (30 topics)', 5e23, 70e9, 'Chinchilla'],
  ['Word in Context (WiC)', 2.5e24, 540e9, 'PaLM'],
];

const augmented: readonly Row[] = [
  ['Instruction following (finetuning)', 1.3e23, 68e9, 'FLAN'],
  ['Scratchpad 8-digit addition (finetuning)', 8.9e19, 40e6, 'LaMDA'],
  ['Open-book knowledge for fact checking', 1.3e22, 7.1e9, 'Gopher'],
  ['Chain-of-thought math word problems', 1.3e23, 68e9, 'LaMDA'],
  ['Chain-of-thought StrategyQA', 2.9e23, 62e9, 'PaLM'],
  ['Differentiable search index', 3.3e22, 11e9, 'T5'],
  ['Self-consistency decoding', 1.3e23, 68e9, 'LaMDA'],
  ['Leveraging explanations in prompting', 5e23, 280e9, 'Gopher'],
  ['Least-to-most prompting', 3.1e23, 175e9, 'GPT-3'],
  ['Zero-shot chain-of-thought', 3.1e23, 175e9, 'GPT-3'],
  ['Calibration via P(True)', 2.6e23, 52e9, 'Anthropic'],
  ['Multilingual chain-of-thought', 2.9e23, 62e9, 'PaLM'],
  ['Ask me anything prompting', 1.4e22, 6e9, 'EleutherAI'],
];

const thresholds = (rows: readonly Row[], kind: EmergenceThreshold['kind'], locator: string) =>
  rows.map(([ability, flops, params, model]) => ({
    ...{ ability, kind, flops, params, model },
    citation: secondary('wei_emergent', locator),
  }));

/** Wei et al. 2022 Table 1: 22 abilities and the scale at which they appear. */
export const emergenceThresholds: readonly EmergenceThreshold[] = [
  ...thresholds(fewShot, 'few-shot prompting', 'Table 1 (few-shot)'),
  ...thresholds(augmented, 'augmented prompting or training', 'Table 1 (augmented)'),
];
