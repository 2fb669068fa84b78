import type { Span } from './syntax/span';

/**
 * An error that a reader of a notebook sees: a sentence that says what is wrong and what to do.
 * The span is where in the cell; the evaluator fills it in where the thrower did not know.
 */
export class ScaleError extends Error {
  override readonly name = 'ScaleError';

  constructor(
    readonly code: string,
    message: string,
    readonly span?: Span,
    /** What to do about it, or a related remark; shown below the sentence. */
    readonly hint?: string,
  ) {
    super(message);
  }

  at(span: Span): ScaleError {
    return this.span ? this : new ScaleError(this.code, this.message, span, this.hint);
  }
}
