import { primary, recalled, secondary } from '../../cite';
import type { Citation } from '../../source';
import type { Statement } from './statement';

/** A published expected calibration error. */
export interface PublishedEce {
  readonly model: string;
  readonly family: string;
  readonly stage: 'pretrained' | 'post-trained';
  /** Null where not disclosed. */
  readonly params: number | null;
  readonly benchmark: string;
  /** Fraction, 0 to 1. How many bins were used is not recorded for any of them. */
  readonly ece: number;
  readonly citation: Citation;
}

const gpt4 = secondary('gpt4', 'Fig 8');
const pythia = secondary('pythia', 'secondary notes', 'the benchmark is not recorded');
const llama = recalled('recall', 'no place recorded', 'Llama 3.1 on MMLU; seen without its source, check it first');
const mmlu = 'MMLU';

/** Calibration before and after post-training. */
export const publishedEces: readonly PublishedEce[] = [
  ...[['pretrained', 0.007] as const, ['post-trained', 0.074] as const].map(([stage, ece]) => ({
    ...{ model: 'GPT-4', family: 'GPT-4', stage, params: null, benchmark: 'subset of MMLU', ece, citation: gpt4 },
  })),
  ...[['Pythia-7B', 'pretrained', 0.13] as const, ['Dolly-7B', 'post-trained', 0.36] as const].map(
    ([model, stage, ece]) => ({
      ...{ model, family: 'Pythia and Dolly', stage, params: 7e9, benchmark: 'not recorded', ece, citation: pythia },
    }),
  ),
  ...[
    ['Llama 3.1 8B', 'pretrained', 8e9, 0.04] as const,
    ['Llama 3.1 8B Instruct', 'post-trained', 8e9, 0.119] as const,
    ['Llama 3.1 70B', 'pretrained', 70e9, 0.034] as const,
    ['Llama 3.1 70B Instruct', 'post-trained', 70e9, 0.104] as const,
  ].map(([model, stage, params, ece]) => ({
    ...{ model, family: 'Llama 3.1', stage, params, benchmark: mmlu, ece, citation: llama },
  })),
];

/** What is published on calibration and size, without numbers. */
export const calibrationStatements: readonly Statement[] = [
  {
    text: 'Larger models are well calibrated on multiple choice and true/false questions in the right format.',
    citation: primary('kadavath2022', 'abstract'),
  },
  {
    text: 'A model judging its own answer, P(True), improves when shown more samples.',
    citation: primary('kadavath2022', 'abstract'),
  },
  {
    text: 'P(IK), whether the model knows, generalises in part but is poorly calibrated on new tasks.',
    citation: primary('kadavath2022', 'abstract'),
  },
  {
    text: 'On BIG-bench the calibration error falls with size (0.8B to 52B; the sizes are recalled).',
    citation: secondary('kadavath2022', 'Fig 4, as annotated'),
  },
  {
    text: 'On BIG-bench calibration improves with scale but stays poor in absolute terms.',
    citation: primary('bigbench', 'abstract'),
  },
  {
    text: 'After human feedback, one temperature of about 2.5 restores much of the calibration.',
    citation: recalled('kadavath2022', 'sec 3.3'),
  },
];
