import * as l10n from '@vscode/l10n';
import { candidateCurve, halfwaySimilarity } from '../../../../science/corpus/dedup/minhash/curve';
import { minhashParameters } from '../../../../science/corpus/dedup/minhash/parameters';
import type { StageParams } from '../../../../science/corpus/stage';
import { createRandom } from '../../../../science/random';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { view } from '../../../values/make';
import { isList, plain, type Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, type Parameter, parameter } from '../../parameter';
import { boolean, oneOf, text } from '../../parameters';
import { type CorpusState, corpusParameter, corpusView, readFiles, withStage } from './state';

const docs = corpusParameter('A corpus, as corpus(…) or another stage gives it.');

/** One text, or a list of them. */
const texts = (doc: string): Parameter<readonly string[]> =>
  parameter(
    'text or list of texts',
    doc,
    v => typeof v === 'string' || isList(v),
    v => (isList(v) ? Array.from(v, each => String(plain(each as Value))) : [String(v)]),
  );

const defined = (params: Readonly<Record<string, unknown>>): StageParams =>
  Object.fromEntries(Object.entries(params).filter(([, v]) => v !== undefined)) as StageParams;

const add = (
  context: Context,
  state: CorpusState,
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): Value => corpusView(context, withStage(state, { name, params: defined(params) }));

/** Words of a list: from a file below the notebook's folder (one a line), or given as they are. */
function wordsOf(context: Context, given: string): string[] {
  if (!/\.[a-z]+$/i.test(given)) return [given];
  const bytes = context.await(() => context.host.readFile(given));
  return new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .map(w => w.trim())
    .filter(w => w !== '' && !w.startsWith('#'));
}

const FIELDS = 'view with documents, words, tokens, bytes, stages, removed, malformed';

export const corpusFunctions: readonly FunctionEntry[] = [
  {
    name: 'corpus',
    group: 'corpus',
    summary: 'Documents from text files: JSON Lines, plain text or HTML, gzip or zstd, below the notebook’s folder.',
    details:
      'A glob such as `"corpus/*.jsonl.gz"`. Stages follow with `|>`; each shows what survives and why. `clean.tokens` goes into `plan(unique: …)`. Files of more than 256 MB in all go through the command line, which streams.',
    signatures: [
      signature(
        {
          files: text('A glob, relative to the notebook’s folder.'),
          field: optional(text('Field of the text in JSON records.'), 'text', '"text"'),
          tokenizer: optional(
            oneOf<'gpt2' | 'cl100k'>(['gpt2', 'cl100k'], 'Whose tokens are counted.'),
            'gpt2',
            '"gpt2"',
          ),
        },
        FIELDS,
        ({ files, field, tokenizer }, context) =>
          corpusView(context, { files: readFiles(context, files), field, tokenizer, stages: [], evaluations: [] }),
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
            files: [],
            texts: simulatedTexts(documents, seed),
            field: 'text',
            tokenizer,
            stages: [],
            evaluations: [],
          });
        },
      ),
    ],
    examples: [],
  },
  stage(
    'strip_html',
    'Turns HTML into text.',
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
    'Quality rules as published: Gopher (Rae et al. 2021, Table A1) or C4 (Raffel et al. 2020).',
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
    'Cuts long passages that occur again (Lee et al. 2022, exact substring).',
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
          list: maybe(text('A word, or a file of words below the notebook’s folder, one a line.')),
          patterns: maybe(texts('Regular expressions.')),
          urls: maybe(texts('Hosts or addresses.')),
        },
        FIELDS,
        ({ docs: state, list, patterns, urls }, context) =>
          add(context, state, 'filter_harmful', {
            words: list === undefined ? undefined : wordsOf(context, list),
            patterns: patterns && [...patterns],
            urls: urls && [...urls],
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
          evaluations: text('A glob of evaluation files.'),
          ngram: optional(count('Words in an n-gram.', 2), 13, '13'),
          method: optional(oneOf<'gpt3' | 'gopher'>(['gpt3', 'gopher'], 'Whose way.'), 'gpt3', '"gpt3"'),
        },
        FIELDS,
        ({ docs: state, evaluations, ngram, method }, context) => {
          const next = withStage(state, { name: 'decontaminate', params: { method, ngram } });
          return corpusView(context, {
            ...next,
            evaluations: [
              ...state.evaluations,
              { stage: next.stages.length - 1, files: readFiles(context, evaluations), ngram },
            ],
          });
        },
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
        run: ({ docs: given, ...args }, context) => add(context, given as CorpusState, name, params(args as never)),
      },
    ],
    examples: [],
  };
}

const WORDS =
  'the of and to a in is that for it was on with as be at by this have from or had not but what all were when we there can an your which their if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know get through back much before go good new write our used me man too any day same right look think also around another came come work three word must because does part even place well such here take why things help put years different away again off went old number great tell men say small every found still between name should home big give air line set own under read last never us left end along while might next sound below saw something thought both few those always looked show large often together asked house world going want school important until form food keep children feet land side without boy once animals life enough took four head above kind began almost live page got earth need far hand high year mother light parts country father let night picture being study second eyes soon times story boys since white days ever paper hard near sentence better best across during today others however sure means knew try told young miles sun ways thing whole hear example heard several change answer room sea against top turned learn point city play toward five using himself usually'.split(
    ' ',
  );

/** Documents of random prose, with copies, near-copies, markup and boilerplate among them. */
function simulatedTexts(n: number, seed: number): string[] {
  const random = createRandom(seed);
  const sentence = (): string => {
    const words = Array.from({ length: 6 + random.below(16) }, () => WORDS[random.below(WORDS.length)] as string);
    const [first = '', ...others] = words;
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${others.join(' ')}.`;
  };
  const prose = (): string => Array.from({ length: 4 + random.below(24) }, sentence).join(' ');
  const made: string[] = [];
  for (let i = 0; i < n; i++) {
    const kind = random.uniform();
    const old = made.length > 0 ? (made[random.below(made.length)] as string) : prose();
    if (kind < 0.1) made.push(old);
    else if (kind < 0.2) made.push(`${old} ${sentence()}`);
    else if (kind < 0.28)
      made.push(
        `<html><body><nav>Home | About | Login</nav><p>${prose()}</p><footer>All rights reserved</footer></body></html>`,
      );
    else if (kind < 0.34)
      made.push(Array.from({ length: 20 }, () => 'Click here to subscribe to our newsletter').join('\n'));
    else if (kind < 0.38) made.push('### ### $$$ *** buy now !!! ### $$$ ***');
    else made.push(prose());
  }
  return made;
}
