import type { Span } from './syntax/span';

export type Severity = 'error' | 'warning' | 'info';

/** Something to say about a place in a cell. Offsets are UTF-16 code units from the start of the cell's text. */
export interface Diagnostic extends Span {
  readonly severity: Severity;
  /** Stable, for tests and quick fixes: `unknown-name`, `unit-mismatch` … */
  readonly code: string;
  readonly message: string;
  /** A change that would help, if there is one. */
  readonly fix?: Fix;
}

/** Puts `text` in the place of the span's text; an empty span inserts it. */
export interface Fix extends Span {
  readonly title: string;
  readonly text: string;
}
