import * as l10n from '@vscode/l10n';
import type { AllocationFit } from '../../../../../science/fitting/approaches/allocation';
import type { EnvelopeFit } from '../../../../../science/fitting/approaches/envelope-fit';
import {
  type AllocationDraws,
  finiteDraws,
  type IsoflopFit,
} from '../../../../../science/fitting/approaches/isoflop-fit';
import { profileCurve } from '../../../../../science/fitting/approaches/profile-curve';
import { extent } from '../../../../../science/fitting/numeric/summary';
import { percentileInterval } from '../../../../../science/fitting/uncertainty/intervals';
import type { Block } from '../../../../../views/blocks';
import type { Chart, Series } from '../../../../../views/chart';
import { formatNumber } from '../../../../../views/format';
import { tableBlock } from '../../../table-block';
import { axisOf, budgetText, grid, spread } from './axes';
import { constantText } from './constants';

const LEVEL = 0.9;
const PALETTE = 8;
const MOST_LABELS = 6;
/** How far beyond the budgets the power law is drawn. */
const BEYOND = 10;
const POINTS = 30;

/** What approach 2 shows: the exponents, the budgets' minima, and the power law through them. */
export function isoflopCard(fit: IsoflopFit, draws: AllocationDraws | undefined): Block[] {
  return [
    exponentsTable(fit, draws),
    { kind: 'charts', charts: [panelChart(fit), allocationChart(fit, minimaOf(fit), draws)] },
    budgetsTable(fit),
  ];
}

/** What approach 1 shows: the exponents, the curves with their envelope, and the power law through it. */
export function envelopeCard(fit: EnvelopeFit, draws: AllocationDraws | undefined): Block[] {
  const used = fit.points.filter(p => p.edge === undefined);
  return [
    exponentsTable(fit, draws),
    { kind: 'charts', charts: [curvesChart(fit), allocationChart(fit, used, draws)] },
  ];
}

/** Exponents and coefficients with errors. */
function exponentsTable(fit: AllocationFit, draws: AllocationDraws | undefined): Block {
  const known = draws && finiteDraws(draws);
  const of = (j: number) => Float64Array.from({ length: known?.count ?? 0 }, (_, k) => known?.values[4 * k + j] ?? NaN);
  const rows = [
    { name: l10n.t('N_exponent: size grows as C to the'), value: fit.N_exponent, se: fit.se.N_exponent, j: 1 },
    { name: l10n.t('D_exponent: tokens grow as C to the'), value: fit.D_exponent, se: fit.se.D_exponent, j: 3 },
    { name: 'N_coefficient', value: fit.N_coefficient, se: fit.se.N_coefficient, j: 0 },
    { name: 'D_coefficient', value: fit.D_coefficient, se: fit.se.D_coefficient, j: 2 },
  ];
  return tableBlock([
    { name: '', values: rows.map(r => r.name) },
    { name: l10n.t('Value'), values: rows.map(r => constantText(r.value)), end: true },
    { name: l10n.t('Standard error'), values: rows.map(r => constantText(r.se)), end: true },
    ...(known
      ? [
          {
            name: l10n.t('{0} interval', formatNumber(LEVEL, 'percent', { digits: 2 })),
            values: rows.map(({ j }) => {
              const { low, high } = percentileInterval(of(j), LEVEL);
              return `${constantText(low)} – ${constantText(high)}`;
            }),
            end: true,
          },
        ]
      : []),
  ]);
}

interface Minimum {
  readonly C: number;
  readonly N: number;
}

const minimaOf = (fit: IsoflopFit): Minimum[] =>
  fit.profiles.filter(p => p.used).map(p => ({ C: p.C, N: p.minimum.N }));

/** Every budget's runs with the curve through them and its minimum. */
function panelChart(fit: IsoflopFit): Chart {
  // Neighbours' names would stand in each other's way.
  const used = fit.profiles.flatMap((p, i) => (p.used ? [i] : []));
  const every = Math.ceil(used.length / MOST_LABELS);
  const labelled = (i: number) => used.indexOf(i) % every === 0;
  const series = fit.profiles.flatMap((p, i): Series[] => {
    const slot = i % PALETTE;
    const name = l10n.t('{0} FLOP', budgetText(p.C));
    const { N, loss } = profileCurve(p);
    const points: Series = {
      name,
      mark: 'points',
      slot: p.used ? slot : null,
      x: p.N,
      y: p.loss,
      width: 5,
      group: name,
      opacity: p.used ? 0.9 : 0.4,
      notes: p.N.map(() => p.message ?? null),
    };
    if (!p.used) return [{ ...points, marker: 'x' }];
    return [
      points,
      ...(N.length > 0 ? [{ name, mark: 'line', slot, x: N, y: loss, quiet: true, group: name } as const] : []),
      {
        name,
        mark: 'points',
        slot,
        marker: 'diamond-open',
        width: 11,
        x: [p.minimum.N],
        y: [p.minimum.loss],
        quiet: true,
        group: name,
        ...(labelled(i) && { label: budgetText(p.C) }),
        notes: [l10n.t('best: {0} params', formatNumber(p.minimum.N, 'params'))],
      },
    ];
  });
  const left = fit.profiles.filter(p => !p.used).length;
  return {
    title:
      left > 0
        ? l10n.t('{0} budgets with a minimum, {1} left out', fit.profiles.length - left, left)
        : l10n.t('Each budget has its best size'),
    summary: fit.profiles
      .map(p =>
        p.used
          ? l10n.t('At {0} FLOP the best size is {1}.', budgetText(p.C), formatNumber(p.minimum.N, 'params'))
          : (p.message ?? ''),
      )
      .join(' '),
    x: axisOf('N'),
    y: { label: l10n.t('loss'), scale: 'linear', style: 'loss' },
    series,
    legend: 'none',
    height: 340,
  };
}

