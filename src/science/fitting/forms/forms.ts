import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
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
