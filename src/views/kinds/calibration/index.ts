import * as l10n from '@vscode/l10n';
import type { ViewKind } from '../../view';
import { heading, noteBlocks } from '../notes';
import { errorByScale } from './by-scale';
import { confidenceHistogram, reliabilityDiagram } from './charts';
import { metricsTable } from './metrics';
import { type CalibratedModel, type CalibrationPayload, check } from './payload';

export type { CalibratedModel, CalibrationBin, CalibrationPayload } from './payload';

/** A reliability diagram with the histogram of confidences and the usual scores, for one or several models. */
export const calibration: ViewKind<CalibrationPayload> = {
  name: 'calibration',
  check,
  layout: ({ title, subtitle, models, scale, notes }) => {
    const wide = models.length > 0 ? [metricsTable(models)] : [];
    return [
      ...heading(title ?? verdict(models), subtitle),
      ...wide,
      { kind: 'charts', charts: [reliabilityDiagram(models), confidenceHistogram(models)] },
      ...errorByScale(models, scale),
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
  const scored = models
    .filter((m): m is CalibratedModel & { readonly ece: number } => m.ece !== null)
    .sort((a, b) => a.ece - b.ece);
  const [best, next] = scored;
  return best && next && apart(best, next) ? l10n.t('{0} is calibrated best', best.name) : l10n.t('Calibration');
}

/** Whether the intervals of two models, where known, say that the first has the smaller error. */
function apart(best: CalibratedModel, next: CalibratedModel): boolean {
  const [low, high] = [best.intervals?.ece, next.intervals?.ece];
  return low === undefined || high === undefined || low[1] < high[0];
}
