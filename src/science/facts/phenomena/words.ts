import { primary } from '../../cite';
import type { Citation } from '../../source';
import data from './blimp.json';
import type { Statement } from './statement';

/** Accuracy of a model on BLiMP, in percent, overall and by phenomenon. Chance is 50. */
export interface BlimpRow {
  readonly model: string;
  /** Words of pretraining; null where not recorded, and for people. */
  readonly words: number | null;
  readonly scores: Readonly<Record<string, number>>;
}

const raw = data as {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** The skills of the table: overall and twelve phenomena. */
export const blimpSkills: readonly string[] = raw.columns.slice(2);

/** Zhang et al. App Table 2: MiniBERTas of 1M to 1B words (three each), RoBERTa of 30B, others and people. */
export const blimpRows: readonly BlimpRow[] = raw.rows.map(row => ({
  model: String(row[0]),
  words: row[1] === null ? null : Number(row[1]),
  scores: Object.fromEntries(blimpSkills.map((skill, i) => [skill, Number(row[i + 2])])),
}));

export const blimpCitation: Citation = primary('zhang2020', 'App Table 2');

/** Accuracy of guessing on BLiMP: one of two sentences, in percent. */
export const BLIMP_CHANCE = 50;

/** Words against accuracy of one skill, for the models trained on a known number of words. */
export function blimpCurve(skill: string): { readonly words: number[]; readonly accuracy: number[] } {
  const known = blimpRows.flatMap(({ words, scores }) => (words === null ? [] : [{ words, accuracy: scores[skill] }]));
  return { words: known.map(row => row.words), accuracy: known.map(row => row.accuracy) };
}

/** From how many words to how many something is learned, as stated by Zhang et al. */
export interface WordRange {
  readonly skill: string;
  readonly from: number;
  readonly to: number;
  readonly meaning: string;
  readonly citation: Citation;
}

const stated = primary('zhang2020', 'secs 3-6');

/** Their statements that hold numbers. Where they name one end alone, the other is an end of what they measured, 1M and 30B. */
export const wordRanges: readonly WordRange[] = [
  ['syntactic probing', 1e6, 1e7, '90 % of the gain by 10M words'],
  ['subject-verb agreement', 1e6, 1e7, 'gained between 1M and 10M words'],
  ['edge probing, mean', 1e6, 2e7, '90 % of the gain by 20M words'],
  ['BLiMP', 1e6, 1e8, 'most of the gain between 1M and 100M words'],
  ['wh-dependencies', 1e6, 1e8, 'gained between 1M and 100M words'],
  ['Winograd coreference', 1e9, 3e10, 'gained between 1B and 30B words'],
  ['SuperGLUE', 1e9, 3e10, 'steepest above 1B words, no plateau at 30B'],
].map(([skill, from, to, meaning]) => ({
  skill: String(skill),
  from: Number(from),
  to: Number(to),
  meaning: String(meaning),
  citation: stated,
}));

/** What 10 to 100 million words give, and what needs billions. */
export const wordFindings: readonly Statement[] = [
  {
    text: 'Edge probing reaches 90% of its gain by 20M words on average, syntactic tasks by 10M; all saturate by 100M.',
    citation: primary('zhang2020', 'secs 3-6'),
  },
  {
    text: 'BLiMP gains most between 1M and 100M words; at 100M models are 9 points below people, and billions add 6.',
    citation: primary('zhang2020', 'secs 3-6'),
  },
  {
    text: 'Subject-verb agreement is gained between 1M and 10M words, wh-dependencies between 1M and 100M.',
    citation: primary('zhang2020', 'secs 3-6'),
  },
  {
    text: 'Winograd coreference gains between 1B and 30B words.',
    citation: primary('zhang2020', 'secs 3-6'),
  },
  {
    text: 'SuperGLUE grows most above 1B words and has no plateau at 30B (CB perhaps excepted).',
    citation: primary('zhang2020', 'secs 3-6'),
  },
];
