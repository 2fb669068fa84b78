import { secondary } from '../../cite';

/** Interruptions of a long run, as reported for Llama 3 405B. */
export const reportedInterruptions = {
  unexpected: 419,
  days: 54,
  gpus: 16384,
  /** Least share of the time that was spent on training all the same. */
  effectiveShare: 0.9,
  citation: secondary('llama3', 'sec 3.3.4', 'as quoted in the press: 466 interruptions, 47 of them planned'),
};
