/** Ids of a page's parts that hold data. No text of a note can have them: ids of headings have a prefix. */
export const PARTS = {
  note: 'scalebook-note',
  plotly: 'scalebook-plotly',
  kernel: 'scalebook-kernel',
  corpora: 'scalebook-corpora',
} as const;

/** Names the element of a page's head that holds the SHA-256 of its note's text. */
export const SOURCE_META = 'scalebook-source';

/** The SHA-256 of the note that a page was made from; `undefined` where the page is none of Scalebook's. */
export const sourceHashOf = (html: string): string | undefined =>
  new RegExp(`<meta name="${SOURCE_META}" content="([0-9a-f]{64})">`).exec(html.slice(0, 20_000))?.[1];
