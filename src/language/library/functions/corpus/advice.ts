import * as l10n from '@vscode/l10n';
import type { CorpusCost, CorpusReport } from '../../../../science/corpus/pipeline/report';
import { formatNumber } from '../../../../views/format';

/** Seconds that a step of an array job is reckoned to wait and to start: an assumption, named wherever it is used. */
export const STEP_SECONDS = 60;

/** Bytes a second of stored input that this run went through. */
export const throughputOf = (
  { bytes }: Pick<CorpusReport, 'bytes'>,
  { elapsed }: Pick<CorpusCost, 'elapsed'>,
): number => (elapsed > 0 ? bytes / (elapsed / 1000) : 0);

/**
 * Input from which on `shards` tasks of one processor end before this machine does, in bytes: both work at the speed measured
 * here, and each step of the job waits `STEP_SECONDS`. Solves S/v = k·w + S/(v·n/p) for S, with v bytes a second on p workers.
 * Infinite where the tasks are no more than the workers.
 */
export function breakEven(
  speed: number,
  { workers, steps }: Pick<CorpusCost, 'workers' | 'steps'>,
  shards: number,
): number {
  const gain = 1 - workers / shards;
  return gain <= 0 ? Number.POSITIVE_INFINITY : (steps * STEP_SECONDS * speed) / gain;
}

/** Runs shorter than this tell little of speed: workers are still loading their vocabularies. */
const MEASURABLE = 2000;

/** From what size on a cluster is worth it, in words; `undefined` where the run was too short to tell. */
export function clusterAdvice(report: CorpusReport, cost: CorpusCost): string | undefined {
  if (cost.elapsed < MEASURABLE || report.bytes === 0) return undefined;
  const speed = throughputOf(report, cost);
  const shards = 64;
  const size = breakEven(speed, cost, shards);
  if (!Number.isFinite(size)) return undefined;
  return l10n.t(
    'Prefer Slurm (`scalebook corpus job`) from about {0} on: {1} tasks of one processor then end before this machine does. Reckoned from the {2}/s measured here on {3} workers, with {4} steps that wait {5} s each.',
    formatNumber(size, 'bytes', { digits: 2 }),
    shards,
    formatNumber(speed, 'bytes'),
    cost.workers,
    cost.steps,
    STEP_SECONDS,
  );
}
