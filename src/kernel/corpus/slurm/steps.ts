import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { passesOf } from '../../../science/corpus/pipeline/passes';
import type { Stage } from '../../../science/corpus/stage';
import { ScienceError } from '../../../science/errors';
import { type CorpusPlan, createStages, loadResources } from '../plan';
import { createReport } from '../report';
import { openWork, type RunOptions, workFolder, writeReport } from '../run';
import { createInlineExecutor } from '../steps/executor';
import { createPool, shareBytes } from '../steps/pool';
import { partsOf, runGroups, runMerge, runUnits } from '../steps/steps';

/** A step of a pipeline that machines share: it reads results of earlier steps and writes its own, once and whole. */
export interface Step {
  /** `2-dedup-signatures/units`, `…/groups`, `…/merge`, `write/units`, `report`: what `scalebook corpus stage` is given. */
  readonly name: string;
  readonly pass: number;
  readonly kind: 'units' | 'groups' | 'merge' | 'report';
  /** How many shards can have work: units or parts; 1 where the step is one task. */
  readonly width: number;
}

/** One of `count` shards, from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The steps of a plan, in order; each needs the one before. */
export function stepsOf(plan: CorpusPlan, stages: readonly Stage[]): Step[] {
  const steps = passesOf(stages).flatMap((pass, number): Step[] => {
    const units: Step = { name: `${pass.name}/units`, pass: number, kind: 'units', width: plan.units.length };
    if (pass.survey === undefined) return [units];
    return [
      units,
      { name: `${pass.name}/groups`, pass: number, kind: 'groups', width: partsOf(stages, pass) },
      { name: `${pass.name}/merge`, pass: number, kind: 'merge', width: 1 },
    ];
  });
  return [...steps, { name: 'report', pass: 0, kind: 'report', width: 1 }];
}

/** Reads `3/64`: shard 3 of 64, from 0. */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || count < 1 || index >= count) {
    throw new ScienceError(
      'bad-input',
      l10n.t('"{0}" is not a shard. Write i/n with i from 0 to n - 1, such as 0/64.', text),
    );
  }
  return { index, count };
}

const ofShard = (width: number, { index, count }: Shard): number[] =>
  Array.from({ length: width }, (_, i) => i).filter(i => i % count === index);

/** The plan of an output folder. */
export async function readPlan(output: string): Promise<CorpusPlan> {
  const file = path.join(workFolder(output), 'plan.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new ScienceError(
      'not-found',
      l10n.t('{0} holds no corpus plan. Write one with "scalebook corpus job" first.', output),
    );
  }
  const plan = JSON.parse(text) as CorpusPlan;
  if (plan.version !== 1) {
    throw new ScienceError('bad-input', l10n.t('The plan in {0} was written by another version of Scalebook.', output));
  }
  return plan;
}

/**
 * Runs one shard of one step in an output folder that all machines see. Running it again, or twice at the same time, does
 * no harm: results that are there stay, and are written whole or not at all.
 */
export async function runStep(
  output: string,
  name: string,
  shard: Shard,
  options: Pick<RunOptions, 'workerScript' | 'workers' | 'signal'> = {},
): Promise<void> {
  const plan = await readPlan(output);
  const store = await openWork(output, plan);
  const resources = await loadResources(plan);
  const stages = await createStages(plan, resources);
  const step = stepsOf(plan, stages).find(known => known.name === name);
  if (!step) {
    const known = stepsOf(plan, stages).map(one => one.name);
    throw new ScienceError('not-found', l10n.t('This plan has no step "{0}". Steps: {1}.', name, known.join(', ')));
  }
  const executor = options.workerScript
    ? createPool(options.workerScript, Math.max(1, options.workers ?? 1), plan, resources, options.signal)
    : await createInlineExecutor(plan, resources);
  const share = options.workerScript ? shareBytes : undefined;
  const context = { plan, stages, store, executor, output, share };
  try {
    if (step.kind === 'units') await runUnits(context, step.pass, ofShard(step.width, shard));
    else if (step.kind === 'groups') await runGroups(context, step.pass, ofShard(step.width, shard));
    else if (step.kind === 'merge') {
      if (shard.index === 0) await runMerge(context, step.pass);
    } else if (shard.index === 0) await writeReport(output, await createReport(plan, stages, store));
  } finally {
    await executor.close();
  }
}
