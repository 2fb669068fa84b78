import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { callEntry, type Given } from '../library/call';
import { findEntry } from '../library/registry';
import { isReserved } from '../reserved';
import { selfReference } from '../sentences';
import { nameHint, suggestion } from '../suggest';
import type { BinaryNode, CallNode, FieldNode, LambdaNode, Name, NameNode, Node } from '../syntax/ast';
import type { Span } from '../syntax/span';
import { compact, record } from '../values/make';
import { type FunctionValue, isList, plain, type Value } from '../values/value';
import { convertTo } from './convert';
import { describe } from './describe';
import { findField, getField, getIndex } from './fields';
import { applyBinary, negate, truth } from './operators';
import type { Code, Frame, Runtime } from './runtime';
import { unitValue } from './units';

/** Names of parameters in force, innermost function first. */
type Scope = readonly (readonly string[])[];

/** Compiles an expression to closures: walked once, then run as often as a sweep needs. */
export function compile(node: Node, runtime: Runtime, scope: Scope = []): Code {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean': {
      const { value } = node;
      return () => value;
    }
    case 'none':
      return () => null;
    case 'unit': {
      const value = unitValue(node);
      return () => value;
    }
    case 'name':
      return compileName(node, runtime, scope);
    case 'list': {
      const items = node.items.map(item => compile(item, runtime, scope));
      return frame => compact(items.map(item => item(frame)));
    }
    case 'record': {
      const entries = node.entries.map(({ key, value }) => [key.name, compile(value, runtime, scope)] as const);
      return frame => record(new Map(entries.map(([key, code]) => [key, code(frame)])));
    }
    case 'unary': {
      const operand = compile(node.operand, runtime, scope);
      if (node.operator === 'not') return located(node.operand, frame => !truth(operand(frame)));
      return node.operator === '-' ? located(node, frame => negate(operand(frame))) : operand;
    }
    case 'binary':
      return compileBinary(node, runtime, scope);
    case 'conditional': {
      const condition = compile(node.condition, runtime, scope);
      const then = compile(node.then, runtime, scope);
      const otherwise = compile(node.otherwise, runtime, scope);
      const test = located(node.condition, frame => truth(condition(frame)));
      return frame => (test(frame) ? then(frame) : otherwise(frame));
    }
    case 'call':
      return compileCall(node, runtime, scope);
    case 'index': {
      const target = compile(node.target, runtime, scope);
      const index = compile(node.index, runtime, scope);
      return located(node, frame => getIndex(target(frame), index(frame)));
    }
    case 'field': {
      const target = compile(node.target, runtime, scope);
      return located(node.field, frame => getField(target(frame), node.field.name));
    }
    case 'lambda':
      return compileFunction(node, '', runtime, scope);
    case 'missing':
      return () => {
        throw new ScaleError('incomplete', l10n.t('Something is missing here: the line is not complete.'), node);
      };
  }
}

/** Gives errors without a place the place of a node. */
function located(span: Span, code: Code): Code {
  return frame => {
    try {
      return code(frame);
    } catch (error) {
      throw error instanceof ScaleError ? error.at(span) : error;
    }
  };
}

function compileName(node: NameNode, runtime: Runtime, scope: Scope): Code {
  for (let depth = 0; depth < scope.length; depth++) {
    const slot = (scope[depth] as readonly string[]).indexOf(node.name);
    if (slot < 0) continue;
    if (depth === 0) return frame => (frame as Frame).slots[slot] as Value;
    return frame => {
      let at = frame as Frame;
      for (let i = 0; i < depth; i++) at = at.parent as Frame;
      return at.slots[slot] as Value;
    };
  }
  const entry = runtime.defines(node.name) ? undefined : findEntry(node.name);
  const builtin = entry && builtinFunction(entry.name, runtime);
  return () => {
    const value = runtime.lookup(node.name) ?? builtin;
    if (value !== undefined) return value;
    throw unknownName(node, runtime);
  };
}

function unknownName(node: Name, runtime: Runtime): ScaleError {
  if (runtime.target === node.name) return new ScaleError('cycle', selfReference(node.name), node);
  if (runtime.defines(node.name))
    return new ScaleError(
      'used-before',
      l10n.t('`{0}` is defined further down in this cell: move its definition up.', node.name),
      node,
    );
  return new ScaleError(
    'unknown-name',
    l10n.t('Nothing is called `{0}`.', node.name),
    node,
    nameHint(node.name, runtime.names()),
  );
}

function builtinFunction(name: string, runtime: Runtime): FunctionValue {
  const entry = findEntry(name);
  return {
    kind: 'function',
    name,
    parameters: Object.keys(entry?.signatures[0]?.parameters ?? {}),
    builtin: name,
    call: args => {
      if (!entry) throw new ScaleError('unknown-name', l10n.t('Nothing is called `{0}`.', name));
      return callEntry(
        entry,
        args.map(value => ({ value })),
        runtime.context,
      );
    },
  };
}

