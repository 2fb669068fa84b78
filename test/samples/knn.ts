import type { GainedToken, KnnPayload } from '../../src/views/kinds/knn';

const KS = [1, 8, 64, 256, 1024];
const LAMBDAS = [0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9];

/** Perplexity of a model whose neighbours are right in a share of the places: what the sample's curves are made of. */
const mixed = (k: number, lambda: number): number => {
  const right = 0.2 + 0.02 * Math.log2(k);
  const at = (knn: number) => Math.log(lambda * knn + (1 - lambda) * Math.exp(-Math.log(18.65)));
  return Math.exp(-(right * at(0.3) + (1 - right) * at(0.003)));
};

const gained = (token: string, lm: number, knn: number): GainedToken => ({
  before: 'The road crosses the mountains and comes down to the coast at the old harbour of ',
  token,
  after: ', which the railway reached a year later.\nNo ship calls there now.',
  ...{ lm, knn, mixed: 0.25 * knn + 0.75 * lm, gain: Math.log(0.25 * (knn / lm) + 0.75) },
  neighbours: [0.82, 0.15, 0.03].map((weight, i) => ({
    before: 'of the coast, the ferry from the islands still lands at the old harbour of ',
    token: i === 2 ? ' Sund' : token,
    after: ' twice a week.',
    distance: 1.5 + 2 * i,
    weight,
  })),
});

/** A model at the perplexity of Khandelwal et al.'s, exact and approximate search, and one whose neighbours ruin it. */
export function knnSamples(): { readonly view: string; readonly payload: KnnPayload }[] {
  const sweep = KS.map(k => LAMBDAS.map(lambda => mixed(k, lambda)));
  const payload: KnnPayload = {
    ...{ tokens: 2400, size: 103_225_485, dimensions: 1024, k: 1024, lambda: 0.25, temperature: 1 },
    ...{ base: 18.65, mixed: mixed(1024, 0.25), gram: 21.4, gain: 0.052, gainError: 0.008, index: null },
    ...{ ks: KS, drawn: [0, 1, 2, 3, 4], lambdas: LAMBDAS, sweep },
    best: { k: 1024, lambda: 0.3, perplexity: mixed(1024, 0.3) },
    gains: [' Bergen', ' <b>', ' in', ' Oslo'].map((token, i) => gained(token, 0.002 * (i + 1), 0.9 - 0.1 * i)),
    losses: [gained(' Nar', 0.4, 0.001)],
    byToken: [
      { token: ' Bergen', count: 12, gain: 1.2 },
      { token: ' the', count: 140, gain: -0.03 },
    ],
    published: [
      { setting: 'WikiText-103, its own training text', base: 18.65, mixed: 16.12, lambda: 0.25, source: 'Table 1' },
      {
        setting: 'Trained on 100 M tokens, datastore of 3 B',
        base: 19.59,
        mixed: 13.73,
        lambda: null,
        source: 'Table 3',
      },
    ],
  };
  const curve = [1, 4, 16, 64].map(probes => ({ probes, recall: 1 - 0.4 / probes, visited: probes / 320 }));
  return [
    { view: 'knn', payload },
    { view: 'knn', payload: { ...payload, index: { lists: 320, probes: 16, queries: 64, curve }, temperature: 10 } },
    {
      view: 'knn',
      payload: {
        ...payload,
        ...{ lambda: 1, mixed: null, gram: null, gain: null, gainError: null, gains: [], byToken: [] },
      },
    },
  ];
}
