import { primary, recalled, secondary } from '../../cite';
import type { Citation } from '../../source';
import type { Statement } from './statement';

/** Why a task gets worse with size, in the words of McKenzie et al. */
export type InverseCause = 'strong prior' | 'unwanted imitation' | 'distractor task' | 'spurious few-shot';

/** A trend that a source reports for a task. */
export interface ReportedTrend {
  readonly models: string;
  readonly trend: 'inverse' | 'u-shaped';
  readonly citation: Citation;
}

/** A winner of the Inverse Scaling Prize. */
export interface PrizeTask {
  readonly task: string;
  readonly round: 1 | 2;
  readonly metric: 'accuracy' | 'sequence loss';
  /** Number of examples, as far as known; several versions differ. */
  readonly examples: string | null;
  readonly cause: InverseCause;
  /** The list is verified; the cause of each task is recalled. */
  readonly citation: Citation;
  readonly causeCitation: Citation;
  /** Published series of Pythia by size (see series); null where there is none. */
  readonly series: string | null;
  readonly reported: readonly ReportedTrend[];
}

const palm = (trend: ReportedTrend['trend']): ReportedTrend => ({
  models: 'PaLM 1B to 540B',
  trend,
  citation: {
    ...{
      source: 'wei_ushape',
      locator: 'v1: three of four tasks U-shaped; v3: Redefine Math inverse for every family',
    },
    ...{ flag: 'verified', evidence: 'computed', note: 'inferred from the counts; no numbers per task are published' },
  },
});

const task = (
  name: string,
  round: 1 | 2,
  examples: string | null,
  cause: InverseCause,
  series: string | null,
  reported: readonly ReportedTrend[] = [],
): PrizeTask => ({
  ...{ task: name, round, examples, cause, series, reported },
  metric: name === 'Prompt Injection' ? 'sequence loss' : 'accuracy',
  citation: primary('mckenzie2023', 'prize posts, data set card'),
  causeCitation: recalled('mckenzie2023', 'Table 1', 'the four causes are verified, which task has which is recalled'),
});

/** The eleven winning tasks of the Inverse Scaling Prize. */
export const prizeTasks: readonly PrizeTask[] = [
  task('NeQA (negation QA)', 1, '300', 'distractor task', 'pythia_isp_neqa', [palm('u-shaped')]),
  task(
    ...(['Quote Repetition, later Resisting Correction', 1, '300 (hub), 7344 (paper)', 'strong prior'] as const),
    ...(['pythia_isp_resisting_correction', [palm('u-shaped')]] as const),
  ),
  task('Redefine Math', 1, '900 (hub), 1244 (paper)', 'strong prior', 'pythia_isp_redefine', [palm('inverse')]),
  task('Hindsight Neglect', 1, '315', 'spurious few-shot', 'pythia_isp_hindsight_neglect', [palm('u-shaped')]),
  task('Modus Tollens', 2, '1236', 'unwanted imitation', 'pythia_isp_modus_tollens'),
  task('Memo Trap', 2, '936', 'strong prior', 'pythia_isp_memo_trap'),
  task('Prompt Injection', 2, null, 'strong prior', null),
  task('Into the Unknown', 2, '1824', 'distractor task', 'pythia_isp_into_the_unknown'),
  task('Pattern Matching Suppression', 2, '1428', 'distractor task', 'pythia_isp_pattern_matching_suppression'),
  task('Repetitive Algebra', 2, '1000', 'spurious few-shot', 'pythia_isp_repetitive_algebra'),
  task('Sig Figs', 2, '20897', 'distractor task', 'pythia_isp_sig_figs'),
];

/** The four causes. */
export const inverseCauses: Readonly<Record<InverseCause, Statement>> = {
  'strong prior': {
    text: 'The model prefers sequences that it memorised to instructions in its context.',
    citation: primary('mckenzie2023', 'abstract'),
  },
  'unwanted imitation': {
    text: 'The model imitates undesirable patterns in its training data.',
    citation: primary('mckenzie2023', 'abstract'),
  },
  'distractor task': {
    text: 'The task holds an easy task that distracts from the hard one that is meant.',
    citation: primary('mckenzie2023', 'abstract'),
  },
  'spurious few-shot': {
    text: 'The demonstrations are correct but mislead.',
    citation: primary('mckenzie2023', 'abstract'),
  },
};

/** What became of inverse scaling at larger scale. */
export const inverseStatements: readonly Statement[] = [
  {
    text: 'The prize drew 43 submissions by 27 August 2022 and 48 by 27 October: 99 by the paper, over 80 by the posts.',
    citation: primary('mckenzie2023', 'prize posts, data set card'),
  },
  {
    text: 'The prize drew 99 submissions; eleven won third prizes, none a second or grand prize.',
    citation: primary('mckenzie2023', 'prize posts, data set card'),
  },
  {
    text: 'With PaLM 540B, of the eleven tasks four stay inverse, six are U-shaped and one is positive.',
    citation: primary('wei_ushape', 'abstract (v5)'),
  },
  {
    text: "The prize's models went up to 280B parameters and 5e23 FLOP; PaLM 540B used about five times as much (2.5e24).",
    citation: primary('wei_ushape', 'abstract'),
  },
  {
    text: 'Five of the nine U-shaped accuracy tasks are still near chance at 540B; Redefine Math is inverse for every family.',
    citation: secondary('wei_ushape', 'v3, limitations'),
  },
  {
    text: 'With chain of thought all four tasks of round 1 become U-shaped or positive.',
    citation: primary('wei_ushape', 'v1 abstract'),
  },
  {
    text: 'GPT-4 reverses Hindsight Neglect (near 100% in the figure), on which smaller models got worse.',
    citation: secondary('gpt4', 'Fig 3'),
  },
];

/** The query of Hindsight Neglect that its card explains. */
export const hindsightExample = {
  gamble: [
    { probability: 0.94, outcome: -50 },
    { probability: 0.06, outcome: 5 },
  ],
  /** What happened: the gamble was won all the same. */
  happened: 5,
  correct: 'N',
  /** What the card says the expected value is; it is -46.7. */
  printed: -44,
  citation: primary('mckenzie2023', 'data set card', 'the card says a loss of 44; 0.94 × -50 + 0.06 × 5 = -46.7'),
} as const;
