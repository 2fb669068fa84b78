import * as l10n from '@vscode/l10n';
import type { ModelFacts, Result } from '../../../science/facts/model';
import type { Law, LossInputs } from '../../../science/laws/law';
import { epoch } from '../../../science/laws/published/epoch';
import { lossDraws, lossOf } from '../../../science/laws/verbs/loss';
import { optimalFor } from '../../../science/laws/verbs/optimal';
import { formatNumber } from '../../../views/format';
import type { ComparedBenchmark, ComparedModel, ComparisonPayload } from '../../../views/kinds/comparison';
import { ScaleError } from '../../errors';
import { interval } from '../../values/estimates';
import { estimate, inUnit, record, view } from '../../values/make';
import type { Estimate, Value } from '../../values/value';
import { sourceText } from '../collections/sourcing';
import type { Context } from '../context';
import { type FunctionEntry, signature } from '../entry';
import { maybe, optional, rest } from '../parameter';
import { law, list, model, text } from '../parameters';
import { factsOf } from './counting/facts-of';
import { budgetCurve, lawLabel } from './isoflop';
import { noteExtrapolation } from './laws';

const CURVE_POINTS = 81;

export const compareFunctions: readonly FunctionEntry[] = [
  {
    name: 'compare',
    group: 'models',
    summary:
      'Two or more published models side by side: size, data, compute, predicted loss, what the same compute would buy, and measured results.',
    details:
      'Training compute is 6ND (of routed models: active parameters). The prediction is the chosen law’s; each model stands on the isoFLOP curve of its own compute. Results are those that at least two of the models have in the same setting.',
    signatures: [
      signature(
        {
          models: rest(model('A published model.')),
          law: optional(law('The law that predicts.'), { kind: 'law', law: epoch }, 'laws.epoch'),
          benchmarks: maybe(list('Names of the benchmarks to show; all if left out.')),
          title: maybe(text('Title of the view.')),
        },
        'view with a field per model',
        ({ models, law: { law: asked }, benchmarks, title }, context) => {
          if (models.length < 2)
            throw new ScaleError(
              'missing-argument',
              l10n.t('compare needs at least two models: `compare(models.gopher, models.chinchilla)`.'),
            );
          const facts = models.map(factsOf);
          const compared = facts.map(f => comparedModel(f, asked, context));
          const shown = sharedResults(facts, benchmarks && Array.from(benchmarks, String));
          const payload: ComparisonPayload = {
            ...(title === undefined ? {} : { title }),
            law: lawLabel(asked),
            models: compared,
            benchmarks: shown,
            notes: conventionNotes(facts),
          };
          return view('comparison', payload, fieldsOf(compared, shown, asked), summary(compared, asked));
        },
      ),
    ],
    examples: [
      'compare(models.gopher, models.chinchilla)',
      'compare(models.llama_65b, models.chinchilla, law: laws.chinchilla)',
    ],
    sources: ['hoffmann2022'],
  },
];

/** Whether tokens take turns at the parameters of a model. */
const isRouted = ({ moe, activeParams: active, params }: ModelFacts): boolean =>
  moe !== undefined || (active !== undefined && active !== params);

/** Parameters that a token passes through; unknown for a mixture of experts that does not publish it. */
const activeParams = (facts: ModelFacts): number | undefined =>
  facts.activeParams ?? (isRouted(facts) ? undefined : facts.params);

function comparedModel(facts: ModelFacts, asked: Law, context: Context): ComparedModel {
  const { params, tokens } = facts;
  const N = activeParams(facts);
  const flops = tokens === undefined || N === undefined ? undefined : 6 * N * tokens;
  const base = {
    name: facts.name,
    title: facts.title,
    params,
    ...(isRouted(facts) ? { activeParams: N ?? null } : {}),
    tokens: tokens ?? null,
    flops: flops ?? null,
    source: sourceText(facts.citation),
    sources: {
      ...(facts.figures?.params && { params: sourceText(facts.figures.params) }),
      ...(facts.figures?.tokens && { tokens: sourceText(facts.figures.tokens) }),
      ...(N !== undefined && { flops: l10n.t('6ND with N = {0}', formatNumber(N, 'params')) }),
      loss: l10n.t('predicted by {0}', lawLabel(asked).name),
    },
  };
  // A dense law says nothing of a model whose experts take turns.
  if (isRouted(facts) || tokens === undefined || flops === undefined || !asked.abilities.includes('loss'))
    return { ...base, loss: null, optimum: null };
  noteExtrapolation(context, asked, { N: params, D: tokens, C: flops });
  const best = optimalFor(asked, { C: flops });
  const curve = budgetCurve(asked, flops, CURVE_POINTS);
  return {
    ...base,
    loss: lossOf(asked, { N: params, D: tokens }),
    ...lossEnds(asked, { N: params, D: tokens }),
    optimum: { N: best.N, D: best.D, loss: best.loss ?? null },
    curve: { N: curve.N, loss: curve.loss, ...(curve.low && curve.high ? { low: curve.low, high: curve.high } : {}) },
  };
}

