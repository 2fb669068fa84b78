import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { describe, dimensionName } from '../evaluate/describe';
import { type Dimension, NONE, unitText } from '../units/dimension';
import { findUnit } from '../units/table';
import { isList, type Quantity, type Value } from '../values/value';

/** How a function takes an argument: what it accepts, how it is turned into what the code wants, and what is said about it. */
export interface Parameter<T> {
  /** What to call the type in signatures: `params`, `law`, `list of FLOP`. */
  readonly type: string;
  readonly doc: string;
  readonly accepts: (value: Value) => boolean;
  /** Only called with what is accepted; may still throw a ScaleError about the content. */
  readonly convert: (value: Value) => T;
  readonly optional: boolean;
  /** Value where the argument is left out. */
  readonly fallback?: T;
  /** The default as written in Scale, for signatures. */
  readonly defaultText?: string;
  /** Takes all further positional arguments; `convert` is called for each. */
  readonly rest?: boolean;
  /** A record that may also be given field by field: arguments with names that are no parameter's become its fields. */
  readonly byName?: boolean;
  /** Scalars may be given lists or estimates: the function is then applied to each item or draw. */
  readonly scalar?: Dimension | 'any';
  /** An estimate is taken by its centre, through `convert`, where an answer for each draw would be of no use. */
  readonly central?: boolean;
  /** Left out of the one-line signature, which says `…` instead; listed among the arguments. */
  readonly quiet?: boolean;
  /** Values to offer in completion. */
  readonly choices?: readonly string[];
  /** Reads a value that no other signature would: shown in the mismatch message. */
  readonly why?: (value: Value) => string | undefined;
}

const required = { optional: false } as const;

/** A plain number. */
export const number = (doc: string): Parameter<number> => ({ ...required, ...amountBase(NONE), type: 'number', doc });

/** A number or a quantity of any unit; the code gets the value itself. */
export const measurable = (doc: string): Parameter<number | Quantity> => ({
  ...required,
  type: 'number or quantity',
  doc,
  scalar: 'any',
  accepts: value =>
    typeof value === 'number' ||
    (typeof value === 'object' && value !== null && !isList(value) && value.kind === 'quantity'),
  convert: value => value as number | Quantity,
});

/** A whole number, at least `least`. */
export const count = (doc: string, least = 0): Parameter<number> => ({
  ...number(doc),
  type: 'whole number',
  convert: value => {
    const n = scalarValue(value);
    if (!Number.isInteger(n) || n < least) {
      throw new ScaleError(
        'bad-argument',
        l10n.t('This must be a whole number of at least {0}, and it is {1}.', least, n),
      );
    }
    return n;
  },
});

/** A quantity in the named unit, or a plain number taken in it. The code gets base units. */
export function amount(unit: string, doc: string): Parameter<number> {
  const known = findUnit(unit);
  if (!known) throw new Error(`no unit ${unit}`);
  return { ...required, ...amountBase(known.dimension), type: unit, doc };
}

/** A positive amount: sizes, budgets. */
export function positive(unit: string, doc: string): Parameter<number> {
  const base = unit === '' ? number(doc) : amount(unit, doc);
  return {
    ...base,
    convert: value => {
      const n = base.convert(value);
      if (!(n > 0)) throw new ScaleError('bad-argument', l10n.t('This must be greater than zero, and it is {0}.', n));
      return n;
    },
  };
}

const scalarValue = (value: Value): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'object' && value !== null && !isList(value) && value.kind === 'quantity'
      ? value.value
      : Number.NaN;

function amountBase(dimension: Dimension): Pick<Parameter<number>, 'accepts' | 'convert' | 'scalar' | 'why'> {
  return {
    scalar: dimension,
    accepts: value =>
      typeof value === 'number' ||
      (typeof value === 'object' &&
        value !== null &&
        !isList(value) &&
        value.kind === 'quantity' &&
        value.dimension === dimension),
    convert: scalarValue,
    why: value =>
      typeof value === 'object' && value !== null && !isList(value) && value.kind === 'quantity'
        ? l10n.t('it is in {0}, and should be in {1}', unitText(value.dimension), dimensionName(dimension))
        : undefined,
  };
}

/** Makes a parameter optional. `text` is the default as a user would write it. */
export const optional = <T>(parameter: Parameter<T>, fallback: T, text?: string): Parameter<T> => ({
  ...parameter,
  optional: true,
  fallback,
  ...(text === undefined ? {} : { defaultText: text }),
});

/** Optional without a default: the code gets `undefined`. */
export const maybe = <T>(parameter: Parameter<T>): Parameter<T | undefined> => ({ ...parameter, optional: true });

/** Keeps a parameter that few calls need out of the one-line signature. */
export const quiet = <T>(parameter: Parameter<T>): Parameter<T> => ({ ...parameter, quiet: true });

/** A record that may be written as named arguments: `derive(runs, C: …)` for `derive(runs, {C: …})`. */
export const byName = <T>(parameter: Parameter<T>): Parameter<T> => ({ ...parameter, byName: true });

/** Takes any number of further positional arguments; the code gets an array. */
export const rest = <T>(parameter: Parameter<T>): Parameter<readonly T[]> => ({
  ...(parameter as unknown as Parameter<readonly T[]>),
  rest: true,
  optional: true,
});

/** A parameter described by a test and a conversion. */
export const parameter = <T>(
  type: string,
  doc: string,
  accepts: (value: Value) => boolean,
  convert: (value: Value) => T,
  more: Partial<Parameter<T>> = {},
): Parameter<T> => ({ ...required, type, doc, accepts, convert, ...more });

/** What a mismatch says of a value: its kind, and why it does not fit if there is more to say. */
export const complaint = (expected: Parameter<unknown>, value: Value): string =>
  expected.why?.(value) ?? l10n.t('it is {0}, and should be: {1}', describe(value), expected.type);
