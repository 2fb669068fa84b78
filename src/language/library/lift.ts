import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { type Dimension, NONE } from '../units/dimension';
import { compact, estimate, record } from '../values/make';
import { type Estimate, isList, kindOf, type List, plain, type Value } from '../values/value';

type Run = (replaced: ReadonlyMap<string, Value>) => Value;

/** Applies a function of scalars to each item of lists of one length. */
export function liftList(name: string, lists: readonly (readonly [string, List])[], run: Run): Value {
  const length = lists[0]?.[1].length ?? 0;
  const odd = lists.find(([, list]) => list.length !== length);
  if (odd) {
    throw new ScaleError(
      'length-mismatch',
      l10n.t(
        '{0}: the lists for `{1}` and `{2}` have {3} and {4} items: they must have the same number.',
        name,
        lists[0]?.[0] ?? '',
        odd[0],
        length,
        odd[1].length,
      ),
    );
  }
  const results: Value[] = new Array(length);
  for (let i = 0; i < length; i++) results[i] = run(new Map(lists.map(([key, list]) => [key, list[i] as Value])));
  return compact(results);
}

/**
 * Applies a function of scalars to an estimate: once at the central value and once at each draw.
 * Numbers in the result become estimates, in records field by field.
 */
export function liftDraws(uncertain: readonly (readonly [string, Estimate])[], run: Run): Value {
  const count = Math.max(...uncertain.map(([, e]) => e.draws.length));
  const level = Math.min(...uncertain.map(([, e]) => e.level));
  const at = (pick: (e: Estimate) => number): Value =>
    run(
      new Map(
        uncertain.map(([key, e]) => [
          key,
          e.dimension === NONE ? pick(e) : { kind: 'quantity', value: pick(e), dimension: e.dimension },
        ]),
      ),
    );
  const centre = at(e => e.value);
  const each: (Value | undefined)[] = [];
  for (let i = 0; i < count; i++) {
    try {
      each.push(at(e => e.draws[i % e.draws.length] as number));
    } catch (error) {
      // A draw outside the function's domain has no answer; it does not spoil the others.
      if (!(error instanceof ScaleError)) throw error;
      each.push(undefined);
    }
  }
  return gather(centre, each, level);
}

/** Joins the results of draws with the central one: numbers to estimates, records field by field, all else as at the centre. */
export function gather(centre: Value, each: readonly (Value | undefined)[], level: number): Value {
  const value = plain(centre);
  if (typeof value === 'number') return spread(value, numbersOf(each), NONE, level) ?? centre;
  if (value === null || typeof value !== 'object' || isList(value)) return centre;
  if (value.kind === 'quantity' || value.kind === 'estimate') {
    return spread(value.value, numbersOf(each), value.dimension, level) ?? centre;
  }
  if (value.kind === 'record') {
    const fields = new Map<string, Value>();
    for (const [key, field] of value.fields) {
      fields.set(
        key,
        gather(
          field,
          each.map(e => (e !== undefined && kindOf(e) === 'record' ? (e as typeof value).fields.get(key) : undefined)),
          level,
        ),
      );
    }
    return {
      ...record(fields),
      ...(value.title === undefined ? {} : { title: value.title }),
      ...(value.notes && { notes: value.notes }),
    };
  }
  return centre;
}

/** An estimate, unless every draw says the same: what does not depend on the law stays as certain as it is. */
function spread(value: number, draws: Float64Array, dimension: Dimension, level: number): Value | undefined {
  return draws.some(d => d !== value) ? estimate(value, draws, dimension, level) : undefined;
}

function numbersOf(values: readonly (Value | undefined)[]): Float64Array {
  return Float64Array.from(values, each => {
    if (typeof each === 'number') return each;
    if (
      each !== undefined &&
      each !== null &&
      typeof each === 'object' &&
      !isList(each) &&
      (each.kind === 'quantity' || each.kind === 'estimate')
    )
      return each.value;
    return Number.NaN;
  });
}
