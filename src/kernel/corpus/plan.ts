import * as l10n from '@vscode/l10n';
import { createStage, type StageSpec } from '../../science/corpus/create';
import { packEvalIndex } from '../../science/corpus/decontaminate/eval-index';
import type { Stage } from '../../science/corpus/stage';
import { ScienceError } from '../../science/errors';
import { gopherPipeline, gpt3Decontamination } from '../../science/facts/corpus';
import { findFiles } from './input/files';
import { noReadCounts, readUnit } from './input/read';
import { allText, DEFAULT_FIELDS, type Fields } from './input/records';
import { UNIT_BYTES, unitsOf, type WorkUnit } from './input/units';

/** A stage of a pipeline, with the files that it compares against. */
export interface PlannedStage extends StageSpec {
  /** Files of evaluation texts, for `decontaminate`: paths, folders and globs below the root. */
  readonly evaluation?: readonly string[];
}

/** A pipeline as a user asks for it. */
export interface PipelineRequest {
  /** Folder that all paths are relative to, and that none may leave. */
  readonly root: string;
  readonly inputs: readonly string[];
  readonly stages: readonly PlannedStage[];
  readonly fields?: Partial<Fields>;
  /** Counts tokens; `null` leaves tokens uncounted. Default `gpt2`. */
  readonly tokenizer?: string | null;
  /** Stored bytes per work unit. */
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
    units: unitsOf(files, request.unitBytes ?? UNIT_BYTES),
  };
}

/** Words per n-gram of a decontamination stage. */
function ngramOf({ params }: PlannedStage): number {
  if (typeof params.ngram === 'number') return params.ngram;
  return params.method === 'gopher' ? gopherPipeline.ngram : gpt3Decontamination.ngram;
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
