import { toInternal } from '../forms/form';
import { type Problem, restrict } from '../problem';
import { Evaluator } from './evaluator';

/** Starting points that will be run: free constants on the optimiser's scale, row by row. */
export interface StartPlan {
  readonly count: number;
  readonly values: Float64Array;
  /** How many points of the published grid (or of the form's own) each stands for. */
  readonly standsFor: Int32Array;
  /** Points of the grid that are left out because others begin lower. */
  readonly pruned: number;
  readonly origin: string;
}

/** Most starts that are run to the end; fewer where second derivatives cost more. */
const MOST = 64;
const MOST_COSTLY = 40;

/**
 * Plans the search: the given start (as it is, and with its linear constants solved for), then the form's own. Starts
 * that coincide are run once; of very many the lowest are kept.
 */
export function planStarts(problem: Problem): StartPlan {
  const { form, layout, data, spec } = problem;
  const rows: Start[] = [];
  if (spec.start) {
    const full = givenStart(problem);
    rows.push({ row: restrict(layout, full), standsFor: 1 });
    if (form.project) rows.push({ row: restrict(layout, form.project(data, full)), standsFor: 0 });
  }
  let origin = 'the given start';
  if (!spec.onlyStart || !spec.start) {
    const own = form.starts(data);
    const p = form.parameters.length;
    for (let i = 0; i < own.count; i++) {
      rows.push({
        row: restrict(layout, own.values.subarray(i * p, (i + 1) * p)),
        standsFor: own.standsFor[i],
      });
    }
    origin = spec.start ? `${origin}, ${own.origin}` : own.origin;
  }
  const merged = merge(rows);
  const most = form.secondOrder ? MOST : MOST_COSTLY;
  const kept = merged.length > most ? lowest(problem, merged, most) : merged;
  const q = layout.free.length;
  const values = new Float64Array(kept.length * q);
  for (const [i, { row }] of kept.entries()) values.set(row, i * q);
  const total = merged.reduce((sum, s) => sum + s.standsFor, 0);
  const covered = kept.reduce((sum, s) => sum + s.standsFor, 0);
  return {
    count: kept.length,
    values,
    standsFor: Int32Array.from(kept, s => s.standsFor),
    pruned: total - covered,
    origin,
  };
}

interface Start {
  readonly row: Float64Array;
  readonly standsFor: number;
}

/** The user's start in full; constants that it leaves out begin at the form's first start. */
function givenStart({ form, data, spec }: Problem): Float64Array {
  const own = form.starts(data);
  const full = Float64Array.from(own.values.subarray(0, form.parameters.length));
  for (const [j, parameter] of form.parameters.entries()) {
    const value = spec.start?.[parameter.name];
    if (value !== undefined) full[j] = toInternal(parameter, value);
  }
  return full;
}

function merge(rows: readonly Start[]): Start[] {
  const found = new Map<string, Start>();
  for (const { row, standsFor } of rows) {
    const key = Array.from(row, v => v.toPrecision(10)).join();
    const same = found.get(key);
    found.set(key, same ? { row: same.row, standsFor: same.standsFor + standsFor } : { row, standsFor });
  }
  return [...found.values()];
}

function lowest(problem: Problem, rows: readonly Start[], count: number): Start[] {
  const evaluator = new Evaluator(problem);
  const valued = rows.map(start => ({ start, value: evaluator.value(start.row) }));
  const rank = (v: number) => (Number.isNaN(v) ? Number.POSITIVE_INFINITY : v);
  return valued
    .sort((a, b) => rank(a.value) - rank(b.value))
    .slice(0, count)
    .map(({ start }) => start);
}
