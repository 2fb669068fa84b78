import * as l10n from '@vscode/l10n';
import type { Ability, Conventions, Law, LawDraws } from '../laws/law';
import type { Fit } from './fit';
import { standardDeviation } from './numeric/summary';
import type { Refits } from './uncertainty/bootstrap';
import { bcaInterval, type Interval, percentileInterval } from './uncertainty/intervals';

/** How a fitted law is presented. */
export interface LawOptions {
  readonly draws?: LawDraws;
  /** How the runs count; assumed conventions are named as such where not given. */
  readonly conventions?: Partial<Conventions>;
  readonly title?: string;
  /** Standard errors; the sandwich ones of the fit, or those of the draws, where not given. */
  readonly se?: Readonly<Record<string, number>>;
}

/** Draws of a law's constants from refits; those that failed are left out. */
export function drawsOf(refits: Refits, seed: number): LawDraws {
  const p = refits.count > 0 ? refits.values.length / refits.count : 0;
  const kept = Array.from({ length: refits.count }, (_, k) => refits.values.subarray(k * p, (k + 1) * p)).filter(
    row => !Number.isNaN(row[0]),
  );
  const values = new Float64Array(kept.length * p);
  for (const [k, row] of kept.entries()) values.set(row, k * p);
  return { count: kept.length, values, origin: l10n.t('bootstrap of {0}, seed {1}', kept.length, seed) };
}

/** Values of one quantity over all draws: a constant, or anything computed from the constants of a draw. */
export function overDraws(
  fit: Fit,
  draws: LawDraws,
  of: (constants: Readonly<Record<string, number>>) => number,
): Float64Array {
  const names = fit.form.parameters;
  return Float64Array.from({ length: draws.count }, (_, k) =>
    of(Object.fromEntries(names.map((name, j) => [name, draws.values[k * names.length + j]]))),
  );
}

/** Standard deviations of the constants over draws. */
export function errorsOfDraws(fit: Fit, draws: LawDraws): Record<string, number> {
  return Object.fromEntries(fit.free.map(name => [name, standardDeviation(overDraws(fit, draws, k => k[name]))]));
}

/** Intervals of the constants: percentiles of the draws, or BCa where a jackknife is given. */
export function intervalsOf(fit: Fit, draws: LawDraws, level: number, jackknife?: LawDraws): Record<string, Interval> {
  return Object.fromEntries(
    fit.free.map(name => {
      const values = overDraws(fit, draws, k => k[name]);
      const interval = jackknife
        ? bcaInterval(
            values,
            fit.constants[name],
            overDraws(fit, jackknife, k => k[name]),
            level,
          )
        : percentileInterval(values, level);
      return [name, interval];
    }),
  );
}

/** A fit as a law: of the same kind as published ones, so that every verb takes it. */
export function toLaw(fit: Fit, options: LawOptions = {}): Law {
  const { form, constants, n, range, certificate } = fit;
  const { draws, conventions = {} } = options;
  const se = options.se ?? (draws ? errorsOfDraws(fit, draws) : fit.se);
  return {
    kind: 'law',
    name: 'fit',
    title: options.title ?? l10n.t('{0} fitted to {1} runs', form.name, n),
    form,
    constants,
    constantNotes: Object.fromEntries(
      form.parameters.map(name => [name, fit.free.includes(name) ? { se: se[name] } : { note: l10n.t('held fixed') }]),
    ),
    citation: {
      source: 'computed',
      locator: l10n.t('fit of {0} runs, data {1}', n, certificate.dataHash),
      flag: 'verified',
      evidence: 'computed',
    },
    conventions: {
      loss: 'as in the runs (nats per token assumed)',
      params: 'unstated',
      flops: '6ND',
      data: 'your runs',
      ...conventions,
    },
    range,
    abilities: abilitiesOf(fit),
    ...(draws && { draws }),
    ...(certificate.status === 'converged' ? {} : { notes: certificate.sentences }),
  };
}

function abilitiesOf({ form }: Fit): Ability[] {
  const abilities: Ability[] = [];
  if (form.loss) abilities.push('loss');
  if (form.error) abilities.push('error');
  const allocates =
    form.optimum !== undefined || (form.inputs.length === 2 && ['N', 'D'].every(i => form.inputs.includes(i)));
  if (form.loss && allocates) abilities.push('optimum');
  return abilities;
}
