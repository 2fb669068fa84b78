/** Width of a text in px, near enough to keep labels apart where nothing can be measured (a sans-serif face of ordinary width). */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const c of text)
    em += /[iljt.,:;'|!()[\] ]/.test(c) ? 0.31 : /[mwMW%@—]/.test(c) ? 0.87 : /[A-Z⋯]/.test(c) ? 0.66 : 0.57;
  return em * size;
}
