import * as l10n from '@vscode/l10n';
import type { Calibration } from '../../../../science/evaluation/calibration/calibration';
import { formatNumber } from '../../../../views/format';
import type { CalibratedModel, CalibrationPayload } from '../../../../views/kinds/calibration';
import { scaleLabel, scaleStyle } from '../evaluation/scales';
import { sourceOfRow } from '../row-notes';
import type { JudgedModel } from './judged';
import type { JudgedModels } from './models';

/** What the calibration view draws of models. */
export const payloadOf = (
  models: readonly JudgedModel[],
  scale: JudgedModels['scale'],
  title: string | undefined,
): CalibrationPayload => ({
  ...(title === undefined ? {} : { title }),
  subtitle: conditions(models[0]?.result),
  ...(scale === undefined ? {} : { scale: { label: scaleLabel(scale), style: scaleStyle(scale) } }),
  models: models.map(calibratedModel),
});

function conditions(result: Calibration | undefined): string {
  if (!result) return '';
  const kind =
    result.strategy === 'uniform'
      ? l10n.t('{0} bins of equal width', result.bins.length)
      : result.strategy === 'quantile'
        ? l10n.t('{0} bins of equal mass', result.bins.length)
        : l10n.t('{0} bins at given edges', result.bins.length);
  return l10n.t('{0}, right-closed · {1} Wilson intervals', kind, formatNumber(result.level, 'percent', { digits: 2 }));
}

function calibratedModel({ name, rows, scale, line, result, intervals }: JudgedModel): CalibratedModel {
  const { bins, ece, eceDebiased, mce, ace, brier, nll, auroc, accuracy, meanConfidence, n } = result;
  const known = Object.entries(intervals ?? {}).flatMap(([metric, i]) =>
    i ? [[metric, [i.low, i.high]] as [string, [number, number]]] : [],
  );
  const source = rows.rows > 0 ? sourceOfRow(rows, 0) : null;
  return {
    ...{ name, bins, ece, eceDebiased, mce, ace, brier, nll, auroc, accuracy, meanConfidence, n },
    ...(source === null ? {} : { source }),
    ...(scale === null ? {} : { scale }),
    ...(line === '' ? {} : { line }),
    ...(intervals && { intervals: Object.fromEntries(known) }),
  };
}
