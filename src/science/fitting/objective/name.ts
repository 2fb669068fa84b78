import * as l10n from '@vscode/l10n';
import type { ObjectiveSpec, Scale } from './objective';

function residualName(scale: Scale, response: 'loss' | 'accuracy'): string {
  if (response === 'accuracy') return scale === 'log' ? l10n.t('log-accuracy residuals') : l10n.t('accuracy residuals');
  return scale === 'log' ? l10n.t('log-loss residuals') : l10n.t('loss residuals');
}

/** An objective in words: "sum of Huber losses (delta 0.001) of log-loss residuals". */
export function objectiveName(spec: ObjectiveSpec, response: 'loss' | 'accuracy' = 'loss'): string {
  const residual = residualName(spec.scale, response);
  const loss = (() => {
    switch (spec.kind) {
      case 'huber':
        return l10n.t('Huber losses (delta {0})', String(spec.delta));
      case 'lad':
        return l10n.t('absolute values');
      case 'mse':
        return l10n.t('squares');
      case 'asymmetric':
        return l10n.t('absolute values ({0} times where the law lies above)', String(spec.over));
    }
  })();
  return spec.reduction === 'mean'
    ? l10n.t('mean of {0} of {1}', loss, residual)
    : l10n.t('sum of {0} of {1}', loss, residual);
}
