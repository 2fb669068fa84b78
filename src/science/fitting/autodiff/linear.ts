import type { Expr } from './expr';

/** How an expression depends on a set of names: 0 not, 1 at most linearly, 2 in any other way. */
function degree(expr: Expr, names: ReadonlySet<string>): number {
  if (expr.op === 'number') return 0;
  if (expr.op === 'name') return names.has(expr.name) ? 1 : 0;
  const of = expr.args.map(arg => degree(arg, names));
  switch (expr.op) {
    case '+':
    case '-':
    case 'neg':
      return Math.max(...of);
    case '*':
      return Math.min(2, of[0] + of[1]);
    case '/':
      return of[1] === 0 ? of[0] : 2;
    case 'if':
      return of[0] === 0 ? Math.max(of[1], of[2]) : 2;
    default:
      return of.every(d => d === 0) ? 0 : 2;
  }
}

/** Constants in which a formula is jointly linear, so that they can be solved for instead of searched. */
export function linearNames(expr: Expr, candidates: readonly string[]): string[] {
  const chosen = new Set<string>();
  for (const name of candidates) {
    if (degree(expr, new Set([name])) === 0) continue;
    chosen.add(name);
    if (degree(expr, chosen) !== 1) chosen.delete(name);
  }
  return [...chosen];
}
