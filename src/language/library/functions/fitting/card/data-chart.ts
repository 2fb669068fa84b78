import * as l10n from '@vscode/l10n';
import { formOf } from '../../../../../science/fitting/forms/forms';
import { toLaw } from '../../../../../science/fitting/law';
import { extent, quantile } from '../../../../../science/fitting/numeric/summary';
import { predictionBand } from '../../../../../science/fitting/predict/band';
import { frontier } from '../../../../../science/laws/verbs/frontier';
import type { Axis, Chart, Series } from '../../../../../views/chart';
import { formatNumber } from '../../../../../views/format';
import { axisOf, grid, spread } from './axes';
import type { CardFacts } from './index';
import { slicesOf } from './slices';

const POINTS = 48;
const MOST_RUNS = 1500;
/** How far beyond the runs a line goes on. */
const BEYOND = 2.5;

/** The law through the runs: slices of the surface, a curve of one variable, or predicted against measured. */
export function dataChart(facts: CardFacts): Chart | undefined {
  const { spec } = facts.fit;
  const inputs = formOf(spec.form, spec.bounds).columns;
  if (inputs.length === 1) return curveChart(facts, inputs[0] as string);
  if (inputs.length === 2 && inputs.includes('N') && inputs.includes('D')) return sliceChart(facts);
  return agreementChart(facts);
}

const lossAxis = ({ fit }: CardFacts, domain?: readonly [number, number]): Axis =>
  fit.spec.form.name === 'sigmoid'
    ? { label: l10n.t('accuracy'), scale: 'linear', style: 'percent' }
    : { label: l10n.t('loss (nats per token)'), scale: 'linear', style: 'loss', ...(domain && { domain }) };

const percent = (level: number) => formatNumber(level, 'percent', { digits: 2 });

/** A line with its band. */
function lineOf(
  facts: CardFacts,
  name: string,
  slot: number,
  x: readonly number[],
  columns: Readonly<Record<string, Float64Array>>,
  more: Partial<Series> = {},
): Series[] {
  const { value, low, high } = predictionBand(facts.fit, columns, facts.level, facts.draws);
  const line: Series = { name, mark: 'line', slot, x, y: Array.from(value), group: name, ...more };
  if (!low || !high || !low.every(Number.isFinite) || !high.every(Number.isFinite)) return [line];
  return [
    {
      name,
      mark: 'band',
      slot,
      x,
      y: Array.from(value),
      low: Array.from(low),
      high: Array.from(high),
      quiet: true,
      group: name,
    },
    line,
  ];
}

function sliceChart(facts: CardFacts): Chart {
  const { fit, level } = facts;
  const { columns, response } = fit.spec.data;
  const [N, D] = [columns.N as Float64Array, columns.D as Float64Array];
  const slices = slicesOf(N);
  const shown = new Set(slices.flatMap(s => s.rows));
  const others = Array.from(N, (_, i) => i).filter(i => !shown.has(i));
  const rest = spread(others.length, MOST_RUNS).map(i => others[i] as number);
  const compute = (i: number) => 6 * (N[i] as number) * (D[i] as number);
  const lines = slices.map((slice, slot) => {
    const [low, high] = extent(slice.rows.map(i => D[i] as number));
    const tokens = grid(low / BEYOND, high * BEYOND, POINTS, 'log');
    const columnsOfSlice = { N: new Float64Array(POINTS).fill(slice.N), D: Float64Array.from(tokens) };
    return lineOf(
      facts,
      l10n.t('{0} params', formatNumber(slice.N, 'params', { digits: 2 })),
      slot,
      tokens.map(d => 6 * slice.N * d),
      columnsOfSlice,
      {
        label: formatNumber(slice.N, 'params', { digits: 2 }),
      },
    );
  });
  const points = slices.map(
    (slice, slot): Series => ({
      name: l10n.t('{0} params', formatNumber(slice.N, 'params', { digits: 2 })),
      mark: 'points',
      slot,
      x: slice.rows.map(compute),
      y: slice.rows.map(i => response[i] as number),
      notes: slice.rows.map(i => l10n.t('row {0}', fit.spec.data.rows?.[i] ?? i + 1)),
      quiet: true,
      width: 6,
      group: l10n.t('{0} params', formatNumber(slice.N, 'params', { digits: 2 })),
    }),
  );
  const losses = Array.from(response);
  const [lowest, highest] = [quantile(losses, 0), quantile(losses, 0.995)];
  const best = frontierLine(facts, N, D);
  return {
    title:
      best.length > 0
        ? l10n.t('The law through the runs, with its {0} band; dashed: the best that each budget buys', percent(level))
        : l10n.t('The law through the runs, with its {0} band', percent(level)),
    summary: l10n.t(
      'Loss against training compute: {0} runs from {1} to {2} FLOP, and the law at {3} sizes.',
      fit.n,
      formatNumber(extent(N.map((_, i) => compute(i)))[0], 'flop'),
      formatNumber(extent(N.map((_, i) => compute(i)))[1], 'flop'),
      slices.length,
    ),
    x: axisOf('C'),
    y: lossAxis(facts, [lowest - 0.06 * (highest - lowest), highest + 0.04 * (highest - lowest)]),
    series: [
      ...(rest.length > 0
        ? [
            {
              name: l10n.t('runs of other sizes'),
              mark: 'points',
              slot: null,
              x: rest.map(compute),
              y: rest.map(i => response[i] as number),
              opacity: 0.4,
              width: 4,
              quiet: true,
            } as const,
          ]
        : []),
      ...lines.flat(),
      ...points,
      ...best,
    ],
    legend: 'none',
    height: 340,
  };
}

