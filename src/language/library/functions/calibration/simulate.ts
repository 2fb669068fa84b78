import * as l10n from '@vscode/l10n';
import { createRandom } from '../../../../science/random';
import { table as makeTable } from '../../../values/make';
import type { List } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional } from '../../parameter';
import { text } from '../../parameters';
import { checkSize } from '../lists';

export const simulateFunctions: readonly FunctionEntry[] = [
  {
    name: 'simulate_predictions',
    group: 'evaluation',
    summary: 'Simulated predictions with a known calibration, to learn with: drawn from a seed, not measured.',
    details:
      'Each prediction has a true log-odds z ~ N(mean, spread²); it is right with probability σ(z) and said with confidence σ(z / temperature). Temperature 1 is perfectly calibrated, below 1 overconfident, above 1 underconfident.',
    signatures: [
      signature(
        {
          n: count('How many predictions.', 1),
          seed: count('Seed of the draws: the same seed gives the same predictions.'),
          temperature: optional(number('How the confidence is distorted.'), 1, '1'),
          mean: optional(number('Mean of the true log-odds.'), 1, '1'),
          spread: optional(number('Standard deviation of the true log-odds.'), 1.5, '1.5'),
          name: maybe(text('Name in a column `model`, for overlays.')),
        },
        'table with confidence, correct',
        ({ n, seed, temperature, mean, spread, name }) => {
          const random = createRandom(seed);
          const size = checkSize(n);
          const confidence = new Float64Array(size);
          const correct = new Float64Array(size);
          const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
          for (let i = 0; i < size; i++) {
            const z = mean + spread * random.normal();
            confidence[i] = sigmoid(z / temperature);
            correct[i] = random.uniform() < sigmoid(z) ? 1 : 0;
          }
          const columns: Record<string, List> = {
            confidence,
            correct,
            ...(name === undefined ? {} : { model: Array.from({ length: size }, () => name) }),
          };
          return makeTable(columns, {
            title: name ?? l10n.t('simulated'),
            source: l10n.t('simulated with seed {0}', seed),
          });
        },
      ),
    ],
    examples: ['simulate_predictions(1000, seed: 1) |> describe()'],
  },
];
