import type { Context } from '../library/context';
import type { Value } from '../values/value';

/** What compiled code reaches at run time. */
export interface Runtime {
  /** A notebook definition or a built-in constant or collection; `undefined` where there is none. */
  lookup(name: string): Value | undefined;
  /** Whether the notebook defines a name: it then hides the library's, even where the definition stands further down. */
  defines(name: string): boolean;
  /** What the statement defines. */
  readonly target?: string;
  /** All names that could have been meant, for suggestions. */
  names(): Iterable<string>;
  readonly context: Context;
}

/** Local variables of a call: parameters, and the frame of the function around it. */
export interface Frame {
  readonly slots: Value[];
  readonly parent: Frame | undefined;
}

/** A compiled expression. */
export type Code = (frame: Frame | undefined) => Value;
