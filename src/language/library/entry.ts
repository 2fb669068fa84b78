import type { Value } from '../values/value';
import type { Context } from './context';
import type { Parameter } from './parameter';

export type Group =
  | 'numbers'
  | 'lists'
  | 'tables'
  | 'compute'
  | 'laws'
  | 'fitting'
  | 'planning'
  | 'models'
  | 'evaluation'
  | 'corpus'
  | 'retrieval'
  | 'plots'
  | 'inputs'
  | 'data'
  | 'references';

/** One way to call a function. */
export interface Signature {
  readonly parameters: Readonly<Record<string, Parameter<unknown>>>;
  /** What comes back, in words or as a record type. */
  readonly returns: string;
  readonly run: (args: Readonly<Record<string, unknown>>, context: Context) => Value;
}

/** A function of the library: everything about it in one place. Evaluation, errors, completion, hover and the reference all read it. */
export interface FunctionEntry {
  readonly name: string;
  readonly group: Group;
  /** One sentence, without the function's name. */
  readonly summary: string;
  /** More in Markdown: conventions, equations, traps. */
  readonly details?: string;
  readonly signatures: readonly Signature[];
  /** Cells that run as they stand. */
  readonly examples: readonly string[];
  /** Keys of `science/facts` sources. */
  readonly sources?: readonly string[];
}

type Arguments<P extends Readonly<Record<string, Parameter<unknown>>>> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** Declares a way to call a function, with the types of the arguments inferred from the parameters. */
export const signature = <P extends Readonly<Record<string, Parameter<unknown>>>>(
  parameters: P,
  returns: string,
  run: (args: Arguments<P>, context: Context) => Value,
): Signature => ({ parameters, returns, run: run as Signature['run'] });

/** `flops(N: params, D: tokens, method: "6nd")` as shown to users. */
export function signatureText(name: string, { parameters, returns }: Signature): string {
  const shown = Object.entries(parameters).filter(([, p]) => !p.quiet);
  const list = shown.map(([key, p]) => {
    if (p.rest) return `${key} …`;
    if (p.byName) return `${key} …`;
    if (p.defaultText !== undefined) return `${key}: ${p.defaultText}`;
    return p.optional ? `[${key}: ${p.type}]` : key;
  });
  const more = shown.length < Object.keys(parameters).length ? ['…'] : [];
  return `${name}(${[...list, ...more].join(', ')}) → ${returns}`;
}
