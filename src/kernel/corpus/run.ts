import { mkdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { passesOf } from '../../science/corpus/pipeline/passes';
import { ScienceError } from '../../science/errors';
import { type CorpusPlan, createStages, loadResources } from './plan';
import { type CorpusReport, createReport, stageTimes } from './report';
import { createInlineExecutor } from './steps/executor';
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
}

export interface RunOptions {
  /** Bundle of `worker.ts`; without one, everything runs in this thread. */
  readonly workerScript?: string | undefined;
  /** Worker threads. Default: the processors of the machine. */
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
  /** Milliseconds of work by stage, over all workers. */
  readonly times: readonly number[];
  /** Milliseconds from start to end. */
  readonly elapsed: number;
}

/** Folder of the work files in an output folder. */
export const workFolder = (output: string): string => path.join(output, '.scalebook-corpus');

/**
 * Opens the work files of an output folder for a plan. Work of the same plan goes on; work of another is an error.
 * @throws ScienceError `other-plan`
 */
export async function openWork(output: string, plan: CorpusPlan): Promise<Store> {
  const folder = workFolder(output);
  const file = path.join(folder, 'plan.json');
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
  const size = Math.max(1, Math.min(options.workers ?? os.availableParallelism(), plan.units.length));
  const executor = options.workerScript
    ? createPool(options.workerScript, size, plan, resources, signal)
    : await createInlineExecutor(plan, resources);
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
        options.onProgress?.({ pass: pass.name, number: number + 1, passes: passes.length, bytes, total });
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
    const times = await stageTimes(plan, stages, store);
    if (output) await writeReport(output, report);
    return { report, times, elapsed: performance.now() - start };
  } finally {
    await executor.close();
  }
}

/** Writes the report of a run beside its output. */
export async function writeReport(folder: string, report: CorpusReport): Promise<void> {
  await writeWhole(path.join(folder, 'report.json'), [
    new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
  ]);
}

/** Deletes the work files of a finished run; its output and report stay. */
export async function removeWork(output: string): Promise<void> {
  await rm(workFolder(output), { recursive: true, force: true });
}
