import * as l10n from '@vscode/l10n';
import { BINARY, COMPARISON, type Expr, type UNARY } from '../../../../science/fitting/autodiff/expr';
import { textOf } from '../../../../science/fitting/autodiff/text';
import { ScaleError } from '../../../errors';
import type { Node } from '../../../syntax/ast';
import type { FunctionValue } from '../../../values/value';

/** Names of functions in Scale that derivatives are known of. */
const FUNCTIONS: Readonly<Record<string, (typeof UNARY)[number]>> = {
  exp: 'exp',
  log: 'log',
  ln: 'log',
  log2: 'log2',
  log10: 'log10',
  sqrt: 'sqrt',
  abs: 'abs',
  tanh: 'tanh',
  sigmoid: 'logistic',
  sin: 'sin',
  cos: 'cos',
};

/** A function literal as a formula reads: `loss = E + A / N^alpha`. */
export const formulaText = (fn: FunctionValue): string => `loss = ${textOf(expressionOf(fn))}`;

/** A function literal as an expression tree that can be differentiated. */
export function expressionOf(fn: FunctionValue): Expr {
  if (!fn.body)
    throw new ScaleError(
      'no-formula',
      l10n.t('Only a function written in the notebook can be fitted: `(N, D) => E + A / N^alpha + B / D^beta`.'),
    );
  return convert(fn.body);
}

function convert(node: Node): Expr {
  const refuse = (what: string): never => {
    throw new ScaleError(
      'no-derivative',
      l10n.t(
        'A formula to be fitted is made of numbers, names, + − * / ^, comparisons, ? : and exp, log, sqrt, tanh …; {0} has no place in it.',
        what,
      ),
      node,
    );
  };
  switch (node.kind) {
    case 'number':
      return { op: 'number', value: node.value };
    case 'name':
      return { op: 'name', name: node.name };
    case 'unary':
      return node.operator === '-'
        ? { op: 'neg', args: [convert(node.operand)] }
        : node.operator === '+'
          ? convert(node.operand)
          : refuse('`not`');
    case 'binary': {
      const op = node.operator;
      if ((BINARY as readonly string[]).includes(op))
        return { op: op as '+', args: [convert(node.left), convert(node.right)] };
      if ((COMPARISON as readonly string[]).includes(op))
        return { op: op as '<', args: [convert(node.left), convert(node.right)] };
      return refuse(`\`${op}\``);
    }
    case 'conditional':
      return { op: 'if', args: [convert(node.condition), convert(node.then), convert(node.otherwise)] };
    case 'call': {
      const name = node.callee.kind === 'name' ? node.callee.name : '';
      const args = node.args.map(a => convert(a.value));
      const unary = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      const [a, b] = args;
      if (unary && a && args.length === 1) return { op: unary, args: [a] };
      if ((name === 'min' || name === 'max') && a && b && args.length === 2) return { op: name, args: [a, b] };
      return refuse(`\`${name || '…'}\``);
    }
    default:
      return refuse(l10n.t('this'));
  }
}
