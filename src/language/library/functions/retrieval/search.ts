import * as l10n from '@vscode/l10n';
import { gatherEvidence, type Query } from '../../../../science/retrieval/knn';
import { kneserNey } from '../../../../science/retrieval/model/kneser-ney';
import { perplexity } from '../../../../science/retrieval/perplexity';
import { queriesOf } from '../../../../science/retrieval/store/datastore';
import { exactIndex, type Index } from '../../../../science/retrieval/store/exact';
import { type IvfIndex, ivfIndex, recallOf } from '../../../../science/retrieval/store/ivf';
import type { IndexQuality } from '../../../../views/kinds/knn';
import type { Context } from '../../context';
import type { LanguageModel, Searched, StoreState } from './state';

/** How neighbours are searched. */
export interface Search {
  readonly index: 'exact' | 'ivf';
  readonly k: number;
  readonly temperature: number;
  /** Of the approximate index; about the root of the number of keys if left out. */
  readonly lists: number | undefined;
  readonly probes: number;
}

/** Numbers of neighbours that are swept beside the one that is asked for. */
const KS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** At most this many queries show how good an approximate index is. */
const SAMPLE = 64;

/** The index of a search; an approximate one is built once. */
export function indexOf({ store, approximate }: StoreState, search: Search, context: Context): Index {
  if (search.index === 'exact') return exactIndex(store);
  return builtIndex({ store, approximate }, search, context);
}

function builtIndex(
  { store, approximate }: Pick<StoreState, 'store' | 'approximate'>,
  { lists, probes }: Search,
  context: Context,
): IvfIndex {
  const onProgress = (done: number) => context.progress(done / store.size, l10n.t('building the index'));
  return approximate
    .get([lists], () => ivfIndex(store, { ...(lists === undefined ? {} : { lists }), onProgress }))
    .withProbes(probes);
}

/** Searches for every query, or takes what the same search found before. `from` says what the queries are made from. */
export function searched(
  state: StoreState,
  search: Search,
  from: readonly unknown[],
  make: () => { queries: readonly Query[]; gram?: number },
  context: Context,
): Searched {
  const { index, k, temperature, lists, probes } = search;
  return state.evidence.get([...from, index, k, temperature, lists, probes], () => {
    const made = make();
    const total = made.queries.length;
    const evidence = gatherEvidence(
      indexOf(state, search, context),
      state.store.values,
      made.queries,
      [...KS.filter(one => one < k), k],
      { temperature, onProgress: done => context.progress(done / total, l10n.t('searching neighbours')) },
    );
    return { ...made, evidence };
  });
}

/** Every position of a text as a query of a model, and what a 3-gram of the model's training text makes of it. */
export function textQueries({ vocabulary, model, trained }: LanguageModel, whole: string) {
  const tokens = vocabulary.encode(whole);
  return {
    queries: queriesOf(model, tokens),
    gram: perplexity(kneserNey(trained, vocabulary.pieces.length, 3).logProbabilities(tokens)),
  };
}

/** The approximate index beside exact search, for some of the queries, evenly spread. */
export function qualityOf(
  state: StoreState,
  search: Search,
  queries: readonly Query[],
  context: Context,
): IndexQuality | null {
  if (search.index === 'exact') return null;
  const index = builtIndex(state, search, context);
  const step = Math.max(1, Math.floor(queries.length / SAMPLE));
  const keys = queries
    .filter((_, i) => i % step === 0)
    .slice(0, SAMPLE)
    .map(query => query.key);
  const right = exactIndex(state.store).searchMany(keys, search.k);
  const mean = (of: (i: number) => number) => keys.reduce((sum, _, i) => sum + of(i), 0) / keys.length;
  const doublings = Array.from({ length: Math.ceil(Math.log2(index.lists)) }, (_, i) => 2 ** i);
  const probes = [...new Set([...doublings, Math.min(search.probes, index.lists), index.lists])].sort((a, b) => a - b);
  return {
    lists: index.lists,
    probes: index.probes,
    queries: keys.length,
    curve: probes.map(n => {
      const some = index.withProbes(n);
      const found = some.searchMany(keys, search.k);
      return {
        probes: n,
        recall: mean(i => recallOf(right[i]!, found[i]!)),
        visited: Math.min(1, mean(i => some.visited(keys[i]!)) / state.store.size),
      };
    }),
  };
}
