/** Measures a text of a size in px. */
export type Measure = (text: string, size: number) => number;

/** Width of a text in px where nothing can be measured: that of a wide sans-serif face, so that labels stay apart in any. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const c of text)
    em += /[iljt.,:;'|!()[\] ]/.test(c) ? 0.35 : /[mwMW%@—]/.test(c) ? 0.95 : /[A-Z⋯]/.test(c) ? 0.7 : 0.62;
  return em * size;
}
