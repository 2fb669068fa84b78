import type { Law } from '../../science/laws/law';
import type { Block } from '../../views/blocks';
import type { Node } from '../syntax/ast';
import type { Dimension } from '../units/dimension';

/** Everything that a Scale expression can be. Plain numbers, strings and booleans are JavaScript's; `none` is `null`. */
export type Value =
  | number
  | string
  | boolean
  | null
  | Quantity
  | Estimate
  | List
  | RecordValue
  | Table
  | FunctionValue
  | LawValue
  | ModelValue
  | DeviceValue
  | Namespace
  | Interval
  | InputValue
  | View;

/** A number with a dimension. `value` is in base units; `shown` is the unit that the user converted to, for display only. */
export interface Quantity {
  readonly kind: 'quantity';
  readonly value: number;
  readonly dimension: Dimension;
  readonly shown?: ShownUnit;
}

export interface ShownUnit {
  readonly text: string;
  /** Base units in one of it. */
  readonly factor: number;
}

/** A value with an interval. Draws of estimates that come from one fit belong together by index. */
export interface Estimate {
  readonly kind: 'estimate';
  readonly value: number;
  /** In base units. May contain NaN where a draw has no answer. */
  readonly draws: Float64Array;
  readonly dimension: Dimension;
  /** Coverage of the interval that is shown, e.g. 0.9. */
  readonly level: number;
  readonly shown?: ShownUnit;
}

/** Lists are plain arrays; lists of plain numbers may be typed arrays, which sweeps and fits read directly. */
export type List = readonly Value[] | Float64Array;

export interface RecordValue {
  readonly kind: 'record';
  readonly fields: ReadonlyMap<string, Value>;
  /** What it is, for display: "Optimum by laws.epoch". */
  readonly title?: string;
  /** Sentences that belong to the answer: extrapolation warnings, conventions. */
  readonly notes?: readonly Note[];
  /** Where single fields come from, for hover. */
  readonly sources?: ReadonlyMap<string, string>;
}

export interface Note {
  readonly tone: 'info' | 'warning';
  readonly text: string;
}

/** Named columns of equal length. */
export interface Table {
  readonly kind: 'table';
  readonly columns: ReadonlyMap<string, List>;
  readonly rows: number;
  readonly title?: string;
  /** Where the data come from, for hover and `cite`. */
  readonly source?: string;
  readonly notes?: readonly Note[];
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly string[];
  /** Called with positional values. */
  readonly call: (args: readonly Value[]) => Value;
  /** What a function of the notebook computes, for those that look into it (formulas to be fitted). */
  readonly body?: Node;
  readonly text?: string;
  /** Set for functions of the library, which also take named arguments. */
  readonly builtin?: string;
}

export interface LawValue {
  readonly kind: 'law';
  readonly law: Law;
  /** What a fit adds: objective, certificate, residuals … */
  readonly fields?: ReadonlyMap<string, Value>;
  readonly notes?: readonly Note[];
  /** How it shows what it found, made when it is shown; without, a law is a list of its constants. */
  readonly card?: () => readonly Block[];
}

/** A published model. Its fields are what is published of it. */
export interface ModelValue {
  readonly kind: 'model';
  readonly name: string;
  readonly title: string;
  readonly fields: ReadonlyMap<string, Value>;
  readonly sources?: ReadonlyMap<string, string>;
}

/** An accelerator. */
export interface DeviceValue {
  readonly kind: 'device';
  readonly name: string;
  readonly title: string;
  readonly fields: ReadonlyMap<string, Value>;
  readonly sources?: ReadonlyMap<string, string>;
}

/** `laws`, `models`, `hardware`, `data`: members made when first asked for. */
export interface Namespace {
  readonly kind: 'namespace';
  readonly name: string;
  readonly names: () => readonly string[];
  readonly member: (name: string) => Value | undefined;
  /** A sentence for a member that one might look for and that is not there, with where to find it. */
  readonly absent?: (name: string) => string | undefined;
  /** The members as a table, where that has a meaning. */
  readonly table?: () => Table;
}

/** `a..b`. */
export interface Interval {
  readonly kind: 'interval';
  readonly low: Value;
  readonly high: Value;
}

/** A control. In expressions it stands for its current value. */
export interface InputValue {
  readonly kind: 'input';
  /** Names it within its cell, so that its position is found again. */
  readonly key: string;
  readonly control: Control;
  readonly value: Value;
}

export type Control =
  | {
      readonly type: 'slider';
      readonly low: number;
      readonly high: number;
      readonly step: number;
      readonly dimension: Dimension;
      readonly log: boolean;
      readonly label?: string;
    }
  | { readonly type: 'choice'; readonly options: readonly Value[]; readonly label?: string }
  | { readonly type: 'toggle'; readonly label?: string };

/** Something that a renderer draws; its fields can be used like a record's. */
export interface View {
  readonly kind: 'view';
  /** Name of the view kind: `comparison`. */
  readonly view: string;
  readonly payload: unknown;
  readonly fields: ReadonlyMap<string, Value>;
  /** Short text for places where no view can be drawn. */
  readonly text: string;
}

export type Kind =
  | 'number'
  | 'string'
  | 'boolean'
  | 'none'
  | 'list'
  | Exclude<Value, number | string | boolean | null | List>['kind'];

export const isList = (value: Value): value is List => Array.isArray(value) || value instanceof Float64Array;

export function kindOf(value: Value): Kind {
  if (value === null) return 'none';
  if (isList(value)) return 'list';
  if (typeof value === 'object') return value.kind;
  return typeof value as 'number' | 'string' | 'boolean';
}

/** The value that an input stands for; any other value is itself. */
export const plain = (value: Value): Exclude<Value, InputValue> => {
  let v = value;
  while (typeof v === 'object' && v !== null && !isList(v) && v.kind === 'input') v = v.value;
  return v as Exclude<Value, InputValue>;
};