/** Ends of the interval of a loss, where the law has draws. */
function lossEnds(asked: Law, run: LossInputs): { lossLow?: number; lossHigh?: number } {
  if (!asked.draws) return {};
  const { low, high } = interval(lossEstimate(asked, run));
  return { lossLow: low, lossHigh: high };
}

const lossEstimate = (asked: Law, run: LossInputs): Estimate => estimate(lossOf(asked, run), lossDraws(asked, run));

const settingOf = (r: Result): string => `${r.benchmark}\n${r.setting}\n${r.metric}\n${r.unit}`;

/** The results that at least two models have, in the order of the first. */
function sharedResults(facts: readonly ModelFacts[], wanted: readonly string[] | undefined): ComparedBenchmark[] {
  const rows = new Map<string, { first: Result; values: (number | null)[] }>();
  facts.forEach((one, i) => {
    for (const result of one.results) {
      const known = rows.get(settingOf(result)) ?? { first: result, values: facts.map(() => null) };
      known.values[i] = result.value;
      rows.set(settingOf(result), known);
    }
  });
  const shared = [...rows.values()].filter(
    ({ first, values }) =>
      values.filter(v => v !== null).length >= 2 && (wanted === undefined || wanted.includes(first.benchmark)),
  );
  return shared.map(({ first, values }) => ({
    name: first.benchmark,
    ...(first.setting ? { setting: first.setting } : {}),
    unit: first.unit,
    values,
    higherIsBetter: first.higherIsBetter ?? true,
    source: sourceText(first.citation),
  }));
}

function conventionNotes(facts: readonly ModelFacts[]): { tone: 'info'; text: string }[] {
  const routed = facts.filter(isRouted);
  const missing = facts.filter(f => f.tokens === undefined);
  return [
    ...(routed.length > 0
      ? [
          l10n.t(
            '{0} routes tokens to experts: compute counts active parameters, and no dense law predicts its loss.',
            routed.map(f => f.title).join(', '),
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [l10n.t('The training tokens of {0} are not published here.', missing.map(f => f.title).join(', '))]
      : []),
  ].map(note => ({ tone: 'info', text: note }));
}

/** Tokens for each parameter that a token passes through. */
function ratioOf({ params, activeParams: active = params, tokens }: ComparedModel): number | null {
  return active === null || tokens === null ? null : tokens / active;
}

const known = (value: number | null, unit: string): Value => (value === null ? null : inUnit(value, unit));

/** The loss as fields have it: an estimate where the law has draws. */
const lossValue = ({ loss, params, tokens }: ComparedModel, asked: Law): Value =>
  loss === null || params === null || tokens === null || !asked.draws
    ? loss
    : lossEstimate(asked, { N: params, D: tokens });

function fieldsOf(
  compared: readonly ComparedModel[],
  results: readonly ComparedBenchmark[],
  asked: Law,
): Record<string, Value> {
  const perModel = compared.map((m, i) => {
    const values: Record<string, Value> = {
      params: known(m.params, 'params'),
      tokens: known(m.tokens, 'tokens'),
      ...(m.activeParams === undefined ? {} : { active_params: known(m.activeParams, 'params') }),
      tokens_per_param: ratioOf(m),
      flops: known(m.flops, 'FLOP'),
      loss: lossValue(m, asked),
      optimum:
        m.optimum &&
        record({ N: inUnit(m.optimum.N, 'params'), D: inUnit(m.optimum.D, 'tokens'), loss: m.optimum.loss }),
      regret: m.loss === null || m.optimum?.loss == null ? null : m.loss - m.optimum.loss,
      results: record(
        Object.fromEntries(results.map(r => [r.setting ? `${r.name} (${r.setting})` : r.name, r.values[i] ?? null])),
      ),
    };
    return [m.name, record(values, { title: m.title })] as const;
  });
  const [first, second] = compared;
  const difference: Record<string, Value> =
    first && second && compared.length === 2
      ? {
          difference: record({
            loss: first.loss === null || second.loss === null ? null : second.loss - first.loss,
            params:
              first.params === null || second.params === null ? null : inUnit(second.params - first.params, 'params'),
            tokens:
              first.tokens === null || second.tokens === null ? null : inUnit(second.tokens - first.tokens, 'tokens'),
            flops: first.flops === null || second.flops === null ? null : inUnit(second.flops - first.flops, 'FLOP'),
            results: record(
              Object.fromEntries(
                results.map(r => [
                  r.setting ? `${r.name} (${r.setting})` : r.name,
                  (r.values[1] ?? Number.NaN) - (r.values[0] ?? Number.NaN),
                ]),
              ),
            ),
          }),
        }
      : {};
  return { ...Object.fromEntries(perModel), ...difference, models: compared.map(m => m.name) };
}

const summary = (compared: readonly ComparedModel[], asked: Law): string =>
  `${compared
    .map(m =>
      l10n.t(
        '{0}: {1} params, {2} tokens, predicted loss {3}',
        m.title,
        m.params === null ? '—' : formatNumber(m.params, 'params'),
        m.tokens === null ? '—' : formatNumber(m.tokens, 'tokens'),
        m.loss === null ? '—' : formatNumber(m.loss, 'loss'),
      ),
    )
    .join('; ')} (${lawLabel(asked).name})`;
