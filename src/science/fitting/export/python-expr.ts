import type { Expr } from '../autodiff/expr';

const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'np.exp',
  log: 'np.log',
  log2: 'np.log2',
  log10: 'np.log10',
  sqrt: 'np.sqrt',
  abs: 'magnitude',
  tanh: 'np.tanh',
  logistic: 'logistic',
  softplus: 'softplus',
  sin: 'np.sin',
  cos: 'np.cos',
  min: 'smaller',
  max: 'larger',
};

/** A formula in Python with numpy; `name` says how a constant or column is written. */
export function pythonOf(expr: Expr, name: (name: string) => string): string {
  if (expr.op === 'number') return String(expr.value);
  if (expr.op === 'name') return name(expr.name);
  const args = expr.args.map(arg => pythonOf(arg, name));
  switch (expr.op) {
    case 'neg':
      return `(-${args[0]})`;
    case '^':
      return `(${args[0]} ** ${args[1]})`;
    case '+':
    case '-':
    case '*':
    case '/':
      return `(${args[0]} ${expr.op} ${args[1]})`;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `(np.real(${args[0]}) ${expr.op} np.real(${args[1]}))`;
    case 'if':
      return `np.where(np.real(${args[0]}) != 0, ${args[1]}, ${args[2]})`;
    default:
      return `${FUNCTIONS[expr.op]}(${args.join(', ')})`;
  }
}
