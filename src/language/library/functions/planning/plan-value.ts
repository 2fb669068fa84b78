import { planFields } from '../../../../science/planning/fields';
import type { Plan } from '../../../../science/planning/plan';
import type { Interval } from '../../../../science/planning/uncertainty';
import { type Dimension, dimensionOf, NONE } from '../../../units/dimension';
import { estimate, quantity, record, table } from '../../../values/make';
import { isList, type Value, type View } from '../../../values/value';
import { type Parameter, parameter } from '../../parameter';
import { GPU_TIME } from './quantities';

/** The plans behind the views that were made of them, so that later functions go on from the very same numbers. */
const plans = new WeakMap<ReadonlyMap<string, Value>, Plan>();

/** Ties a plan to the fields of its view. */
export function remember(fields: ReadonlyMap<string, Value>, plan: Plan): void {
  plans.set(fields, plan);
}

const isView = (value: Value): value is View =>
  value !== null && typeof value === 'object' && !isList(value) && value.kind === 'view';

/** A plan, as `plan(…)` returns it. */
export const planned = (doc = 'A plan, as `plan(…)` returns it.'): Parameter<Plan> =>
  parameter(
    'plan',
    doc,
    value => isView(value) && plans.has(value.fields),
    value => plans.get((value as View).fields) as Plan,
  );

const unit = (powers: Parameters<typeof dimensionOf>[0]): Dimension => dimensionOf(powers);

/** Dimensions of the fields that have one. */
const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  N: unit({ param: 1 }),
  D: unit({ token: 1 }),
  C: unit({ FLOP: 1 }),
  effective_D: unit({ token: 1 }),
  time: unit({ second: 1 }),
  gpus: unit({ GPU: 1 }),
  cost: unit({ USD: 1 }),
  energy: unit({ joule: 1 }),
  co2: unit({ kgCO2e: 1 }),
  peak: unit({ FLOP: 1, second: -1 }),
  batch: unit({ token: 1 }),
};

const BYTES = unit({ byte: 1 });

/** Draws of the figures that move with the law. What is fixed by the constraints does not. */
function drawsOf(p: Plan): Readonly<Record<string, Float64Array | undefined>> {
  const i = p.intervals;
  if (!i) return {};
  const spread = (x: Interval | undefined) => (x && x.high - x.low > 1e-9 * Math.abs(x.high) ? x.draws : undefined);
  const C = spread(i.C);
  const scaled = (value: number | undefined) => (value === undefined ? undefined : C?.map(c => (c / p.C) * value));
  const [N, D] = [i.N.draws, i.D.draws];
  const [loss, optimal] = [i.loss?.draws, i.optimalLoss?.draws];
  return {
    ...{ N: spread(i.N), D: spread(i.D), C, loss: spread(i.loss), optimal_loss: spread(i.optimalLoss) },
    tokens_per_param: spread(i.N) || spread(i.D) ? N.map((n, row) => (D[row] ?? Number.NaN) / n) : undefined,
    penalty: loss && optimal ? loss.map((l, row) => Math.max(0, l - (optimal[row] ?? Number.NaN))) : undefined,
    ...{ time: scaled(p.time), cost: scaled(p.cost), energy: scaled(p.energy), co2: scaled(p.co2) },
    gpu_hours: scaled(p.gpuHours * 3600),
  };
}

