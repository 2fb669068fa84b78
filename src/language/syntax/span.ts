/** Half-open range of UTF-16 offsets in a cell's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const spanning = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });
