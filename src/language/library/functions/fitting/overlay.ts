import * as l10n from '@vscode/l10n';
import type { Law } from '../../../../science/laws/law';
import { frontier } from '../../../../science/laws/verbs/frontier';
import { optimalFor } from '../../../../science/laws/verbs/optimal';
import type { Block } from '../../../../views/blocks';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { record, view } from '../../../values/make';
import { isList, type LawValue, plain, type Table, type Value } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import { columnBand, columnsOverDraws, columnValues, type DrawnColumns } from '../../drawn-columns';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, type Parameter, parameter, positive } from '../../parameter';
import { intervalOf, law as lawParameter, text } from '../../parameters';
import { tableBlock } from '../../table-block';
import { axisOf, budgetText, grid, spread } from './card/axes';

const POINTS = 33;
const SLOPE = 1.5;
const MOST_MINIMA = 120;
const GOPHER = 5.76e23;

interface Named {
  readonly name: string;
  readonly value: LawValue;
}

const oneLaw = lawParameter('');

/** Laws by name as a record, or as a list that names itself. */
const lawsParameter: Parameter<readonly Named[]> = parameter(
  'record or list of laws',
  'Laws: fits of all three approaches, and published ones, as `{"approach 1": a1, "Hoffmann et al.": laws.chinchilla}` or `[a1, laws.chinchilla]`.',
  v => entriesOf(v) !== undefined,
  v => entriesOf(v) as readonly Named[],
);

function entriesOf(value: Value): readonly Named[] | undefined {
  const isLaw = (v: Value): v is LawValue => oneLaw.accepts(v);
  if (value === null || typeof value !== 'object') return undefined;
  if (isList(value)) {
    const items = Array.from(value, v => plain(v as Value));
    return items.length > 0 && items.every(isLaw) ? unambiguous(items as readonly LawValue[]) : undefined;
  }
  if (value.kind !== 'record' || value.fields.size === 0) return undefined;
  const entries = [...value.fields].map(([name, v]) => ({ name, value: plain(v) }));
  return entries.every(e => isLaw(e.value)) ? (entries as readonly Named[]) : undefined;
}

/** Approach 1, 2 and 3 by what they are; published laws by their name; a number behind names that come again. */
function unambiguous(laws: readonly LawValue[]): Named[] {
  const names = laws.map(({ law, fields }) => {
    if (law.name !== 'fit') return `laws.${law.name}`;
    if (fields?.has('points')) return l10n.t('approach 1');
    if (fields?.has('profiles')) return l10n.t('approach 2');
    return law.form.name === 'chinchilla' ? l10n.t('approach 3') : l10n.t('fit, {0}', law.form.name);
  });
  return laws.map((value, i) => {
    const before = names.slice(0, i).filter(n => n === names[i]).length;
    return { value, name: before === 0 ? (names[i] as string) : `${names[i]} (${before + 1})` };
  });
}

export const overlayFunctions: readonly FunctionEntry[] = [
  {
    name: 'overlay',
    group: 'fitting',
    summary: 'All three approaches and any published laws over each other: the best size at every budget, with bands.',
    details:
      'Takes what `envelope_fit` (approach 1), `isoflop_fit` (approach 2) and `fit` (approach 3) give, and published laws. Each is asked for its compute-optimal run at every budget; the local exponent at `C` stands for a in N ∝ C^a. Diamonds are the isoFLOP minima and envelope points that approaches 1 and 2 rest on. Fits with draws (`bootstrap:`) have bands. Sizes compare only where parameters and FLOP are counted alike.',
    signatures: [
      signature(
        {
          laws: lawsParameter,
          C: maybe(positive('FLOP', 'Budget that is answered in numbers; Gopher’s 5.76e23 if left out.')),
          budgets: maybe(intervalOf('Budgets that are drawn, such as `1e18..1e26`.')),
          title: maybe(text('Title of the view.')),
        },
        'view with a field per law: N, D, tokens_per_param, N_exponent, D_exponent',
        ({ laws, C = GOPHER, budgets, title }) => {
          const drawn = laws.map(named => answer(named, C));
          if (drawn.every(d => d.columns === undefined)) {
            throw new ScaleError('law-cannot', drawn[0]?.refusal ?? l10n.t('None of these laws divides a budget.'));
          }
          const range = budgets ? endsOf(budgets) : rangeOf(laws, C);
          const blocks: Block[] = [
            {
              kind: 'title',
              text: title ?? findingOf(drawn, C),
              subtitle: l10n.t('Compute-optimal runs by each law, at {0} FLOP and over budgets', budgetText(C)),
            },
            answersTable(drawn),
            { kind: 'charts', charts: [sizeChart(drawn, range, C), ratioChart(drawn, range, C)] },
            ...drawn.flatMap(({ refusal }): Block[] =>
              refusal === undefined ? [] : [{ kind: 'note', tone: 'info', text: refusal }],
            ),
            ...beyondNote(laws, C),
          ];
          return view('blocks', { blocks }, fieldsOf(drawn), findingOf(drawn, C));
        },
      ),
    ],
    examples: [
      'overlay([laws.kaplan, laws.chinchilla, laws.epoch])',
      'overlay({"approach 3, epoch": laws.epoch, "Hoffmann et al.": laws.chinchilla}, C: 1e24)',
    ],
    sources: ['hoffmann2022', 'besiroglu2024'],
  },
];