/** The fields of a plan as values: units, and estimates where the law has draws and the figure moves with them. */
export function fieldsOf(p: Plan): ReadonlyMap<string, Value> {
  const { compute_penalty: _, data_limit, ...found } = planFields(p);
  const draws = drawsOf(p);
  const level = p.basis.settings.level;
  const figure = (name: string, value: number | undefined, dimension = DIMENSIONS[name] ?? NONE): Value => {
    if (value === undefined) return null;
    const each = draws[name];
    return each ? estimate(value, each, dimension, level) : quantity(value, dimension);
  };
  const fields = new Map<string, Value>();
  for (const [name, value] of Object.entries(found)) {
    if (name === 'gpu_hours') fields.set(name, figure(name, p.gpuHours * 3600, GPU_TIME));
    else if (name === 'architecture') fields.set(name, architectureRecord(found.architecture));
    else if (name === 'memory') fields.set(name, found.memory ? bytesRecord(found.memory) : null);
    else if (name === 'parallelism') fields.set(name, found.parallelism ? parallelismRecord(found.parallelism) : null);
    else if (name === 'inference') fields.set(name, found.inference ? inferenceRecord(found.inference) : null);
    else if (name === 'assumptions')
      fields.set(
        name,
        p.assumptions.map(a => record(named(a))),
      );
    else if (name === 'warnings') fields.set(name, [...p.warnings]);
    else fields.set(name, figure(name, value as number | undefined));
  }
  if (data_limit) {
    const { most_effective, ...limits } = data_limit;
    fields.set('data_limit', record({ ...limits, most_effective: quantity(most_effective, unit({ token: 1 })) }));
  }
  remember(fields, p);
  return fields;
}

const named = ({ name, value, text, source, date }: Plan['assumptions'][number]): Record<string, Value> => ({
  ...{ name, value, text, source },
  date: date ?? null,
});

type Found = ReturnType<typeof planFields>;
type Plainest = Readonly<Record<string, number | string | boolean | undefined>>;

/** A record of plain values; those of some names with a dimension. */
function withUnits(values: Plainest, dimensions: Readonly<Record<string, Dimension>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Value] => [
      name,
      typeof value === 'number' ? quantity(value, dimensions[name] ?? NONE) : (value ?? null),
    ]),
  );
}

const PARAMS = unit({ param: 1 });
const SECONDS = unit({ second: 1 });
const TOKENS = unit({ token: 1 });
const TOKEN_RATE = unit({ token: 1, second: -1 });

/** An architecture under the names that `params` takes too. */
export function architectureRecord({ experts, ...plainest }: Found['architecture']): Value {
  return record({
    ...withUnits(plainest, { params: PARAMS, total_params: PARAMS, non_embedding: PARAMS }),
    ...(experts && { experts: record(withUnits(experts, {})) }),
  });
}

/** Memory, all of it in bytes but whether it fits. */
export function bytesRecord(memory: NonNullable<Found['memory']>): Value {
  const bytes = Object.fromEntries(Object.keys(memory).map(name => [name, BYTES]));
  return record(withUnits(memory, bytes));
}

const TIMES = Object.fromEntries(
  ['step', 'compute', 'memory_time', 'tensor_time', 'data_time', 'stage_time', 'expert_time'].map(n => [n, SECONDS]),
);

function parallelismRecord({ candidates, ...chosen }: NonNullable<Found['parallelism']>): Value {
  const units = { ...TIMES, tokens_per_second: TOKEN_RATE, per_gpu: BYTES };
  const rows = candidates.map(c => withUnits(c, units));
  const names = Object.keys(rows[0] ?? {});
  return record({
    ...withUnits(chosen, units),
    candidates: table(Object.fromEntries(names.map(name => [name, rows.map(row => row[name] ?? null)]))),
  });
}

function inferenceRecord({ planned: mine, training_only, tokens, ...others }: NonNullable<Found['inference']>): Value {
  const FLOP = unit({ FLOP: 1 });
  const USD = unit({ USD: 1 });
  const run = (r: typeof mine): Value =>
    record(withUnits(r, { N: PARAMS, D: TOKENS, training: FLOP, serving: FLOP, total: FLOP }));
  return record({
    tokens: quantity(tokens, TOKENS),
    planned: run(mine),
    training_only: run(training_only),
    ...withUnits(others, {
      ...{ serving_cost: USD, cost_per_million: USD, cost_per_million_prompt: USD, gpus: unit({ GPU: 1 }) },
      ...{ tokens_per_second: TOKEN_RATE, prompt_tokens_per_second: TOKEN_RATE },
    }),
  });
}
