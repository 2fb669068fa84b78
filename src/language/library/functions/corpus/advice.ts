import * as l10n from '@vscode/l10n';
import type { CorpusCost, CorpusReport } from '../../../../science/corpus/pipeline/report';
import { formatNumber } from '../../../../views/format';

/** Seconds that a step of an array job is reckoned to wait and to start: an assumption, named wherever it is used. */
export const STEP_SECONDS = 60;

/**
 * Bytes of stored input a second that the workers go through together while all of them work: from the time that their work
 * took, without starting and without waiting for the last.
 */
export function throughputOf(
  { bytes }: Pick<CorpusReport, 'bytes'>,
  { times, other, workers }: Pick<CorpusCost, 'times' | 'other' | 'workers'>,
): number {
  const work = times.reduce((sum, ms) => sum + ms, other) / 1000;
  return work > 0 ? (bytes * workers) / work : 0;
}

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

/** Milliseconds of work of a run that is too short to tell of speed: code and vocabularies are still warming up. */
const SHORT = 20_000;

/** Bytes a second and worker of plain JSON Lines through all stages, measured on 1 GB (docs/corpus.md): for runs too short to tell. */
export const USUAL_SPEED = 4.1e6;

/** Tasks of the job that advice reckons with. */
const SHARDS = 64;

/** From what size on a cluster is worth it, in words; `undefined` where no file was read. */
export function clusterAdvice(report: CorpusReport, cost: CorpusCost): string | undefined {
  if (report.bytes === 0) return undefined;
  const { times, other, workers, steps } = cost;
  const measured = times.reduce((sum, ms) => sum + ms, other) >= SHORT;
  const speed = measured ? throughputOf(report, cost) : USUAL_SPEED * workers;
  const size = breakEven(speed, cost, SHARDS);
  if (!Number.isFinite(size)) return undefined;
  const about = l10n.t(
    'From about {0} of such input on, {1} tasks of one processor on a cluster end before this machine does (scalebook corpus job).',
    formatNumber(size, 'bytes', { digits: 2 }),
    SHARDS,
  );
  const rate = `${formatNumber(speed, 'bytes', { digits: 2 })}/s`;
  const basis = measured
    ? l10n.t('Reckoned from {0} as measured here, and {1} steps that wait {2} s each.', rate, steps, STEP_SECONDS)
    : l10n.t(
        'Reckoned from {0}, the usual speed, as this run was too short to tell, and {1} steps that wait {2} s each.',
        rate,
        steps,
        STEP_SECONDS,
      );
  return `${about} ${basis}`;
}
