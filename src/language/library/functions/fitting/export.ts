import { version } from '../../../../../package.json';
import { fitDocument } from '../../../../science/fitting/export/json';
import { scipyScript } from '../../../../science/fitting/export/scipy';
import { type FunctionEntry, signature } from '../../entry';
import { optional } from '../../parameter';
import { law, oneOf } from '../../parameters';
import { fitted } from './fitted';

export const exportFunctions: readonly FunctionEntry[] = [
  {
    name: 'export_fit',
    group: 'fitting',
    summary: 'A fit as JSON, or as a stand-alone scipy script that gives the same numbers: leaving is easy.',
    details:
      'The script holds the runs, needs numpy and scipy only, starts where Scalebook started (not at its answer), and prints objective and constants as JSON. The JSON holds constants, errors, draws and the certificate. To a file: `scalebook eval "export_fit(fit(load(\\"runs.csv\\")))" > fit.py`.',
    signatures: [
      signature(
        {
          fit: law('A fitted law.'),
          as: optional(oneOf<'scipy' | 'json'>(['scipy', 'json'], 'The form.'), 'scipy', '"scipy"'),
        },
        'text',
        ({ fit: value, as }) => {
          const fit = fitted(value);
          if (as === 'scipy') return scipyScript(fit);
          const { draws } = value.law;
          return JSON.stringify(fitDocument(fit, { engine: version, ...(draws && { draws }) }), null, 2);
        },
      ),
    ],
    examples: [
      'simulate_runs(laws.epoch, logspace(1e8, 1e10, 4), logspace(2e9, 2e11, 4), seed: 1) |> fit() |> export_fit()',
    ],
  },
];
