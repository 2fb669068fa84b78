import { passesOf } from '../../../science/corpus/pipeline/passes';
import { surveyOf } from '../../../science/corpus/pipeline/run';
import type { Section, State } from '../../../science/corpus/stage';
import { loadTokenizer } from '../../../science/corpus/tokens/tokenizer';
import { type CorpusPlan, createStages, type Resources } from '../plan';
import { type Engine, runUnit, type UnitDone, type UnitJob } from './unit';

/** Groups one part of a survey. */
export interface GroupJob {
  readonly pass: number;
  readonly part: number;
  readonly sections: readonly Section[];
  readonly before: { readonly shared: Uint8Array };
}

/** Runs jobs, here or in workers. */
export interface Executor {
  /** Jobs that run at the same time. */
  readonly size: number;
  readonly unit: (job: UnitJob) => Promise<UnitDone>;
  readonly group: (job: GroupJob) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** What a worker is told at its start: the plan without its units. */
export interface EngineSpec {
  readonly root: string;
  readonly fields: CorpusPlan['fields'];
  readonly tokenizer: string | null;
  readonly stages: CorpusPlan['stages'];
  readonly resources: readonly (readonly [number, Uint8Array])[];
}

export const engineSpec = (plan: CorpusPlan, resources: Resources): EngineSpec => ({
  root: plan.root,
  fields: plan.fields,
  tokenizer: plan.tokenizer,
  stages: plan.stages,
  resources: [...resources],
});

/** Makes the stages and the tokenizer of a plan. */
export async function createEngine(spec: EngineSpec): Promise<Engine> {
  const [stages, tokenizer] = await Promise.all([
    createStages(spec, new Map(spec.resources)),
    spec.tokenizer === null ? undefined : loadTokenizer(spec.tokenizer),
  ]);
  return { root: spec.root, fields: spec.fields, stages, tokenizer };
}

/** Runs a group job. */
export function runGroup(engine: Engine, job: GroupJob): Uint8Array {
  const survey = surveyOf(engine.stages, passesOf(engine.stages)[job.pass]!);
  const before: State = { shared: job.before.shared, units: new Map() };
  return survey ? survey.group(job.part, job.sections, before) : new Uint8Array(0);
}

/** Runs jobs one after the other in this thread. */
export async function createInlineExecutor(plan: CorpusPlan, resources: Resources): Promise<Executor> {
  const engine = await createEngine(engineSpec(plan, resources));
  return {
    size: 1,
    unit: job => runUnit(engine, job),
    group: async job => runGroup(engine, job),
    close: async () => {},
  };
}
