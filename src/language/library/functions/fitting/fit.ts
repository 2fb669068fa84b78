import { drawsOf } from '../../../../science/fitting/law';
import type { Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, optional } from '../../parameter';
import { fn, oneOf, recordOf, table } from '../../parameters';
import {
  constraintChoices,
  dataChoices,
  drawsChoice,
  formChoices,
  levelChoice,
  objectiveChoices,
  type Posed,
  poseForm,
  poseFormula,
} from './choices';
import { fittedLaw } from './law-value';
import { searchFit } from './pool';

/** How sure a fit is, and how that is told. */
const uncertaintyChoices = {
  bootstrap: drawsChoice('How many times the runs are drawn again and refitted.', 0),
  seed: optional(count('Seed of the draws.'), 0, '0'),
  level: levelChoice('Coverage of intervals.'),
  interval: optional(
    oneOf<'percentile' | 'bca'>(['percentile', 'bca'], 'How intervals are made from the draws.'),
    'percentile',
    '"percentile"',
  ),
};

interface Uncertainty {
  readonly bootstrap: number;
  readonly seed: number;
  readonly level: number;
  readonly interval: 'percentile' | 'bca';
}

export const fitFunctions: readonly FunctionEntry[] = [
  {
    name: 'fit',
    group: 'fitting',
    summary: 'Fits a law to runs, certifies the fit, and with bootstrap says how sure it is.',
    details:
      'Forms: `"chinchilla"` (E + A/N^α + B/D^β), `"kaplan"`, `"power"`, `"muennighoff"`, `"gadre"`, `"bnsl"`, `"clark"`, `"sigmoid"`, or a formula of your own: `fit(runs, (N, D) => E + A / N^alpha + B / D^beta, start: {E: 2, A: 400, alpha: 0.3, B: 400, beta: 0.3})`. The usual objective is Hoffmann et al.’s: Huber (δ = 1e-3) on log loss, summed; `"bnsl"` and `"clark"` take squares of log loss and `"sigmoid"` squares, as their papers do. Every fit carries a certificate: objective, gradient norm, starts that agree, other basins, bounds hit, condition number, flat directions in words, outliers and excluded rows. With `bootstrap`, predictions of the law are estimates with intervals; without, `se` and `ci` are those of the sandwich formula, and `draws` is empty. A `recipe` sets all choices at once. Exports of W&B, MLflow and TensorBoard are read as they are (docs/fitting.md says how).',
    signatures: [
      signature(
        {
          table: table('Runs, one per row, with columns such as N, D and loss.'),
          ...formChoices,
          ...objectiveChoices,
          ...uncertaintyChoices,
          ...dataChoices,
          ...constraintChoices,
        },
        'law with its constants, objective, n, se, ci, draws, residuals, converged, certificate',
        ({ table: from, ...given }, context) => finish(poseForm(from, given), given, context),
      ),
      signature(
        {
          table: table('Runs, one per row.'),
          formula: fn('A formula of columns: `(N, D) => E + A / N^alpha`.'),
          start: recordOf('The constants to find and where to begin.'),
          ...objectiveChoices,
          ...uncertaintyChoices,
          ...dataChoices,
          ...constraintChoices,
        },
        'law',
        ({ table: from, formula, start, ...given }, context) =>
          finish(poseFormula(from, formula, start, given), given, context),
      ),
    ],
    examples: [
      'fit({N: [1e8, 2e8, 4e8, 8e8, 1e8, 4e8], D: [2e9, 4e9, 8e9, 16e9, 8e9, 2e10], loss: [3.52, 3.17, 2.88, 2.66, 3.30, 2.81]}).certificate.says',
      'simulate_runs(laws.epoch, logspace(1e8, 1e10, 5), logspace(2e9, 2e11, 5), seed: 1) |> fit(bootstrap: 200) |> optimal(1e23)',
    ],
    sources: ['hoffmann2022', 'besiroglu2024'],
  },
];

function finish({ spec, runs }: Posed, { bootstrap, seed, level, interval }: Uncertainty, context: Context): Value {
  const bca = bootstrap > 0 && interval === 'bca';
  const { fit, refits, jackknife } = searchFit(context, spec, {
    excluded: runs.excluded,
    bootstrap,
    seed,
    jackknife: bca,
  });
  const law = fittedLaw(fit, {
    draws: refits && drawsOf(refits, seed),
    jackknife: jackknife && drawsOf(jackknife, 0),
    level,
    seed,
    notes: runs.notes,
    ...(refits && refits.failed > 0 && { failed: refits.failed }),
  });
  for (const note of law.notes ?? []) context.note(note);
  return law;
}
