import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../science/errors';
import { ScaleError } from '../errors';
import { isScalar } from '../evaluate/operators';
import { suggestion } from '../suggest';
import type { Span } from '../syntax/span';
import { NONE } from '../units/dimension';
import { record } from '../values/make';
import { type Estimate, isList, type List, plain, type Value } from '../values/value';
import type { Context } from './context';
import { type FunctionEntry, type Signature, signatureText } from './entry';
import { liftDraws, liftList } from './lift';
import { complaint, type Parameter } from './parameter';

/** An argument as given: a value, its name if it has one, and its place. */
export interface Given {
  readonly name?: string;
  readonly value: Value;
  readonly span?: Span;
  /** Where its name stands. */
  readonly nameSpan?: Span;
}

type Bound =
  | { readonly ok: true; readonly args: Map<string, Given[]> }
  | { readonly ok: false; readonly error: ScaleError; readonly score: number };

/** Calls a library function: picks the signature that fits, converts the arguments, and maps over lists and draws where needed. */
export function callEntry(entry: FunctionEntry, given: readonly Given[], context: Context): Value {
  const failures: { error: ScaleError; score: number }[] = [];
  for (const signature of entry.signatures) {
    const bound = bind(entry, signature, given);
    if (bound.ok) return apply(entry, signature, bound.args, context);
    failures.push(bound);
  }
  // The signature that came furthest says best what is wrong.
  failures.sort((a, b) => b.score - a.score);
  throw (failures[0] as { error: ScaleError }).error;
}

const signatureHint = (entry: FunctionEntry): string =>
  entry.signatures.map(s => signatureText(entry.name, s)).join('\n');

/** Arguments that are fields of a record which may be given by name, gathered into it. */
function withFieldsGathered(parameters: Signature['parameters'], given: readonly Given[]): readonly Given[] {
  const home = Object.keys(parameters).find(name => parameters[name]?.byName);
  if (home === undefined || given.some(g => g.name === home)) return given;
  const isField = ({ name }: Given): boolean => name !== undefined && !Object.hasOwn(parameters, name);
  const fields = given.filter(isField);
  const [first] = fields;
  if (!first) return given;
  const value = record(new Map(fields.map(g => [g.name ?? '', g.value])));
  return [...given.filter(g => !isField(g)), { name: home, value, ...(first.nameSpan && { span: first.nameSpan }) }];
}

function bind(entry: FunctionEntry, { parameters }: Signature, all: readonly Given[]): Bound {
  const given = withFieldsGathered(parameters, all);
  const names = Object.keys(parameters);
  const args = new Map<string, Given[]>();
  const fail = (
    code: string,
    message: string,
    span: Span | undefined,
    score: number,
    hint = signatureHint(entry),
  ): Bound => ({
    ok: false,
    error: new ScaleError(code, message, span, hint),
    score,
  });
  let position = 0;
  let fitting = 0;
  for (const one of given) {
    let name = one.name;
    if (name === undefined) {
      while (
        position < names.length &&
        args.has(names[position] as string) &&
        !parameters[names[position] as string]?.rest
      )
        position++;
      name = names[position];
      if (name === undefined) {
        const most = names.length;
        return fail(
          'too-many-arguments',
          l10n.t('{0} takes {1} arguments at most, and here are {2}.', entry.name, most, given.length),
          one.span,
          fitting,
        );
      }
      if (!parameters[name]?.rest) position++;
    } else if (!Object.hasOwn(parameters, name)) {
      return fail(
        'unknown-argument',
        l10n.t('{0} has no argument named `{1}`.', entry.name, name),
        one.nameSpan ?? one.span,
        fitting,
        [suggestion(name, names), signatureHint(entry)].filter(Boolean).join('\n'),
      );
    } else if (args.has(name) && !parameters[name]?.rest) {
      return fail('repeated-argument', l10n.t('The argument `{0}` is given twice.', name), one.span, fitting);
    }
    const parameter = parameters[name] as Parameter<unknown>;
    if (!fits(parameter, one.value)) {
      return fail(
        'bad-argument',
        l10n.t('{0} cannot take this as `{1}`: {2}.', entry.name, name, complaint(parameter, plain(one.value))),
        one.span,
        // A quantity of the wrong unit is nearer to a number than to anything else.
        parameter.scalar !== undefined && isScalar(plain(one.value)) ? fitting + 0.5 : fitting,
      );
    }
    fitting++;
    args.set(name, [...(args.get(name) ?? []), one]);
  }
  const missing = names.filter(n => !args.has(n) && !parameters[n]?.optional);
  if (missing.length > 0) {
    return fail(
      'missing-argument',
      l10n.t('{0} also needs {1}.', entry.name, missing.map(m => `\`${m}\` (${parameters[m]?.type})`).join(', ')),
      undefined,
      fitting,
    );
  }
  return { ok: true, args };
}

