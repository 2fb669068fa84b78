import * as l10n from '@vscode/l10n';
import { candidateCurve, halfwaySimilarity } from '../../../../science/corpus/dedup/minhash/curve';
import { minhashParameters } from '../../../../science/corpus/dedup/minhash/parameters';
import type { StageParams } from '../../../../science/corpus/stage';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { view } from '../../../values/make';
import type { Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, type Parameter } from '../../parameter';
import { boolean, oneOf, text } from '../../parameters';
import type { CorpusPipeline } from './job';
import { simulatedTexts } from './simulate';
import { corpusParameter, corpusView, texts, withStage } from './state';

const docs = corpusParameter('A corpus, as corpus(…) or another stage gives it.');

const defined = (params: Readonly<Record<string, unknown>>): StageParams =>
  Object.fromEntries(Object.entries(params).filter(([, v]) => v !== undefined)) as StageParams;

const add = (
  context: Context,
  state: CorpusPipeline,
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): Value => corpusView(context, withStage(state, { name, params: defined(params) }));

/** Entries of a list: from a file below the notebook's folder (one a line, `#` begins a remark), or given as they are. */
function entriesOf(context: Context, given: readonly string[] | undefined, isFile: RegExp): string[] | undefined {
  return given?.flatMap(entry => {
    if (!isFile.test(entry)) return [entry];
    const bytes = context.await(() => context.host.readFile(entry));
    return new TextDecoder()
      .decode(bytes)
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== '' && !line.startsWith('#'));
  });
}

/** Addresses and patterns have dots of their own. */
const LIST_FILE = /\.(?:txt|lst|list)$/i;

const FIELDS = 'view with documents, words, tokens, bytes, input, stages, removed, changed, malformed';

