import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { calibrationStatements, publishedEces } from '../../../../src/science/facts/phenomena/calibration';
import { emergenceDebate } from '../../../../src/science/facts/phenomena/debate';
import { emergenceThresholds } from '../../../../src/science/facts/phenomena/emergence';
import { flanTables, instructionStatements, preferences } from '../../../../src/science/facts/phenomena/instruction';
import {
  hindsightExample,
  inverseCauses,
  inverseStatements,
  prizeTasks,
} from '../../../../src/science/facts/phenomena/inverse';
import {
  blimpCitation,
  blimpCurve,
  blimpRows,
  blimpSkills,
  wordFindings,
} from '../../../../src/science/facts/phenomena/words';
import { seriesById } from '../../../../src/science/facts/series/series';
import { findSource } from '../../../../src/science/facts/sources';

const facts = '../shared/facts/';
const read = (file: string) => JSON.parse(readFileSync(`${facts}${file}`, 'utf8'));

const citation = v.strictObject({
  source: v.pipe(
    v.string(),
    v.check(key => findSource(key) !== undefined, 'a key of sources.ts'),
  ),
  locator: v.pipe(v.string(), v.minLength(3)),
  flag: v.picklist(['verified', 'memory']),
  evidence: v.picklist(['primary', 'secondary', 'refit', 'computed', 'recall']),
  note: v.optional(v.string()),
});

describe('phenomena', () => {
  it('cite a known source, with a place and a flag, everywhere', () => {
    const cited = [
      ...[emergenceThresholds, publishedEces, calibrationStatements, inverseStatements, instructionStatements],
      ...[wordFindings, preferences, prizeTasks, Object.values(inverseCauses), Object.values(emergenceDebate)],
      ...[Object.values(flanTables), prizeTasks.flatMap(task => task.reported), [{ citation: blimpCitation }]],
      ...[[hindsightExample], prizeTasks.map(task => ({ citation: task.causeCitation }))],
    ].flat();
    expect(cited.length).toBeGreaterThan(80);
    for (const { citation: given } of cited) expect(v.is(citation, given), JSON.stringify(given)).toBe(true);
  });

  it('say of what is recalled that it is', () => {
    expect(prizeTasks.every(task => task.causeCitation.flag === 'memory')).toBe(true);
    expect(publishedEces.filter(e => e.family === 'Llama 3.1').every(e => e.citation.flag === 'memory')).toBe(true);
    expect(publishedEces.find(e => e.model === 'GPT-4' && e.stage === 'post-trained')?.ece).toBe(0.074);
  });

  it('name the eleven tasks of the prize, with series that exist', () => {
    expect(prizeTasks).toHaveLength(11);
    for (const { series } of prizeTasks) if (series) expect(seriesById(series).family).toBe('Pythia');
    expect(prizeTasks.filter(task => task.series === null).map(task => task.task)).toEqual(['Prompt Injection']);
  });

  it.skipIf(!existsSync(facts))('repeat the tables of the fact book', () => {
    const { few_shot, augmented } = read('emergence.json');
    expect(emergenceThresholds.map(t => [t.ability, t.flops, t.params, t.model])).toEqual([
      ...few_shot.rows,
      ...augmented.rows,
    ]);
    const flan = read('instruction_rlhf.json');
    expect(flanTables.compute.rows).toEqual(flan.flan_compute.rows);
    expect(flanTables.tasks.rows).toEqual(flan.flan_table3.rows);
    expect(flanTables.prompting.rows).toEqual(flan.flan_table4_540B.rows);
    expect(flanTables.families.rows).toEqual(flan.flan_table5.rows);
    const { blimp } = read('billions_of_words.json');
    expect(blimpSkills).toEqual(blimp.columns.slice(1));
    expect(blimpRows.map(row => [row.model, ...blimpSkills.map(skill => row.scores[skill])])).toEqual(blimp.rows);
    const { winners } = read('inverse_scaling.json');
    expect(prizeTasks.map(t => [t.round, t.metric, t.cause])).toEqual(
      winners.rows.map((row: readonly unknown[]) => [row[1], row[2], row[4]]),
    );
  });

  it('know the words of thirteen models', () => {
    const { words, accuracy } = blimpCurve('overall');
    expect(words).toHaveLength(13);
    expect([...new Set(words)].sort((a, b) => a - b)).toEqual([1e6, 1e7, 1e8, 1e9, 3e10]);
    expect(accuracy[words.indexOf(3e10)]).toBe(85.4);
    for (const row of blimpRows) {
      const printed = /^(\d+)([MB])-\d$/.exec(row.model);
      if (printed) expect(row.words).toBe(Number(printed[1]) * (printed[2] === 'B' ? 1e9 : 1e6));
    }
  });
});
