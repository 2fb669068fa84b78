import * as l10n from '@vscode/l10n';
import { findModel } from '../../../../science/facts/models';
import type { Law, LossInputs } from '../../../../science/laws/law';
import { contours } from '../../../../science/laws/verbs/contours';
import { computeOf } from '../../../../science/laws/verbs/kernel';
import { allocates, searchOptimum } from '../../../../science/laws/verbs/optimal';
import { lossSurface } from '../../../../science/laws/verbs/surface';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { view } from '../../../values/make';
import { type Interval, type ModelValue, plain } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional, type Parameter, parameter } from '../../parameter';
import { intervalOf, law, list, model, numberOrNumbers, text } from '../../parameters';
import { lawLabel } from '../isoflop';
import { inputsFor, lawInputs } from '../law-inputs';
import { noteExtrapolation } from '../laws';

/** Cells of the drawn heatmap along each side: finer ones are not told apart. Lines come from the whole grid. */
const DRAWN = 80;
const LEVELS = 7;
/** IsoFLOP lines at most. */
const MOST_BUDGETS = 7;

const oneModel = model('');
const models: Parameter<readonly ModelValue[]> = (() => {
  const items = list('Published models to mark.');
  return parameter(
    'list of models',
    items.doc,
    v => items.accepts(v) && Array.from(items.convert(v)).every(each => oneModel.accepts(plain(each))),
    v => Array.from(items.convert(v), each => plain(each) as ModelValue),
  );
})();

export const surfaceFunctions: readonly FunctionEntry[] = [
  {
    name: 'surface',
    group: 'laws',
    summary: 'The loss over parameters and tokens, with lines of equal loss, lines of equal compute and the best path.',
    details:
      'Along an isoFLOP line (dashed) the loss is least where it touches an isoloss line: the path of compute-optimal runs joins these points. The fields hold the whole grid: `loss[i][j]` at `N[i]` and `D[j]`.',
    signatures: [
      signature(
        {
          law: law('A law that predicts a loss from N and D.'),
          N: intervalOf('Range of parameters, as `1e8..1e12`.'),
          D: intervalOf('Range of tokens, as `1e9..1e14`.'),
          ...lawInputs,
          points: optional(count('Points along each side of the grid, at most 1,000.', 8), 200, '200'),
          losses: maybe(numberOrNumbers('Losses of the lines; chosen from the surface if left out.')),
          models: maybe(models),
          title: maybe(text('Title of the view.')),
        },
        'view with N, D, loss',
        ({ law: { law: asked }, N, D, points, losses, models: marked, title, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          const surface = surfaceOf(asked, inputs, ends(N), ends(D), Math.min(points, 1000), losses);
          const { Ns, Ds, values } = surface;
          noteExtrapolation(context, asked, { ...inputs, N: ends(N)[1], D: ends(D)[1] });
          const { name, citation } = lawLabel(asked);
          const heading = title ?? l10n.t('Loss by parameters and tokens');
          return view(
            'blocks',
            {
              blocks: [
                { kind: 'title', text: heading, subtitle: `${name} (${citation})` },
                { kind: 'charts', charts: [chartOf(asked, surface, marked ?? [])] },
              ],
            },
            { N: Ns, D: Ds, loss: Array.from(Ns, (_, i) => values.slice(i * Ds.length, (i + 1) * Ds.length)) },
            heading,
          );
        },
      ),
    ],
    examples: [
      'surface(laws.epoch, 1e8..1e12, 1e9..1e14)',
      'surface(laws.epoch, 1e9..1e12, 1e11..1e14, models: [models.gopher, models.chinchilla])',
    ],
    sources: ['hoffmann2022'],
  },
];

function ends({ low, high }: Interval): [number, number] {
  const [a, b] = [plain(low), plain(high)];
  const values = isScalar(a) && isScalar(b) ? ([centralValue(a), centralValue(b)] as [number, number]) : undefined;
  if (values && values[0] > 0 && values[1] > values[0]) return values;
  throw new ScaleError('bad-argument', l10n.t('A range goes from a positive number to a larger one, as `1e8..1e12`.'));
}

/** A loss surface with the lines that are drawn on it. */
export interface Surface {
  readonly Ns: Float64Array;
  readonly Ds: Float64Array;
  /** Row by row along N. */
  readonly values: Float64Array;
  readonly isoloss: ReturnType<typeof contours>;
  readonly isoflop: readonly { readonly C: number; readonly N: readonly number[]; readonly D: readonly number[] }[];
  /** Compute-optimal runs within the ranges. */
  readonly best: { readonly N: readonly number[]; readonly D: readonly number[] };
}

const spaced = (low: number, high: number, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => low * (high / low) ** (i / (n - 1)));

/** The grid and its lines. A 400 × 400 grid takes a few milliseconds. */
export function surfaceOf(
  law: Law,
  inputs: LossInputs,
  N: readonly [number, number],
  D: readonly [number, number],
  points: number,
  losses?: ArrayLike<number>,
): Surface {
  const Ns = spaced(N[0], N[1], points);
  const Ds = spaced(D[0], D[1], points);
  const values = lossSurface(law, Ns, Ds, inputs);
  const levels = losses ? Array.from(losses) : levelsOf(values, points);
  const isoloss = contours({ xs: Ns, ys: Ds, values }, levels);
  const factor = computeOf(law, 1, 1, inputs);
  const isoflop = budgetsBetween(factor * N[0] * D[0], factor * N[1] * D[1]).map(C => {
    const from = Math.max(N[0], C / (factor * D[1]));
    const to = Math.min(N[1], C / (factor * D[0]));
    return { C, N: [from, to], D: [C / (factor * from), C / (factor * to)] };
  });
  return { Ns, Ds, values, isoloss, isoflop, best: bestPath(law, inputs, N, D, factor) };
}

/** The losses at even steps along the diagonal, with as few decimals as tell them apart. */
function levelsOf(values: Float64Array, points: number): number[] {
  const at = (share: number) => values[Math.round(share * (points - 1)) * (points + 1)] as number;
  const shares = Array.from({ length: LEVELS }, (_, i) => (i + 1) / (LEVELS + 1));
  const found = shares.map(at).filter(Number.isFinite);
  const least = found.slice(1).reduce((gap, x, i) => Math.min(gap, Math.abs(x - (found[i] as number))), 1);
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(least))));
  return [...new Set(found.map(x => Number(x.toFixed(digits))))];
}

