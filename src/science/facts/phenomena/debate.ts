import { primary, secondary } from '../../cite';
import type { Statement } from './statement';

/** What emergence is said to be, and what is said against it. */
export const emergenceDebate: Readonly<Record<'definition' | 'mirage' | 'share' | 'tasks' | 'perToken', Statement>> = {
  definition: {
    text: 'An ability is emergent if it is absent in smaller models and present in larger ones; cross-entropy improves smoothly even where accuracy is flat.',
    citation: secondary('wei_emergent', 'sec 2, App A'),
  },
  mirage: {
    text: 'Nonlinear or discontinuous metrics produce apparent emergence; linear or continuous ones show smooth change.',
    citation: primary('schaeffer2023', 'abstract'),
  },
  share: {
    text: 'Over 92% of claimed BIG-Bench emergent abilities are under Exact String Match or Multiple Choice Grade.',
    citation: secondary('schaeffer2023', 'quoted in clawrxiv 2603.00378'),
  },
  tasks: {
    text: 'Shown on InstructGPT and GPT-3: 2-shot multiplication of two 2-digit numbers and 2-shot addition of 4-digit numbers, accuracy against token edit distance.',
    citation: secondary('schaeffer2023', 'sec 4'),
  },
  perToken: {
    text: 'If each token is right with probability p, a whole answer of L tokens is right with about p^L; its token edit distance is about L (1 - p).',
    citation: secondary('schaeffer2023', 'sec 2'),
  },
};
