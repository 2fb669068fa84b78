import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { passesOf } from '../../science/corpus/pipeline/passes';
import type { CorpusCost, CorpusReport } from '../../science/corpus/pipeline/report';
import { ScienceError } from '../../science/errors';
import { writeReport } from './output';
import { type CorpusPlan, createStages, loadResources, type Resources } from './plan';
import { createReport, workTimes } from './report';
import { createInlineExecutor, type Executor } from './steps/executor';
import { stepsOf } from './steps/list';
import { createPool, shareBytes } from './steps/pool';
import { partsOf, runGroups, runMerge, runUnits, type StepContext } from './steps/steps';
import { createDirectoryStore, writeWhole } from './store/directory';
import { createMemoryStore, type Store } from './store/store';

/** How far a run is. */
export interface Progress {
  /** Name of the pass, its number from 1, and how many there are. */
  readonly pass: string;
  readonly number: number;
  readonly passes: number;
  /** Stored bytes done in this pass, and in all. */
  readonly bytes: number;
  readonly total: number;
  /** Share of the whole run, 0 to 1. */
  readonly done: number;
}

export interface RunOptions {
  /** Bundle of `worker.ts`; without one, everything runs in this thread. */
  readonly workerScript?: string | undefined;
  /** Worker threads. Default: the processors of the machine, as far as its memory goes. */
  readonly workers?: number | undefined;
  /**
   * Folder that receives the documents that stay, the report and the work files, from which an interrupted run resumes.
   * Without one nothing is written anywhere.
   */
  readonly output?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface RunResult {
  readonly report: CorpusReport;
  readonly cost: CorpusCost;
}

/** Bytes of memory that a worker is reckoned with: vocabularies, a unit's texts and signatures. */
const WORKER_MEMORY = 400e6;

/** Workers that this machine has processors and memory for. */
const machineWorkers = (): number =>
  Math.max(1, Math.min(os.availableParallelism(), Math.floor(os.totalmem() / 2 / WORKER_MEMORY)));

/** Worker threads, or this thread where there is no script for them. */
export const openExecutor = (
  plan: CorpusPlan,
  resources: Resources,
  { workerScript, workers = machineWorkers(), signal }: Pick<RunOptions, 'workerScript' | 'workers' | 'signal'>,
): Promise<Executor> | Executor =>
  workerScript
    ? createPool(workerScript, Math.max(1, Math.min(workers, plan.units.length)), plan, resources, signal)
    : createInlineExecutor(plan, resources);

/** Folder of the work files in an output folder. */
export const workFolder = (output: string): string => path.join(output, '.scalebook-corpus');

/** What the work files belong to. */
export const PLAN_FILE = 'plan.json';

/**
 * Opens the work files of an output folder for a plan. Work of the same plan goes on; work of another is an error.
 * @throws ScienceError `other-plan`
 */
export async function openWork(output: string, plan: CorpusPlan): Promise<Store> {
  const folder = workFolder(output);
  const file = path.join(folder, PLAN_FILE);
  const text = JSON.stringify(plan);
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined && known !== text) {
    throw new ScienceError(
      'other-plan',
      l10n.t(
        'The folder {0} holds the work of another pipeline, or the input has changed since. Choose another output folder, or delete {1}.',
        output,
        folder,
      ),
    );
  }
  await mkdir(folder, { recursive: true });
  if (known === undefined) await writeWhole(file, [new TextEncoder().encode(text)]);
  return createDirectoryStore(folder);
}

/** Runs a plan from start to end on this machine, or goes on where a run into the same folder was interrupted. */
export async function runPlan(plan: CorpusPlan, options: RunOptions = {}): Promise<RunResult> {
  const start = performance.now();
  const { output, signal } = options;
  const store = output ? await openWork(output, plan) : createMemoryStore();
  const resources = await loadResources(plan);
  const stages = await createStages(plan, resources);
  const executor = await openExecutor(plan, resources, options);
  const share = options.workerScript ? shareBytes : undefined;
  const context: StepContext = { plan, stages, store, executor, output, share };
  const total = plan.units.reduce((sum, unit) => sum + unit.bytes, 0);
  try {
    const passes = passesOf(stages);
    const all = plan.units.map((_, unit) => unit);
    for (const [number, pass] of passes.entries()) {
      let bytes = 0;
      const report = (unit?: number) => {
        bytes += unit === undefined ? 0 : plan.units[unit]!.bytes;
        const done = (number + bytes / Math.max(1, total)) / passes.length;
        options.onProgress?.({ pass: pass.name, number: number + 1, passes: passes.length, bytes, total, done });
      };
      report();
      await runUnits(context, number, all, report);
      signal?.throwIfAborted();
      const parts = partsOf(stages, pass);
      await runGroups(
        context,
        number,
        Array.from({ length: parts }, (_, part) => part),
      );
      await runMerge(context, number);
    }
    const report = await createReport(plan, stages, store);
    const cost: CorpusCost = {
      ...(await workTimes(plan, stages, store)),
      elapsed: performance.now() - start,
      workers: executor.size,
      steps: stepsOf(plan, stages).length,
    };
    if (output) await writeReport(output, report);
    return { report, cost };
  } finally {
    await executor.close();
  }
}

/** Deletes the work files of a finished run. Its output and report stay, and the plan, so that no other run mixes with it. */
export async function removeWork(output: string): Promise<void> {
  const folder = workFolder(output);
  for (const name of await readdir(folder).catch(() => [])) {
    if (name !== PLAN_FILE) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
