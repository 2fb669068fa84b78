import * as l10n from '@vscode/l10n';
import { type LossCurvesPayload, type RawRun, reduceRuns } from '../../../views/kinds/loss-curves';
import { findRole, roleColumn } from '../../data/roles';
import { displayText } from '../../display';
import { ScaleError } from '../../errors';
import { record, view } from '../../values/make';
import type { List, Table, Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { maybe, number, optional } from '../parameter';
import { boolean, oneOf, table, text } from '../parameters';
import { measured } from '../summarise';

/** Runs beyond these are more than can be told apart. */
const MOST_RUNS = 200;

export const lossCurveFunctions: readonly FunctionEntry[] = [
  {
    name: 'loss_curves',
    group: 'plots',
    summary: 'Training runs: loss along tokens, steps or compute, with smoothing and the compute envelope.',
    details:
      'The table has a row for each logged point. Columns are found by their usual names (`run`, `step`, `tokens`, `flops`, `loss`, `params`) or named by argument; without a compute column, FLOP are 6ND where params and tokens are known. Long runs are reduced before drawing, extremes kept.',
    signatures: [
      signature(
        {
          table: table('Logged points, one per row.'),
          x: maybe(oneOf<'tokens' | 'steps' | 'flops'>(['tokens', 'steps', 'flops'], 'What the horizontal axis is.')),
          run: maybe(text('Column that tells runs apart.')),
          loss: maybe(text('Column of the loss.')),
          smoothing: optional(number('Width of the averaging window as a share of the axis.'), 0, '0'),
          log: optional(boolean('Logarithmic axes.'), true, 'true'),
          envelope: optional(boolean('Whether the lowest loss at each compute is drawn.'), false, 'false'),
          title: maybe(text('Title of the plot.')),
        },
        'view with runs, final, best',
        ({ table: from, x, run, loss, smoothing, log, envelope, title }) => {
          const runs = reduceRuns(runsOf(from, run, loss));
          const payload: LossCurvesPayload = {
            ...(title === undefined ? {} : { title }),
            runs,
            options: {
              ...(x === undefined ? {} : { x }),
              smoothing: Math.min(0.5, Math.max(0, smoothing)),
              logX: log,
              logY: log,
              envelope,
            },
          };
          const fields: Record<string, Value> = {
            runs: runs.map(r => r.name),
            final: record(Object.fromEntries(runs.map(r => [r.name, r.loss.at(-1) ?? null]))),
            best: record(
              Object.fromEntries(
                runs.map(r => [r.name, r.loss.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)]),
              ),
            ),
          };
          return view(
            'loss-curves',
            payload,
            fields,
            runs.map(r => `${r.name}: ${displayText(r.loss.at(-1) ?? null)}`).join(', '),
          );
        },
      ),
    ],
    examples: ['loss_curves(data.loss_curves, x: "flops", envelope: true)'],
  },
];

function runsOf(from: Table, runColumn: string | undefined, lossColumn: string | undefined): RawRun[] {
  const losses = measured(roleColumn(from, 'loss', lossColumn)).numbers;
  const named = runColumn ?? findRole(from, 'run');
  const names = named === undefined ? undefined : roleColumn(from, 'run', named);
  const optionalColumn = (role: 'D' | 'step' | 'C' | 'N'): Float64Array | undefined => {
    const name = findRole(from, role);
    return name === undefined ? undefined : measured(from.columns.get(name) as List).numbers;
  };
  const [tokens, steps, params] = [optionalColumn('D'), optionalColumn('step'), optionalColumn('N')];
  const flops =
    optionalColumn('C') ??
    (params && tokens ? Float64Array.from(tokens, (d, i) => 6 * d * (params[i] as number)) : undefined);
  if (!tokens && !steps && !flops)
    throw new ScaleError(
      'missing-column',
      l10n.t('The table needs a column of tokens, steps or FLOP to draw the loss along.'),
    );
  const groups = new Map<string, number[]>();
  for (let i = 0; i < from.rows; i++) {
    // A point without a loss is not on the curve.
    if (!Number.isFinite(losses[i] as number)) continue;
    const name = names === undefined ? l10n.t('run') : displayText(names[i] as Value);
    const known = groups.get(name);
    if (known) known.push(i);
    else groups.set(name, [i]);
  }
  if (groups.size > MOST_RUNS)
    throw new ScaleError(
      'too-many-runs',
      l10n.t(
        'There are {0} runs, and {1} is the most that can be drawn: choose some with where.',
        groups.size,
        MOST_RUNS,
      ),
    );
  const along = (column: Float64Array | undefined, rows: readonly number[]): number[] | undefined => {
    const values = column && rows.map(i => column[i] as number);
    return values?.every(Number.isFinite) ? values : undefined;
  };
  return [...groups].map(([name, rows]) => {
    const [t, s, f] = [along(tokens, rows), along(steps, rows), along(flops, rows)];
    return {
      name,
      loss: rows.map(i => losses[i] as number),
      ...(t && { tokens: t }),
      ...(s && { steps: s }),
      ...(f && { flops: f }),
      ...(params && { params: params[rows[0] as number] ?? null }),
    };
  });
}
