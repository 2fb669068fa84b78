/** A publication, repository or page that a figure comes from. Keys are short and stable, e.g. `hoffmann2022`. */
export interface Source {
  readonly key: string;
  /** Authors as cited: "Hoffmann et al." */
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** arXiv id without prefix, e.g. "2203.15556". */
  readonly arxiv?: string;
  readonly url?: string;
  readonly venue?: string;
  readonly licence?: string;
}

/** How sure we are of a published figure: `verified` was seen in the source or a copy of it, `memory` was recalled. */
export type Flag = 'verified' | 'memory';

/** Where a figure stands: a source, a place in it, and how sure we are. */
export interface Citation {
  readonly source: string;
  /** "Table 3", "eq 10", "sec 4.2". */
  readonly locator: string;
  readonly flag: Flag;
  /** primary: the source itself; secondary: quoted by others; refit, computed: ours or a third party's arithmetic. */
  readonly evidence?: 'primary' | 'secondary' | 'refit' | 'computed' | 'recall';
  readonly note?: string;
}