const isEstimate = (value: Value): value is Estimate =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === 'estimate';

/** `none` for an optional argument is as if it were left out. */
function fits(parameter: Parameter<unknown>, given: Value): boolean {
  const value = plain(given);
  if (parameter.accepts(value) || parameter.accepts(given)) return true;
  if (value === null && parameter.optional) return true;
  if (parameter.scalar === undefined) return false;
  if (isEstimate(value)) {
    return parameter.scalar === 'any' || value.dimension === parameter.scalar || value.dimension === NONE;
  }
  return isList(value) && (value instanceof Float64Array || value.every(each => fits(parameter, each)));
}

function apply(
  entry: FunctionEntry,
  signature: Signature,
  bound: ReadonlyMap<string, readonly Given[]>,
  context: Context,
): Value {
  const scalars = [...bound].filter(
    ([name]) => signature.parameters[name]?.scalar !== undefined && !signature.parameters[name]?.rest,
  );
  const lists = scalars.filter(([, [one]]) => one !== undefined && isList(plain(one.value)));
  const runWith = (replaced: ReadonlyMap<string, Value>): Value =>
    apply(entry, signature, replace(bound, replaced), context);
  if (lists.length > 0)
    return liftList(
      entry.name,
      lists.map(([name, [one]]) => [name, plain((one as Given).value) as List]),
      runWith,
    );
  const uncertain = scalars.filter(
    ([name, [one]]) => one !== undefined && !signature.parameters[name]?.central && isEstimate(plain(one.value)),
  );
  if (uncertain.length > 0)
    return liftDraws(
      uncertain.map(([name, [one]]) => [name, plain((one as Given).value) as Estimate]),
      runWith,
    );
  return run(entry, signature, bound, context);
}

function replace(
  bound: ReadonlyMap<string, readonly Given[]>,
  values: ReadonlyMap<string, Value>,
): ReadonlyMap<string, readonly Given[]> {
  const copy = new Map(bound);
  for (const [name, value] of values) copy.set(name, [{ ...(copy.get(name)?.[0] as Given), value }]);
  return copy;
}

function run(
  entry: FunctionEntry,
  signature: Signature,
  bound: ReadonlyMap<string, readonly Given[]>,
  context: Context,
): Value {
  const args: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(signature.parameters)) {
    const given = bound.get(name);
    if (parameter.rest) {
      args[name] = (given ?? []).map(one => convert(entry, parameter, one));
    } else {
      const one = given?.[0];
      args[name] =
        one === undefined || (plain(one.value) === null && parameter.optional)
          ? parameter.fallback
          : convert(entry, parameter, one);
    }
  }
  try {
    return signature.run(args, context);
  } catch (error) {
    if (error instanceof ScienceError) throw new ScaleError(error.code, error.message);
    throw error;
  }
}

function convert(entry: FunctionEntry, parameter: Parameter<unknown>, one: Given): unknown {
  const value = plain(one.value);
  try {
    return parameter.convert(parameter.accepts(one.value) && !parameter.accepts(value) ? one.value : value);
  } catch (error) {
    if (error instanceof ScaleError)
      throw one.span && !error.span
        ? new ScaleError(
            error.code,
            `${entry.name}: ${error.message}`,
            one.span,
            [error.hint, signatureHint(entry)].filter(Boolean).join('\n'),
          )
        : error;
    throw error;
  }
}
