import * as l10n from '@vscode/l10n';
import type { Plan } from '../../../../science/planning/plan';
import type { LearningRateSchedule } from '../../../../science/planning/track/schedule';
import { type ExpectedLoss, type LossLog, type Tracking, track } from '../../../../science/planning/track/track';
import type { TrackPayload } from '../../../../views/kinds/track';
import { keepExtremes } from '../../../../views/reduce/extremes';

import { findRole, roleColumn } from '../../../data/roles';
import { displayText } from '../../../display';
import { ScaleError } from '../../../errors';
import { inUnit, record, table as tableValue, view } from '../../../values/make';
import type { List, Table, Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, number, optional, quiet } from '../../parameter';
import { oneOf, table, text } from '../../parameters';
import { measured } from '../../summarise';
import { lawLabel } from '../isoflop';
import { columnOf, TOKENS } from './columns';
import { planned } from './plan-value';

export const trackFunctions: readonly FunctionEntry[] = [
  {
    name: 'track',
    group: 'planning',
    summary: 'A loss log against its plan: on track, above or below, and where the run is heading.',
    details:
      'The table needs a loss and tokens, or steps (of the plan’s batch); a learning rate (`lr`, `learning_rate`) where it was logged. A law speaks of runs whose learning rate has decayed: before its end a run is expected to lie above it, by the share of the loss that an undecayed rate costs (1.6%, computed from the OLMo ladder), fading as the rate decays (Tissue et al. 2024). The projected final loss has the largest miss of the same projection on ten released runs around it.',
    signatures: [
      signature(
        {
          plan: planned(),
          table: table('The log, in any order.'),
          schedule: optional(
            oneOf<LearningRateSchedule['kind']>(['cosine', 'linear', 'constant', 'wsd'], 'How the learning rate runs.'),
            'cosine',
            '"cosine"',
          ),
          warmup: quiet(optional(number('Share of warm-up steps.'), 0.01, '1%')),
          last: quiet(optional(number('Last rate over the peak rate.'), 0.1, '0.1')),
          decay: quiet(optional(number('Share of the run that decays, for "wsd".'), 0.2, '20%')),
          loss: quiet(maybe(text('Column with the loss.'))),
          title: maybe(text('Title of the view.')),
        },
        'view with status, share, measured, expected, projected, planned, verdict, curve',
        ({ plan: base, table: from, schedule: kind, warmup, last, decay, loss, title }) => {
          const log = logOf(base, from, loss);
          const found = track(base, log, { kind, warmup, last, decay });
          return view('track', trackPayload(base, log, found, title), fieldsOf(found), found.verdict);
        },
      ),
    ],
    examples: [
      'track(plan(N: 1.28B, D: 25.6B, gpus: 64), data.loss_curves |> where(r => r.run == "olmo_ladder_1b_1xc") |> head(40))',
    ],
    sources: ['tissue2024', 'olmo-ladder'],
  },
];

const RATES = ['lr', 'learning_rate', 'learningrate', 'rate'];

function logOf(base: Plan, from: Table, lossColumn: string | undefined): LossLog {
  needOneRun(from);
  const losses = measured(roleColumn(from, 'loss', lossColumn)).numbers;
  const tokens = tokensOf(base, from);
  const rate = [...from.columns.keys()].find(name => RATES.includes(name.toLowerCase()));
  const rates = rate === undefined ? undefined : measured(from.columns.get(rate) as List).numbers;
  const order = Array.from(tokens.keys())
    .filter(i => Number.isFinite(losses[i]) && (tokens[i] as number) > 0)
    .sort((a, b) => (tokens[a] as number) - (tokens[b] as number));
  const pick = (values: ArrayLike<number>) => Float64Array.from(order, i => values[i] as number);
  return { tokens: pick(tokens), loss: pick(losses), ...(rates ? { learningRate: pick(rates) } : {}) };
}

function tokensOf(base: Plan, from: Table): Float64Array {
  const direct = findRole(from, 'D');
  if (direct !== undefined) return measured(from.columns.get(direct) as List).numbers;
  const step = findRole(from, 'step');
  if (step !== undefined) return measured(from.columns.get(step) as List).numbers.map(s => s * base.batch);
  throw new ScaleError(
    'missing-column',
    l10n.t('The log needs a column of tokens, or of steps, to be laid against the plan.'),
  );
}

function needOneRun(from: Table): void {
  const name = findRole(from, 'run');
  if (name === undefined) return;
  const runs = new Set(Array.from(from.columns.get(name) ?? [], each => displayText(each as Value)));
  if (runs.size <= 1) return;
  throw new ScaleError(
    'several-runs',
    l10n.t('The log holds {0} runs: choose one with where, such as `where(r => r.{1} == "…")`.', runs.size, name),
  );
}

const ranged = ({ loss, low, high }: ExpectedLoss) => ({ value: loss, low, high });
const known = (values: ArrayLike<number>) => Array.from(values, x => (Number.isFinite(x) ? x : null));

/** A tracked run as it is drawn. */
export function trackPayload(base: Plan, log: LossLog, t: Tracking, title: string | undefined): TrackPayload {
  const { law, level } = base.basis.settings;
  const { name, citation } = lawLabel(law);
  const places = keepExtremes(log.tokens, log.loss, { buckets: 400 });
  const notes = t.notes.map(each => ({ tone: 'info' as const, text: each }));
  const tone = t.status === 'above' ? 'warning' : t.status === 'below' ? 'good' : undefined;
  const advice = l10n.t(
    'Look first at the data, the learning rate and the units of the loss; then ask whether the law holds at this size.',
  );
  return {
    title: title ?? t.verdict,
    subtitle: `${title === undefined ? '' : `${t.verdict} · `}${name} (${citation})`,
    ...{ status: t.status, unit: law.conventions.loss, level, share: t.share, measured: t.measured },
    tokens: log.tokens[log.tokens.length - 1] as number,
    ...{ expectedNow: ranged(t.expectedNow), expectedFinal: ranged(t.expectedFinal) },
    projected: t.projected ? ranged(t.projected) : null,
    curve: {
      tokens: Array.from(t.curve.tokens),
      ...{ loss: known(t.curve.loss), low: known(t.curve.low), high: known(t.curve.high) },
    },
    log: {
      tokens: places.map(i => log.tokens[i] as number),
      loss: places.map(i => log.loss[i] as number),
    },
    notes: tone === 'warning' ? [{ tone, text: advice }, ...notes] : notes,
  };
}

function fieldsOf(t: Tracking): Record<string, Value> {
  const range = ({ loss, low, high }: ExpectedLoss): Value => record({ loss, low, high });
  const { tokens, loss, low, high } = t.curve;
  return {
    ...{ status: t.status, verdict: t.verdict, share: t.share, measured: t.measured },
    expected: range(t.expectedNow),
    projected: t.projected ? range(t.projected) : null,
    planned: range(t.expectedFinal),
    curve: tableValue({ tokens: columnOf(Array.from(tokens), x => x, TOKENS), loss, low, high }),
    seen: inUnit(t.share * (tokens[tokens.length - 1] as number), 'tokens'),
  };
}
