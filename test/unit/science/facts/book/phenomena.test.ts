import { describe, expect, it } from 'vitest';
import { publishedEces } from '../../../../../src/science/facts/phenomena/calibration';
import { findings } from '../../../../../src/science/facts/phenomena/findings';
import { preferences } from '../../../../../src/science/facts/phenomena/instruction';
import { hindsightExample, prizeTasks } from '../../../../../src/science/facts/phenomena/inverse';
import { type Book, bookIsAbsent, contradictionsOf, type Pair, readBook, whereBook } from './book';

const ece = (model: string, stage: 'pretrained' | 'post-trained') =>
  publishedEces.find(e => e.model === model && e.stage === stage)?.ece;

function calibration({ gpt4, pythia_dolly: open }: Book): Pair[] {
  return [
    ['ECE of GPT-4, pretrained', ece('GPT-4', 'pretrained'), gpt4.value.pretrained_ECE],
    ['ECE of GPT-4, post-trained', ece('GPT-4', 'post-trained'), gpt4.value.post_trained_ECE],
    ['ECE of Pythia', ece('Pythia-7B', 'pretrained'), open.value['Pythia-7B']],
    ['ECE of Dolly', ece('Dolly-7B', 'post-trained'), open.value['Dolly-7B']],
  ];
}

function feedback({ instructgpt: { value: i }, stiennon: { value: s } }: Book): Pair[] {
  const of = (tuned: string, against: string): readonly (number | undefined)[] => {
    const found = preferences.find(p => p.tuned === tuned && p.against === against);
    const percent = (share: number | null | undefined) =>
      typeof share === 'number' ? Number((100 * share).toPrecision(6)) : undefined;
    return [percent(found?.winRate), percent(found?.margin)];
  };
  const best = 'InstructGPT 175B';
  const tuned = 'supervised fine-tuning 175B';
  const written = 'TL;DR reference summaries (written by people)';
  return [
    ['InstructGPT against GPT-3', of(best, 'GPT-3 175B'), i['175B_vs_GPT3_pct']],
    ['InstructGPT against few-shot GPT-3', of(best, 'few-shot GPT-3 175B'), i['175B_vs_fewshot_GPT3_pct']],
    ['InstructGPT against SFT', of(best, tuned), i.winrate_vs_SFT_pct],
    ['FLAN against SFT', of('GPT-3 175B tuned on FLAN', tuned), i.FLAN_winrate],
    ['T0 against SFT', of('GPT-3 175B tuned on T0', tuned), i.T0_winrate],
    ['summaries with feedback', of('human feedback 1.3B', written)[0], 100 * s['hf_1.3B_pref_vs_reference']],
    ['summaries, supervised', of('supervised 12B', written)[0], 100 * s.supervised_12B_pref_vs_reference],
  ];
}

/** Numbers of the book that a sentence on the subject must say. */
function said(subject: string, numbers: Readonly<Record<string, string>>): Pair[] {
  const text = (findings[subject] ?? []).map(f => f.text).join(' ');
  return Object.entries(numbers).map(([what, number]) => [`${subject}: ${what}`, text.includes(number), true]);
}

function sentences(): Pair[] {
  const tuning = readBook('instruction_rlhf');
  const inverse = readBook('inverse_scaling');
  const words = readBook('billions_of_words').findings.value;
  const laws = readBook('laws');
  const knn = readBook('knnlm');
  const lee = readBook('data_pipeline').lee2021.other.value;
  const { flan_other: f, instructgpt: i, stiennon: s } = tuning;
  const { contest, palm_results: palm } = inverse;
  const millions = (x: number) => `${x / 1e6}M`;
  return [
    ...said('instruction tuning and feedback', {
      ...{ prompts: `${f.value.prompts} prompts`, preferred: `${f.value.preferred_pct}%` },
      ...{
        gain: `${f.value.mean_gain_points} points`,
        hours: `${f.value.hours} hours`,
        chips: f.value.chips.split(' ')[0],
      },
      ...{ tuned: `${i.value.hallucination_pct[0]}%`, plain: `${i.value.hallucination_pct[1]}%`, toxic: 'about 25%' },
      agreement: `${100 * s.value.labeler_agreement}%`,
      comparisons: s.value.comparisons_released.toLocaleString('en-US'),
    }),
    ...said('inverse scaling', {
      first: `${contest.value.round1_submissions} submissions`,
      second: String(contest.value.round2_submissions),
      all: `${contest.value.total_paper} submissions`,
      inverse: `${['', 'one', 'two', 'three', 'four'][palm.final_version_counts.value.inverse]} stay inverse`,
      turned: `six are U-shaped`,
    }),
    ...said('words of pretraining', {
      probing: millions(words.edge_probing_90pct_of_gain_by_words),
      syntax: millions(words.syntactic_tasks_90pct_by),
      saturation: millions(words.saturate_by),
      people: `${words.blimp_at_100M_vs_human_points} points below people`,
      more: `billions add ${words.blimp_extra_after_100M_points}`,
    }),
    ...said('compute and data', {
      epochs: `${laws.muennighoff2023.rules_of_thumb.value.epochs_nearly_free} epochs`,
      runs: laws.besiroglu2024.findings.value.runs_needed_for_hoffmann_ci.toLocaleString('en-US'),
      kaplan: '4.68B',
      approach: '2.86B',
    }),
    ...said('mixtures of experts', {
      steps: `${laws.switch.speedups.value['Switch-Base 64e vs T5-Base, steps']} times fewer steps`,
      weight: String(laws.switch.alpha.value),
    }),
    ...said('retrieval', { control: String(knn.no_dropout_control.value.memorising_LM_val_ppl), precise: '16.06' }),
    ...said('corpora', { repeats: lee['61_word_sentence_repeats'].toLocaleString('en-US') }),
  ];
}

describe.skipIf(bookIsAbsent)(`phenomena say what the fact book says ${whereBook}`, () => {
  it('calibration, preferences and what is said in words', () => {
    const pairs = [...calibration(readBook('calibration')), ...feedback(readBook('instruction_rlhf')), ...sentences()];
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });

  it('the prize and its example', () => {
    const { winners, hindsight_neglect: example } = readBook('inverse_scaling');
    const { p_lose, lose, p_win, win, expected_value } = example.value.example_query;
    expect(hindsightExample.gamble.map(g => [g.probability, g.outcome])).toEqual([
      [p_lose, -lose],
      [p_win, win],
    ]);
    expect(hindsightExample.gamble.reduce((sum, g) => sum + g.probability * g.outcome, 0)).toBeCloseTo(
      expected_value,
      9,
    );
    // Sizes are words in both: the digits must be the same.
    const digits = (text: string | number | null) => String(text ?? '').match(/\d+/g) ?? [];
    expect(prizeTasks.map(t => digits(t.examples))).toEqual(winners.rows.map((row: Book) => digits(row[3])));
  });
});
