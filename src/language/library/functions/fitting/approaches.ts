import * as l10n from '@vscode/l10n';
import type { AllocationFit } from '../../../../science/fitting/approaches/allocation';
import { envelopeBootstrapChunk, envelopeFit, envelopeLaw } from '../../../../science/fitting/approaches/envelope-fit';
import {
  type IsoflopFit,
  isoflopBootstrapChunk,
  isoflopFit,
  isoflopLaw,
  spreadOf,
} from '../../../../science/fitting/approaches/isoflop-fit';
import { powerFit } from '../../../../science/fitting/approaches/power-fit';
import { findRole, roleColumn } from '../../../data/roles';
import { displayText } from '../../../display';
import { table as makeTable, record } from '../../../values/make';
import type { LawValue, Table, Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional } from '../../parameter';
import { boolean, numbers, oneOf, table, text } from '../../parameters';
import { measured } from '../../summarise';

const column = (from: Table, role: 'N' | 'D' | 'C' | 'loss'): Float64Array => measured(roleColumn(from, role)).numbers;
const optionalColumn = (from: Table, role: 'N' | 'D' | 'C'): Float64Array | undefined =>
  findRole(from, role) === undefined ? undefined : column(from, role);

/** Compute of each row; 6ND where the table has none. */
function computeOf(from: Table): Float64Array {
  const C = optionalColumn(from, 'C');
  if (C) return C;
  const [N, D] = [column(from, 'N'), column(from, 'D')];
  return N.map((n, i) => 6 * n * (D[i] as number));
}

const allocationFields = (fit: AllocationFit, se: AllocationFit['se']): Record<string, Value> => ({
  N_exponent: fit.N_exponent,
  D_exponent: fit.D_exponent,
  N_coefficient: fit.N_coefficient,
  D_coefficient: fit.D_coefficient,
  se: record({ ...se }),
  r2: record({ ...fit.r2 }),
});

const bootstrapArguments = {
  bootstrap: optional(count('How many times the runs are drawn again.'), 0, '0'),
  seed: optional(count('Seed of the draws.'), 0, '0'),
};

export const approachFunctions: readonly FunctionEntry[] = [
  {
    name: 'isoflop_fit',
    group: 'fitting',
    summary: 'Approach 2: the best size of each budget by a parabola in log N, and how it grows with compute.',
    details:
      'Runs of one budget (within 5 %) make a profile; budgets without a sound minimum (at the edge, off-centre, negative curvature, too few points) are left out with a message. `method: "akima"` interpolates as Porian et al. do. The result is a law for `optimal`.',
    signatures: [
      signature(
        {
          table: table('Runs with N, C (or D) and loss.'),
          method: optional(
            oneOf<'parabola' | 'akima'>(['parabola', 'akima'], 'How each minimum is found.'),
            'parabola',
            '"parabola"',
          ),
          window: maybe(number('A parabola takes runs within this factor of the lowest one’s size.')),
          ...bootstrapArguments,
        },
        'law with profiles, N_exponent, D_exponent, N_coefficient, D_coefficient, se',
        ({ table: from, method, window, bootstrap, seed }, context): Value => {
          const D = optionalColumn(from, 'D');
          const fit = isoflopFit(
            { N: column(from, 'N'), C: computeOf(from), loss: column(from, 'loss'), ...(D && { D }) },
            { method, ...(window === undefined ? {} : { window }) },
          );
          for (const message of fit.messages) context.note({ tone: 'warning', text: message });
          if (bootstrap === 0 && Number.isNaN(fit.se.N_exponent))
            context.note({
              tone: 'warning',
              text: l10n.t(
                'Two budgets fix the exponents exactly and leave no standard error: add a budget, or set `bootstrap`.',
              ),
            });
          const draws = bootstrap > 0 ? isoflopBootstrapChunk(fit, 0, bootstrap, seed) : undefined;
          const law = isoflopLaw(fit, draws, l10n.t('bootstrap of {0}, seed {1}', bootstrap, seed));
          return lawValue(law, {
            profiles: profilesTable(fit),
            ...allocationFields(fit, draws ? spreadOf(draws) : fit.se),
          });
        },
      ),
    ],
    examples: [
      'isoflop_fit({C: [1e18, 1e18, 1e18, 1e18, 1e18, 1e19, 1e19, 1e19, 1e19, 1e19], N: [5e7, 1e8, 2e8, 4e8, 8e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9], loss: [3.6, 3.4, 3.33, 3.42, 3.65, 2.95, 2.82, 2.78, 2.83, 2.97]}).N_exponent',
    ],
    sources: ['hoffmann2022', 'porian2024'],
  },
  {
    name: 'envelope_fit',
    group: 'fitting',
    summary: 'Approach 1: the sizes that train to the lowest loss at each compute, over many training curves.',
    details:
      'Needs training curves: rows with run, N, tokens (or C) and loss along training, of at least three sizes. The result is a law for `optimal`.',
    signatures: [
      signature(
        {
          table: table('Logged points of many runs.'),
          run: maybe(text('Column that tells runs apart.')),
          points: optional(count('Budgets at which the lowest curve is looked up.', 10), 1500, '1500'),
          smoothing: optional(number('Smoothing of each curve, in measurements.'), 10, '10'),
          ...bootstrapArguments,
        },
        'law with N_exponent, D_exponent, N_coefficient, D_coefficient, se, points',
        ({ table: from, run, points, smoothing, bootstrap, seed }, context): Value => {
          const names = Array.from(roleColumn(from, 'run', run), value => displayText(value as Value));
          const [N, C, loss] = [column(from, 'N'), computeOf(from), column(from, 'loss')];
          const D = optionalColumn(from, 'D') ?? C.map((c, i) => c / (6 * (N[i] as number)));
          const fit = envelopeFit({ run: names, N, D, C, loss }, { points, smoothing });
          for (const message of fit.messages) context.note({ tone: 'warning', text: message });
          const draws = bootstrap > 0 ? envelopeBootstrapChunk(fit, 0, bootstrap, seed) : undefined;
          const law = envelopeLaw(fit, draws, l10n.t('bootstrap of {0}, seed {1}', bootstrap, seed));
          const used = fit.points.filter(p => p.edge === undefined);
          return lawValue(law, {
            ...allocationFields(fit, draws ? spreadOf(draws) : fit.se),
            points: makeTable({
              C: used.map(p => p.C),
              N: used.map(p => p.N),
              D: used.map(p => p.D),
              loss: used.map(p => p.loss),
              run: used.map(p => p.run),
            }),
          });
        },
      ),
    ],
    examples: ['envelope_fit(data.loss_curves |> where(r => starts_with(r.run, "olmo_ladder"))).N_exponent'],
    sources: ['hoffmann2022'],
  },
  {
    name: 'power_fit',
    group: 'fitting',
    summary: 'A power law through points: y = coefficient · x^exponent, with a constant term if asked for.',
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

const lawValue = (law: LawValue['law'], fields: Record<string, Value>): LawValue => ({
  kind: 'law',
  law,
  fields: new Map(Object.entries(fields)),
});

const profilesTable = (fit: IsoflopFit): Table =>
  makeTable({
    C: fit.profiles.map(p => p.C),
    N: fit.profiles.map(p => p.minimum.N),
    D: fit.profiles.map(p => p.minimum.D),
    loss: fit.profiles.map(p => p.minimum.loss),
    points: fit.profiles.map(p => p.N.length),
    used: fit.profiles.map(p => p.used),
    message: fit.profiles.map(p => p.message ?? null),
  });
