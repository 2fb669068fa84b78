import * as l10n from '@vscode/l10n';
import { effectiveSizes } from '../../../../science/laws/verbs/effective';
import { inUnit, record } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, positive } from '../../parameter';
import { law } from '../../parameters';
import { overDraws } from '../../with-draws';
import { inputsFor, lawInputs, lawName } from '../law-inputs';
import { noteExtrapolation } from '../laws';

export const effectiveFunctions: readonly FunctionEntry[] = [
  {
    name: 'effective',
    group: 'laws',
    summary: 'What a run’s parameters and tokens are worth: those of the plain run with the same loss.',
    details:
      'Under laws.muennighoff repeated tokens and parameters beyond what the unique tokens can use are worth less than they number; under laws.clark `experts:` make N worth more; under laws.kumar few bits make it worth less.',
    signatures: [
      signature(
        {
          law: law('laws.muennighoff, laws.clark, laws.kumar, or a fit of their forms.'),
          N: positive('params', 'Parameters.'),
          D: maybe(positive('tokens', 'Training tokens, repeats included.')),
          ...lawInputs,
        },
        '{N, D}',
        ({ law: { law: asked }, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          noteExtrapolation(context, asked, inputs);
          return overDraws(asked, one => {
            const { N, D } = effectiveSizes(one, inputs);
            return record(
              {
                N: N === undefined ? undefined : inUnit(N, 'params'),
                D: D === undefined ? undefined : inUnit(D, 'tokens'),
              },
              { title: l10n.t('Effective sizes by {0}', lawName(asked)) },
            );
          });
        },
      ),
    ],
    examples: ['effective(laws.muennighoff, 1B, 100B, unique: 10B)', 'effective(laws.clark, 1.3B, experts: 64).N'],
    sources: ['muennighoff2023', 'clark2022', 'kumar2024'],
  },
];
