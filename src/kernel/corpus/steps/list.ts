import { passesOf } from '../../../science/corpus/pipeline/passes';
import type { Stage } from '../../../science/corpus/stage';
import type { CorpusPlan } from '../plan';
import { partsOf } from './steps';

/** A step of a pipeline that machines share: it reads results of earlier steps and writes its own, once and whole. */
export interface Step {
  /** `2-dedup-signatures/units`, `…/groups`, `…/merge`, `write/units`, `report`: what `scalebook corpus stage` is given. */
  readonly name: string;
  readonly pass: number;
  readonly kind: 'units' | 'groups' | 'merge' | 'report';
  /** How many shards can have work: units or parts; 1 where the step is one task. */
  readonly width: number;
}

/** The steps of a plan, in order; each needs the one before. */
export function stepsOf(plan: CorpusPlan, stages: readonly Stage[]): Step[] {
  const steps = passesOf(stages).flatMap((pass, number): Step[] => {
    const units: Step = { name: `${pass.name}/units`, pass: number, kind: 'units', width: plan.units.length };
    if (pass.survey === undefined) return [units];
    return [
      units,
      { name: `${pass.name}/groups`, pass: number, kind: 'groups', width: partsOf(stages, pass) },
      { name: `${pass.name}/merge`, pass: number, kind: 'merge', width: 1 },
    ];
  });
  return [...steps, { name: 'report', pass: 0, kind: 'report', width: 1 }];
}
