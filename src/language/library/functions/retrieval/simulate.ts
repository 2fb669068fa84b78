import * as l10n from '@vscode/l10n';
import { ScaleError } from '../../../errors';
import { type FunctionEntry, signature } from '../../entry';
import { count, optional } from '../../parameter';
import { simulatedFacts } from './simulated-text';

export const simulateFacts: FunctionEntry = {
  name: 'simulate_facts',
  group: 'retrieval',
  summary:
    'A simulated text of invented places and their facts, drawn from a seed: something that can be memorised or looked up. To learn with, not data.',
  signatures: [
    signature(
      {
        places: count('How many places there are.', 1),
        sentences: count('How many sentences.', 1),
        world: optional(count('Seed of the places and their facts.'), 1, '1'),
        seed: count('Seed of the sentences.'),
      },
      'text',
      ({ places, sentences, world, seed }) => {
        if (places > 5000 || sentences > 50_000)
          throw new ScaleError('too-large', l10n.t('At most {0} places and {1} sentences.', 5000, 50_000));
        return simulatedFacts(places, sentences, world, seed);
      },
    ),
  ],
  examples: ['simulate_facts(3, 2, seed: 1)'],
};
