import * as l10n from '@vscode/l10n';
import type { Block, Cell, Column } from '../../blocks';
import type { NumberStyle } from '../../chart';
import { formatColumn, formatNumber, NO_VALUE } from '../../format';
import type { ComparedBenchmark, ComparedModel, ComparisonPayload } from './payload';
import { bestOf } from './winners';

interface Figures {
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly style?: NumberStyle;
  readonly source?: string;
}

function figures(
  name: string,
  values: readonly (number | null)[],
  style: NumberStyle,
  sources: readonly (string | undefined)[],
  more: {
    readonly better?: 'higher' | 'lower';
    readonly digits?: number;
    readonly intervals?: readonly (string | undefined)[];
  } = {},
): Figures {
  const texts = formatColumn(values, style, more.digits === undefined ? {} : { digits: more.digits });
  const best = more.better ? bestOf(values, more.better === 'higher') : [];
  const cells = values.map(
    (value, i): Cell => ({
      text: texts[i] ?? NO_VALUE,
      value,
      ...(sources[i] === undefined ? {} : { source: sources[i] }),
      ...(best.includes(i) ? { best: true } : {}),
      ...(more.intervals?.[i] === undefined ? {} : { interval: more.intervals[i] }),
      ...(value === null ? { tone: 'quiet' as const } : {}),
    }),
  );
  return { name, style, cells };
}

/** Sizes, compute, prediction and the best at the same compute: a row per model. */
export function modelsTable(payload: ComparisonPayload): Block {
  const { models, law } = payload;
  const from = (key: 'params' | 'tokens' | 'flops' | 'loss') => models.map(m => m.sources?.[key] ?? m.source);
  const lawSource = law.citation ? `${law.title}: ${law.citation}` : law.title;
  const columns: Figures[] = [
    figures(
      l10n.t('Parameters'),
      models.map(m => m.params),
      'params',
      from('params'),
    ),
    figures(
      l10n.t('Tokens'),
      models.map(m => m.tokens),
      'tokens',
      from('tokens'),
    ),
    figures(
      l10n.t('Tokens / param'),
      models.map(tokensPerParam),
      'plain',
      models.map(() => undefined),
      { digits: 3 },
    ),
    figures(
      l10n.t('Training FLOP'),
      models.map(m => m.flops),
      'flop',
      from('flops'),
    ),
    figures(
      l10n.t('Predicted loss'),
      models.map(m => m.loss),
      'loss',
      models.map(m => m.sources?.loss ?? lawSource),
      {
        better: 'lower',
        intervals: models.map(lossInterval),
      },
    ),
    { name: l10n.t('At this compute, best'), cells: models.map(m => optimumCell(m, lawSource)) },
    ...headline(payload),
  ];
  return {
    kind: 'table',
    columns: [
      { name: '' },
      ...columns.map(({ name, style }): Column => ({ name, align: 'end', ...(style ? { style } : {}) })),
    ],
    rows: models.map((m, i) => [
      { text: m.title, slot: i, value: m.title, ...(m.source === undefined ? {} : { source: m.source }) },
      ...columns.map(c => c.cells[i] ?? { text: NO_VALUE }),
    ]),
  };
}

/** Tokens for each parameter that a token passes through. */
function tokensPerParam(m: ComparedModel): number | null {
  const params = m.activeParams === undefined ? m.params : m.activeParams;
  return m.tokens !== null && params !== null && params > 0 ? m.tokens / params : null;
}

const lossInterval = (m: ComparedModel): string | undefined =>
  m.lossLow === undefined || m.lossHigh === undefined
    ? undefined
    : `${formatNumber(m.lossLow, 'loss')} – ${formatNumber(m.lossHigh, 'loss')}`;

function optimumCell(m: ComparedModel, source: string): Cell {
  if (m.optimum === null) return { text: NO_VALUE, value: null, tone: 'quiet' };
  const { N, D } = m.optimum;
  const brief = (x: number, style: NumberStyle) => formatNumber(x, style, { digits: x >= 1e12 ? 3 : 2 });
  return { text: `${brief(N, 'params')} · ${brief(D, 'tokens')}`, value: N, source };
}

/** The one benchmark that everyone asks for first, beside the sizes. */
function headline({ models, benchmarks }: ComparisonPayload): Figures[] {
  const one = benchmarks.find(b => /^mmlu/i.test(b.name) && b.values.every(x => x !== null));
  return one ? [{ ...measured(one, models), name: one.name }] : [];
}

function measured(benchmark: ComparedBenchmark, models: readonly ComparedModel[]): Figures {
  const { unit, values, higherIsBetter, source } = benchmark;
  const isShare = unit === 'percent' || unit === 'fraction';
  return figures(
    benchmark.name,
    models.map((_, i) => shareOf(unit, values[i] ?? null)),
    isShare ? 'percent' : 'plain',
    models.map(() => source),
    { better: higherIsBetter ? 'higher' : 'lower' },
  );
}

/** Percentages as shares, as all of the drawing code has them. */
export const shareOf = (unit: string, value: number | null): number | null =>
  value === null ? null : unit === 'percent' ? Number((value / 100).toPrecision(15)) : value;

/** Every benchmark: a row each, a column per model. */
export function benchmarksTable({ models, benchmarks }: ComparisonPayload): Block {
  const columns: Column[] = [
    { name: l10n.t('Benchmark') },
    ...models.map((m): Column => ({ name: m.title, align: 'end' })),
  ];
  const rows = benchmarks.map((b): Cell[] => [
    { text: label(b), value: b.name, ...(b.source === undefined ? {} : { source: b.source }) },
    ...measured(b, models).cells,
  ]);
  return { kind: 'table', columns, rows, sortable: true };
}

/** A benchmark with what is needed to know how it was measured. */
function label({ name, setting, unit, higherIsBetter }: ComparedBenchmark): string {
  const measure = unit === 'percent' || unit === 'fraction' ? '' : unit;
  const more = [setting ?? '', measure, higherIsBetter ? '' : l10n.t('lower is better')].filter(s => s !== '');
  return more.length > 0 ? `${name} (${more.join(', ')})` : name;
}
