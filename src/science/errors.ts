/**
 * A failure that a researcher reads: the message is a whole sentence (what is wrong, what to do), `code` is stable and
 * short for tests and callers (`law-cannot`, `bad-input`, `not-found` …).
 */
export class ScienceError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ScienceError';
    this.code = code;
  }
}
