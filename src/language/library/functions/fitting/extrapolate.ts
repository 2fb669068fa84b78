import { beyondText } from '../../../../science/fitting/predict/extrapolate';
import { extrapolation } from '../../../../science/laws/verbs/extrapolation';
import { lossOf } from '../../../../science/laws/verbs/loss';
import { record } from '../../../values/make';
import type { Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { positive } from '../../parameter';
import { law } from '../../parameters';
import { overDraws } from '../../with-draws';

export const extrapolateFunctions: readonly FunctionEntry[] = [
  {
    name: 'extrapolate',
    group: 'fitting',
    summary: 'A prediction with how far it lies beyond the runs that the law was fitted on.',
    details:
      '`factor` is how many times beyond the nearest run the farthest of N, D and C lies, 1 within them; `warnings` says so for each. An interval holds what the constants leave open, and nothing of how the law itself may bend.',
    signatures: [
      signature(
        {
          fit: law('A law, fitted or published.'),
          N: positive('params', 'Parameters.'),
          D: positive('tokens', 'Tokens.'),
        },
        '{loss, factor, warnings}',
        ({ fit: value, N, D }, context): Value => {
          const beyond = extrapolation(value.law, { N, D, C: 6 * N * D });
          const warnings = beyond.map(beyondText);
          if (warnings[0] !== undefined) context.note({ tone: 'warning', text: warnings[0] });
          return record({
            loss: overDraws(value.law, one => lossOf(one, { N, D })),
            factor: beyond[0]?.factor ?? 1,
            warnings,
          });
        },
      ),
    ],
    examples: ['extrapolate(laws.epoch, 70B, 1.4T)'],
  },
];