/** The sizes against compute with the power law through them. */
function allocationChart(fit: AllocationFit, minima: readonly Minimum[], draws: AllocationDraws | undefined): Chart {
  const [low, high] = extent(minima.map(m => m.C));
  const C = grid(low / 2, high * BEYOND, POINTS, 'log');
  const at = (coefficient: number, exponent: number) => C.map(c => coefficient * c ** exponent);
  const line = at(fit.N_coefficient, fit.N_exponent);
  const known = draws && finiteDraws(draws);
  const ends =
    known && known.count > 0
      ? C.map(c =>
          percentileInterval(
            Float64Array.from(
              { length: known.count },
              (_, k) => (known.values[4 * k] as number) * c ** (known.values[4 * k + 1] as number),
            ),
            LEVEL,
          ),
        )
      : undefined;
  const shown = spread(minima.length, 300).map(i => minima[i] as Minimum);
  return {
    title: l10n.t('The best size grows as C^{0}', formatNumber(fit.N_exponent, 'plain', { digits: 3 })),
    summary: l10n.t(
      'Best size against compute at {0} budgets, and the power law with exponent {1} through them.',
      minima.length,
      formatNumber(fit.N_exponent, 'plain', { digits: 3 }),
    ),
    x: axisOf('C'),
    y: axisOf('N'),
    series: [
      ...(ends
        ? [
            {
              name: l10n.t('{0} band', formatNumber(LEVEL, 'percent', { digits: 2 })),
              mark: 'band',
              slot: 0,
              x: C,
              y: line,
              low: ends.map(e => e.low),
              high: ends.map(e => e.high),
              quiet: true,
            } as const,
          ]
        : []),
      { name: l10n.t('power law'), mark: 'line', slot: 0, x: C, y: line },
      {
        name: l10n.t('minima'),
        mark: 'points',
        slot: 0,
        ...(shown.length > 60 ? { marker: 'circle', opacity: 0.5 } : { marker: 'diamond-open' }),
        x: shown.map(m => m.C),
        y: shown.map(m => m.N),
        width: shown.length > 60 ? 3 : 9,
      },
    ],
    legend: 'none',
    height: 340,
  };
}

/** Each budget with its minimum, and why it is left out if it is. */
function budgetsTable({ profiles }: IsoflopFit): Block {
  return {
    kind: 'details',
    summary: l10n.t(
      'Budgets: {0} used, {1} left out',
      profiles.filter(p => p.used).length,
      profiles.filter(p => !p.used).length,
    ),
    blocks: [
      tableBlock([
        { name: l10n.t('FLOP'), values: profiles.map(p => budgetText(p.C)), end: true },
        { name: l10n.t('Runs'), values: profiles.map(p => p.N.length), style: 'count' },
        { name: l10n.t('Best size'), values: profiles.map(p => finite(p.minimum.N)), style: 'params' },
        { name: l10n.t('Tokens'), values: profiles.map(p => finite(p.minimum.D)), style: 'tokens' },
        { name: l10n.t('Loss'), values: profiles.map(p => finite(p.minimum.loss)), style: 'loss' },
        { name: '', values: profiles.map(p => p.message ?? ''), wrap: true },
      ]),
    ],
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

const MOST_CURVES = 40;
const CURVE_POINTS = 120;

/** The training curves, and the envelope below them. */
function curvesChart({ curves, points }: EnvelopeFit): Chart {
  const sizes = [...new Set(curves.map(c => c.N))].sort((a, b) => a - b);
  const used = points.filter(p => p.edge === undefined);
  const envelope = spread(used.length, 200).map(i => used[i] as (typeof used)[number]);
  const lowest = Math.min(...points.map(p => p.loss));
  const highest = Math.max(...used.map(p => p.loss));
  return {
    title: l10n.t('{0} training curves of {1} sizes and their envelope', curves.length, sizes.length),
    summary: l10n.t(
      'The lowest loss at each compute from {0} to {1} FLOP.',
      budgetText(used[0]?.C ?? 0),
      budgetText(used.at(-1)?.C ?? 0),
    ),
    x: axisOf('C'),
    y: {
      label: l10n.t('loss'),
      scale: 'linear',
      style: 'loss',
      domain: [lowest - 0.1 * (highest - lowest), highest + 0.4 * (highest - lowest)],
    },
    series: [
      ...curves.slice(0, MOST_CURVES).map((curve): Series => {
        const at = spread(curve.logC.length, CURVE_POINTS);
        const size = formatNumber(curve.N, 'params', { digits: 2 });
        return {
          name: `${size} · ${curve.run}`,
          mark: 'line',
          slot: sizes.indexOf(curve.N) % PALETTE,
          x: at.map(i => Math.exp(curve.logC[i] as number)),
          y: at.map(i => curve.loss[i] as number),
          width: 1.5,
          opacity: 0.8,
          label: size,
        };
      }),
      {
        name: l10n.t('envelope'),
        mark: 'points',
        slot: null,
        x: envelope.map(p => p.C),
        y: envelope.map(p => p.loss),
        width: 3,
      },
    ],
    legend: 'none',
    height: 340,
  };
}