/** Powers of ten strictly within a range: every one, or every second, third … where there are many. */
function budgetsBetween(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low) + 0.1);
  const last = Math.floor(Math.log10(high) - 0.1);
  const every = Math.max(1, Math.ceil((last - first + 1) / MOST_BUDGETS));
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / every) + 1) },
    (_, i) => 10 ** (first + i * every),
  );
}

const PATH_POINTS = 33;

/** The optimum by search along isoFLOP lines: it touches the isoloss lines whatever allocation a paper prints. */
function bestPath(
  law: Law,
  inputs: LossInputs,
  N: readonly [number, number],
  D: readonly [number, number],
  factor: number,
): Surface['best'] {
  if (!allocates(law)) return { N: [], D: [] };
  const { form, constants } = law;
  const budgets = spaced(factor * N[0] * D[0], factor * N[1] * D[1], PATH_POINTS);
  const runs = Array.from(budgets).flatMap(C => {
    try {
      const closed = form.optimum?.(constants, C, inputs);
      const run = closed && closed.loss === undefined ? closed : searchOptimum(form, constants, C, inputs);
      return run.N >= N[0] && run.N <= N[1] && run.D >= D[0] && run.D <= D[1] ? [run] : [];
    } catch {
      // No optimum at this budget.
      return [];
    }
  });
  return { N: runs.map(r => r.N), D: runs.map(r => r.D) };
}

function chartOf(law: Law, surface: Surface, marked: readonly ModelValue[]): Chart {
  const { Ns, Ds, isoloss, isoflop, best } = surface;
  const lossLines = isoloss.flatMap(({ level, lines }) =>
    lines.map(
      ({ x, y }): Series => ({
        name: l10n.t('equal loss'),
        mark: 'line',
        slot: 0,
        width: 1.25,
        x,
        y,
        quiet: true,
        label: String(level),
        labelAt: x.length - 1,
        dash: 'solid',
      }),
    ),
  );
  const budgetLines = isoflop.map(
    ({ C, N, D }): Series => ({
      name: l10n.t('equal compute'),
      mark: 'line',
      slot: null,
      dash: 'dot',
      width: 1,
      x: N,
      y: D,
      quiet: true,
      label: C.toExponential(0).replace('+', ''),
      labelAt: 0,
    }),
  );
  const path: Series[] =
    best.N.length > 1
      ? [{ name: l10n.t('compute-optimal'), mark: 'line', slot: 1, width: 2.25, dash: 'solid', x: best.N, y: best.D }]
      : [];
  const points = marked.flatMap((value, i): Series[] => {
    const facts = findModel(value.name);
    return facts?.tokens === undefined
      ? []
      : [
          {
            name: value.title,
            mark: 'points',
            slot: 2 + i,
            x: [facts.activeParams ?? facts.params],
            y: [facts.tokens],
            width: 10,
            label: value.title,
            quiet: true,
          },
        ];
  });
  return {
    title: l10n.t('Lines of equal loss, and of equal compute (dotted, FLOP)'),
    summary: l10n.t(
      'Predicted loss ({0}) from {1} to {2} params and {3} to {4} tokens.',
      law.conventions.loss,
      formatNumber(Ns[0] as number, 'params'),
      formatNumber(Ns[Ns.length - 1] as number, 'params'),
      formatNumber(Ds[0] as number, 'tokens'),
      formatNumber(Ds[Ds.length - 1] as number, 'tokens'),
    ),
    x: {
      label: l10n.t('parameters'),
      scale: 'log',
      style: 'params',
      domain: [Ns[0] as number, Ns[Ns.length - 1] as number],
    },
    y: {
      label: l10n.t('tokens'),
      scale: 'log',
      style: 'tokens',
      domain: [Ds[0] as number, Ds[Ds.length - 1] as number],
    },
    series: [heatmap(surface), ...budgetLines, ...lossLines, ...path, ...points],
    legend: path.length > 0 ? 'top' : 'none',
    height: 440,
  };
}

/** The surface as quiet colour below the lines, thinned. */
function heatmap({ Ns, Ds, values }: Surface): Series {
  const keep = (length: number) => {
    const drawn = Math.min(DRAWN, length);
    return Array.from({ length: drawn }, (_, i) => Math.round((i * (length - 1)) / (drawn - 1)));
  };
  const [rows, columns] = [keep(Ns.length), keep(Ds.length)];
  return {
    name: l10n.t('predicted loss'),
    mark: 'heatmap',
    slot: 0,
    opacity: 0.35,
    x: rows.map(i => Ns[i] as number),
    y: columns.map(j => Ds[j] as number),
    z: columns.map(j =>
      rows.map(i => {
        const z = values[i * Ds.length + j] as number;
        return Number.isFinite(z) ? Number(z.toPrecision(5)) : null;
      }),
    ),
    quiet: true,
  };
}
