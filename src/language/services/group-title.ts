import * as l10n from '@vscode/l10n';
import type { Group } from '../library/entry';

/** A group of functions as a heading. */
export function groupTitle(group: Group): string {
  switch (group) {
    case 'numbers':
      return l10n.t('Numbers');
    case 'lists':
      return l10n.t('Lists');
    case 'tables':
      return l10n.t('Tables');
    case 'compute':
      return l10n.t('Counting parameters and FLOP');
    case 'laws':
      return l10n.t('Scaling laws');
    case 'fitting':
      return l10n.t('Fitting');
    case 'planning':
      return l10n.t('Planning');
    case 'models':
      return l10n.t('Models');
    case 'evaluation':
      return l10n.t('Evaluation');
    case 'corpus':
      return l10n.t('Corpus');
    case 'retrieval':
      return l10n.t('Retrieval');
    case 'plots':
      return l10n.t('Plots');
    case 'inputs':
      return l10n.t('Inputs');
    case 'data':
      return l10n.t('Data');
    case 'references':
      return l10n.t('References');
  }
}
