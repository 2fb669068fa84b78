import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { ObjectiveSpec } from '../objective/objective';
import { brokenForm } from './bnsl';
import { chinchillaFit } from './chinchilla';
import { clarkFit } from './clark';
import type { FitForm } from './form';
import { type Formula, formulaForm, type Limits } from './formula';
import { gadreFit } from './gadre';
import { kaplanFit } from './kaplan';
import { muennighoffFit } from './muennighoff';
import { powerForm, type Variable } from './power';
import { type SigmoidInput, sigmoidForm } from './sigmoid';

/** Which form to fit, as plain data. */
export type FormSpec =
  | { readonly name: 'chinchilla' | 'kaplan' | 'muennighoff' | 'gadre' | 'clark' }
  | { readonly name: 'power'; readonly variable: Variable; readonly offset: boolean }
  | { readonly name: 'bnsl'; readonly variable: Variable; readonly breaks: number }
  | { readonly name: 'sigmoid'; readonly variable: SigmoidInput }
  | { readonly name: 'formula'; readonly formula: Formula };

/** Names that `fit(form: …)` takes. */
export const FORM_NAMES = [
  'chinchilla',
  'kaplan',
  'power',
  'muennighoff',
  'gadre',
  'bnsl',
  'clark',
  'sigmoid',
] as const;
export type FormName = (typeof FORM_NAMES)[number];

/** The form that a description means. Limits decide which constants of a user's formula may be negative. */
export function formOf(spec: FormSpec, limits?: Limits): FitForm {
  switch (spec.name) {
    case 'chinchilla':
      return chinchillaFit;
    case 'kaplan':
      return kaplanFit;
    case 'muennighoff':
      return muennighoffFit;
    case 'gadre':
      return gadreFit;
    case 'clark':
      return clarkFit;
    case 'power':
      return powerForm(spec.variable, spec.offset);
    case 'bnsl':
      if (![1, 2, 3].includes(spec.breaks)) {
        throw new ScienceError('bad-input', l10n.t('breaks must be 1, 2 or 3, and is {0}.', String(spec.breaks)));
      }
      return brokenForm(spec.variable, spec.breaks);
    case 'sigmoid':
      return sigmoidForm(spec.variable);
    case 'formula':
      return formulaForm(spec.formula, limits);
  }
}

/** What a user may say of a form beside its name. */
export interface FormChoice {
  readonly variable?: string;
  readonly offset?: boolean;
  readonly breaks?: number;
  /** Columns that the runs have, by role. */
  readonly has: (column: string) => boolean;
}

/**
 * A form by its name. Laws of one variable take the one that is asked for, else compute where runs have C or both N and
 * D, else whatever there is.
 */
export function formSpec(name: string, { variable, offset = true, breaks = 1, has }: FormChoice): FormSpec {
  switch (name) {
    case 'chinchilla':
    case 'kaplan':
    case 'muennighoff':
    case 'gadre':
    case 'clark':
      return { name };
    case 'power':
      return { name, variable: variableOf(variable, has), offset };
    case 'bnsl':
      return { name, variable: variableOf(variable, has), breaks };
    case 'sigmoid':
      if (variable !== undefined && variable !== 'loss' && variable !== 'C') throw noVariable(variable, 'loss, C');
      return { name, variable: (variable as SigmoidInput | undefined) ?? (has('loss') ? 'loss' : 'C') };
    default:
      throw new ScienceError(
        'unknown-form',
        l10n.t('There is no form "{0}". There are {1}, or a formula of your own.', name, FORM_NAMES.join(', ')),
      );
  }
}

function variableOf(asked: string | undefined, has: (column: string) => boolean): Variable {
  if (asked === 'N' || asked === 'D' || asked === 'C') return asked;
  if (asked !== undefined) throw noVariable(asked, 'N, D, C');
  if (has('C') || (has('N') && has('D'))) return 'C';
  return has('N') ? 'N' : 'D';
}

const noVariable = (asked: string, known: string) =>
  new ScienceError('bad-input', l10n.t('The variable of this form is one of {0}, not {1}.', known, asked));

/** What a form is fitted by where nothing else is said. */
export function usualObjective(spec: FormSpec, delta = 1e-3): ObjectiveSpec {
  if (spec.name === 'sigmoid') return { kind: 'mse', scale: 'linear' };
  // Caballero et al. 2022 fit by mean squared log error, Clark et al. 2022 by squares of log10.
  if (spec.name === 'bnsl' || spec.name === 'clark') return { kind: 'mse', scale: 'log' };
  return { kind: 'huber', delta, scale: 'log' };
}
