import data from './data/contradictions.json';

/** Where sources disagree, mislead by rounding, or err. */
export interface Contradiction {
  readonly topic: string;
  readonly detail: string;
  /** Source key. */
  readonly source: string;
  readonly advice: string;
}

/** Every known contradiction among the sources. */
export const contradictions: readonly Contradiction[] = data;
