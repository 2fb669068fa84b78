import * as l10n from '@vscode/l10n';
import {
  type ClassColumn,
  fromChoices,
  fromLogits,
  fromProbabilities,
} from '../../../../science/evaluation/calibration/inputs/classes';
import type { ClassProbabilities } from '../../../../science/evaluation/calibration/predictions';
import { roleColumn } from '../../../data/roles';
import { displayText } from '../../../display';
import { ScaleError } from '../../../errors';
import { toArray } from '../../../values/make';
import { isList, plain, type Table, type Value } from '../../../values/value';
import { maybe, type Parameter, parameter, quiet } from '../../parameter';
import { columnOf } from '../tables';

const names = (doc: string): Parameter<readonly string[]> =>
  parameter(
    'list of texts',
    doc,
    v => isList(v) && toArray(v).every(each => typeof each === 'string'),
    v => toArray(v as readonly Value[]).map(String),
  );

/** Arguments that name the columns of a whole distribution, one for each class; the true class stands in `label`. */
export const classColumns = {
  probabilities: quiet(maybe(names('Columns with the probability of each class, named as the labels are.'))),
  logits: quiet(maybe(names('Columns with the logit of each class.'))),
  choices: quiet(maybe(names('Columns with the log-probability of each choice of a multiple-choice question.'))),
  lengths: quiet(maybe(names('With `choices`: columns with the length of each choice, to divide by.'))),
};

export interface ClassColumns {
  readonly probabilities?: readonly string[] | undefined;
  readonly logits?: readonly string[] | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly lengths?: readonly string[] | undefined;
}

/** The distributions of a table; undefined where no columns of them are named. */
export function distributionsOf(from: Table, given: ClassColumns): ClassProbabilities | undefined {
  const { probabilities, logits, choices, lengths } = given;
  const kinds = [probabilities, logits, choices].filter(kind => kind !== undefined).length;
  if (kinds > 1)
    throw new ScaleError(
      'bad-argument',
      l10n.t('Name the columns of probabilities, of logits or of choices: only one of the three.'),
    );
  if (kinds === 0) return undefined;
  const labels = Array.from(roleColumn(from, 'label'), each => {
    const value = plain(each as Value);
    return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : displayText(value);
  });
  const columns = (list: readonly string[]): ClassColumn[] => list.map(name => ({ name, values: cells(from, name) }));
  if (probabilities) return fromProbabilities(columns(probabilities), labels);
  if (logits) return fromLogits(columns(logits), labels);
  return fromChoices(columns(choices ?? []), labels, lengths && columns(lengths));
}

const cells = (from: Table, name: string): (number | null)[] =>
  Array.from(columnOf(from, name), each => {
    const value = plain(each as Value);
    return typeof value === 'number' ? value : null;
  });
