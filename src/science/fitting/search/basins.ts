import { toNatural } from '../forms/form';
import { expand, type Problem } from '../problem';
import type { LocalOptimum } from './minimise';
import { Searcher } from './run';
import type { StartPlan } from './starts';

/** Local optima that are one and the same, with the starts that led there. */
export interface Cluster {
  readonly best: LocalOptimum;
  readonly starts: number;
  /** Points of the published grid that these starts stand for. */
  readonly standsFor: number;
  readonly vanished: readonly string[];
}

/** Objectives that differ by less than this share are the same optimum. */
const SAME = 1e-7;
/** A fit through every run has an objective of rounding errors, which do not compare. */
const EXACT = 1e-18;

/** Groups the ends of all starts into optima, lowest first. Starts without a finite end are left out. */
export function clusterOptima(problem: Problem, plan: StartPlan, ends: readonly LocalOptimum[]): Cluster[] {
  const order = ends
    .map((end, i) => ({ end, standsFor: plan.standsFor[i] }))
    .filter(({ end }) => Number.isFinite(end.value))
    .sort((a, b) => a.end.value - b.end.value || a.end.gradientNorm - b.end.gradientNorm);
  const groups: (typeof order)[] = [];
  for (const item of order) {
    const last = groups.at(-1);
    const near = last && item.end.value - last[0].end.value <= SAME * Math.abs(last[0].end.value) + EXACT;
    if (last && near) last.push(item);
    else groups.push([item]);
  }
  const searcher = new Searcher(problem);
  return groups.map(group => {
    const converged = group.find(({ end }) => end.status === 'converged') ?? group[0];
    return {
      best: converged.end,
      starts: group.length,
      standsFor: group.reduce((sum, { standsFor }) => sum + standsFor, 0),
      vanished: searcher.vanished(converged.end.theta).map(j => problem.layout.free[j].name),
    };
  });
}

/** All constants of a form by name, in its own units, from free ones on the optimiser's scale. */
export function constantsAt(problem: Problem, theta: Float64Array): Record<string, number> {
  const { form, layout } = problem;
  const full = expand(layout, theta, new Float64Array(form.parameters.length));
  return Object.fromEntries(form.parameters.map((p, i) => [p.name, toNatural(p, full[i])]));
}
