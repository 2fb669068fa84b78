import { addCounts, addTotals, noCounts, noTotals } from '../../science/corpus/pipeline/counts';
import { passesOf } from '../../science/corpus/pipeline/passes';
import { addReadCounts, type CorpusCost, type CorpusReport, noReadCounts } from '../../science/corpus/pipeline/report';
import type { Stage } from '../../science/corpus/stage';
import type { CorpusPlan } from './plan';
import { unitKey } from './steps/keys';
import type { UnitDone } from './steps/unit';
import type { Store } from './store/store';

/** What a unit's result says of itself. */
export type UnitMeta = Omit<UnitDone, 'ledger' | 'sections'>;

/** Adds up what all units of all passes counted. */
export async function createReport(plan: CorpusPlan, stages: readonly Stage[], store: Store): Promise<CorpusReport> {
  const counts = stages.map(noCounts);
  const read = noReadCounts();
  const left = noTotals();
  const passes = passesOf(stages);
  for (const [number, pass] of passes.entries()) {
    for (let unit = 0; unit < plan.units.length; unit++) {
      const meta = (await store.meta(unitKey(pass, unit))) as UnitMeta;
      meta.counts.forEach((count, i) => {
        addCounts(counts[pass.from + i]!, count);
      });
      if (number === 0) addReadCounts(read, meta.read);
      if (number === passes.length - 1) addTotals(left, meta.left);
    }
  }
  return {
    version: 1,
    tokenizer: plan.tokenizer,
    files: new Set(plan.units.flatMap(unit => unit.pieces.map(piece => piece.path))).size,
    bytes: plan.units.reduce((sum, unit) => sum + unit.bytes, 0),
    read,
    stages: stages.map(({ name, params, citations }, at) => ({ name, params, citations, counts: counts[at]! })),
    input: counts[0]?.input ?? left,
    left,
  };
}

/** Milliseconds of work in each stage (the surveys of a stage are its own) and beside them, over all units and passes. */
export async function workTimes(
  plan: CorpusPlan,
  stages: readonly Stage[],
  store: Store,
): Promise<Pick<CorpusCost, 'times' | 'other'>> {
  const times = stages.map(() => 0);
  let other = 0;
  for (const pass of passesOf(stages)) {
    for (let unit = 0; unit < plan.units.length; unit++) {
      const { time, elapsed } = (await store.meta(unitKey(pass, unit))) as UnitMeta;
      other += elapsed;
      time.forEach((ms, i) => {
        if (pass.from + i >= times.length) return;
        times[pass.from + i]! += ms;
        other -= ms;
      });
    }
  }
  return { times, other };
}