/** The least loss that each budget buys: where the slices' lower envelope goes. */
function frontierLine({ fit, draws }: CardFacts, N: Float64Array, D: Float64Array): Series[] {
  const [low, high] = extent(N.map((n, i) => 6 * n * (D[i] as number)));
  const budgets = grid(low, high * BEYOND * BEYOND, 24, 'log');
  try {
    const { loss } = frontier(toLaw(fit, draws ? { draws } : {}), budgets);
    if (!loss) return [];
    return [
      {
        name: l10n.t('compute-optimal'),
        mark: 'line',
        slot: null,
        dash: 'dash',
        x: budgets,
        y: Array.from(loss),
      },
    ];
  } catch {
    // A law whose optimum lies at a limit has no frontier to draw.
    return [];
  }
}

function curveChart(facts: CardFacts, input: string): Chart {
  const { fit, level } = facts;
  const { columns, response } = fit.spec.data;
  const x = columns[input] as Float64Array;
  const axis = axisOf(input);
  const [low, high] = extent(x);
  const room = axis.scale === 'log' ? 0 : 0.05 * (high - low);
  const at =
    axis.scale === 'log'
      ? grid(low / 1.5, high * BEYOND, 2 * POINTS, 'log')
      : grid(low - room, high + room, 2 * POINTS, 'linear');
  const runs = spread(fit.n, MOST_RUNS);
  return {
    title: l10n.t('The law through the runs, with its {0} band', percent(level)),
    summary: l10n.t('{0} runs along {1}, and the law through them.', fit.n, axis.label),
    x: axis,
    y: lossAxis(facts),
    series: [
      {
        name: l10n.t('runs'),
        mark: 'points',
        slot: 0,
        x: runs.map(i => x[i] as number),
        y: runs.map(i => response[i] as number),
        notes: runs.map(i => l10n.t('row {0}', fit.spec.data.rows?.[i] ?? i + 1)),
        opacity: 0.6,
        width: 6,
      },
      ...lineOf(facts, l10n.t('the law'), 1, at, { [input]: Float64Array.from(at) }),
    ],
    legend: 'none',
    height: 340,
  };
}

/** Predicted against measured, for laws of more inputs than a chart has. */
function agreementChart(facts: CardFacts): Chart {
  const { fit } = facts;
  const { columns, response } = fit.spec.data;
  const runs = spread(fit.n, MOST_RUNS);
  const taken = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, Float64Array.from(runs, i => values[i] as number)]),
  );
  const { value } = predictionBand(fit, taken, facts.level);
  const measured = runs.map(i => response[i] as number);
  const ends = extent([...measured, ...value]);
  const axis = lossAxis(facts);
  return {
    title: l10n.t('Predicted against measured'),
    summary: l10n.t('{0} runs: on the line, the law predicts what was measured.', fit.n),
    x: { ...axis, label: l10n.t('measured {0}', axis.label) },
    y: { ...axis, label: l10n.t('predicted {0}', axis.label) },
    series: [
      { name: l10n.t('as predicted'), mark: 'line', slot: null, dash: 'dot', quiet: true, x: ends, y: ends },
      {
        name: l10n.t('runs'),
        mark: 'points',
        slot: 0,
        x: measured,
        y: Array.from(value),
        notes: runs.map(i => l10n.t('row {0}', fit.spec.data.rows?.[i] ?? i + 1)),
        opacity: 0.7,
      },
    ],
    legend: 'none',
    square: true,
    height: 340,
  };
}
