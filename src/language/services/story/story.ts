import type { Citation } from '../../../science/source';
import type { Block } from '../../../views/blocks';

/** Everything there is to say of a member of a collection: for hovers, `scalebook help` and the reference pages. */
export interface Story {
  readonly title: string;
  /** As code, and as LaTeX for where mathematics is set. */
  readonly equations?: readonly { readonly formula: string; readonly latex: string; readonly where?: string }[];
  /** What matters first: shown in hovers too. */
  readonly blocks: readonly Block[];
  /** The rest: results, disagreements. */
  readonly more?: readonly Block[];
  /** Absent where several sources are named elsewhere. */
  readonly citation?: Citation;
}
