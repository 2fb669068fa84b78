import type { Citation } from './source';

/** Citation seen in the source itself. */
export function primary(source: string, locator: string, note?: string): Citation {
  return { source, locator, flag: 'verified', evidence: 'primary', ...(note ? { note } : {}) };
}

/** Citation of a figure seen as quoted by others. */
export function secondary(source: string, locator: string, note?: string): Citation {
  return { source, locator, flag: 'verified', evidence: 'secondary', ...(note ? { note } : {}) };
}

/** A figure that was refitted or computed from what the source released. */
export function refit(source: string, locator: string, note?: string): Citation {
  return { source, locator, flag: 'verified', evidence: 'refit', ...(note ? { note } : {}) };
}

/** A figure recalled and not seen: must be said where it is used. */
export function recalled(source: string, locator: string, note?: string): Citation {
  return { source, locator, flag: 'memory', evidence: 'recall', ...(note ? { note } : {}) };
}
