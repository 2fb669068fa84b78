import * as l10n from '@vscode/l10n';
import type { Colophon } from './colophon';

/** `Seeds: 1 (simulate_predictions), 0 (fit).`; empty where nothing is drawn. */
export const seedsText = ({ seeds }: Colophon): string =>
  seeds.length === 0
    ? ''
    : l10n.t('Seeds: {0}.', seeds.map(({ seed, functions }) => `${seed} (${functions.join(', ')})`).join(', '));
