import * as l10n from '@vscode/l10n';
import { ScaleError } from '../../errors';
import { rowOf } from '../../evaluate/fields';
import { applyBinary, centralValue, dimensionOfScalar, isScalar, truth } from '../../evaluate/operators';
import { NONE } from '../../units/dimension';
import { quantileOfSorted } from '../../values/estimates';
import { compact, item, mapList, quantity, toArray } from '../../values/make';
import { type List, plain, type Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { count, measurable, number, optional, type Parameter, rest } from '../parameter';
import { anything, fn, list, table } from '../parameters';
import { summarise } from '../summarise';
import { pick } from './tables';

/** The most items that a list may have. Larger ones are refused before they are made. */
export const MAX_ITEMS = 20_000_000;

/** Refuses sizes that would exhaust the kernel before anything is allocated. */
export function checkSize(items: number): number {
  if (items <= MAX_ITEMS) return items;
  throw new ScaleError('too-large', l10n.t('This list would have {0} items, and {1} is the most.', items, MAX_ITEMS));
}

/** Values in the unit of the first and last: both ends must be in one unit. */
function spaced(from: Value, to: Value, values: (low: number, high: number) => Float64Array): List {
  if (!isScalar(from) || !isScalar(to))
    throw new ScaleError('not-a-number', l10n.t('Both ends must be numbers or quantities.'));
  const dimension = dimensionOfScalar(from);
  if (dimension !== dimensionOfScalar(to)) {
    // Lets the two values explain themselves.
    applyBinary('-', to, from);
  }
  const made = values(centralValue(from), centralValue(to));
  return dimension === NONE ? made : Array.from(made, v => quantity(v, dimension));
}

const ends = { from: measurable('The first value.'), to: measurable('The last value.') };

/** A summary of a list, or of the arguments given one by one; keeps the unit, or raises it to a power. */
function summary(
  name: string,
  text: string,
  f: (values: Float64Array) => number,
  example: string,
  power = 1,
): FunctionEntry {
  const of = (values: List): Value => {
    if (values.length === 0 && name !== 'sum')
      throw new ScaleError('empty', l10n.t('{0} of an empty list has no value.', name));
    return summarise(values, f, power);
  };
  return {
    name,
    group: 'lists',
    summary: text,
    signatures: [
      signature({ values: list('Numbers or quantities in one unit.') }, 'number or quantity', ({ values }) =>
        of(values),
      ),
      signature(
        { values: rest(measurable('Numbers or quantities in one unit.')) },
        'number or quantity',
        ({ values }) => of(values as readonly Value[]),
      ),
    ],
    examples: [example],
  };
}

const total = (values: Float64Array): number => {
  // Kahan-Neumaier: sums of losses must not depend on how many there are.
  let sum = 0;
  let lost = 0;
  for (const v of values) {
    const next = sum + v;
    lost += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
};
const average = (values: Float64Array): number => total(values) / values.length;
const spread = (values: Float64Array): number => {
  const centre = average(values);
  return total(values.map(v => (v - centre) ** 2)) / (values.length - 1);
};
const extreme =
  (pick: (a: number, b: number) => number) =>
  (values: Float64Array): number =>
    values.reduce((a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : pick(a, b)));

const items = (doc: string): Parameter<List> => list(doc);

export const listFunctions: readonly FunctionEntry[] = [
  {
    name: 'linspace',
    group: 'lists',
    summary: 'Evenly spaced values from one to another, both included.',
    signatures: [
      signature({ ...ends, count: optional(count('How many.', 1), 50, '50') }, 'list', ({ from, to, count: n }) =>
        spaced(from, to, (low, high) => {
          const made = new Float64Array(checkSize(n));
          for (let i = 0; i < n; i++) made[i] = n === 1 ? low : low + ((high - low) * i) / (n - 1);
          if (n > 1) made[n - 1] = high;
          return made;
        }),
      ),
    ],
    examples: ['linspace(0, 1, 5)'],
  },
  {
    name: 'logspace',
    group: 'lists',
    summary: 'Values from one to another with the same ratio between neighbours, both ends included.',
    details:
      'The ends are the values themselves, not their logarithms: `logspace(1e18, 1e24, 7)` gives 1e18, 1e19 … 1e24.',
    signatures: [
      signature({ ...ends, count: optional(count('How many.', 1), 50, '50') }, 'list', ({ from, to, count: n }) =>
        spaced(from, to, (low, high) => {
          if (!(low > 0) || !(high > 0))
            throw new ScaleError('bad-argument', l10n.t('logspace needs ends above zero.'));
          const made = new Float64Array(checkSize(n));
          const [a, b] = [Math.log10(low), Math.log10(high)];
          for (let i = 0; i < n; i++) {
            const exponent = n === 1 ? a : a + ((b - a) * i) / (n - 1);
            // Whole powers of ten come out as they are written.
            made[i] = Number.isInteger(exponent) ? Number(`1e${exponent}`) : 10 ** exponent;
          }
          made[0] = low;
          if (n > 1) made[n - 1] = high;
          return made;
        }),
      ),
    ],
    examples: ['logspace(1e18, 1e24, 7)'],
  },
  {
    name: 'range',
    group: 'lists',
    summary: 'Values from one to another in steps, the last included where a step meets it.',
    signatures: [
      signature(
        { ...ends, step: optional(measurable('The step; negative to count down.'), 1, '1') },
        'list',
        ({ from, to, step }) =>
          spaced(from, to, (low, high) => {
            const by = typeof step === 'number' ? step : step.value;
            if (by === 0 || !Number.isFinite(by))
              throw new ScaleError('bad-argument', l10n.t('A step of {0} leads nowhere.', by));
            const n = checkSize(Math.max(0, Math.floor((high - low) / by + 1e-9) + 1));
            return Float64Array.from({ length: n }, (_, i) => low + i * by);
          }),
      ),
    ],
    examples: ['range(1, 5)', 'range(0, 1, step: 0.25)'],
  },
  {
    name: 'map',
    group: 'lists',
    summary: 'The list of a function’s values at each item.',
    signatures: [
      signature(
        { list: items('What to go through.'), function: fn('Called with each item.') },
        'list',
        ({ list: values, function: f }, context) => mapList(values, value => context.call(f, [value])),
      ),
      signature(
        { table: table('A table: its rows are gone through.'), function: fn('Called with each row.') },
        'list',
        ({ table: from, function: f }, context) =>
          compact(Array.from({ length: from.rows }, (_, i) => context.call(f, [rowOf(from, i)]))),
      ),
    ],
    examples: ['map([1, 2, 3], x => x^2)'],
  },
  {
    name: 'filter',
    group: 'lists',
    summary: 'The items for which a condition holds.',
    signatures: [
      signature(
        { list: items('What to go through.'), condition: fn('Called with each item; true keeps it.') },
        'list',
        ({ list: values, condition }, context) =>
          compact(toArray(values).filter(value => truth(context.call(condition, [value])))),
      ),
      signature(
        { table: table('A table: as `where`.'), condition: fn('Called with each row; true keeps it.') },
        'table',
        ({ table: from, condition }, context) =>
          pick(
            from,
            Array.from({ length: from.rows }, (_, i) => i).filter(i =>
              truth(context.call(condition, [rowOf(from, i)])),
            ),
          ),
      ),
    ],
    examples: ['filter(range(1, 10), n => n mod 2 == 0)'],
  },
  {
    name: 'reduce',
    group: 'lists',
    summary: 'Folds a list into one value: the function gets what has been gathered and the next item.',
    signatures: [
      signature(
        {
          list: items('What to go through.'),
          function: fn('Called as (gathered, item).'),
          start: anything('What is gathered at first.'),
        },
        'value',
        ({ list: values, function: f, start }, context) =>
          toArray(values).reduce<Value>((gathered, value) => context.call(f, [gathered, value]), start),
      ),
    ],
    examples: ['reduce([1, 2, 3], (a, b) => a + b, 0)'],
  },
  summary('sum', 'The total.', total, 'sum([1, 2, 3])'),
  summary('mean', 'The arithmetic mean.', average, 'mean([1, 2, 3])'),
  summary(
    'median',
    'The middle value.',
    values => quantileOfSorted(Float64Array.from(values).sort(), 0.5),
    'median([3, 1, 2])',
  ),
  summary('std', 'The sample standard deviation (n − 1).', values => Math.sqrt(spread(values)), 'std([1, 2, 3, 4])'),
  summary('variance', 'The sample variance (n − 1), in the unit squared.', spread, 'variance([1, 2, 3, 4])', 2),
  summary('min', 'The least value.', extreme(Math.min), 'min(3, 1, 2)'),
  summary('max', 'The greatest value.', extreme(Math.max), 'max([3, 1, 2])'),
  {
    name: 'product',
    group: 'lists',
    summary: 'The product.',
    signatures: [
      signature({ values: items('Numbers or quantities.') }, 'number or quantity', ({ values }) =>
        values instanceof Float64Array
          ? values.reduce((a, b) => a * b, 1)
          : values.reduce<Value>((a, b) => applyBinary('*', a, b), 1),
      ),
    ],
    examples: ['product([1, 2, 3])'],
  },
  {
    name: 'quantile',
    group: 'lists',
    summary: 'The value below which a share p of a list lies (linear between neighbours).',
    signatures: [
      signature(
        { values: items('Numbers or quantities in one unit.'), p: number('The share, 0 to 1.') },
        'number or quantity',
        ({ values, p }) => {
          if (!(p >= 0 && p <= 1))
            throw new ScaleError('bad-argument', l10n.t('A share lies between 0 and 1, and this is {0}.', p));
          if (values.length === 0)
            throw new ScaleError('empty', l10n.t('{0} of an empty list has no value.', 'quantile'));
          return summarise(values, numbers => quantileOfSorted(Float64Array.from(numbers).sort(), p));
        },
      ),
    ],
    examples: ['quantile([1, 2, 3, 4], 90%)'],
  },
  {
    name: 'length',
    group: 'lists',
    summary: 'How many items a list has, or rows a table.',
    signatures: [
      signature({ list: items('A list.') }, 'number', ({ list: values }) => values.length),
      signature({ table: table('A table: its rows are counted.') }, 'number', ({ table: { rows } }) => rows),
    ],
    examples: ['length([1, 2, 3])'],
  },
  {
    name: 'cumsum',
    group: 'lists',
    summary: 'Running totals.',
    signatures: [
      signature({ values: items('Numbers or quantities in one unit.') }, 'list', ({ values }) => {
        if (!(values instanceof Float64Array)) {
          let running: Value | undefined;
          return compact(
            values.map(v => {
              running = running === undefined ? v : applyBinary('+', running, v);
              return running;
            }),
          );
        }
        let sum = 0;
        return values.map(v => {
          sum += v;
          return sum;
        });
      }),
    ],
    examples: ['cumsum([1, 2, 3])'],
  },
  {
    name: 'diff',
    group: 'lists',
    summary: 'Differences of neighbours: one item fewer.',
    signatures: [
      signature({ values: items('Numbers or quantities in one unit.') }, 'list', ({ values }) => {
        if (!(values instanceof Float64Array))
          return compact(values.slice(1).map((v, i) => applyBinary('-', v, values[i] as Value)));
        return values.slice(1).map((v, i) => v - (values[i] as number));
      }),
    ],
    examples: ['diff([1, 4, 9])'],
  },
  {
    name: 'concat',
    group: 'lists',
    summary: 'Lists joined one behind the other.',
    signatures: [
      signature({ lists: rest(items('A list.')) }, 'list', ({ lists }) => {
        checkSize(lists.reduce((total, l) => total + l.length, 0));
        return compact(lists.flatMap(l => [...toArray(l)]));
      }),
    ],
    examples: ['concat([1, 2], [3])'],
  },
  {
    name: 'reverse',
    group: 'lists',
    summary: 'The list from its end.',
    signatures: [
      signature({ list: items('A list.') }, 'list', ({ list: values }) => compact([...toArray(values)].reverse())),
    ],
    examples: ['reverse([1, 2, 3])'],
  },
  {
    name: 'unique',
    group: 'lists',
    summary: 'Each different item once, in order of first appearance.',
    signatures: [
      signature({ list: items('Numbers, texts or quantities.') }, 'list', ({ list: values }) => {
        const seen = new Map<unknown, Value>();
        for (const value of toArray(values)) {
          const v = plain(value);
          const key = typeof v === 'object' && v !== null ? (isScalar(v) ? centralValue(v) : v) : v;
          if (!seen.has(key)) seen.set(key, value);
        }
        return compact([...seen.values()]);
      }),
    ],
    examples: ['unique([1, 2, 1])'],
  },
  {
    name: 'zip',
    group: 'lists',
    summary: 'Lists of one length side by side: a list of lists.',
    signatures: [
      signature({ lists: rest(items('A list.')) }, 'list of lists', ({ lists }) => {
        const n = Math.min(...lists.map(l => l.length));
        return Array.from({ length: lists.length === 0 ? 0 : n }, (_, i) => compact(lists.map(l => item(l, i))));
      }),
    ],
    examples: ['zip([1, 2], [3, 4])'],
  },
];
