import * as l10n from '@vscode/l10n';
import { withDraws } from '../../../../science/laws/draws';
import { type FunctionEntry, signature } from '../../entry';
import { count, optional } from '../../parameter';
import { law } from '../../parameters';
import { lawName } from '../law-inputs';

export const uncertainFunctions: readonly FunctionEntry[] = [
  {
    name: 'uncertain',
    group: 'laws',
    summary: 'A law with its published errors as draws: losses, optima and curves then come with intervals.',
    details:
      'Draws the constants together, with their correlation: errors on single constants say little, as A and α make up for one another. A law that has draws already (a fit with a bootstrap) stays as it is. The same seed gives the same draws.',
    signatures: [
      signature(
        {
          law: law('A law with published errors, such as laws.epoch.'),
          draws: optional(count('Draws.', 10), 1000, '1000'),
          seed: optional(count('Seed of the draws.'), 0, '0'),
        },
        'law',
        ({ law: given, draws, seed }, context) => {
          const drawn = withDraws(given.law, draws, seed);
          if (drawn.errors && !given.law.draws)
            context.note({
              tone: 'info',
              key: `draws ${drawn.name}`,
              text: l10n.t(
                'Intervals hold 90 % of {0} draws from the published errors of {1} (seed {2}); `help {1}` says how they were obtained.',
                draws,
                lawName(drawn),
                seed,
              ),
            });
          return { ...given, law: drawn };
        },
      ),
    ],
    examples: ['loss(uncertain(laws.epoch), 70B, 1.4T)', 'optimal(uncertain(laws.epoch, draws: 200), 5.76e23).N'],
    sources: ['besiroglu2024'],
  },
];
