import * as l10n from '@vscode/l10n';
import { topPredictions } from '../../../../science/evaluation/calibration/inputs/classes';
import {
  type RescaleMethod,
  recalibrate,
  recalibrateClasses,
} from '../../../../science/evaluation/calibration/rescale/recalibrate';
import { riskCoverage } from '../../../../science/evaluation/calibration/risk-coverage';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { record, view } from '../../../values/make';
import type { Table, Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional } from '../../parameter';
import { table, text } from '../../parameters';
import { sourceOfRow } from '../row-notes';
import { type ClassColumns, classColumns, distributionsOf } from './class-columns';
import { scores } from './judged';
import { modelsOf } from './models';
import { predictionsOf } from './predictions';

const rescaling = (
  name: string,
  method: RescaleMethod,
  summary: string,
  details: string,
  returns: string,
): FunctionEntry => ({
  name,
  group: 'evaluation',
  summary,
  details,
  signatures: [
    signature(
      {
        table: table('Predictions, one per row.'),
        bins: optional(count('Bins of the calibration errors.', 1), 10, '10'),
        seed: optional(count('Seed that divides the rows into folds.'), 0, '0'),
        ...classColumns,
      },
      returns,
      ({ table: from, bins, seed, ...columns }, context) => rescaled(from, method, { bins, seed }, columns, context),
    ),
  ],
  examples: [`${name}(simulate_predictions(2000, seed: 1, temperature: 0.5))`],
  sources: ['guo2017'],
});

function rescaled(
  from: Table,
  method: RescaleMethod,
  options: { readonly bins: number; readonly seed: number },
  columns: ClassColumns,
  context: Context,
): Value {
  const given = distributionsOf(from, columns);
  if (given && method === 'temperature') {
    // One temperature for all logits of a row: the whole distribution is judged, not the top answer alone.
    const { fit, before, after } = recalibrateClasses(given, options);
    for (const note of fit.notes) context.note({ tone: 'info', text: note });
    const classwise = (c: typeof before): Value => record({ ...scores(c.top), classwise_ece: c.classwiseEce });
    return record({ temperature: fit.temperature, before: classwise(before), after: classwise(after) });
  }
  const predictions = given ? topPredictions(given) : predictionsOf(from);
  const { fit, before, after, confidence, folds, notes } = recalibrate(predictions, method, options);
  for (const note of notes) context.note({ tone: 'info', text: note });
  const fitted: Record<string, Value> =
    'temperature' in fit
      ? { temperature: fit.temperature }
      : 'slope' in fit
        ? { slope: fit.slope, intercept: fit.intercept }
        : { steps: fit.value.length };
  return record({ ...fitted, before: record(scores(before)), after: record(scores(after)), confidence, folds });
}

export const recalibrationFunctions: readonly FunctionEntry[] = [
  rescaling(
    'temperature_scale',
    'temperature',
    'Finds the one temperature that makes confidences most likely, and shows calibration before and after.',
    'Log-odds of the confidence are divided by the temperature; it minimises the negative log-likelihood between brackets, so that it cannot diverge.',
    '{temperature, before, after, confidence}',
  ),
  rescaling(
    'platt_scale',
    'platt',
    'Rescales confidences by a straight line in log-odds, and shows calibration before and after.',
    'New confidences come from fits to the other folds.',
    '{slope, intercept, before, after, confidence}',
  ),
  rescaling(
    'isotonic_scale',
    'isotonic',
    'Rescales confidences by the best ascending steps, and shows calibration before and after.',
    'Pool adjacent violators; new confidences come from fits to the other folds.',
    '{steps, before, after, confidence}',
  ),
  {
    name: 'risk_coverage',
    group: 'evaluation',
    summary: 'Selective prediction: the error rate when only the most confident share is answered.',
    signatures: [
      signature(
        {
          table: table('Predictions, one per row.'),
          by: maybe(text('Column whose values are models to overlay: their names, or their parameters.')),
          ...classColumns,
          title: maybe(text('Title of the plot.')),
        },
        'view with coverage, risk, area',
        ({ table: from, by, title, ...columns }) => {
          const { models } = modelsOf(from, by, undefined);
          const curves = models.map(({ name, rows }) => {
            const given = distributionsOf(rows, columns);
            return { name, rows, curve: riskCoverage(given ? topPredictions(given) : predictionsOf(rows)) };
          });
          const chart: Chart = {
            title: title ?? l10n.t('Answering only when sure'),
            summary: curves
              .map(({ name, curve }) =>
                l10n.t('{0}: area under the curve {1}', name, formatNumber(curve.aurc, 'plain')),
              )
              .join('; '),
            x: { label: l10n.t('share answered'), scale: 'linear', style: 'percent', domain: [0, 1] },
            y: { label: l10n.t('error rate among them'), scale: 'linear', style: 'percent' },
            series: curves.map(({ name, rows, curve }, slot) => {
              const source = rows.rows > 0 ? sourceOfRow(rows, 0) : null;
              return {
                name,
                mark: 'line',
                slot,
                x: Array.from(curve.coverage),
                y: Array.from(curve.risk),
                notes: Array.from(curve.threshold, sure =>
                  [
                    l10n.t('confidence from {0}', formatNumber(sure, 'percent')),
                    ...(source === null ? [] : [source]),
                  ].join(' · '),
                ),
              };
            }),
            legend: curves.length > 1 ? 'top' : 'none',
          };
          const [only] = curves;
          const fields: Record<string, Value> =
            only && curves.length === 1
              ? {
                  coverage: Float64Array.from(only.curve.coverage),
                  risk: Float64Array.from(only.curve.risk),
                  area: only.curve.aurc,
                }
              : Object.fromEntries(
                  curves.map(({ name, curve }) => [
                    name,
                    record({
                      coverage: Float64Array.from(curve.coverage),
                      risk: Float64Array.from(curve.risk),
                      area: curve.aurc,
                    }),
                  ]),
                );
          return view('plot', { charts: [chart] }, fields, chart.summary);
        },
      ),
    ],
    examples: ['risk_coverage(simulate_predictions(2000, seed: 1))'],
  },
];
