/** Ids of a page's parts that hold data. No text of a note can have them: ids of headings have a prefix. */
export const PARTS = { note: 'scalebook-note', plotly: 'scalebook-plotly', kernel: 'scalebook-kernel' } as const;
