import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type BinaryOp, binaryValue, type ComparisonOp, compare, type Expr, type UnaryOp, unaryValue } from './expr';
import { binarySlopes, unarySlope } from './slopes';

/**
 * One operation, for all runs at once. A node that depends on no column is a single number (stride 0); one that depends
 * on no constant is computed once, as a feature of the runs.
 */
interface Node {
  readonly op: UnaryOp | BinaryOp | ComparisonOp | 'if' | 'number' | 'feature' | 'parameter';
  readonly args: readonly Node[];
  /** Constants that it depends on. */
  readonly deps: readonly number[];
  readonly stride: 0 | 1;
  /** Of a number its value, of a feature or parameter its index. */
  readonly index: number;
  value: Float64Array;
  /** Derivatives by each of `deps`, one block after another. */
  tangent: Float64Array;
  /** Work space: derivatives by one argument. */
  slope: Float64Array;
}

/** A formula compiled for forward-mode differentiation (Wengert 1964) over many runs. */
export interface Tape {
  /** Expressions of columns alone, to be computed once. */
  readonly features: readonly Expr[];
  /** Writes the n values, and their n x p derivatives if wanted. */
  readonly run: (
    features: readonly Float64Array[],
    n: number,
    parameters: Float64Array,
    out: Float64Array,
    jacobian: Float64Array | undefined,
  ) => void;
}

/** Compiles a formula. Names that are neither parameters nor columns are an error. */
export function compileTape(expr: Expr, parameters: readonly string[], columns: readonly string[]): Tape {
  const features: Expr[] = [];
  const order: Node[] = [];
  const known = new Map<string, Node>();
  const isData = (e: Expr): boolean =>
    e.op === 'number' || (e.op === 'name' ? columns.includes(e.name) : e.args.every(isData));

  const add = (node: Omit<Node, 'value' | 'tangent' | 'slope'>): Node => {
    const made = {
      ...node,
      value: new Float64Array(1),
      tangent: new Float64Array(node.deps.length),
      slope: new Float64Array(1),
    };
    order.push(made);
    return made;
  };

  const build = (e: Expr): Node => {
    const key = JSON.stringify(e);
    const found = known.get(key);
    if (found) return found;
    const made = make(e);
    known.set(key, made);
    return made;
  };

  const make = (e: Expr): Node => {
    if (e.op === 'number') return add({ op: 'number', args: [], deps: [], stride: 0, index: e.value });
    if (e.op === 'name' && parameters.includes(e.name)) {
      const index = parameters.indexOf(e.name);
      return add({ op: 'parameter', args: [], deps: [index], stride: 0, index });
    }
    if (isData(e)) return add({ op: 'feature', args: [], deps: [], stride: 1, index: features.push(e) - 1 });
    if (e.op === 'name') {
      throw new ScienceError(
        'unknown-name',
        l10n.t('{0} is neither a column of the runs nor a constant to find (in `start`).', e.name),
      );
    }
    // x^c with x of the data is e^(c log x), whose logarithm is known beforehand.
    if (e.op === '^' && isData(e.args[0])) {
      return build({ op: 'exp', args: [{ op: '*', args: [e.args[1], { op: 'log', args: [e.args[0]] }] }] });
    }
    const args = e.args.map(build);
    const deps = [...new Set(args.flatMap(a => a.deps))].sort((a, b) => a - b);
    const stride = args.some(a => a.stride === 1) ? 1 : 0;
    return add({ op: e.op, args, deps, stride, index: 0 });
  };

  const root = build(expr);
  return {
    features,
    run: (data, n, theta, out, jacobian) => runTape(order, root, parameters.length, data, n, theta, out, jacobian),
  };
}

