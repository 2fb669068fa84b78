import { powerFit } from '../../../../science/fitting/approaches/power-fit';
import { record } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { optional } from '../../parameter';
import { boolean, numbers } from '../../parameters';

export const powerFitFunctions: readonly FunctionEntry[] = [
  {
    name: 'power_fit',
    group: 'fitting',
    summary: 'A power law through points: y = coefficient · x^exponent, with a constant term if asked for.',
    details:
      'Without a constant term, least squares on logarithms; with one, least squares on y itself. `se` holds standard errors, `r2` the share of the variance that is explained.',
    signatures: [
      signature(
        {
          xs: numbers('Horizontal values, above zero.'),
          ys: numbers('Vertical values, above zero.'),
          offset: optional(boolean('Whether there is a constant term.'), false, 'false'),
        },
        '{coefficient, exponent, offset, r2, se}',
        ({ xs, ys, offset }) => {
          const { coefficient, exponent, offset: constant, r2, se, n } = powerFit(xs, ys, offset);
          return record({ coefficient, exponent, offset: constant, r2, se: record({ ...se }), n });
        },
      ),
    ],
    examples: ['power_fit([1, 10, 100], [2, 20, 200])'],
  },
];
