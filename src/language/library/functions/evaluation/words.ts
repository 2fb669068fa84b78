import * as l10n from '@vscode/l10n';
import { type LearningCurve, learningCurve } from '../../../../science/evaluation/words/learning-curve';
import { type TargetOf, type WordsNeeded, wordsFor } from '../../../../science/evaluation/words/words-for';
import {
  BLIMP_CHANCE,
  blimpCitation,
  blimpCurve,
  blimpRows,
  blimpSkills,
} from '../../../../science/facts/phenomena/words';
import { ScaleError } from '../../../errors';
import { suggestion } from '../../../suggest';
import { table as makeTable, record, toArray, view } from '../../../values/make';
import { isList, type Table, type Value } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, type Parameter, parameter } from '../../parameter';
import { oneOf, table, text } from '../../parameters';
import { type NamedSeries, seriesOf } from '../score-series';
import { scaleLabel } from './scales';
import { pointNotes, wholeOf } from './units';
import { type DrawnCurve, learningChart } from './words-chart';
import { wordsTable } from './words-table';

const target = number('What to reach: a share (90%), or a score in the unit of the table.');
const of = optional(
  oneOf<TargetOf>(
    ['score', 'gain'],
    'Whether the share is of the score itself or of the gain from the smallest to the largest corpus.',
  ),
  'score',
  '"score"',
);
const seed = optional(count('Seed of the draws.'), 0, '0');
const skillText = text('A skill of `data.blimp`: "overall", "subj_verb_agr" …');
const skillNames: Parameter<readonly string[]> = parameter(
  'list of texts',
  'Skills of `data.blimp`, each a curve.',
  v => isList(v) && v.length > 0 && toArray(v).every(each => typeof each === 'string'),
  v => toArray(v as readonly Value[]).map(String),
);
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
      'The curve is a line in log words, a power law or a sigmoid, whichever has the least AICc. `place` says where the answer lies: `measured` (among the corpora), `extrapolated` (at most ten times beyond them), `beyond` (farther: the forms part there by orders of magnitude, so that `words` is `none` and `low` a lower bound), `never` (the fit levels off before) or `before` the smallest corpus. An end of the interval that the measurements do not support is `none`.',
    signatures: [
      signature({ skill: skillText, target, of, seed }, '{words, low, high, score, place, reason, form}', given => {
        const curve = learningCurve(blimpInput(given.skill), { seed: given.seed });
        return needed(wordsFor(curve, blimpTarget(given), given.of), curve);
      }),
      signature(
        { skills: skillNames, target, of, seed },
        'view with table (skill, words, low, high, place, form)',
        given =>
          wordsTable(
            given.skills.map(skill => {
              const curve = learningCurve(blimpInput(skill), { seed: given.seed });
              return { curve, needed: wordsFor(curve, blimpTarget(given), given.of) };
            }),
            sourceText(blimpCitation),
          ),
      ),
      signature(
        { table: ownTable.table, target, of, words: ownTable.words, y: ownTable.y, seed },
        '{words, low, high, score, place, reason, form}',
        (given, context) => {
          const series = ownSeries(given.table, given.words, given.y);
          const curve = learningCurve(series.input, { seed: given.seed });
          const share = given.of === 'score' && given.target <= 1 && inPercent(series);
          if (share)
            context.note({
              tone: 'info',
              text: l10n.t(
                'The scores are in percent, so that {0} is read as {1} %.',
                ...[given.target, 100 * given.target],
              ),
            });
          return needed(wordsFor(curve, share ? 100 * given.target : given.target, given.of), curve);
        },
      ),
    ],
    examples: [
      'words_for("subj_verb_agr", 85%)',
      'words_for(["anaphor_agr", "island"], 85%).table',
      'words_for("overall", 90%, of: "gain").words',
    ],
    sources: ['zhang2020'],
  },
  {
    name: 'learning_curve',
    group: 'evaluation',
    summary:
      'A skill by words of training data, or several: the scores, the closest curves and, of one, its 95 % band.',
    signatures: [
      signature(
        { skill: skillText, title: maybe(text('Title of the plot.')), seed },
        'view with form, constants, delta, table',
        given => oneCurve(blimpDrawn(given.skill, given.seed), { title: given.title, ...blimpAxes() }),
      ),
      signature(
        { skills: skillNames, title: maybe(text('Title of the plot.')), seed },
        'view with table (skill, form)',
        ({ skills, title, seed: from }) => {
          const drawn = skills.map(skill => blimpDrawn(skill, from));
          const chart = learningChart(drawn, { title, ...blimpAxes() });
          const fields = {
            table: makeTable({ skill: drawn.map(d => d.curve.name), form: drawn.map(d => d.curve.form) }),
          };
          return view('plot', { charts: [chart] }, fields, chart.summary);
        },
      ),
      signature(
        { ...ownTable, title: maybe(text('Title of the plot.')), seed },
        'view with form, constants, delta, table',
        ({ table: from, words, y, title, seed: first }) => {
          const series = ownSeries(from, words, y);
          const curve = learningCurve(series.input, { seed: first });
          const whole = wholeOf(from, series.input.y, series.score);
          const notes = pointNotes(series, Array.from(curve.words));
          return oneCurve({ curve, whole, notes }, { title, x: scaleLabel(words), y: series.score });
        },
      ),
    ],
    examples: ['learning_curve("subj_verb_agr")', 'learning_curve(["anaphor_agr", "island"])'],
    sources: ['zhang2020'],
  },
];

const blimpAxes = () => ({ x: l10n.t('words of training data'), y: l10n.t('accuracy') });

function blimpDrawn(skill: string, first: number): DrawnCurve {
  const curve = learningCurve(blimpInput(skill), { seed: first });
  const source = sourceText(blimpCitation);
  const notes = blimpRows.flatMap(({ model, words }) => (words === null ? [] : [`${model} · ${source}`]));
  const people = blimpRows.find(row => row.model === 'Human')?.scores[skill];
  return { curve, whole: 100, notes, chance: BLIMP_CHANCE, ...(people === undefined ? {} : { people }) };
}

function oneCurve(drawn: DrawnCurve, labels: Parameters<typeof learningChart>[1]): Value {
  const chart = learningChart([drawn], labels);
  const { form, constants, delta, words, score } = drawn.curve;
  return view(
    'plot',
    { charts: [chart] },
    { form, constants: record(constants), delta: record(delta), table: makeTable({ words, score }) },
    chart.summary,
  );
}

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

function ownSeries(from: Table, words: string, y: string | undefined): NamedSeries {
  const all = seriesOf(from, { x: words, y });
  const [only] = all;
  if (all.length === 1 && only) return only;
  throw new ScaleError(
    'several-series',
    l10n.t('The table holds {0} series; a learning curve is of one. Choose it with `where` first.', all.length),
  );
}

/** The table is in percent; 90% is written as 0.9. */
const blimpTarget = (given: { readonly target: number; readonly of: TargetOf }): number =>
  given.of === 'score' && given.target <= 1 ? 100 * given.target : given.target;

const inPercent = ({ rows, input, score }: NamedSeries): boolean => wholeOf(rows, input.y, score) === 100;

function needed({ words, low, high, score, place, reason }: WordsNeeded, { form, name }: LearningCurve): Value {
  return record({ words, low, high, score, place, reason, form }, { title: l10n.t('Words for {0}', name) });
}
