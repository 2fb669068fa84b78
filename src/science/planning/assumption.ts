import type { Citation } from '../source';

/** Something the planner took for granted: shown with the answer, and changed by the argument of its name. */
export interface Assumption {
  /** The argument that changes it (`mfu`, `price`). */
  readonly name: string;
  readonly value: number | string | boolean;
  /** A sentence. */
  readonly text: string;
  /** Source key and locator ("llama3, Table 4"), "given", or "assumed" where no source stands behind it. */
  readonly source: string;
  /** As the source dates it. */
  readonly date?: string;
}

/** "llama3, Table 4"; a figure that was recalled and not seen says so. */
export function cited(citation: Citation): string {
  const place = `${citation.source}, ${citation.locator}`;
  return citation.flag === 'memory' ? `${place} (recalled, not confirmed)` : place;
}