function compileBinary(node: BinaryNode, runtime: Runtime, scope: Scope): Code {
  const left = compile(node.left, runtime, scope);
  const right = compile(node.right, runtime, scope);
  const { operator } = node;
  switch (operator) {
    case 'and':
      return located(node, frame => truth(left(frame)) && truth(right(frame)));
    case 'or':
      return located(node, frame => truth(left(frame)) || truth(right(frame)));
    case '..':
      return located(node, frame => ({ kind: 'interval', low: plain(left(frame)), high: plain(right(frame)) }));
    case 'to':
      return located(node, frame => convertTo(left(frame), right(frame), node.right));
    default:
      return located(node, frame => applyBinary(operator, left(frame), right(frame)));
  }
}

/** A function of the user's own. Its parameters live in a frame of their own. */
export function compileFunction(node: LambdaNode, name: string, runtime: Runtime, scope: Scope): Code {
  const parameters = node.parameters.map(p => p.name);
  const body = compile(node.body, runtime, [parameters, ...scope]);
  return parent => ({
    kind: 'function',
    name,
    parameters,
    body: node.body,
    call: args => {
      if (args.length !== parameters.length) {
        throw new ScaleError(
          'wrong-argument-count',
          l10n.t(
            '{0} takes {1}, and was given {2}.',
            name || l10n.t('This function'),
            argumentCount(parameters),
            args.length,
          ),
        );
      }
      return body({ slots: args as Value[], parent });
    },
  });
}

function argumentCount(names: readonly string[]): string {
  if (names.length === 0) return l10n.t('no arguments');
  return names.length === 1
    ? l10n.t('1 argument ({0})', names[0] as string)
    : l10n.t('{0} arguments ({1})', names.length, names.join(', '));
}

function compileCall(node: CallNode, runtime: Runtime, scope: Scope): Code {
  const args = node.args.map(arg => ({
    code: compile(arg.value, runtime, scope),
    span: arg.value,
    ...(arg.name && { name: arg.name.name, nameSpan: arg.name }),
  }));
  const given = (frame: Frame | undefined): Given[] =>
    args.map(({ code, ...given }) => ({ value: code(frame), ...given }));
  const entry = libraryCallee(node, runtime, scope);
  if (entry) return located(node, frame => callEntry(entry, given(frame), runtime.context));
  if (node.callee.kind === 'field') return located(node, compileMethod(node, node.callee, given, runtime, scope));
  const callee = compile(node.callee, runtime, scope);
  return located(node, frame => callValue(callee(frame), given(frame), node, runtime));
}

function libraryCallee({ callee }: CallNode, runtime: Runtime, scope: Scope): ReturnType<typeof findEntry> {
  if (callee.kind !== 'name' || scope.some(names => names.includes(callee.name))) return undefined;
  if (!isReserved(callee.name) && runtime.defines(callee.name)) return undefined;
  return findEntry(callee.name);
}

/** `models.where(f)`: a field that is a function, or else the library's function with the target as first argument. */
function compileMethod(
  node: CallNode,
  callee: FieldNode,
  given: (frame: Frame | undefined) => Given[],
  runtime: Runtime,
  scope: Scope,
): Code {
  const target = compile(callee.target, runtime, scope);
  const entry = findEntry(callee.field.name);
  return frame => {
    const object = target(frame);
    const own = findField(object, callee.field.name);
    if (own !== undefined && (typeof own !== 'object' || own === null || isList(own) || own.kind === 'function'))
      return callValue(own, given(frame), node, runtime);
    if (entry) return callEntry(entry, [{ value: object, span: callee.target }, ...given(frame)], runtime.context);
    return callValue(getField(object, callee.field.name), given(frame), node, runtime);
  };
}

function callValue(callee: Value, given: readonly Given[], node: CallNode, runtime: Runtime): Value {
  const fn = plain(callee);
  if (typeof fn !== 'object' || fn === null || isList(fn) || fn.kind !== 'function') {
    throw new ScaleError(
      'not-a-function',
      l10n.t('Only functions can be called, and this is {0}.', describe(fn)),
      node.callee,
    );
  }
  const entry = fn.builtin === undefined ? undefined : findEntry(fn.builtin);
  if (entry) return callEntry(entry, given, runtime.context);
  return fn.call(positional(fn, given));
}

/** Arguments of a user's function in the order of its parameters. */
function positional(fn: FunctionValue, given: readonly Given[]): Value[] {
  if (given.every(g => g.name === undefined)) return given.map(g => g.value);
  const slots: (Value | undefined)[] = fn.parameters.map(() => undefined);
  let next = 0;
  for (const one of given) {
    const at = one.name === undefined ? next++ : fn.parameters.indexOf(one.name);
    if (at < 0 || at >= slots.length) {
      throw new ScaleError(
        'unknown-argument',
        l10n.t('{0} has no argument named `{1}`.', fn.name, one.name ?? ''),
        one.nameSpan ?? one.span,
        suggestion(one.name ?? '', fn.parameters),
      );
    }
    if (slots[at] !== undefined)
      throw new ScaleError(
        'repeated-argument',
        l10n.t('The argument `{0}` is given twice.', fn.parameters[at] ?? ''),
        one.span,
      );
    slots[at] = one.value;
  }
  const missing = fn.parameters.filter((_, i) => slots[i] === undefined);
  if (missing.length > 0)
    throw new ScaleError(
      'missing-argument',
      l10n.t('{0} also needs {1}.', fn.name, missing.map(m => `\`${m}\``).join(', ')),
    );
  return slots as Value[];
}
