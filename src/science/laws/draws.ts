import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { createRandom } from '../random';
import type { Constants, Law, LawDraws } from './law';

/** Lower triangular factor of a positive definite matrix: covariance = F F^T. */
export function choleskyFactor(covariance: readonly (readonly number[])[]): number[][] {
  const factor = covariance.map(row => row.map(() => 0));
  covariance.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let rest = row[j];
      for (let k = 0; k < j; k++) rest -= factor[i][k] * factor[j][k];
      factor[i][j] = i === j ? Math.sqrt(rest) : rest / factor[j][j];
    }
  });
  return factor;
}

/** Draws of a law's constants from its published errors and their covariance. The same seed gives the same draws. */
export function drawsFromErrors(law: Law, count: number, seed: number): LawDraws {
  const errors = law.errors;
  if (!errors) {
    throw new ScienceError(
      'no-errors',
      l10n.t('laws.{0} has no published errors to draw from. Fit runs with a bootstrap, or use laws.epoch.', law.name),
    );
  }
  const names = law.form.parameters;
  const factor = choleskyFactor(errors.covariance);
  const random = createRandom(seed);
  const values = new Float64Array(count * names.length);
  const places = errors.constants.map(({ name }) => names.indexOf(name));
  const z = errors.constants.map(() => 0);
  for (let row = 0; row < count; row++) {
    names.forEach((name, i) => {
      values[row * names.length + i] = law.constants[name];
    });
    for (let i = 0; i < z.length; i++) z[i] = random.normal();
    errors.constants.forEach(({ name, scale }, i) => {
      let shift = 0;
      for (let j = 0; j <= i; j++) shift += factor[i][j] * z[j];
      const centre = law.constants[name];
      values[row * names.length + places[i]] = scale === 'log' ? centre * Math.exp(shift) : centre + shift;
    });
  }
  return { count, values, origin: `${errors.origin}; ${count} draws, seed ${seed}` };
}

/** The law with draws made from its published errors, unless it has draws already. */
export function withDraws(law: Law, count = 1000, seed = 0): Law {
  return law.draws ? law : { ...law, draws: drawsFromErrors(law, count, seed) };
}

/** The constants of one draw, by name. */
export function constantsOfDraw(law: Law, row: number): Constants {
  const names = law.form.parameters;
  const values = law.draws?.values;
  if (!values) return law.constants;
  return Object.fromEntries(names.map((name, i) => [name, values[row * names.length + i]]));
}
