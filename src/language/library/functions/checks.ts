import * as l10n from '@vscode/l10n';
import { ScaleError } from '../../errors';
import { type FunctionEntry, signature } from '../entry';
import { maybe } from '../parameter';
import { boolean, text } from '../parameters';

export const checkFunctions: readonly FunctionEntry[] = [
  {
    name: 'assert',
    group: 'numbers',
    summary: 'Stops with a sentence unless a condition holds; gives `true` where it does.',
    details:
      'A notebook that asserts what it claims fails in `scalebook run` (exit status 1) on the day the claim stops being true.',
    signatures: [
      signature(
        {
          condition: boolean('What must hold.'),
          message: maybe(text('What to say where it does not.')),
        },
        'true',
        ({ condition, message }) => {
          if (condition) return true;
          throw new ScaleError('assertion', message ?? l10n.t('This does not hold.'));
        },
      ),
    ],
    examples: ['assert(loss(laws.epoch, 70B, 1.4T) < 2, "Chinchilla should be below 2 nats")'],
  },
];
