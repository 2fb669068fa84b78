/** A span of tokens or characters, from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Which occurrences of a repeated passage go: all but the first, or all (as Lee et al.'s repository suggests). */
export type Keep = 'first' | 'none';

/** Joins windows of `width` at sorted starts into spans; those that touch or overlap become one. */
export function spansOfWindows(starts: readonly number[] | Uint32Array, width: number): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const start of starts) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, start + width);
    else spans.push({ start, end: start + width });
  }
  return spans;
}

/** The text without some spans of it (sorted, apart). */
export function cutSpans(text: string, spans: readonly Span[]): string {
  let left = '';
  let at = 0;
  for (const { start, end } of spans) {
    left += text.slice(at, start);
    at = end;
  }
  return left + text.slice(at);
}