export const corpusFunctions: readonly FunctionEntry[] = [
  {
    name: 'corpus',
    group: 'corpus',
    summary:
      'Documents of text files: JSON Lines, plain text, HTML or Parquet, gzip or zstd, below the notebook’s folder.',
    details:
      'A file, a folder or a glob such as `"corpus/*.jsonl.gz"`, or a list of them. Stages follow with `|>`; the last shows what survives each and why, with examples. `clean.tokens` goes into `plan(unique: …)`.\n\nWorker threads stream the files, however large; nothing is written. `scalebook corpus run` writes what survives, `scalebook corpus job` the same as jobs for Slurm. In the browser nothing can be streamed: there 64 MB is the most.',
    signatures: [
      signature(
        {
          files: texts('Files, folders or globs, relative to the notebook’s folder.'),
          field: optional(text('Field of the text in JSON records.'), 'text', '"text"'),
          tokenizer: optional(
            oneOf<'gpt2' | 'cl100k'>(['gpt2', 'cl100k'], 'Whose tokens are counted.'),
            'gpt2',
            '"gpt2"',
          ),
        },
        FIELDS,
        ({ files, field, tokenizer }, context) => corpusView(context, { inputs: files, field, tokenizer, stages: [] }),
      ),
    ],
    examples: [],
  },
  {
    name: 'simulate_corpus',
    group: 'corpus',
    summary:
      'Simulated web documents with known faults (copies, near-copies, boilerplate, markup), drawn from a seed: to learn with, not data.',
    signatures: [
      signature(
        {
          documents: count('How many documents.', 1),
          seed: count('Seed of the draws.'),
          tokenizer: optional(
            oneOf<'gpt2' | 'cl100k'>(['gpt2', 'cl100k'], 'Whose tokens are counted.'),
            'gpt2',
            '"gpt2"',
          ),
        },
        FIELDS,
        ({ documents, seed, tokenizer }, context) => {
          if (documents > 20_000)
            throw new ScaleError('too-large', l10n.t('At most {0} documents are simulated.', 20_000));
          return corpusView(context, {
            inputs: [],
            texts: simulatedTexts(documents, seed),
            field: 'text',
            tokenizer,
            stages: [],
          });
        },
      ),
    ],
    examples: [],
  },
  stage(
    'strip_html',
    'Turns HTML into text; documents without markup stay as they are.',
    { content: optional(boolean('Whether navigation and boilerplate are left out.'), true, 'true') },
    a => a,
  ),
  stage('repair', 'Mends text that was decoded wrongly, and removes documents that cannot be mended.', {}, () => ({})),
  stage(
    'filter_language',
    'Keeps documents in the languages named.',
    { languages: texts('Codes such as "en".') },
    ({ languages }) => ({ languages: [...languages] }),
  ),
  stage(
    'filter_quality',
    'Quality rules as published: Gopher’s (Rae et al. 2021, sec A.1.1) or C4’s (Raffel et al. 2020, sec 2.2).',
    { rules: optional(oneOf<'gopher' | 'c4'>(['gopher', 'c4'], 'Whose rules.'), 'gopher', '"gopher"') },
    ({ rules }) => ({ rules }),
  ),
  stage(
    'filter_repetition',
    'Removes documents that repeat themselves: Gopher’s thresholds (Rae et al. 2021, Table A1).',
    { rules: optional(oneOf<'gopher'>(['gopher'], 'Whose rules.'), 'gopher', '"gopher"') },
    ({ rules }) => ({ rules }),
  ),
  stage(
    'dedup',
    'Removes documents that repeat others: exactly, or nearly by MinHash with locality-sensitive hashing.',
    {
      method: optional(
        oneOf<'minhash' | 'exact'>(['minhash', 'exact'], 'How copies are found.'),
        'minhash',
        '"minhash"',
      ),
      threshold: maybe(number('Least Jaccard similarity of near-duplicates.')),
      preset: maybe(oneOf<'fineweb' | 'lee'>(['fineweb', 'lee'], 'Published parameters.')),
    },
    ({ method, threshold, preset }) => (method === 'exact' ? { method } : { method, threshold, preset }),
  ),
  stage(
    'dedup_exact',
    'Cuts long passages that occur again (Lee et al. 2021, sec 4.1).',
    { min_tokens: optional(count('Shortest passage.', 2), 50, '50') },
    ({ min_tokens }) => ({ minTokens: min_tokens }),
  ),
  {
    name: 'filter_harmful',
    group: 'corpus',
    summary: 'Removes documents with words, patterns or addresses that you name. The product ships no list.',
    signatures: [
      signature(
        {
          docs,
          list: maybe(texts('Words and phrases, or a file of them below the notebook’s folder, one a line.')),
          patterns: maybe(texts('Regular expressions, or a .txt file of them.')),
          urls: maybe(texts('Hosts or addresses, or a .txt file of them.')),
        },
        FIELDS,
        ({ docs: state, list, patterns, urls }, context) =>
          add(context, state, 'filter_harmful', {
            words: entriesOf(context, list, /\.[a-z]+$/i),
            patterns: entriesOf(context, patterns, LIST_FILE),
            urls: entriesOf(context, urls, LIST_FILE),
          }),
      ),
    ],
    examples: [],
  },
  {
    name: 'decontaminate',
    group: 'corpus',
    summary: 'Removes what overlaps with evaluation texts by n-grams, as GPT-3 or Gopher did.',
    signatures: [
      signature(
        {
          docs,
          evaluations: texts('Files, folders or globs of evaluation texts.'),
          ngram: optional(count('Words in an n-gram.', 2), 13, '13'),
          method: optional(oneOf<'gpt3' | 'gopher'>(['gpt3', 'gopher'], 'Whose way.'), 'gpt3', '"gpt3"'),
        },
        FIELDS,
        ({ docs: pipeline, evaluations, ngram, method }, context) =>
          corpusView(
            context,
            withStage(pipeline, { name: 'decontaminate', params: { method, ngram }, evaluation: evaluations }),
          ),
      ),
    ],
    examples: [],
  },
  {
    name: 'minhash_curve',
    group: 'corpus',
    summary: 'With what probability MinHash finds two documents of a given similarity: the curve of its bands.',
    signatures: [
      signature(
        {
          threshold: maybe(number('Least Jaccard similarity.')),
          preset: maybe(oneOf<'fineweb' | 'lee'>(['fineweb', 'lee'], 'Published parameters.')),
        },
        'view with similarity, probability, bands, rows',
        ({ threshold, preset }) => {
          const p = minhashParameters({
            ...(threshold === undefined ? {} : { threshold }),
            ...(preset === undefined ? {} : { preset }),
          });
          const { similarity, probability } = candidateCurve(p);
          const chart: Chart = {
            title: l10n.t(
              '{0} bands of {1} rows: half at a similarity of {2}',
              p.bands,
              p.rows,
              formatNumber(halfwaySimilarity(p), 'plain', { digits: 2 }),
            ),
            summary: l10n.t('Probability of being compared against Jaccard similarity.'),
            x: { label: l10n.t('Jaccard similarity'), scale: 'linear', style: 'plain', domain: [0, 1] },
            y: { label: l10n.t('probability of being compared'), scale: 'linear', style: 'percent', domain: [0, 1] },
            series: [{ name: l10n.t('probability'), mark: 'line', slot: 0, x: similarity, y: probability }],
            legend: 'none',
          };
          return view(
            'plot',
            { charts: [chart] },
            {
              similarity: Float64Array.from(similarity),
              probability: Float64Array.from(probability),
              bands: p.bands,
              rows: p.rows,
            },
            chart.title,
          );
        },
      ),
    ],
    examples: ['minhash_curve(preset: "fineweb")'],
  },
];

/** A stage that takes a corpus and a few plain arguments. */
function stage<P extends Readonly<Record<string, Parameter<unknown>>>>(
  name: string,
  summary: string,
  parameters: P,
  params: (
    args: { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never },
  ) => Readonly<Record<string, unknown>>,
): FunctionEntry {
  return {
    name,
    group: 'corpus',
    summary,
    signatures: [
      {
        parameters: { docs, ...parameters },
        returns: FIELDS,
        run: ({ docs: given, ...args }, context) => add(context, given as CorpusPipeline, name, params(args as never)),
      },
    ],
    examples: [],
  };
}
