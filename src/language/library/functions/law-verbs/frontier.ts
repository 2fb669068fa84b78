import * as l10n from '@vscode/l10n';
import type { Law, LossInputs } from '../../../../science/laws/law';
import { frontier } from '../../../../science/laws/verbs/frontier';
import type { Chart, NumberStyle, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { DEFAULT_LEVEL, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import { columnBand, columnsOverDraws, columnValues, type DrawnColumns } from '../../drawn-columns';
import { type FunctionEntry, signature } from '../../entry';
import { maybe } from '../../parameter';
import { law, numberOrNumbers, text } from '../../parameters';
import { type BlockColumn, tableBlock } from '../../table-block';
import { lawLabel } from '../isoflop';
import { inputsFor, lawInputs } from '../law-inputs';
import { noteExtrapolation } from '../laws';

type Name = 'C' | 'N' | 'D' | 'tokens_per_param' | 'loss';
type Columns = DrawnColumns<Name>;

export const frontierFunctions: readonly FunctionEntry[] = [
  {
    name: 'frontier',
    group: 'laws',
    summary: 'The compute-optimal size, data and loss at each of several budgets: a table and plots.',
    details:
      'A line on logarithmic axes is a power law of compute: its slope is the exponent of `N ∝ C^a` or `D ∝ C^b`. A law with draws gives bands.',
    signatures: [
      signature(
        {
          law: law('A law that divides a budget.'),
          budgets: numberOrNumbers('Budgets, as `logspace(1e18, 1e24, 7)`.', 'FLOP'),
          ...lawInputs,
          title: maybe(text('Title of the view.')),
        },
        'view with C, N, D, tokens_per_param, loss',
        ({ law: { law: asked }, budgets, title, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          const columns = columnsOverDraws(asked, one => ask(one, budgets, inputs));
          const { C, N, D } = columns.centre;
          C.forEach((budget, i) => {
            noteExtrapolation(context, asked, { ...inputs, C: budget, N: N[i] as number, D: D[i] as number });
          });
          return view('blocks', { blocks: blocksOf(asked, columns, title) }, fieldsOf(columns), summaryOf(columns));
        },
      ),
    ],
    examples: ['frontier(laws.epoch, logspace(1e20, 1e26, 7))', 'frontier(laws.kaplan, [1, 10, 100] * 1 PFday).N'],
    sources: ['hoffmann2022'],
  },
];

function ask(asked: Law, budgets: ArrayLike<number>, inputs: LossInputs): Columns['centre'] {
  const { C, N, D, tokensPerParam, loss } = frontier(asked, budgets, inputs);
  return { C, N, D, tokens_per_param: tokensPerParam, loss: loss ?? new Float64Array(C.length).fill(Number.NaN) };
}

const hasLoss = ({ centre }: Columns): boolean => centre.loss.some(Number.isFinite);

function fieldsOf(columns: Columns): Record<string, Value> {
  return {
    C: columnValues({ centre: columns.centre }, 'C', 'FLOP'),
    N: columnValues(columns, 'N', 'params'),
    D: columnValues(columns, 'D', 'tokens'),
    tokens_per_param: columnValues(columns, 'tokens_per_param'),
    ...(hasLoss(columns) ? { loss: columnValues(columns, 'loss') } : {}),
  };
}

/** The slope of log y over log C between the first and last budget. */
function slope(columns: Columns, name: 'N' | 'D'): number | undefined {
  const { C, [name]: y } = columns.centre;
  const [first, last] = [C[0] as number, C[C.length - 1] as number];
  return C.length < 2 || first === last
    ? undefined
    : Math.log((y[y.length - 1] as number) / (y[0] as number)) / Math.log(last / first);
}

function summaryOf(columns: Columns): string {
  const { C, N, D } = columns.centre;
  return Array.from(C, (budget, i) =>
    l10n.t(
      '{0} FLOP: {1} params on {2} tokens',
      formatNumber(budget, 'flop'),
      formatNumber(N[i] as number, 'params'),
      formatNumber(D[i] as number, 'tokens'),
    ),
  ).join('; ');
}

function titleOf(columns: Columns): string {
  const [a, b] = [slope(columns, 'N'), slope(columns, 'D')];
  if (a === undefined || b === undefined) return l10n.t('The best run at this budget');
  const write = (x: number) => formatNumber(x, 'plain', { digits: 2 });
  return l10n.t('Ten times the compute: {0} × the parameters, {1} × the tokens', write(10 ** a), write(10 ** b));
}

function blocksOf(asked: Law, columns: Columns, title: string | undefined) {
  const { name, citation, unit } = lawLabel(asked);
  const column = (key: Name, label: string, style: NumberStyle): BlockColumn => ({
    name: label,
    values: Array.from(columns.centre[key], x => (Number.isFinite(x) ? x : null)),
    style,
    ...(key === 'C' ? {} : columnBand(columns, key)),
  });
  const band = columns.draws ? l10n.t(', {0} band', formatNumber(DEFAULT_LEVEL, 'percent', { digits: 2 })) : '';
  const charts = [
    chartOf(columns, l10n.t('Best size and data by budget') + band, l10n.t('params, tokens'), 'log', 'plain', [
      ['N', l10n.t('parameters')],
      ['D', l10n.t('tokens')],
    ]),
    ...(hasLoss(columns)
      ? [
          chartOf(
            columns,
            l10n.t('Loss there') + band,
            l10n.t('predicted loss ({0})', unit),
            'linear',
            'loss',
            [['loss', l10n.t('loss')]],
            2,
          ),
        ]
      : []),
  ];
  return [
    { kind: 'title' as const, text: title ?? titleOf(columns), subtitle: `${name} (${citation})` },
    tableBlock([
      column('C', 'FLOP', 'flop'),
      column('N', l10n.t('Parameters'), 'params'),
      column('D', l10n.t('Tokens'), 'tokens'),
      column('tokens_per_param', l10n.t('Tokens / param'), 'plain'),
      ...(hasLoss(columns) ? [column('loss', l10n.t('Loss'), 'loss')] : []),
    ]),
    ...(columns.centre.C.length > 1 ? [{ kind: 'charts' as const, charts }] : []),
  ];
}

function chartOf(
  columns: Columns,
  title: string,
  label: string,
  scale: 'log' | 'linear',
  style: NumberStyle,
  drawn: readonly (readonly [Name, string])[],
  firstSlot = 0,
): Chart {
  const x = Array.from(columns.centre.C);
  const series = drawn.flatMap(([key, name], i): Series[] => {
    const y = Array.from(columns.centre[key]);
    const band = columnBand(columns, key);
    const slot = firstSlot + i;
    const line: Series = {
      name,
      mark: 'line+points',
      slot,
      x,
      y,
      group: name,
      ...(drawn.length > 1 ? { label: name } : {}),
    };
    return band ? [{ name, mark: 'band', slot, x, y, ...band, quiet: true, group: name }, line] : [line];
  });
  return {
    title,
    summary: `${title}.`,
    x: { label: l10n.t('training compute (FLOP)'), scale: 'log', style: 'flop' },
    y: { label, scale, style: style === 'plain' ? 'count' : style },
    series,
    legend: 'none',
  };
}
