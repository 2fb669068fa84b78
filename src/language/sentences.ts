import * as l10n from '@vscode/l10n';
import { isUnitName } from './units/table';

/** What is said of `x = x + 1`, before and while it runs. */
export const selfReference = (name: string): string =>
  l10n.t('`{0}` is defined by itself, so it can have no value: use another name on one side.', name);

/** What is said of a definition whose name a notebook cannot have. */
export const reservedName = (name: string): string =>
  isUnitName(name)
    ? l10n.t('`{0}` is a unit, so it cannot be a name: choose another, such as `{1}`.', name, `${name}_value`)
    : l10n.t('`{0}` belongs to Scale and cannot be defined again: choose another name.', name);
