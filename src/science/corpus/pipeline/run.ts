import { type Document, EMPTY_STATE, type Section, type Stage, type State, type Survey } from '../stage';
import type { Tokenizer } from '../tokens/tokenizer';
import { addCounts, noCounts, type StageCounts } from './counts';
import { createPassRunner, type UnitResult } from './pass';
import { type Pass, passesOf } from './passes';

/** What a pipeline did, stage by stage. */
export interface PipelineResult {
  readonly counts: readonly StageCounts[];
  /** Documents that stayed, with their cleaned text, in order. */
  readonly documents: readonly Document[];
  /** Milliseconds of work by stage, and of what no stage did; zeros without a clock. */
  readonly times: readonly number[];
  readonly other: number;
}

/** Who wants to see a pipeline run. */
export interface PipelineWatch {
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
  /** Called after each pass, counted from 1. */
  readonly onPass?: (pass: number, passes: number) => void;
}

/** The survey that a pass makes. */
export function surveyOf(stages: readonly Stage[], pass: Pass): Survey | undefined {
  const stage = stages[pass.to];
  return pass.survey === undefined || stage?.kind !== 'corpus' ? undefined : stage.surveys[pass.survey];
}

/** Groups every part of a survey and merges the groups: what follows from the sections of all units. */
export function resolveSurvey(survey: Survey, before: State, sections: (part: number) => Iterable<Section>): State {
  const groups = Array.from({ length: survey.parts }, (_, part) => survey.group(part, sections(part), before));
  return survey.merge(groups, before);
}

/**
 * Runs a pipeline over documents in memory. `units` may be cut anywhere: the result is the same.
 * Files of any size go through the kernel's streaming runner, which uses the same passes.
 */
export function runPipeline(
  units: readonly (readonly Document[])[],
  stages: readonly Stage[],
  tokenizer?: Tokenizer,
  { clock = () => 0, onPass }: PipelineWatch = {},
): PipelineResult {
  const start = clock();
  const times = stages.map(() => 0);
  const counts = stages.map(noCounts);
  const states = new Map<number, State>();
  const ledgers: Uint8Array[] = [];
  const documents: Document[] = [];
  const passes = passesOf(stages);
  for (const [number, pass] of passes.entries()) {
    const survey = surveyOf(stages, pass);
    const results: UnitResult[] = units.map((unit, at) => {
      const emit = survey ? undefined : (document: Document) => void documents.push(document);
      const ledger = ledgers[at];
      const runner = createPassRunner(
        stages,
        pass,
        { unit: at, states, ...(ledger ? { ledger } : {}) },
        { tokenizer, emit, clock },
      );
      for (const document of unit) runner.add(document);
      return runner.finish();
    });
    results.forEach((result, unit) => {
      ledgers[unit] = result.ledger;
      result.counts.forEach((count, i) => {
        addCounts(counts[pass.from + i]!, count);
      });
      result.time.forEach((ms, i) => {
        if (pass.from + i < times.length) times[pass.from + i]! += ms;
      });
    });
    onPass?.(number + 1, passes.length);
    if (!survey) continue;
    const sections = (part: number) => results.map((result, unit) => ({ unit, bytes: result.sections[part]! }));
    states.set(pass.to, resolveSurvey(survey, states.get(pass.to) ?? EMPTY_STATE, sections));
  }
  const other = clock() - start - times.reduce((sum, ms) => sum + ms, 0);
  return { counts, documents, times, other };
}
