import { knnlmComparisons } from '../../../../science/facts/knnlm';
import { gainsByToken, type TokenGain, tokenGains } from '../../../../science/retrieval/gains';
import { mixture } from '../../../../science/retrieval/knn';
import { sweepKnn } from '../../../../science/retrieval/sweep';
import { formatNumber } from '../../../../views/format';
import type { GainedToken, IndexQuality, KnnPayload } from '../../../../views/kinds/knn';
import { record, table, view } from '../../../values/make';
import type { View } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import type { Context } from '../../context';
import { indexOf, type Search } from './search';
import type { Searched, StoreState } from './state';

const LAMBDAS = [
  0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
];

/** Lines of the chart: these numbers of neighbours and the one asked for. */
const DRAWN = [1, 8, 64, 256, 1024];

/** Tokens that are shown with their neighbours. */
const SHOWN = { gains: 12, losses: 4, byToken: 40 } as const;

const figure = (value: number): number | null => (Number.isFinite(value) ? value : null);

const toGained = ({ gain, position: _, ...rest }: TokenGain): GainedToken => ({ ...rest, gain: figure(gain) });

/** The answer of `knn_lm`. */
export function knnAnswer(
  state: StoreState,
  { queries, evidence, gram }: Searched,
  { lambda, ...search }: Search & { readonly lambda: number },
  quality: IndexQuality | null,
  context: Context,
): View {
  const { store } = state;
  const { k, temperature } = search;
  const result = mixture(evidence, k, lambda);
  const lambdas = [...new Set([...LAMBDAS, lambda])].sort((a, b) => a - b);
  const sweep = sweepKnn(evidence, lambdas);
  const decode = state.decode ?? ((ids: ArrayLike<number>) => Array.from(ids, id => ` ⟨${id}⟩`).join(''));
  const texts = { decode, evaluated: evidence.targets, stored: store.values };
  const index = indexOf(state, search, context);
  const places = (worst: boolean, count: number) =>
    tokenGains(texts, index, queries, evidence, result, { count, neighbours: 3, temperature, worst });
  const gains = places(false, SHOWN.gains);
  const byToken = gainsByToken(decode, evidence, result);
  const drawn = sweep.ks.flatMap((one, i) => (DRAWN.includes(one) || one === k ? [i] : []));
  const payload: KnnPayload = {
    tokens: result.tokens,
    size: store.size,
    dimensions: store.dimensions,
    ...{ k, lambda, temperature },
    base: figure(result.base),
    mixed: figure(result.mixed),
    gram: gram === undefined ? null : figure(gram),
    gain: figure(result.gain.mean),
    gainError: figure(result.gain.error),
    index: quality,
    ks: sweep.ks,
    drawn,
    lambdas,
    sweep: sweep.perplexity.map(row => row.map(figure)),
    best: sweep.best,
    gains: gains.map(toGained),
    losses: places(true, SHOWN.losses).map(toGained),
    byToken: byToken.slice(0, SHOWN.byToken).map(one => ({ ...one, gain: figure(one.gain) })),
    published: knnlmComparisons.map(({ setting, base, mixed, lambda: weight, citation }) => ({
      ...{ setting, base, mixed },
      lambda: weight ?? null,
      source: sourceText(citation),
    })),
  };
  const own = quality?.curve.find(point => point.probes === quality.probes);
  return view(
    'knn',
    payload,
    {
      perplexity: result.mixed,
      perplexity_lm: result.base,
      ...(gram === undefined ? {} : { perplexity_3gram: gram }),
      gain: result.gain.mean,
      gain_se: result.gain.error,
      tokens: result.tokens,
      ...{ k, lambda, temperature },
      ...(own ? { recall: own.recall, visited: own.visited } : {}),
      best: record({ ...sweep.best }),
      sweep: table({
        k: Float64Array.from(sweep.ks.flatMap(one => lambdas.map(() => one))),
        lambda: Float64Array.from(sweep.ks.flatMap(() => lambdas)),
        perplexity: Float64Array.from(sweep.perplexity.flatMap(row => [...row])),
      }),
      gains: gainsOf(gains),
      by_token: table({
        token: byToken.map(one => one.token),
        count: Float64Array.from(byToken, one => one.count),
        gain: Float64Array.from(byToken, one => one.gain),
      }),
    },
    `${formatNumber(result.base, 'plain')} → ${formatNumber(result.mixed, 'plain')}`,
  );
}

/** The tokens that gain most, with the nearest neighbour of each. */
const gainsOf = (gains: readonly TokenGain[]) =>
  table({
    position: Float64Array.from(gains, one => one.position),
    before: gains.map(one => one.before),
    token: gains.map(one => one.token),
    p_lm: Float64Array.from(gains, one => one.lm),
    p_knn: Float64Array.from(gains, one => one.knn),
    p: Float64Array.from(gains, one => one.mixed),
    gain: Float64Array.from(gains, one => one.gain),
    neighbour: gains.map(one => {
      const [near] = one.neighbours;
      return near ? near.before + near.token : '';
    }),
    neighbour_distance: Float64Array.from(gains, one => one.neighbours[0]?.distance ?? Number.NaN),
  });
