import type { BinaryOp, UnaryOp } from './expr';

/** Derivative of a unary operation at a with value v. */
export function unarySlope(op: UnaryOp, a: number, v: number): number {
  switch (op) {
    case 'neg':
      return -1;
    case 'exp':
      return v;
    case 'log':
      return 1 / a;
    case 'log2':
      return 1 / (a * Math.LN2);
    case 'log10':
      return 1 / (a * Math.LN10);
    case 'sqrt':
      return 0.5 / v;
    case 'abs':
      return Math.sign(a);
    case 'tanh':
      return 1 - v * v;
    case 'logistic':
      return v * (1 - v);
    case 'softplus':
      return a >= 0 ? 1 / (1 + Math.exp(-a)) : 1 - 1 / (1 + Math.exp(a));
    case 'sin':
      return Math.cos(a);
    case 'cos':
      return -Math.sin(a);
  }
}

/** Derivative of a binary operation at (a, b) with value v, by its argument k. */
export function binarySlopes(op: BinaryOp, k: number, a: number, b: number, v: number): number {
  const first = k === 0;
  switch (op) {
    case '+':
      return 1;
    case '-':
      return first ? 1 : -1;
    case '*':
      return first ? b : a;
    case '/':
      return first ? 1 / b : -v / b;
    case '^':
      if (first) return b * a ** (b - 1);
      return v === 0 ? 0 : v * Math.log(a);
    case 'min':
      return a <= b === first ? 1 : 0;
    case 'max':
      return a >= b === first ? 1 : 0;
  }
}
