import * as l10n from '@vscode/l10n';
import type { Plan } from '../../../../science/planning/plan';
import { type Scenario, type SensitivityRow, sensitivity } from '../../../../science/planning/sensitivity';
import { formatNumber } from '../../../../views/format';
import type { SensitivityEnd, SensitivityPayload } from '../../../../views/kinds/sensitivity';
import { table, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { maybe } from '../../parameter';
import { text } from '../../parameters';
import { CARBON, columnOf, SECONDS, USD } from './columns';
import { planned } from './plan-value';
import { readable } from './sources';

export const sensitivityFunctions: readonly FunctionEntry[] = [
  {
    name: 'sensitivity',
    group: 'planning',
    summary: 'What each assumption of a plan costs if it is wrong: a tornado, widest bar first.',
    details:
      'MFU, price, law, how FLOP are counted, failures and restarts, and the grid’s carbon: each is moved to the lowest and the highest published value, one at a time. Cost, time and carbon are those of the run as planned; the loss is what the same constraints would then buy (for the law: what it says of the run as planned).',
    signatures: [
      signature(
        { plan: planned(), title: maybe(text('Title of the view.')) },
        'view with factors (a table)',
        ({ plan: base, title }) => {
          const rows = sensitivity(base);
          const [widest] = rows;
          const said = widest
            ? l10n.t('widest: {0}, {1} to {2}', widest.title, widest.low.label, widest.high.label)
            : '';
          return view('sensitivity', sensitivityPayload(base, rows, title), { factors: factors(rows) }, said);
        },
      ),
    ],
    examples: ['sensitivity(plan(budget: 4e6 USD, gpus: 1024))', 'sensitivity(plan(budget: 1e24)).factors'],
    sources: ['palm', 'llama3', 'llama1', 'mlco2'],
  },
];

/** A tornado as it is drawn. */
export function sensitivityPayload(base: Plan, rows: readonly SensitivityRow[], title?: string): SensitivityPayload {
  const { settings } = base.basis;
  return {
    ...(title === undefined ? {} : { title }),
    subtitle: l10n.t(
      '{0} params on {1} tokens, {2} × {3}; one assumption at a time, between published extremes',
      formatNumber(base.N, 'params'),
      formatNumber(base.D, 'tokens'),
      formatNumber(base.gpus, 'count', { full: true }),
      settings.device.title,
    ),
    lossUnit: settings.law.conventions.loss,
    plan: { cost: base.cost ?? null, time: base.time, co2: base.co2 ?? null, loss: base.loss ?? null },
    bars: rows.map(r => ({ name: r.factor, title: r.title, ends: [endOf(r.low), endOf(r.high)] as const })),
  };
}

const endOf = ({ label, source, cost, time, co2, loss, replanned }: Scenario): SensitivityEnd => ({
  ...{ label, source: readable(source), cost: cost ?? null, time, co2: co2 ?? null },
  ...{ loss: loss ?? null, replanned: replanned?.loss ?? null },
});

/** A row for each end, so that it sorts and joins. */
function factors(rows: readonly SensitivityRow[]): Value {
  const ends = rows.flatMap(row =>
    [row.low, row.high].map((scenario, i) => ({ row, scenario, end: i ? 'high' : 'low' })),
  );
  return table(
    {
      factor: ends.map(e => e.row.factor),
      end: ends.map(e => e.end),
      value: ends.map(e => e.scenario.label),
      cost: columnOf(ends, e => e.scenario.cost, USD),
      time: columnOf(ends, e => e.scenario.time, SECONDS),
      co2: columnOf(ends, e => e.scenario.co2, CARBON),
      loss: columnOf(ends, e => e.scenario.loss),
      replanned_loss: columnOf(ends, e => e.scenario.replanned?.loss),
      source: ends.map(e => readable(e.scenario.source)),
    },
    { title: l10n.t('Sensitivity') },
  );
}
