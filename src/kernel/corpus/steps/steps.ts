import path from 'node:path';
import type { Pass } from '../../../science/corpus/pipeline/passes';
import { passesOf } from '../../../science/corpus/pipeline/passes';
import { surveyOf } from '../../../science/corpus/pipeline/run';
import { EMPTY_STATE, type Stage, type State } from '../../../science/corpus/stage';
import type { CorpusPlan } from '../plan';
import type { UnitMeta } from '../report';
import type { Store } from '../store/store';
import type { Executor } from './executor';
import { groupKey, partName, stateKey, unitKey } from './keys';
import type { UnitState } from './unit';

/** All that steps need. */
export interface StepContext {
  readonly plan: CorpusPlan;
  readonly stages: readonly Stage[];
  readonly store: Store;
  readonly executor: Executor;
  /** Folder that receives the documents that stay; without one, they are counted and nothing is written. */
  readonly output?: string | undefined;
  /** Makes bytes that all workers see; the identity where there is one thread. */
  readonly share?: ((bytes: Uint8Array) => Uint8Array) | undefined;
}

/** The last pass before `number` that surveyed for the stage at `at`: its state is what that stage knows. */
function stateBefore(passes: readonly Pass[], number: number, at: number): Pass | undefined {
  return passes.slice(0, number).findLast(pass => pass.to === at && pass.survey !== undefined);
}

/** State keys that a pass reads, by stage. */
function statesOf(stages: readonly Stage[], passes: readonly Pass[], number: number): { at: number; key: string }[] {
  const pass = passes[number]!;
  const found: { at: number; key: string }[] = [];
  for (let at = 0; at <= pass.to && at < stages.length; at++) {
    const needed = stages[at]!.kind === 'corpus' && (at >= pass.from || stages[at]!.changesText);
    const before = needed ? stateBefore(passes, number, at) : undefined;
    if (before) found.push({ at, key: stateKey(before) });
  }
  return found;
}

/** The bytes of a state that units share, and where each unit's own are. */
async function openState(store: Store, key: string, share: (bytes: Uint8Array) => Uint8Array) {
  const { units } = (await store.meta(key)) as { units: readonly number[] };
  const places = new Map(units.map((unit, i) => [unit, i + 1]));
  return {
    shared: share(await store.section(key, 0)),
    unit: (unit: number) => {
      const place = places.get(unit);
      return place === undefined ? Promise.resolve(new Uint8Array(0)) : store.section(key, place);
    },
  };
}

/** The whole state of a stage; small but for the shared bytes. */
async function readState(store: Store, key: string): Promise<State> {
  const { units } = (await store.meta(key)) as { units: readonly number[] };
  const bytes = await Promise.all(units.map((_, i) => store.section(key, i + 1)));
  return { shared: await store.section(key, 0), units: new Map(units.map((unit, i) => [unit, bytes[i]!])) };
}

/** Runs a pass over some units; those with a result are left alone. `done` is called after each. */
export async function runUnits(
  context: StepContext,
  number: number,
  units: readonly number[],
  done: (unit: number) => void = () => {},
): Promise<void> {
  const { plan, stages, store, executor, output } = context;
  const passes = passesOf(stages);
  const pass = passes[number]!;
  const writes = pass.survey === undefined && output !== undefined;
  const missing: number[] = [];
  for (const unit of units) {
    if (await store.has(unitKey(pass, unit))) done(unit);
    else missing.push(unit);
  }
  if (missing.length === 0) return;
  const share = context.share ?? (bytes => bytes);
  const states = await Promise.all(
    statesOf(stages, passes, number).map(async ({ at, key }) => ({ at, ...(await openState(store, key, share)) })),
  );
  const queue = missing.values();
  const run = async () => {
    for (const unit of queue) {
      const unitStates: UnitState[] = await Promise.all(
        states.map(async ({ at, shared, unit: unitBytes }) => ({ at, shared, unit: await unitBytes(unit) })),
      );
      const { ledger, sections, ...meta } = await executor.unit({
        pass: number,
        unit,
        source: plan.units[unit]!,
        ledger: number === 0 ? null : await store.section(unitKey(passes[number - 1]!, unit), 0),
        states: unitStates,
        output: writes ? path.join(output, partName(unit, plan.gzip)) : null,
      });
      await store.write(unitKey(pass, unit), meta satisfies UnitMeta, [ledger, ...sections]);
      done(unit);
    }
  };
  await Promise.all(Array.from({ length: Math.min(executor.size, missing.length) }, run));
}

/** Parts of a pass's survey; 0 in the last pass. */
export const partsOf = (stages: readonly Stage[], pass: Pass): number => surveyOf(stages, pass)?.parts ?? 0;

/** Groups some parts of a pass's survey; those with a result are left alone. */
export async function runGroups(
  { plan, stages, store, executor }: StepContext,
  number: number,
  parts: readonly number[],
): Promise<void> {
  const passes = passesOf(stages);
  const pass = passes[number]!;
  const before = stateBefore(passes, number, pass.to);
  const shared = before ? await store.section(stateKey(before), 0) : new Uint8Array(0);
  const queue = parts.values();
  const run = async () => {
    for (const part of queue) {
      if (await store.has(groupKey(pass, part))) continue;
      const sections = [];
      for (let unit = 0; unit < plan.units.length; unit++) {
        sections.push({ unit, bytes: await store.section(unitKey(pass, unit), part + 1) });
      }
      const group = await executor.group({ pass: number, part, sections, before: { shared } });
      await store.write(groupKey(pass, part), {}, [group]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(executor.size, parts.length) }, run));
}

/** Merges the groups of a pass's survey into the state that the next pass reads. */
export async function runMerge({ plan, stages, store }: StepContext, number: number): Promise<void> {
  const passes = passesOf(stages);
  const pass = passes[number]!;
  const survey = surveyOf(stages, pass);
  if (!survey || (await store.has(stateKey(pass)))) return;
  const before = stateBefore(passes, number, pass.to);
  const state = before ? await readState(store, stateKey(before)) : EMPTY_STATE;
  const groups: Uint8Array[] = [];
  for (let part = 0; part < survey.parts; part++) groups.push(await store.section(groupKey(pass, part), 0));
  const merged = survey.merge(groups, state);
  const units = [...merged.units.keys()].sort((a, b) => a - b);
  await store.write(stateKey(pass), { units }, [merged.shared, ...units.map(unit => merged.units.get(unit)!)]);
  for (let part = 0; part < survey.parts; part++) await store.trim(groupKey(pass, part), 0);
  for (let unit = 0; unit < plan.units.length; unit++) await store.trim(unitKey(pass, unit), 1);
}
