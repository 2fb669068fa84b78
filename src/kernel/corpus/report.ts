import { addCounts, noCounts, type StageCounts } from '../../science/corpus/pipeline/counts';
import { passesOf } from '../../science/corpus/pipeline/passes';
import type { Place, Stage, StageParams } from '../../science/corpus/stage';
import type { Citation } from '../../science/source';
import { addReadCounts, noReadCounts, type ReadCounts } from './input/read';
import type { CorpusPlan } from './plan';
import { unitKey } from './steps/keys';
import type { Store } from './store/store';

/** What a pipeline did. The same for the same input, however it ran: times stand apart. */
export interface CorpusReport {
  readonly version: 1;
  readonly tokenizer: string | null;
  readonly files: number;
  /** Stored bytes of the input. */
  readonly bytes: number;
  readonly read: ReadCounts;
  readonly stages: readonly {
    readonly name: string;
    readonly params: StageParams;
    readonly citations: readonly Citation[];
    readonly counts: StageCounts;
  }[];
  /** Documents that remain, and their size. */
  readonly left: StageCounts['output'];
}

/** What a unit's result says of itself. */
export interface UnitMeta {
  readonly counts: readonly StageCounts[];
  readonly read: ReadCounts;
  readonly time: readonly number[];
}

/** Files that a unit holds, for naming a place to a reader. */
export const placeName = (plan: CorpusPlan, { unit, index }: Place): string => {
  const pieces = plan.units[unit]?.pieces ?? [];
  const first = pieces[0]?.path ?? '';
  return pieces.length > 1 ? `${first} … (document ${index + 1})` : `${first} (document ${index + 1})`;
};

/** Adds up what all units of all passes counted. */
export async function createReport(plan: CorpusPlan, stages: readonly Stage[], store: Store): Promise<CorpusReport> {
  const counts = stages.map(noCounts);
  const read = noReadCounts();
  const passes = passesOf(stages);
  for (const [number, pass] of passes.entries()) {
    for (let unit = 0; unit < plan.units.length; unit++) {
      const meta = (await store.meta(unitKey(pass, unit))) as UnitMeta;
      meta.counts.forEach((count, i) => {
        addCounts(counts[pass.from + i]!, count);
      });
      if (number === 0) addReadCounts(read, meta.read);
    }
  }
  const left = counts.at(-1)?.output ?? noCounts().output;
  return {
    version: 1,
    tokenizer: plan.tokenizer,
    files: new Set(plan.units.flatMap(unit => unit.pieces.map(piece => piece.path))).size,
    bytes: plan.units.reduce((sum, unit) => sum + unit.bytes, 0),
    read,
    stages: stages.map(({ name, params, citations }, at) => ({ name, params, citations, counts: counts[at]! })),
    left,
  };
}

/** Milliseconds of work in each stage, over all units and passes (the surveys of a stage are its own). */
export async function stageTimes(plan: CorpusPlan, stages: readonly Stage[], store: Store): Promise<number[]> {
  const times = stages.map(() => 0);
  for (const pass of passesOf(stages)) {
    for (let unit = 0; unit < plan.units.length; unit++) {
      const { time } = (await store.meta(unitKey(pass, unit))) as UnitMeta;
      time.forEach((ms, i) => {
        if (pass.from + i < times.length) times[pass.from + i]! += ms;
      });
    }
  }
  return times;
}
