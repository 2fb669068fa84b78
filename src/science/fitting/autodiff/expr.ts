/** Operators of an expression, by how many arguments they take. */
export const UNARY = [
  'neg',
  'exp',
  'log',
  'log2',
  'log10',
  'sqrt',
  'abs',
  'tanh',
  'logistic',
  'softplus',
  'sin',
  'cos',
] as const;
export const BINARY = ['+', '-', '*', '/', '^', 'min', 'max'] as const;
export const COMPARISON = ['<', '<=', '>', '>='] as const;

export type UnaryOp = (typeof UNARY)[number];
export type BinaryOp = (typeof BINARY)[number];
export type ComparisonOp = (typeof COMPARISON)[number];

/**
 * A formula of a law as a tree. Names are columns of the runs (`N`, `D`) or constants to find. `if` takes its second
 * argument where the first is not zero, else its third; a comparison is 1 or 0.
 */
export type Expr =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: UnaryOp; readonly args: readonly [Expr] }
  | { readonly op: BinaryOp | ComparisonOp; readonly args: readonly [Expr, Expr] }
  | { readonly op: 'if'; readonly args: readonly [Expr, Expr, Expr] };

/** Names that occur in an expression, in order of first occurrence. */
export function namesIn(expr: Expr, found: string[] = []): string[] {
  if (expr.op === 'name') {
    if (!found.includes(expr.name)) found.push(expr.name);
  } else if (expr.op !== 'number') {
    for (const arg of expr.args) namesIn(arg, found);
  }
  return found;
}

/** Value of an expression for one run. */
export function evaluate(expr: Expr, names: Readonly<Record<string, number>>): number {
  if (expr.op === 'number') return expr.value;
  if (expr.op === 'name') return names[expr.name] ?? Number.NaN;
  const [a, b, c] = expr.args.map(arg => evaluate(arg, names));
  switch (expr.op) {
    case 'if':
      return a !== 0 ? b : c;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(expr.op, a, b);
    case '+':
    case '-':
    case '*':
    case '/':
    case '^':
    case 'min':
    case 'max':
      return binaryValue(expr.op, a, b);
    default:
      return unaryValue(expr.op, a);
  }
}

export function compare(op: ComparisonOp, a: number, b: number): 0 | 1 {
  const holds = op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b;
  return holds ? 1 : 0;
}

export function binaryValue(op: BinaryOp, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '^':
      return a ** b;
    case 'min':
      return Math.min(a, b);
    case 'max':
      return Math.max(a, b);
  }
}

export function unaryValue(op: UnaryOp, a: number): number {
  switch (op) {
    case 'neg':
      return -a;
    case 'exp':
      return Math.exp(a);
    case 'log':
      return Math.log(a);
    case 'log2':
      return Math.log2(a);
    case 'log10':
      return Math.log10(a);
    case 'sqrt':
      return Math.sqrt(a);
    case 'abs':
      return Math.abs(a);
    case 'tanh':
      return Math.tanh(a);
    case 'logistic':
      return a >= 0 ? 1 / (1 + Math.exp(-a)) : 1 - 1 / (1 + Math.exp(a));
    case 'softplus':
      return a > 0 ? a + Math.log1p(Math.exp(-a)) : Math.log1p(Math.exp(a));
    case 'sin':
      return Math.sin(a);
    case 'cos':
      return Math.cos(a);
  }
}
