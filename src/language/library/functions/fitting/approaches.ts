import * as l10n from '@vscode/l10n';
import type { AllocationFit } from '../../../../science/fitting/approaches/allocation';
import { envelopeFit, envelopeLaw } from '../../../../science/fitting/approaches/envelope-fit';
import { type IsoflopFit, isoflopFit, isoflopLaw, spreadOf } from '../../../../science/fitting/approaches/isoflop-fit';
import type { Law } from '../../../../science/laws/law';
import type { Block } from '../../../../views/blocks';
import { findRole, roleColumn } from '../../../data/roles';
import { displayText } from '../../../display';
import { table as makeTable, record } from '../../../values/make';
import type { LawValue, Table, Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, positive } from '../../parameter';
import { oneOf, table, text } from '../../parameters';
import { measured } from '../../summarise';
import { envelopeDraws, isoflopDraws } from './approach-jobs';
import { envelopeCard, isoflopCard } from './card/allocation';
import { drawsChoice } from './choices';
import { mixedSeries } from './mixed-series';

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

const allocationFields = (fit: AllocationFit): Record<string, Value> => ({
  N_exponent: fit.N_exponent,
  D_exponent: fit.D_exponent,
  N_coefficient: fit.N_coefficient,
  D_coefficient: fit.D_coefficient,
  se: record({ ...fit.se }),
  r2: record({ ...fit.r2 }),
});

const bootstrapArguments = {
  bootstrap: drawsChoice('How many times the runs are drawn again.', 0),
  seed: optional(count('Seed of the draws.'), 0, '0'),
};

export const approachFunctions: readonly FunctionEntry[] = [
  {
    name: 'isoflop_fit',
    group: 'fitting',
    summary: 'Approach 2: the best size of each budget by a parabola in log N, and how it grows with compute.',
    details:
      'Runs of one budget (within 5 %) make a profile; budgets without a sound minimum (at the edge, off-centre, negative curvature, too few points) are left out with a message, and the rest goes on. Of several runs with one budget and size the best counts. `method: "akima"` interpolates as Porian et al. do. The result is a law for `optimal` and `overlay`.',
    signatures: [
      signature(
        {
          table: table('Runs with N, C (or D) and loss.'),
          method: optional(
            oneOf<'parabola' | 'akima'>(['parabola', 'akima'], 'How each minimum is found.'),
            'parabola',
            '"parabola"',
          ),
          window: maybe(
            positive('', 'A parabola takes runs within this factor of the lowest one’s size; 4 if left out.'),
          ),
          ...bootstrapArguments,
        },
        'law with profiles, N_exponent, D_exponent, N_coefficient, D_coefficient, se',
        ({ table: from, method, window, bootstrap, seed }, context): Value => {
          const D = optionalColumn(from, 'D');
          const found = isoflopFit(
            { N: column(from, 'N'), C: computeOf(from), loss: column(from, 'loss'), ...(D && { D }) },
            { method, ...(window === undefined ? {} : { window }) },
          );
          for (const text of [mixedSeries(from) ?? [], found.messages].flat()) context.note({ tone: 'warning', text });
          if (bootstrap === 0 && Number.isNaN(found.se.N_exponent))
            context.note({
              tone: 'warning',
              text: l10n.t(
                'Two budgets fix the exponents exactly and leave no standard error: add a budget, or set `bootstrap`.',
              ),
            });
          const draws = bootstrap > 0 ? isoflopDraws(context, found, bootstrap, seed) : undefined;
          const fit = draws ? { ...found, se: spreadOf(draws) } : found;
          const law = isoflopLaw(fit, draws, l10n.t('bootstrap of {0}, seed {1}', bootstrap, seed));
          return lawValue(law, { profiles: profilesTable(fit), ...allocationFields(fit) }, () =>
            isoflopCard(fit, draws),
          );
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
      'Needs training curves: rows with run, N, tokens (or C) and loss along training, of at least three sizes. Standard errors come from drawing whole runs again, since neighbouring budgets share theirs. The result is a law for `optimal` and `overlay`.',
    signatures: [
      signature(
        {
          table: table('Logged points of many runs.'),
          run: maybe(text('Column that tells runs apart.')),
          points: optional(count('Budgets at which the lowest curve is looked up.', 10), 1500, '1500'),
          smoothing: optional(number('Smoothing of each curve, in measurements; 0 for none.'), 10, '10'),
          ...bootstrapArguments,
        },
        'law with N_exponent, D_exponent, N_coefficient, D_coefficient, se, points',
        ({ table: from, run, points, smoothing, bootstrap, seed }, context): Value => {
          const names = Array.from(roleColumn(from, 'run', run), value => displayText(value as Value));
          const [N, C, loss] = [column(from, 'N'), computeOf(from), column(from, 'loss')];
          const D = optionalColumn(from, 'D') ?? C.map((c, i) => c / (6 * (N[i] as number)));
          const found = envelopeFit({ run: names, N, D, C, loss }, { points, smoothing });
          for (const message of found.messages) context.note({ tone: 'warning', text: message });
          const draws = bootstrap > 0 ? envelopeDraws(context, found, bootstrap, seed) : undefined;
          const fit = draws ? { ...found, se: spreadOf(draws) } : found;
          const law = envelopeLaw(fit, draws, l10n.t('bootstrap of {0}, seed {1}', bootstrap, seed));
          const used = fit.points.filter(p => p.edge === undefined);
          const pointsTable = makeTable({
            C: used.map(p => p.C),
            N: used.map(p => p.N),
            D: used.map(p => p.D),
            loss: used.map(p => p.loss),
            run: used.map(p => p.run),
          });
          return lawValue(law, { ...allocationFields(fit), points: pointsTable, profiles: pointsTable }, () =>
            envelopeCard(fit, draws),
          );
        },
      ),
    ],
    examples: ['envelope_fit(data.loss_curves |> where(r => starts_with(r.run, "olmo_ladder"))).N_exponent'],
    sources: ['hoffmann2022'],
  },
];

const lawValue = (law: Law, fields: Record<string, Value>, card: () => Block[]): LawValue => ({
  kind: 'law',
  law,
  fields: new Map(Object.entries(fields)),
  card,
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
