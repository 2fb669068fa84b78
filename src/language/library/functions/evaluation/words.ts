import * as l10n from '@vscode/l10n';
import { curveAt } from '../../../../science/evaluation/curves/curve';
import { type LearningCurve, learningCurve, scoreAt } from '../../../../science/evaluation/words/learning-curve';
import { type WordsNeeded, wordsFor } from '../../../../science/evaluation/words/words-for';
import { BLIMP_CHANCE, blimpCitation, blimpCurve, blimpSkills } from '../../../../science/facts/phenomena/words';
import { sortedQuantile } from '../../../../science/fitting/numeric/summary';
import type { Chart } from '../../../../views/chart';
import { ScaleError } from '../../../errors';
import { suggestion } from '../../../suggest';
import { table as makeTable, record, view } from '../../../values/make';
import type { Table, Value } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional } from '../../parameter';
import { oneOf, table, text } from '../../parameters';
import { seriesOf } from '../score-series';
import { sourceNote } from './units';

const target = number('What to reach: a share (90%), or a score in the unit of the table.');
const of = optional(
  oneOf<'score' | 'gain'>(
    ['score', 'gain'],
    'Whether the share is of the score itself or of the gain from the smallest to the largest corpus.',
  ),
  'score',
  '"score"',
);
const seed = optional(count('Seed of the draws.'), 0, '0');
const skillText = text('A skill of `data.blimp`: "overall", "subj_verb_agr" …');
const ownTable = {
  table: table('Scores by words of training data, one per row.'),
  words: optional(text('Column of the words.'), 'words', '"words"'),
  y: maybe(text('Column of the score; else value, score or accuracy.')),
};

export const wordsFunctions: readonly FunctionEntry[] = [
  {
    name: 'words_for',
    group: 'evaluation',
    summary:
      'How many words of training data a skill needs: a learning curve fitted and inverted, with a 95 % interval.',
    details:
      'The curve is a line in log words, a power law or a sigmoid, whichever has the least AICc. `place` says whether the answer lies among the sizes measured, beyond them (an extrapolation), or is never reached; an end of the interval that is never reached is `none`.',
    signatures: [
      signature({ skill: skillText, target, of, seed }, '{words, low, high, score, place, reason, form}', given => {
        const curve = learningCurve(blimpInput(given.skill), { seed: given.seed });
        // The table is in percent; 90% is written as 0.9.
        const sought = given.of === 'score' && given.target <= 1 ? 100 * given.target : given.target;
        return needed(wordsFor(curve, sought, given.of), curve);
      }),
      signature(
        { table: ownTable.table, target, of, words: ownTable.words, y: ownTable.y, seed },
        '{words, low, high, score, place, reason, form}',
        given => {
          const curve = learningCurve(ownInput(given.table, given.words, given.y), { seed: given.seed });
          return needed(wordsFor(curve, given.target, given.of), curve);
        },
      ),
    ],
    examples: ['words_for("subj_verb_agr", 85%)', 'words_for("overall", 90%, of: "gain").words'],
    sources: ['zhang2020'],
  },
  {
    name: 'learning_curve',
    group: 'evaluation',
    summary: 'A skill by words of training data: the scores, the closest curve and its 95 % band.',
    signatures: [
      signature(
        { skill: skillText, title: maybe(text('Title of the plot.')), seed },
        'view with form, constants, delta, table',
        given =>
          chartOf(learningCurve(blimpInput(given.skill), { seed: given.seed }), {
            title: given.title,
            whole: 100,
            chance: BLIMP_CHANCE,
            source: sourceText(blimpCitation),
          }),
      ),
      signature(
        { ...ownTable, title: maybe(text('Title of the plot.')), seed },
        'view with form, constants, delta, table',
        given => {
          const curve = learningCurve(ownInput(given.table, given.words, given.y), { seed: given.seed });
          const { title, table: from } = given;
          return chartOf(curve, { title, whole: 1, chance: null, source: sourceNote(from) ?? undefined });
        },
      ),
    ],
    examples: ['learning_curve("subj_verb_agr")'],
    sources: ['zhang2020'],
  },
];

function blimpInput(skill: string): { name: string; x: number[]; y: number[] } {
  if (!blimpSkills.includes(skill))
    throw new ScaleError(
      'unknown-skill',
      l10n.t('`data.blimp` has no skill "{0}"; it has {1}.', skill, blimpSkills.join(', ')),
      undefined,
      suggestion(skill, blimpSkills),
    );
  const { words, accuracy } = blimpCurve(skill);
  return { name: skill, x: words, y: accuracy };
}

function ownInput(from: Table, words: string, y: string | undefined) {
  const all = seriesOf(from, { x: words, y });
  const [only] = all;
  if (all.length === 1 && only) return only.input;
  throw new ScaleError(
    'several-series',
    l10n.t('The table holds {0} series; a learning curve is of one. Choose it with `where` first.', all.length),
  );
}

function needed({ words, low, high, score, place, reason }: WordsNeeded, { form, name }: LearningCurve): Value {
  return record({ words, low, high, score, place, reason, form }, { title: l10n.t('Words for {0}', name) });
}

const POINTS = 81;

interface ChartOptions {
  /** What the scores are counted in. */
  readonly whole: 1 | 100;
  readonly chance: number | null;
  readonly title: string | undefined;
  readonly source: string | undefined;
}

function chartOf(curve: LearningCurve, { whole, chance, title, source }: ChartOptions): Value {
  const { words, score, name, form, draws } = curve;
  const [first, last] = [Math.log10(Math.min(...words)), Math.log10(Math.max(...words))];
  const u = Array.from({ length: POINTS }, (_, i) => first + ((last - first) * i) / (POINTS - 1));
  const x = u.map(v => 10 ** v);
  const spread = u.map(v => Float64Array.from(draws, draw => curveAt(draw, v) / whole).sort());
  const chart: Chart = {
    title: title ?? l10n.t('{0} by words of training data', name),
    summary: l10n.t('{0}: closest curve {1}, with a 95 % band.', name, form),
    x: { label: l10n.t('words of training data'), scale: 'log', style: 'count' },
    y: { label: l10n.t('accuracy'), scale: 'linear', style: whole === 100 ? 'percent' : 'plain' },
    series: [
      {
        name: l10n.t('95 % band'),
        mark: 'band',
        slot: 0,
        quiet: true,
        x,
        y: x.map(v => scoreAt(curve, v) / whole),
        low: spread.map(s => sortedQuantile(s, 0.025)),
        high: spread.map(s => sortedQuantile(s, 0.975)),
      },
      { name: l10n.t('fit'), mark: 'line', slot: 0, quiet: true, x, y: x.map(v => scoreAt(curve, v) / whole) },
      {
        name,
        mark: 'points',
        slot: 0,
        x: Array.from(words),
        y: Array.from(score, v => v / whole),
        ...(source === undefined ? {} : { notes: Array.from(words, () => source) }),
      },
    ],
    ...(chance === null ? {} : { rules: [{ axis: 'y', at: chance / whole, text: l10n.t('chance'), slot: null }] }),
    legend: 'none',
    height: 260,
  };
  return view(
    'plot',
    { charts: [chart] },
    {
      form,
      constants: record(curve.constants),
      delta: record(curve.delta),
      table: makeTable({ words, score }),
    },
    chart.summary,
  );
}
