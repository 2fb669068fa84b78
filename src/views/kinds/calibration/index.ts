import * as l10n from '@vscode/l10n';
import type { ViewKind } from '../../view';
import { heading, noteBlocks } from '../notes';
import { confidenceHistogram, reliabilityDiagram } from './charts';
import { metricsTable } from './metrics';
import { type CalibratedModel, type CalibrationPayload, check } from './payload';

export type { CalibratedModel, CalibrationBin, CalibrationPayload } from './payload';

/** A reliability diagram with the histogram of confidences and the usual scores, for one or several models. */
export const calibration: ViewKind<CalibrationPayload> = {
  name: 'calibration',
  check,
  layout: ({ title, subtitle, models, notes }) => {
    const wide = models.length > 0 ? [metricsTable(models)] : [];
    return [
      ...heading(title ?? verdict(models), subtitle),
      ...wide,
      { kind: 'charts', charts: [reliabilityDiagram(models), confidenceHistogram(models)] },
      ...noteBlocks(notes),
    ];
  },
};

/** Nearer than this, saying more would be reading noise. */
const CLOSE = 0.02;

/** The finding in words. */
function verdict(models: readonly CalibratedModel[]): string {
  const only = models.length === 1 ? models[0] : undefined;
  if (only?.meanConfidence != null && only.accuracy !== null) {
    const gap = only.meanConfidence - only.accuracy;
    if (Math.abs(gap) < CLOSE) return l10n.t('{0} is about as often right as it says', only.name);
    return gap > 0 ? l10n.t('{0} is overconfident', only.name) : l10n.t('{0} is underconfident', only.name);
  }
  const scored = models.filter(m => m.ece !== null);
  const best = scored.reduce<CalibratedModel | undefined>(
    (a, b) => (a === undefined || Number(b.ece) < Number(a.ece) ? b : a),
    undefined,
  );
  return best && scored.length > 1 ? l10n.t('{0} is calibrated best', best.name) : l10n.t('Calibration');
}
