import type { Expr } from './expr';

const LOOSE = { if: 0, '<': 1, '<=': 1, '>': 1, '>=': 1, '+': 2, '-': 2, '*': 3, '/': 3, neg: 4, '^': 5 } as const;

const tightness = (expr: Expr): number =>
  expr.op in LOOSE ? LOOSE[expr.op as keyof typeof LOOSE] : expr.op === 'number' && expr.value < 0 ? 4 : 6;

/** A formula as it is written in Scale, with no more parentheses than it needs. */
export function textOf(expr: Expr): string {
  const inner = (arg: Expr, least: number) => (tightness(arg) >= least ? textOf(arg) : `(${textOf(arg)})`);
  switch (expr.op) {
    case 'number':
      return String(expr.value);
    case 'name':
      return expr.name;
    case 'neg':
      return `-${inner(expr.args[0], 4)}`;
    case '^':
      // Right-associative, and tighter than a minus before its base.
      return `${inner(expr.args[0], 6)}^${inner(expr.args[1], 5)}`;
    case '+':
    case '*':
      return `${inner(expr.args[0], LOOSE[expr.op])} ${expr.op} ${inner(expr.args[1], LOOSE[expr.op])}`;
    case '-':
    case '/':
      return `${inner(expr.args[0], LOOSE[expr.op])} ${expr.op} ${inner(expr.args[1], LOOSE[expr.op] + 1)}`;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${inner(expr.args[0], 2)} ${expr.op} ${inner(expr.args[1], 2)}`;
    case 'if':
      return `${inner(expr.args[0], 1)} ? ${textOf(expr.args[1])} : ${textOf(expr.args[2])}`;
    default:
      return `${expr.op === 'logistic' ? 'sigmoid' : expr.op}(${expr.args.map(textOf).join(', ')})`;
  }
}
