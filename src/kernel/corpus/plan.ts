import * as l10n from '@vscode/l10n';
import type { CorpusPipeline, CorpusStageSpec } from '../../language/library/functions/corpus/job';
import { createStage } from '../../science/corpus/create';
import { packEvalIndex } from '../../science/corpus/decontaminate/eval-index';
import { noReadCounts } from '../../science/corpus/pipeline/report';
import type { Stage } from '../../science/corpus/stage';
import { ScienceError } from '../../science/errors';
import { findFiles } from './input/files';
import { readUnit } from './input/read';
import { allText, DEFAULT_FIELDS, type Fields } from './input/records';
import { unitBytesFor, unitsOf, type WorkUnit } from './input/units';
import { ngramOf } from './ngram';

/** A stage of a pipeline, with the files that it compares against. */
export type PlannedStage = CorpusStageSpec;

/** A pipeline as a user asks for it. */
export interface PipelineRequest {
  /** Folder that all paths are relative to, and that none may leave. */
  readonly root: string;
  readonly inputs: readonly string[];
  readonly stages: readonly PlannedStage[];
  readonly fields?: Partial<Fields>;
  /** Counts tokens; `null` leaves tokens uncounted. Default `gpt2`. */
  readonly tokenizer?: string | null;
  /** Stored bytes per work unit. Default by the size of the input. */
  readonly unitBytes?: number;
  /** Whether output shards are compressed. Default true. */
  readonly gzip?: boolean;
}

/** A pipeline with its input laid out: all that a step needs to know, as JSON. */
export interface CorpusPlan {
  readonly version: 1;
  readonly root: string;
  readonly fields: Fields;
  readonly tokenizer: string | null;
  readonly gzip: boolean;
  readonly stages: readonly PlannedStage[];
  readonly units: readonly WorkUnit[];
}

/** Evaluation texts of the stages that have any, packed, by the stage's place. */
export type Resources = ReadonlyMap<number, Uint8Array>;

/** Lays a pipeline out: finds its files, cuts them into units, checks its stages. */
export async function planPipeline(request: PipelineRequest): Promise<CorpusPlan> {
  const files = await findFiles(request.root, request.inputs);
  return {
    version: 1,
    root: request.root,
    fields: { ...DEFAULT_FIELDS, ...request.fields },
    tokenizer: request.tokenizer === undefined ? 'gpt2' : request.tokenizer,
    gzip: request.gzip ?? true,
    stages: request.stages,
    units: unitsOf(files, request.unitBytes ?? unitBytesFor(files)),
  };
}

/**
 * Reads the evaluation texts of the stages that need them. A record counts with its text field where it has one, else
 * with all its strings.
 */
export async function loadResources(plan: CorpusPlan): Promise<Resources> {
  const resources = new Map<number, Uint8Array>();
  for (const [at, stage] of plan.stages.entries()) {
    if (!stage.evaluation || stage.evaluation.length === 0) continue;
    const texts: string[] = [];
    for (const unit of unitsOf(await findFiles(plan.root, stage.evaluation))) {
      const counts = noReadCounts();
      for await (const { document } of readUnit(plan.root, unit, plan.fields, counts, allText))
        texts.push(document.text);
    }
    if (texts.length === 0) {
      throw new ScienceError('bad-input', l10n.t('No text could be read from {0}.', stage.evaluation.join(', ')));
    }
    resources.set(at, packEvalIndex(texts, ngramOf(stage)));
  }
  return resources;
}

/** Makes the stages of a plan. */
export function createStages(plan: Pick<CorpusPlan, 'stages'>, resources: Resources): Promise<Stage[]> {
  return Promise.all(plan.stages.map((spec, at) => createStage(spec, resources.get(at))));
}

/**
 * Lays out a pipeline of a notebook below the first of some folders that has all its files.
 * @throws ScienceError what is wrong below the first folder
 */
export async function planBelow(
  folders: readonly string[],
  { inputs, field, stages, tokenizer }: CorpusPipeline,
): Promise<CorpusPlan> {
  let reason: unknown;
  for (const root of folders) {
    try {
      for (const { evaluation } of stages) if (evaluation) await findFiles(root, evaluation);
      return await planPipeline({ root, inputs, stages, tokenizer, fields: { text: field } });
    } catch (error) {
      if (!(error instanceof ScienceError) || error.code !== 'not-found') throw error;
      reason ??= error;
    }
  }
  throw reason;
}
