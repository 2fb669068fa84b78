import { leeC4, leeDuplicationRates } from '../../../science/facts/corpus';
import { publishedEces } from '../../../science/facts/phenomena/calibration';
import { emergenceThresholds } from '../../../science/facts/phenomena/emergence';
import { type FlanTable, flanTables, preferences } from '../../../science/facts/phenomena/instruction';
import { prizeTasks } from '../../../science/facts/phenomena/inverse';
import { blimpCitation, blimpRows, blimpSkills, wordRanges } from '../../../science/facts/phenomena/words';
import { table } from '../../values/make';
import type { List, Table, Value } from '../../values/value';
import { sourceText } from './sourcing';

const flan = (name: keyof typeof flanTables): Table => {
  const { columns, rows, citation }: FlanTable = flanTables[name];
  const made = columns.map((column, i): [string, List] => [column, rows.map(row => row[i] ?? null)]);
  return table(new Map(made), { title: `data.flan_${name}`, source: sourceText(citation) });
};

/** What is published on calibration, emergence, inverse scaling, data needs and instruction tuning, as tables. */
export const phenomenaTables: Readonly<Record<string, () => Value>> = {
  duplication_rates: () =>
    table(
      {
        dataset: leeDuplicationRates.rows.map(([name]) => name),
        near_duplicates: Float64Array.from(leeDuplicationRates.rows, ([, percent]) => percent / 100),
      },
      {
        title: 'data.duplication_rates',
        source: sourceText(leeDuplicationRates.citation),
      },
    ),
  c4_dedup: () => {
    const { tokens, copied } = leeC4;
    return table(
      {
        data: ['original', 'near-duplicates removed', 'repeated passages cut'],
        tokens: Float64Array.of(tokens.original, tokens.nearDuplicates, tokens.exactSubstring),
        left: Float64Array.of(1, tokens.nearDuplicates / tokens.original, tokens.exactSubstring / tokens.original),
        copied_output: Float64Array.of(copied.original, copied.nearDuplicates, copied.exactSubstring),
      },
      { title: 'data.c4_dedup', source: `${sourceText(leeC4.tokensCitation)}; ${sourceText(leeC4.copiedCitation)}` },
    );
  },
  calibration: () =>
    table(
      {
        model: publishedEces.map(e => e.model),
        family: publishedEces.map(e => e.family),
        stage: publishedEces.map(e => e.stage),
        params: publishedEces.map(e => e.params),
        benchmark: publishedEces.map(e => e.benchmark),
        ece: Float64Array.from(publishedEces, e => e.ece),
        source: publishedEces.map(e => sourceText(e.citation)),
      },
      { title: 'data.calibration' },
    ),
  emergence_thresholds: () =>
    table(
      {
        ability: emergenceThresholds.map(t => t.ability),
        kind: emergenceThresholds.map(t => t.kind),
        params: Float64Array.from(emergenceThresholds, t => t.params),
        flops: Float64Array.from(emergenceThresholds, t => t.flops),
        model: emergenceThresholds.map(t => t.model),
        source: emergenceThresholds.map(t => sourceText(t.citation)),
      },
      { title: 'data.emergence_thresholds' },
    ),
  inverse_scaling_prize: () =>
    table(
      {
        task: prizeTasks.map(t => t.task),
        round: Float64Array.from(prizeTasks, t => t.round),
        cause: prizeTasks.map(t => t.cause),
        metric: prizeTasks.map(t => t.metric),
        reported: prizeTasks.map(t => t.reported.map(r => `${r.models}: ${r.trend}`).join('; ')),
        series: prizeTasks.map(t => t.series),
        source: prizeTasks.map(t => sourceText(t.citation)),
        cause_source: prizeTasks.map(t => sourceText(t.causeCitation)),
      },
      { title: 'data.inverse_scaling_prize' },
    ),
  blimp: () =>
    table(
      new Map<string, List>([
        ['model', blimpRows.map(r => r.model)],
        ['words', blimpRows.map(r => r.words)],
        ...blimpSkills.map((skill): [string, List] => [
          skill,
          Float64Array.from(blimpRows, r => r.scores[skill] ?? Number.NaN),
        ]),
      ]),
      { title: 'data.blimp', source: sourceText(blimpCitation) },
    ),
  word_ranges: () =>
    table(
      {
        skill: wordRanges.map(r => r.skill),
        from: Float64Array.from(wordRanges, r => r.from),
        to: Float64Array.from(wordRanges, r => r.to),
        meaning: wordRanges.map(r => r.meaning),
        source: wordRanges.map(r => sourceText(r.citation)),
      },
      { title: 'data.word_ranges' },
    ),
  flan_compute: () => flan('compute'),
  flan_tasks: () => flan('tasks'),
  flan_prompting: () => flan('prompting'),
  flan_families: () => flan('families'),
  preferences: () =>
    table(
      {
        tuned: preferences.map(p => p.tuned),
        tuned_params: Float64Array.from(preferences, p => p.tunedParams),
        against: preferences.map(p => p.against),
        against_params: preferences.map(p => p.againstParams),
        win_rate: preferences.map(p => p.winRate),
        margin: preferences.map(p => p.margin),
        source: preferences.map(p => sourceText(p.citation)),
      },
      { title: 'data.preferences' },
    ),
};
