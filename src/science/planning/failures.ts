import { reportedInterruptions } from '../facts/planning/reliability';
import { DAY } from './units';

/** Unexpected interruptions per GPU second, as Llama 3 405B saw them on H100s. */
export const interruptionRate =
  reportedInterruptions.unexpected / (reportedInterruptions.days * DAY * reportedInterruptions.gpus);

/** What a run may expect if its GPUs fail as often as those of Llama 3 did. */
export interface ExpectedFailures {
  readonly interruptions: number;
  /** Seconds between two of them. */
  readonly between: number;
  readonly citation: typeof reportedInterruptions.citation;
}

/** Interruptions to expect; a job stops when any one of its GPUs does. */
export function expectedFailures(gpuSeconds: number, gpus: number): ExpectedFailures {
  return {
    interruptions: gpuSeconds * interruptionRate,
    between: 1 / (gpus * interruptionRate),
    citation: reportedInterruptions.citation,
  };
}
