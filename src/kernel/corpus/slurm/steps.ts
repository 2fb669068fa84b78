import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../science/errors';
import { writeReport } from '../output';
import { type CorpusPlan, createStages, loadResources } from '../plan';
import { createReport } from '../report';
import { openExecutor, openWork, PLAN_FILE, type RunOptions, workFolder } from '../run';
import { stepsOf } from '../steps/list';
import { shareBytes } from '../steps/pool';
import { runGroups, runMerge, runUnits } from '../steps/steps';

/** One of `count` shards, from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
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
  const file = path.join(workFolder(output), PLAN_FILE);
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
  const executor = await openExecutor(plan, resources, { ...options, workers: options.workers ?? 1 });
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