interface Drawn extends Named {
  readonly columns?: DrawnColumns<'N' | 'D' | 'ratio' | 'a' | 'b'>;
  /** Why there is no answer. */
  readonly refusal?: string;
}

/** The optimum at a budget, and how sizes grow around it. */
function answer(named: Named, C: number): Drawn {
  const ask = (one: Law) => {
    const at = optimalFor(one, { C });
    const [below, above] = [C / SLOPE, C * SLOPE].map(c => optimalFor(one, { C: c }));
    const a = Math.log((above as typeof at).N / (below as typeof at).N) / Math.log(SLOPE ** 2);
    const b = Math.log((above as typeof at).D / (below as typeof at).D) / Math.log(SLOPE ** 2);
    const single = (x: number) => Float64Array.of(x);
    return { N: single(at.N), D: single(at.D), ratio: single(at.D / at.N), a: single(a), b: single(b) };
  };
  try {
    return { ...named, columns: columnsOverDraws(named.value.law, ask) };
  } catch (error) {
    return { ...named, refusal: error instanceof Error ? error.message : String(error) };
  }
}

function endsOf({ low, high }: { readonly low: Value; readonly high: Value }): [number, number] {
  const [from, to] = [low, high].map(end => {
    const v = plain(end);
    return typeof v === 'number'
      ? v
      : v !== null && typeof v === 'object' && 'value' in v
        ? Number(v.value)
        : Number.NaN;
  }) as [number, number];
  if (from > 0 && from < to) return [from, to];
  throw new ScaleError(
    'bad-argument',
    l10n.t('`budgets` must be an interval of positive budgets, such as 1e18..1e26.'),
  );
}

/** From the smallest budget that a fit has seen to beyond the one that is asked about. */
function rangeOf(laws: readonly Named[], C: number): [number, number] {
  const seen = laws.flatMap(({ value }) =>
    value.law.name === 'fit' && value.law.range?.C ? [...value.law.range.C] : [],
  );
  return [Math.min(...seen, C / 100) / 2, Math.max(...seen, C) * 10];
}

function findingOf(drawn: readonly Drawn[], C: number): string {
  const known = drawn.flatMap(d => (d.columns ? [{ name: d.name, N: d.columns.centre.N[0] as number }] : []));
  known.sort((x, y) => x.N - y.N);
  const [low, high] = [known[0], known.at(-1)] as [{ name: string; N: number }, { name: string; N: number }];
  if (known.length < 2) return l10n.t('{0} FLOP buy {1} parameters', budgetText(C), formatNumber(low.N, 'params'));
  return l10n.t(
    'For {0} FLOP the best size is {1} ({2}) to {3} ({4})',
    budgetText(C),
    formatNumber(low.N, 'params'),
    low.name,
    formatNumber(high.N, 'params'),
    high.name,
  );
}

function answersTable(drawn: readonly Drawn[]): Block {
  const column = (key: 'N' | 'D' | 'ratio' | 'a' | 'b', name: string, style: 'params' | 'tokens' | 'plain') => {
    const bands = drawn.map(d => d.columns && columnBand(d.columns, key));
    return {
      name,
      values: drawn.map(d => d.columns?.centre[key][0] ?? null),
      style,
      ...(style === 'plain' ? { digits: 3 } : {}),
      low: bands.map(b => b?.low[0] ?? null),
      high: bands.map(b => b?.high[0] ?? null),
    };
  };
  return tableBlock([
    {
      name: l10n.t('Law'),
      values: drawn.map(d => d.name),
      slots: drawn.map((_, i) => i),
      sources: drawn.map(d => `${d.value.law.title}: ${sourceText(d.value.law.citation)}`),
    },
    column('a', l10n.t('N grows as C^'), 'plain'),
    column('b', l10n.t('D grows as C^'), 'plain'),
    column('N', l10n.t('Best size'), 'params'),
    column('D', l10n.t('Tokens'), 'tokens'),
    column('ratio', l10n.t('Tokens / param'), 'plain'),
  ]);
}

function lineOf(d: Drawn, slot: number, C: readonly number[], of: 'N' | 'ratio'): Series[] {
  if (!d.columns) return [];
  const columns = columnsOverDraws(thinned(d.value.law), one => {
    const { N, tokensPerParam } = frontier(one, C);
    return { y: of === 'N' ? N : tokensPerParam };
  });
  const y = Array.from(columns.centre.y);
  const band = columnBand(columns, 'y');
  return [
    ...(band ? [{ name: d.name, mark: 'band', slot, x: C, y, ...band, quiet: true, group: d.name } as const] : []),
    {
      name: d.name,
      mark: 'line',
      slot,
      x: C,
      y,
      group: d.name,
      ...(d.value.law.name === 'fit' ? { width: 2.5 } : { dash: 'dash' as const }),
    },
  ];
}

