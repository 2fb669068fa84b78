import type { Citation } from '../../source';

/** Something that a source says, in our words. */
export interface Statement {
  readonly text: string;
  readonly citation: Citation;
}