function runTape(
  order: readonly Node[],
  root: Node,
  p: number,
  features: readonly Float64Array[],
  n: number,
  theta: Float64Array,
  out: Float64Array,
  jacobian: Float64Array | undefined,
): void {
  for (const node of order) {
    const length = node.stride === 1 ? n : 1;
    if (node.op === 'number') node.value[0] = node.index;
    else if (node.op === 'feature') node.value = features[node.index];
    else if (node.op === 'parameter') {
      node.value[0] = theta[node.index];
      node.tangent[0] = 1;
    } else {
      if (node.value.length < length) {
        node.value = new Float64Array(length);
        node.slope = new Float64Array(length);
        node.tangent = new Float64Array(length * node.deps.length);
      }
      compute(node, length, jacobian !== undefined);
    }
  }
  for (let i = 0; i < n; i++) out[i] = root.value[i * root.stride];
  if (!jacobian) return;
  jacobian.fill(0, 0, n * p);
  const block = root.stride === 1 ? root.value.length : 1;
  root.deps.forEach((j, d) => {
    for (let i = 0; i < n; i++) jacobian[i * p + j] = root.tangent[d * block + i * root.stride];
  });
}

/** Values and derivatives of one operation; the chain rule, argument by argument. */
function compute(node: Node, length: number, derive: boolean): void {
  computeValues(node, length);
  if (!derive) return;
  const { op, args, value, tangent, deps, slope } = node;
  const block = node.stride === 1 ? value.length : 1;
  tangent.fill(0);
  if (isComparison(op)) return;
  for (const [k, arg] of args.entries()) {
    if (arg.deps.length === 0 || (op === 'if' && k === 0)) continue;
    for (let i = 0; i < length; i++) slope[i] = slopeOf(node, k, i);
    const argBlock = arg.stride === 1 ? arg.value.length : 1;
    const { stride } = arg;
    for (const [d, dep] of arg.deps.entries()) {
      const to = deps.indexOf(dep) * block;
      const from = d * argBlock;
      for (let i = 0; i < length; i++) {
        const t = arg.tangent[from + i * stride];
        // What has no say stays out, whatever it is: the branch not taken may have no derivative.
        if (t !== 0 && slope[i] !== 0) tangent[to + i] += t * slope[i];
      }
    }
  }
}

function isComparison(op: Node['op']): op is ComparisonOp {
  return op === '<' || op === '<=' || op === '>' || op === '>=';
}

/** The commonest operations have loops of their own: a choice per run would cost more than the operation. */
function computeValues(node: Node, length: number): void {
  const { op, value } = node;
  const [a, b, c] = node.args;
  const [u, v] = [a.value, b?.value ?? a.value];
  const [su, sv] = [a.stride, b?.stride ?? 0];
  switch (op) {
    case '+':
      for (let i = 0; i < length; i++) value[i] = u[i * su] + v[i * sv];
      return;
    case '-':
      for (let i = 0; i < length; i++) value[i] = u[i * su] - v[i * sv];
      return;
    case '*':
      for (let i = 0; i < length; i++) value[i] = u[i * su] * v[i * sv];
      return;
    case '/':
      for (let i = 0; i < length; i++) value[i] = u[i * su] / v[i * sv];
      return;
    case 'exp':
      for (let i = 0; i < length; i++) value[i] = Math.exp(u[i * su]);
      return;
    case 'log':
      for (let i = 0; i < length; i++) value[i] = Math.log(u[i * su]);
      return;
    case 'neg':
      for (let i = 0; i < length; i++) value[i] = -u[i * su];
      return;
    case 'if':
      for (let i = 0; i < length; i++) value[i] = u[i * su] !== 0 ? v[i * sv] : c.value[i * c.stride];
      return;
    default:
      for (let i = 0; i < length; i++) value[i] = anyValue(op, u[i * su], v[i * sv], b !== undefined);
  }
}

function anyValue(op: Node['op'], u: number, v: number, binary: boolean): number {
  if (isComparison(op)) return compare(op, u, v);
  return binary ? binaryValue(op as BinaryOp, u, v) : unaryValue(op as UnaryOp, u);
}

/** Derivative of an operation by its k-th argument, for run i. */
function slopeOf(node: Node, k: number, i: number): number {
  const { op, args, value } = node;
  const [a, b] = args;
  const u = a.value[i * a.stride];
  if (op === 'if') return (u !== 0) === (k === 1) ? 1 : 0;
  if (b) return binarySlopes(op as BinaryOp, k, u, b.value[i * b.stride], value[i]);
  return unarySlope(op as UnaryOp, u, value[i]);
}
