import { primary, secondary } from '../../cite';
import type { Citation } from '../../source';
import data from './flan.json';
import type { Statement } from './statement';

/** A table of Chung et al. 2022 as printed. */
export interface FlanTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly citation: Citation;
}

/** Tables of Scaling Instruction-Finetuned Language Models. Scores in percent. */
export const flanTables: Readonly<Record<'compute' | 'tasks' | 'prompting' | 'families', FlanTable>> = {
  compute: { ...data.compute, citation: primary('flan', 'Table 2', 'U-PaLM is printed 2.5e23 and must be 2.5e24') },
  tasks: { ...data.tasks, citation: primary('flan', 'Table 3') },
  prompting: { ...data.prompting, citation: primary('flan', 'Table 4 (540B, MMLU test)') },
  families: {
    ...data.families,
    citation: primary('flan', 'Table 5', 'for 540B Table 3 gives 58.5 and 73.2, Table 5 58.4 and 73.5'),
  },
};

/** A comparison by people between a tuned model and a larger or plain one. */
export interface Preference {
  readonly tuned: string;
  readonly tunedParams: number;
  readonly against: string;
  readonly againstParams: number | null;
  /** Share of comparisons that the tuned model wins, 0 to 1; null where only the direction is published. */
  readonly winRate: number | null;
  /** Half-width of the interval as printed. */
  readonly margin: number | null;
  readonly citation: Citation;
}

const ouyang = primary('instructgpt', 'abstract, sec 4');
const stiennon = secondary('stiennon2020', 'secs 3-4');
const best = { tuned: 'InstructGPT 175B', tunedParams: 175e9, citation: ouyang };
const large = { against: 'GPT-3 175B', againstParams: 175e9 };
const summaries = 'TL;DR reference summaries (written by people)';

/** Human preference: what feedback buys. */
export const preferences: readonly Preference[] = [
  { ...best, ...large, tuned: 'InstructGPT 1.3B', tunedParams: 1.3e9, winRate: null, margin: null },
  { ...best, ...large, winRate: 0.85, margin: 0.03 },
  { ...best, against: 'few-shot GPT-3 175B', againstParams: 175e9, winRate: 0.71, margin: 0.04 },
  { ...best, against: 'supervised fine-tuning 175B', againstParams: 175e9, winRate: 0.734, margin: 0.02 },
  {
    tuned: 'GPT-3 175B tuned on FLAN',
    tunedParams: 175e9,
    against: 'supervised fine-tuning 175B',
    againstParams: 175e9,
    winRate: 0.298,
    margin: 0.02,
    citation: ouyang,
  },
  {
    tuned: 'GPT-3 175B tuned on T0',
    tunedParams: 175e9,
    against: 'supervised fine-tuning 175B',
    againstParams: 175e9,
    winRate: 0.268,
    margin: 0.02,
    citation: ouyang,
  },
  {
    tuned: 'human feedback 1.3B',
    tunedParams: 1.3e9,
    against: summaries,
    againstParams: null,
    winRate: 0.61,
    margin: null,
    citation: stiennon,
  },
  {
    tuned: 'supervised 12B',
    tunedParams: 12e9,
    against: summaries,
    againstParams: null,
    winRate: 0.43,
    margin: null,
    citation: stiennon,
  },
];

/** What instruction tuning and human feedback cost and give. */
export const instructionStatements: readonly Statement[] = [
  {
    text: 'Outputs of InstructGPT 1.3B are preferred to those of GPT-3 175B, with over 100 times fewer parameters.',
    citation: ouyang,
  },
  {
    text: 'InstructGPT makes things up in 21% of cases, GPT-3 in 41%.',
    citation: ouyang,
  },
  {
    text: 'InstructGPT generates about 25% fewer toxic outputs than GPT-3 when asked to be respectful.',
    citation: ouyang,
  },
  {
    text: 'Labellers agree with researchers on 77% of their comparisons of summaries; 64,832 comparisons are released.',
    citation: stiennon,
  },
  {
    text: 'Flan-tuning PaLM 540B used 0.2% of its pretraining compute (512 TPU v4 chips, 37 hours) and gained 9.4 points on average.',
    citation: primary('flan', 'abstract, secs 2, 5'),
  },
  {
    text: 'People prefer Flan-PaLM to PaLM on 79% of 190 prompts.',
    citation: primary('flan', 'abstract, secs 2, 5'),
  },
];
