import * as l10n from '@vscode/l10n';
import { constantsOfDraw } from '../../../science/laws/draws';
import type { Law, LossInputs } from '../../../science/laws/law';
import { isoflopCurve, isoflopMinimum } from '../../../science/laws/verbs/isoflop';
import { formatNumber } from '../../../views/format';
import type { BudgetCurve, IsoflopPayload } from '../../../views/kinds/isoflop';
import { quantileOfSorted } from '../../values/estimates';
import { DEFAULT_LEVEL, inUnit, item, record, view } from '../../values/make';
import type { Value } from '../../values/value';
import { sourceText } from '../collections/sourcing';
import { columnsOverDraws, columnValues } from '../drawn-columns';
import { type FunctionEntry, signature } from '../entry';
import { count, maybe, optional } from '../parameter';
import { law, numberOrNumbers, text } from '../parameters';
import { inputsFor, lawInputs } from './law-inputs';
import { noteExtrapolation } from './laws';

/** What the views say of a law. */
export const lawLabel = (asked: Law) => ({
  name: asked.name === 'fit' ? 'fit' : `laws.${asked.name}`,
  title: asked.title,
  citation: sourceText(asked.citation),
  // A fit says at length how it took its losses; an axis has no room for it.
  unit: asked.name === 'fit' ? 'nats per token' : asked.conventions.loss,
});

/** Losses along fixed sizes under each draw of a law: the ends of the central interval at every size. */
export function lossBand(
  asked: Law,
  C: number,
  sizes: ArrayLike<number>,
  inputs: LossInputs = {},
): { low: number[]; high: number[] } | undefined {
  const { draws, form } = asked;
  const lossOf = form.loss;
  if (!draws || !lossOf) return undefined;
  const constants = Array.from({ length: draws.count }, (_, i) => constantsOfDraw(asked, i));
  const factor = constants.map(c => form.flopFactor?.(c, inputs) ?? 6);
  const tail = (1 - DEFAULT_LEVEL) / 2;
  const low: number[] = [];
  const high: number[] = [];
  for (let i = 0; i < sizes.length; i++) {
    const N = sizes[i] as number;
    const losses = Float64Array.from(constants, (c, row) =>
      lossOf(c, { ...inputs, N, D: C / ((factor[row] as number) * N) }),
    )
      .filter(Number.isFinite)
      .sort();
    low.push(quantileOfSorted(losses, tail));
    high.push(quantileOfSorted(losses, 1 - tail));
  }
  return { low, high };
}

/** A curve as it is drawn, with its tokens. */
export type DrawnCurve = BudgetCurve & { readonly D: Float64Array };

export function budgetCurve(asked: Law, C: number, points: number, inputs: LossInputs = {}): DrawnCurve {
  const { N, D, loss, minimum } = isoflopCurve(asked, C, { points }, inputs);
  return {
    C,
    D,
    N: Array.from(N),
    loss: Array.from(loss, x => (Number.isFinite(x) ? x : null)),
    minimum,
    ...lossBand(asked, C, N, inputs),
  };
}

export const isoflopFunctions: readonly FunctionEntry[] = [
  {
    name: 'isoflop',
    group: 'laws',
    summary: 'Loss against size at one budget or several, with the size at the bottom of each curve.',
    details:
      'At a fixed budget a larger model sees fewer tokens (D = C / 6N unless the law counts otherwise): the curve has a minimum, the compute-optimal size.',
    signatures: [
      signature(
        {
          law: law('A law that predicts a loss from N and D.'),
          C: numberOrNumbers('The budget, or a list of budgets.', 'FLOP'),
          ...lawInputs,
          points: optional(count('Points on each curve.', 5), 101, '101'),
          title: maybe(text('Title of the plot.')),
        },
        'view with N, D, loss, minimum',
        ({ law: { law: asked }, C: budgets, points, title, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          const curves = Array.from(budgets, C => budgetCurve(asked, C, points, inputs));
          for (const { C, minimum } of curves)
            if (minimum) noteExtrapolation(context, asked, { ...inputs, C, N: minimum.N, D: minimum.D });
          const payload: IsoflopPayload = {
            ...(title === undefined ? {} : { title }),
            law: lawLabel(asked),
            curves: curves.map(({ D: _, ...curve }) => curve),
            ...(asked.draws ? { level: DEFAULT_LEVEL } : {}),
          };
          return view('isoflop', payload, fieldsOf(asked, curves, inputs), summary(asked, curves));
        },
      ),
    ],
    examples: ['isoflop(laws.epoch, 5.76e23)', 'isoflop(laws.chinchilla, logspace(1e20, 1e24, 5))'],
    sources: ['hoffmann2022'],
  },
];

/** The bottom of each curve, as estimates where the law has draws. */
function minima(asked: Law, curves: readonly DrawnCurve[], inputs: LossInputs): Value[] {
  const columns = columnsOverDraws(asked, one => {
    const found = curves.map(({ C }) => isoflopMinimum(one, C, inputs));
    return {
      N: Float64Array.from(found, m => m.N),
      D: Float64Array.from(found, m => m.D),
      loss: Float64Array.from(found, m => m.loss),
      ratio: Float64Array.from(found, m => m.D / m.N),
    };
  });
  const [N, D] = [columnValues(columns, 'N', 'params'), columnValues(columns, 'D', 'tokens')];
  const [loss, ratio] = [columnValues(columns, 'loss'), columnValues(columns, 'ratio')];
  return curves.map((curve, i) =>
    curve.minimum
      ? record({ N: item(N, i), D: item(D, i), loss: item(loss, i), tokens_per_param: item(ratio, i) })
      : null,
  );
}

/** One budget: its lists. Several: lists of lists. */
function fieldsOf(asked: Law, curves: readonly DrawnCurve[], inputs: LossInputs): Record<string, Value> {
  const bottoms = minima(asked, curves, inputs);
  const each = curves.map((curve, i) => ({
    N: Float64Array.from(curve.N),
    D: curve.D,
    loss: Float64Array.from(curve.loss, x => x ?? Number.NaN),
    minimum: bottoms[i] ?? null,
    C: inUnit(curve.C, 'FLOP'),
  }));
  const [only] = each;
  if (each.length === 1 && only) return only;
  return {
    N: each.map(e => e.N),
    D: each.map(e => e.D),
    loss: each.map(e => e.loss),
    minimum: each.map(e => e.minimum),
    C: each.map(e => e.C),
  };
}

const summary = (asked: Law, curves: readonly BudgetCurve[]): string =>
  `${curves
    .flatMap(({ C, minimum }) =>
      minimum
        ? [
            l10n.t(
              '{0} FLOP: best {1} params on {2} tokens, loss {3}',
              formatNumber(C, 'flop'),
              formatNumber(minimum.N, 'params'),
              formatNumber(minimum.D, 'tokens'),
              formatNumber(minimum.loss ?? Number.NaN, 'loss'),
            ),
          ]
        : [],
    )
    .join('; ')} (${lawLabel(asked).name})`;
