import type { Fix } from '../diagnostic';
import { ScaleError } from '../errors';
import { requireConvertible } from '../evaluate/convert';
import { combine, requireComparable } from '../evaluate/operators';
import { measure } from '../evaluate/units';
import { withUnit } from '../fixes';
import { findNamespace } from '../library/namespaces';
import { findEntry } from '../library/registry';
import type { BinaryNode, Node } from '../syntax/ast';
import { type Dimension, NONE } from '../units/dimension';

/**
 * What is known of a value before anything runs: its dimension if it is a number or quantity, that it is a text,
 * a list or something else, or nothing (`undefined`).
 */
export type Inferred = { readonly dimension: Dimension } | 'text' | 'boolean' | 'other' | undefined;

export type Environment = (name: string) => Inferred;

export const isNumeric = (type: Inferred): type is { readonly dimension: Dimension } => typeof type === 'object';

/** Called for each contradiction found on the way. */
export type Complain = (error: ScaleError, node: Node, fix?: Fix) => void;

/**
 * Infers what a node's value will be, and complains where two units cannot meet. `hides` tells which names are the notebook's
 * own, though the library has them too.
 */
export function infer(
  node: Node,
  environment: Environment,
  complain: Complain,
  hides: (name: string) => boolean = () => false,
): Inferred {
  const of = (child: Node, scope = environment, hidden = hides): Inferred => infer(child, scope, complain, hidden);
  switch (node.kind) {
    case 'number':
      return { dimension: NONE };
    case 'unit':
      return { dimension: measure(node).dimension };
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'none':
    case 'missing':
      return undefined;
    case 'name':
      return environment(node.name);
    case 'list':
      for (const item of node.items) of(item);
      return 'other';
    case 'record':
      for (const { value } of node.entries) of(value);
      return 'other';
    case 'unary': {
      const operand = of(node.operand);
      return node.operator === 'not' ? 'boolean' : operand;
    }
    case 'binary':
      return inferBinary(node, of, complain);
    case 'conditional': {
      of(node.condition);
      const [then, otherwise] = [of(node.then), of(node.otherwise)];
      return isNumeric(then) && isNumeric(otherwise) && then.dimension !== otherwise.dimension
        ? undefined
        : then === otherwise || isNumeric(then)
          ? then
          : undefined;
    }
    case 'lambda': {
      const bound = new Set(node.parameters.map(p => p.name));
      of(
        node.body,
        name => (bound.has(name) ? undefined : environment(name)),
        name => bound.has(name) || hides(name),
      );
      return 'other';
    }
    case 'index':
      of(node.index);
      of(node.target);
      return undefined;
    case 'field':
      of(node.target);
      return node.target.kind === 'name' && !hides(node.target.name) && findNamespace(node.target.name)
        ? 'other'
        : undefined;
    case 'call':
      for (const { value } of node.args) of(value);
      if (node.callee.kind !== 'name') of(node.callee);
      return node.callee.kind === 'name' &&
        !hides(node.callee.name) &&
        findEntry(node.callee.name)?.signatures.every(s => s.returns === 'number') &&
        node.args.every(a => isNumeric(of(a.value)))
        ? { dimension: NONE }
        : undefined;
  }
}

function inferBinary(node: BinaryNode, of: (child: Node) => Inferred, complain: Complain): Inferred {
  const left = of(node.left);
  const right = of(node.right);
  const { operator } = node;
  const attempt = <T>(compute: () => T): T | undefined => {
    try {
      return compute();
    } catch (error) {
      if (error instanceof ScaleError) complain(error, node, unitFix(node, left, right));
      return undefined;
    }
  };
  switch (operator) {
    case 'and':
    case 'or':
      return 'boolean';
    case '..':
      return 'other';
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (isNumeric(left) && isNumeric(right)) attempt(() => requireComparable(left.dimension, right.dimension));
      return undefined;
    case 'to':
      if (isNumeric(left) && isNumeric(right) && right.dimension !== NONE)
        attempt(() => requireConvertible(left.dimension, right.dimension));
      return left;
    default: {
      if (!isNumeric(left) || !isNumeric(right)) return undefined;
      const exponent = node.right.kind === 'number' ? node.right.value : undefined;
      if (operator === '^' && exponent === undefined && left.dimension !== NONE) return undefined;
      const dimension = attempt(() => combine(operator, left.dimension, right.dimension, exponent ?? 1));
      return dimension && { dimension };
    }
  }
}

/** A plain number beside a quantity was probably meant in its unit. */
function unitFix({ operator, left: a, right: b }: BinaryNode, left: Inferred, right: Inferred): Fix | undefined {
  if (!isNumeric(left) || !isNumeric(right) || !['+', '-', 'to'].includes(operator)) return undefined;
  if (left.dimension === NONE) return withUnit(a, right.dimension);
  return right.dimension === NONE ? withUnit(b, left.dimension) : undefined;
}