const MOST_DRAWS = 300;

/** A law with no more draws than a band needs. */
function thinned(law: Law): Law {
  const { draws } = law;
  if (!draws || draws.count <= MOST_DRAWS) return law;
  const p = draws.values.length / draws.count;
  const rows = spread(draws.count, MOST_DRAWS);
  const values = new Float64Array(rows.length * p);
  for (const [k, row] of rows.entries()) values.set(draws.values.subarray(row * p, (row + 1) * p), k * p);
  return { ...law, draws: { ...draws, count: rows.length, values } };
}

/** What approaches 1 and 2 rest on: minima of budgets, points of the envelope. */
function minimaOf(d: Drawn, slot: number, of: 'N' | 'ratio'): Series[] {
  const field = d.value.fields?.get('profiles');
  if (!field || typeof field !== 'object' || isList(field) || field.kind !== 'table') return [];
  const rows = usedRows(field);
  const shown = spread(rows.length, MOST_MINIMA).map(k => rows[k] as number);
  const number = (name: string, i: number) => Number(field.columns.get(name)?.[i]);
  return [
    {
      name: d.name,
      mark: 'points',
      slot,
      ...(shown.length > 60 ? { marker: 'circle', width: 3, opacity: 0.5 } : { marker: 'diamond-open', width: 9 }),
      x: shown.map(i => number('C', i)),
      y: shown.map(i => (of === 'N' ? number('N', i) : number('D', i) / number('N', i))),
      quiet: true,
      group: d.name,
    },
  ];
}

function usedRows(profiles: Table): number[] {
  const used = profiles.columns.get('used');
  return Array.from({ length: profiles.rows }, (_, i) => i).filter(i => used === undefined || used[i] === true);
}

function chartOf(
  drawn: readonly Drawn[],
  [low, high]: readonly [number, number],
  C: number,
  of: 'N' | 'ratio',
): Pick<Chart, 'series' | 'x' | 'rules' | 'height'> {
  const budgets = grid(low, high, POINTS, 'log');
  return {
    x: axisOf('C'),
    series: [
      ...drawn.flatMap((d, slot) => lineOf(d, slot, budgets, of)),
      ...drawn.flatMap((d, slot) => minimaOf(d, slot, of)),
    ],
    rules: [{ axis: 'x', at: C, text: budgetText(C) }],
    height: 360,
  };
}

const sizeChart = (drawn: readonly Drawn[], range: readonly [number, number], C: number): Chart => ({
  ...chartOf(drawn, range, C, 'N'),
  title: l10n.t('Best size at every budget'),
  summary: drawn
    .flatMap(d =>
      d.columns
        ? [
            l10n.t(
              '{0}: {1} parameters at {2} FLOP, growing as C^{3}.',
              d.name,
              formatNumber(d.columns.centre.N[0] as number, 'params'),
              budgetText(C),
              formatNumber(d.columns.centre.a[0] as number, 'plain', { digits: 3 }),
            ),
          ]
        : [],
    )
    .join(' '),
  y: axisOf('N'),
  legend: 'top',
});

const ratioChart = (drawn: readonly Drawn[], range: readonly [number, number], C: number): Chart => ({
  ...chartOf(drawn, range, C, 'ratio'),
  title: l10n.t('Tokens per parameter at every budget'),
  summary: drawn
    .flatMap(d =>
      d.columns
        ? [
            l10n.t(
              '{0}: {1} tokens per parameter.',
              d.name,
              formatNumber(d.columns.centre.ratio[0] as number, 'plain', { digits: 3 }),
            ),
          ]
        : [],
    )
    .join(' '),
  y: { label: l10n.t('tokens per parameter'), scale: 'log', style: 'plain' },
  legend: 'none',
});

/** How far the budget lies beyond what each fit has seen. */
function beyondNote(laws: readonly Named[], C: number): Block[] {
  const far = laws.flatMap(({ name, value }) => {
    const top = value.law.range?.C?.[1];
    return top !== undefined && C > 1.05 * top ? [`${name} ${formatNumber(C / top, 'plain', { digits: 2 })} ×`] : [];
  });
  return far.length === 0
    ? []
    : [
        {
          kind: 'note',
          tone: 'warning',
          text: l10n.t('Extrapolation beyond the compute of the runs: {0}.', far.join(', ')),
        },
      ];
}

const fieldsOf = (drawn: readonly Drawn[]): Record<string, Value> =>
  Object.fromEntries(
    drawn.flatMap(({ name, columns }) =>
      columns
        ? [
            [
              name,
              record({
                N: columnValues(columns, 'N', 'params')[0] as Value,
                D: columnValues(columns, 'D', 'tokens')[0] as Value,
                tokens_per_param: columnValues(columns, 'ratio')[0] as Value,
                N_exponent: columnValues(columns, 'a')[0] as Value,
                D_exponent: columnValues(columns, 'b')[0] as Value,
              }),
            ] as const,
          ]
        : [],
    ),
  );
