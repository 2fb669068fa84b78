import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { createStages, loadResources } from '../../../kernel/corpus/plan';
import { parseShard, readPlan, runStep } from '../../../kernel/corpus/slurm/steps';
import { stepsOf } from '../../../kernel/corpus/steps/list';
import { formatNumber } from '../../../views/format';
import type { Exit } from '../../exit';
import { print } from '../../io';
import { workerScript } from './pipeline';

export interface StageOptions {
  readonly output: string;
  readonly shard: string;
  readonly workers?: number;
}

/** `scalebook corpus stage [NAME] --shard i/n`: a share of one step of a planned pipeline; without a name, lists the steps. */
export async function runStage(name: string | undefined, { output, shard, workers }: StageOptions): Promise<Exit> {
  const folder = path.resolve(output);
  if (name === undefined) {
    const plan = await readPlan(folder);
    const steps = stepsOf(plan, await createStages(plan, await loadResources(plan)));
    for (const step of steps) print(l10n.t('{0} (up to {1} shards)', step.name, step.width));
    return 0;
  }
  const start = performance.now();
  const share = parseShard(shard);
  await runStep(folder, name, share, {
    ...(workers !== undefined && workers > 1 && { workers, workerScript: workerScript() }),
  });
  const seconds = formatNumber((performance.now() - start) / 1000, 'duration');
  print(l10n.t('{0}, shard {1}/{2}: done in {3}', name, share.index, share.count, seconds));
  return 0;
}
