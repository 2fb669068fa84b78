import * as l10n from '@vscode/l10n';
import { lossOf } from '../../../../science/laws/verbs/loss';
import { createRandom } from '../../../../science/random';
import { ScaleError } from '../../../errors';
import { table as makeTable } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { count, number, optional } from '../../parameter';
import { law, numbers } from '../../parameters';
import { checkSize } from '../lists';

export const simulateFunctions: readonly FunctionEntry[] = [
  {
    name: 'simulate_runs',
    group: 'fitting',
    summary:
      'Simulated runs of a law: every size at every number of tokens, with noise from a seed. To learn with, not data.',
    details:
      'The loss of each run is the law’s, times exp(noise · z) with z standard normal: noise on log loss, as the usual objective assumes.',
    signatures: [
      signature(
        {
          law: law('The law that is true here.'),
          N: numbers('Sizes.', 'params'),
          D: numbers('Tokens.', 'tokens'),
          noise: optional(number('Standard deviation of log loss.'), 0.005, '0.005'),
          seed: count('Seed of the noise.'),
        },
        'table with N, D, C, loss',
        ({ law: { law: truth }, N, D, noise, seed }) => {
          const rows = checkSize(N.length * D.length);
          if (rows === 0)
            throw new ScaleError('empty', l10n.t('There must be at least one size and one number of tokens.'));
          const random = createRandom(seed);
          const pairs = Array.from(N).flatMap(n => Array.from(D, d => [n, d] as const));
          return makeTable(
            {
              N: Float64Array.from(pairs, ([n]) => n),
              D: Float64Array.from(pairs, ([, d]) => d),
              C: Float64Array.from(pairs, ([n, d]) => 6 * n * d),
              loss: Float64Array.from(
                pairs,
                ([n, d]) => lossOf(truth, { N: n, D: d }) * Math.exp(noise * random.normal()),
              ),
            },
            { title: l10n.t('simulated runs'), source: l10n.t('simulated from {0} with seed {1}', truth.title, seed) },
          );
        },
      ),
    ],
    examples: ['simulate_runs(laws.epoch, logspace(1e8, 1e10, 4), logspace(2e9, 2e11, 4), seed: 1)'],
  },
];
