import type { Citation } from '../source';

const seen = (locator: string, note?: string): Citation => ({
  source: 'knnlm',
  locator,
  flag: 'verified',
  evidence: 'primary',
  ...(note ? { note } : {}),
});

/** A published table: rows of cells under named columns; `null` is an empty cell. */
export interface PublishedTable {
  /** Where no table or figure of the paper gives it a name. */
  readonly name?: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly citation: Citation;
}

/** Hyper-parameters of kNN-LM (Khandelwal et al. 2020). */
export const knnlmHyper = {
  k: 1024,
  lambdaInDomain: 0.25,
  lambdaDomainAdaptation: 0.65,
  /** The original divides distances by nothing. */
  temperature: 1,
  key: '1024-d input to the final feed-forward layer, after layer normalisation',
  centroids: 4096,
  centroidsTrainedOn: 1e6,
  probes: 32,
  bytesPerQuantisedKey: 64,
  citation: seen('secs 3-5, repository README'),
} as const;

export const knnlmFormulas = {
  interpolation: 'p = lambda p_kNN + (1 - lambda) p_LM',
  neighbours: 'p_kNN(y) proportional to the sum over neighbours (k, v) with v = y of exp(-d(k, f(x)))',
  distance: 'squared L2',
  citation: seen('eqs 2-3'),
} as const;

/** Published results, as tables to stand beside a run of one's own. */
export const knnlmTables: readonly PublishedTable[] = [
  {
    title: 'WikiText-103',
    columns: ['model', 'dev perplexity', 'test perplexity', 'parameters (M)'],
    rows: [
      ['base LM', 17.96, 18.65, 247],
      ['+ kNN-LM', 16.06, 16.12, 247],
      ['+ continuous cache', 17.67, 18.27, 247],
      ['+ kNN-LM + cache', 15.81, 15.79, 247],
    ],
    citation: seen('Table 1'),
  },
  {
    title: 'Books',
    columns: ['model', 'dev perplexity', 'test perplexity'],
    rows: [
      ['base LM', 14.75, 11.89],
      ['+ kNN-LM', 14.2, 10.89],
    ],
    citation: seen('Table 2'),
  },
  {
    title: 'More data in the datastore than in training',
    columns: ['trained on', 'datastore', 'dev perplexity', 'test perplexity'],
    rows: [
      ['WIKI-3B', null, 16.11, 15.17],
      ['WIKI-100M', null, 20.99, 19.59],
      ['WIKI-100M', 'WIKI-3B', 14.61, 13.73],
    ],
    citation: seen('Table 3'),
  },
  {
    title: 'Another domain: evaluated on Books',
    columns: ['trained on', 'datastore', 'dev perplexity', 'test perplexity'],
    rows: [
      ['WIKI-3B', null, 37.13, 34.84],
      ['BOOKS', null, 14.75, 11.89],
      ['WIKI-3B', 'BOOKS', 24.85, 20.47],
    ],
    citation: seen('Table 4', 'the caption says 23 points gained, the text 14; 34.84 - 20.47 = 14.4'),
  },
  {
    title: 'Which representation is the key (dev perplexity)',
    columns: ['key', 'dev perplexity'],
    rows: [
      ['no datastore', 17.96],
      ['model output', 17.07],
      ['model output, normalised', 17.01],
      ['feed-forward input after layer norm', 16.06],
      ['feed-forward input before layer norm', 17.06],
      ['attention input after layer norm', 16.76],
      ['attention input before layer norm', 17.14],
    ],
    citation: seen('Table 5'),
  },
  {
    title: 'Neighbours and dev perplexity (read from a plot, approximate)',
    columns: ['k', 'dev perplexity'],
    rows: [
      [1, 17.6],
      [2, 17.3],
      [8, 16.8],
      [64, 16.3],
      [256, 16.2],
      [1024, 16.1],
    ],
    citation: {
      source: 'knnlm',
      locator: 'Fig 4',
      flag: 'verified',
      evidence: 'secondary',
      note: 'machine-read from the plot',
    },
  },
  {
    name: 'lambda',
    title: 'Weight of the neighbours',
    columns: ['datastore', 'lambda'],
    rows: [
      ['the training text (WikiText-103)', knnlmHyper.lambdaInDomain],
      ['another domain (WIKI-3B model on BOOKS)', knnlmHyper.lambdaDomainAdaptation],
    ],
    citation: knnlmHyper.citation,
  },
];

/** A published result as a pair of test perplexities: of a model alone, and with a datastore. */
export interface KnnComparison {
  readonly setting: string;
  readonly base: number;
  readonly mixed: number;
  /** Weight of the neighbours, where it is published. */
  readonly lambda?: number;
  readonly citation: Citation;
}

/** Two rows of a table of the paper, by its number. */
function compared(setting: string, number: number, base: number, mixed: number, lambda?: number): KnnComparison {
  const { columns, rows, citation } = knnlmTables[number - 1]!;
  const column = columns.indexOf('test perplexity');
  const at = (row: number) => Number(rows[row]?.[column]);
  return { setting, base: at(base), mixed: at(mixed), citation, ...(lambda === undefined ? {} : { lambda }) };
}

/** What datastores did for published models (Khandelwal et al. 2020, Tables 1 to 4). */
export const knnlmComparisons: readonly KnnComparison[] = [
  compared('WikiText-103, own text', 1, 0, 1, knnlmHyper.lambdaInDomain),
  compared('Books, own text', 2, 0, 1),
  compared('100 M tokens, 3 B datastore', 3, 1, 2),
  compared('Wikipedia, Books datastore', 4, 0, 2, knnlmHyper.lambdaDomainAdaptation),
];

/** Sizes of the published datastores. */
export const knnlmDatastore = {
  wikitext103Keys: 103_225_485,
  wikitext103Tokens: 103_227_021,
  bytes: 400e9,
  wiki3bTokens: 2.87e9,
  booksTokens: 700e6,
  citation: seen('sec 4, repository', 'a datastore of 1.6e9 entries already beats the model trained on 3e9 tokens'),
} as const;
