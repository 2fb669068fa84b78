import { constantsOfDraw } from '../../science/laws/draws';
import type { Law } from '../../science/laws/law';
import { type Dimension, NONE } from '../units/dimension';
import { findUnit } from '../units/table';
import { quantileOfSorted } from '../values/estimates';
import { DEFAULT_LEVEL, estimate, quantity } from '../values/make';
import type { List, Value } from '../values/value';

/** Columns of numbers that a law answers with, and the same under each draw of its constants. */
export interface DrawnColumns<K extends string> {
  readonly centre: Readonly<Record<K, Float64Array>>;
  /** For each column and row, the values of all draws; absent where the law has none. A draw without an answer is NaN. */
  readonly draws?: Readonly<Record<K, readonly Float64Array[]>>;
}

/** Asks a law, and each draw of it, for columns of numbers. */
export function columnsOverDraws<K extends string>(
  law: Law,
  ask: (law: Law) => Readonly<Record<K, Float64Array>>,
): DrawnColumns<K> {
  const centre = ask(law);
  if (!law.draws) return { centre };
  const { draws: drawn, ...plainLaw } = law;
  const names = Object.keys(centre) as K[];
  const draws = Object.fromEntries(
    names.map(name => [name, Array.from(centre[name], () => new Float64Array(drawn.count).fill(Number.NaN))]),
  ) as Record<K, Float64Array[]>;
  for (let row = 0; row < drawn.count; row++) {
    const answer = attempt(() => ask({ ...plainLaw, constants: constantsOfDraw(law, row) }));
    if (!answer) continue;
    for (const name of names) {
      const values = answer[name];
      draws[name].forEach((each, i) => {
        each[row] = values[i] ?? Number.NaN;
      });
    }
  }
  return { centre, draws };
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    // A draw outside the law's domain has no answer.
    return undefined;
  }
}

/** A column as values of Scale: quantities, or estimates where there are draws. */
export function columnValues<K extends string>({ centre, draws }: DrawnColumns<K>, name: K, unit = ''): List {
  const dimension: Dimension = unit === '' ? NONE : (findUnit(unit)?.dimension ?? NONE);
  const each = draws?.[name];
  if (each) return Array.from(centre[name], (value, i): Value => estimate(value, each[i] as Float64Array, dimension));
  return dimension === NONE ? centre[name] : Array.from(centre[name], value => quantity(value, dimension));
}

/** Ends of the central intervals of a column; absent where there are no draws. */
export function columnBand<K extends string>(
  { draws }: DrawnColumns<K>,
  name: K,
  level = DEFAULT_LEVEL,
): { low: (number | null)[]; high: (number | null)[] } | undefined {
  const each = draws?.[name];
  if (!each) return undefined;
  const tail = (1 - level) / 2;
  const sorted = each.map(values => values.filter(Number.isFinite).sort());
  const at = (p: number) => sorted.map(values => (values.length > 0 ? quantileOfSorted(values, p) : null));
  return { low: at(tail), high: at(1 - tail) };
}
