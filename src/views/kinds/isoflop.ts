import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { Block, Cell } from '../blocks';
import type { Chart } from '../chart';
import { figure, finite, listOf, notes, text } from '../check/basics';
import { checker } from '../check/check';
import { formatColumn, formatNumber, tickLabel } from '../format';
import type { ViewKind } from '../view';
import { curve } from './comparison/payload';
import { curveSeries, type IsoflopCurve, lossDomain, point, sizeDomain } from './curve';
import { heading, noteBlocks, type ViewNote } from './notes';

export interface BudgetCurve extends IsoflopCurve {
  /** FLOP. */
  readonly C: number;
  /** The bottom of the curve: params, tokens, loss. */
  readonly minimum: { readonly N: number; readonly D: number; readonly loss: number | null } | null;
}

/** What loss a budget buys at each size, for one or several budgets. */
export interface IsoflopPayload {
  readonly title?: string;
  readonly subtitle?: string;
  readonly law: { readonly name: string; readonly title: string; readonly citation?: string; readonly unit?: string };
  readonly curves: readonly BudgetCurve[];
  /** Coverage of the bands, where there are some. */
  readonly level?: number;
  /** Models to mark: they need not lie on a curve. */
  readonly marks?: readonly { readonly name: string; readonly N: number; readonly loss: number }[];
  readonly notes?: readonly ViewNote[];
}

const optionalText = v.optional(text);

export const isoflop: ViewKind<IsoflopPayload> = {
  name: 'isoflop',
  check: checker<IsoflopPayload>(
    'isoflop',
    v.object({
      title: optionalText,
      subtitle: optionalText,
      law: v.object({ name: text, title: text, citation: optionalText, unit: optionalText }),
      curves: listOf(
        v.intersect([
          curve,
          v.object({ C: finite, minimum: v.nullable(v.object({ N: finite, D: finite, loss: figure })) }),
        ]),
        100,
      ),
      level: v.optional(finite),
      marks: v.optional(listOf(v.object({ name: text, N: finite, loss: finite }), 50)),
      notes,
    }),
  ),
  layout: payload => [
    ...heading(payload.title ?? titleOf(payload), payload.subtitle ?? sourceOf(payload)),
    ...answers(payload),
    { kind: 'charts', charts: [chartOf(payload)] },
    ...noteBlocks(payload.notes),
  ],
};

const sourceOf = ({ law }: IsoflopPayload): string => (law.citation ? `${law.name} (${law.citation})` : law.name);

function titleOf({ curves }: IsoflopPayload): string {
  const only = curves.length === 1 ? curves[0] : undefined;
  return only ? l10n.t('What {0} FLOP buys', budget(only.C)) : l10n.t('What each budget buys');
}

/** Budgets are round as a rule: `1e23` rather than `1.00e23`. */
const budget = (C: number): string => tickLabel(Number(C.toPrecision(3)), 'flop');

const MOST_LABELS = 8;

/** One budget: its optimum as figures. Several: a table. */
function answers({ curves }: IsoflopPayload): Block[] {
  const found = curves.flatMap((c, slot) => (c.minimum ? [{ ...c.minimum, C: c.C, slot }] : []));
  const first = found[0];
  if (!first) return [];
  if (curves.length === 1) {
    const loss = first.loss === null ? [] : [{ label: l10n.t('Loss there'), value: formatNumber(first.loss, 'loss') }];
    return [
      {
        kind: 'stats',
        items: [
          {
            label: l10n.t('Best size'),
            value: formatNumber(first.N, 'params'),
            unit: 'params',
            exact: String(first.N),
          },
          { label: l10n.t('Tokens'), value: formatNumber(first.D, 'tokens'), unit: 'tokens', exact: String(first.D) },
          ...loss,
          { label: l10n.t('Tokens / param'), value: formatNumber(first.D / first.N, 'plain', { digits: 3 }) },
        ],
      },
    ];
  }
  const column = (values: readonly (number | null)[], style: 'flop' | 'params' | 'tokens' | 'loss' | 'plain'): Cell[] =>
    formatColumn(values, style).map((t, i) => ({ text: t, value: values[i] ?? null }));
  const columns = [
    column(
      found.map(f => f.N),
      'params',
    ),
    column(
      found.map(f => f.D),
      'tokens',
    ),
    column(
      found.map(f => f.D / f.N),
      'plain',
    ),
    column(
      found.map(f => f.loss),
      'loss',
    ),
  ];
  const names = [l10n.t('Best size'), l10n.t('Tokens'), l10n.t('Tokens / param'), l10n.t('Loss there')];
  return [
    {
      kind: 'table',
      columns: [{ name: 'FLOP' }, ...names.map(name => ({ name, align: 'end' as const }))],
      rows: found.map((f, i) => [{ text: budget(f.C), value: f.C, slot: f.slot }, ...columns.map(c => c[i] as Cell)]),
    },
  ];
}

function chartOf({ curves, law, marks = [], level }: IsoflopPayload): Chart {
  const name = (c: BudgetCurve): string => `${budget(c.C)} FLOP`;
  const several = curves.length > 1;
  const lines = curves.flatMap((c, slot) => curveSeries(c, name(c), slot));
  const minima = curves.flatMap((c, slot) =>
    c.minimum === null || c.minimum.loss === null
      ? []
      : [
          point(name(c), slot, c.minimum.N, c.minimum.loss, {
            marker: 'diamond-open',
            label: several ? budget(c.C) : l10n.t('{0} params', formatNumber(c.minimum.N, 'params')),
            notes: [l10n.t('best: {0} tokens', formatNumber(c.minimum.D, 'tokens'))],
          }),
        ],
  );
  const points = marks.map((m, i) => point(m.name, curves.length + i, m.N, m.loss, { label: m.name }));
  const domain = lossDomain(
    curves,
    [...minima, ...points].map(s => Number(s.y[0])),
  );
  const sizes = sizeDomain(
    curves,
    domain,
    [...minima, ...points].map(s => Number(s.x[0])),
  );
  const band =
    level !== undefined && curves.some(c => c.low)
      ? l10n.t(', {0} band', formatNumber(level, 'percent', { digits: 2 }))
      : '';
  return {
    title: (several ? l10n.t('IsoFLOP curves, the best size marked') : `IsoFLOP: ${budget(curves[0]?.C ?? 0)}`) + band,
    summary: curves
      .flatMap(c =>
        c.minimum ? [l10n.t('At {0} the best size is {1} params.', name(c), formatNumber(c.minimum.N, 'params'))] : [],
      )
      .join(' '),
    x: { label: l10n.t('parameters'), scale: 'log', style: 'params', ...(sizes ? { domain: sizes } : {}) },
    y: {
      label: l10n.t('predicted loss ({0})', law.unit ?? l10n.t('nats per token')),
      scale: 'linear',
      style: 'loss',
      ...(domain ? { domain } : {}),
    },
    series: [...lines, ...minima, ...points],
    // Each curve is named at its bottom.
    legend: curves.length > MOST_LABELS ? 'top' : 'none',
    height: 320,
  };
}
