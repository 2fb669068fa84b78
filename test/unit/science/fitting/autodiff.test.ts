import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expr, evaluate, namesIn } from '../../../../src/science/fitting/autodiff/expr';
import { linearNames } from '../../../../src/science/fitting/autodiff/linear';
import { compileTape } from '../../../../src/science/fitting/autodiff/tape';

const PARAMETERS = ['p', 'q', 'r'];
const COLUMNS = ['x', 'y'];

const { expr } = fc.letrec<{ expr: Expr }>(tie => ({
  expr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...PARAMETERS, ...COLUMNS).map((name): Expr => ({ op: 'name', name })),
    fc.integer({ min: 1, max: 5 }).map((value): Expr => ({ op: 'number', value })),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', 'min', 'max', '^'), tie('expr'), tie('expr'))
      .map(([op, a, b]) => ({ op, args: [a, b] }) as Expr),
    fc
      .tuple(
        fc.constantFrom(
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
        ),
        tie('expr'),
      )
      .map(([op, a]) => ({ op, args: [a] }) as Expr),
    fc
      .tuple(fc.constantFrom('<', '>=', '<=', '>'), tie('expr'), tie('expr'), tie('expr'), tie('expr'))
      .map(([op, a, b, c, d]) => ({ op: 'if', args: [{ op, args: [a, b] }, c, d] }) as Expr),
  ),
}));

const columns = { x: Float64Array.of(0.7, 1.9, 3.1), y: Float64Array.of(2.2, 0.4, 1.3) };
const theta = Float64Array.of(0.6, 1.4, 2.3);

function namesAt(point: Float64Array, i: number): Record<string, number> {
  return { p: point[0], q: point[1], r: point[2], x: columns.x[i], y: columns.y[i] };
}

describe('automatic differentiation', () => {
  it('has the value of the expression and the slope of its differences (any expression)', () => {
    fc.assert(
      fc.property(expr, tree => {
        const tape = compileTape(tree, PARAMETERS, COLUMNS);
        const features = tape.features.map(f =>
          Float64Array.from({ length: 3 }, (_, i) => evaluate(f, namesAt(theta, i))),
        );
        const out = new Float64Array(3);
        const jacobian = new Float64Array(9);
        tape.run(features, 3, theta, out, jacobian);
        for (let i = 0; i < 3; i++) {
          const value = evaluate(tree, namesAt(theta, i));
          if (!Number.isFinite(value) || Math.abs(value) > 1e6) continue;
          expect(Math.abs(out[i] - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)));
          for (let j = 0; j < 3; j++) {
            const at = (h: number) =>
              evaluate(
                tree,
                namesAt(
                  theta.map((v, k) => (k === j ? v + h : v)),
                  i,
                ),
              );
            const [coarse, fine] = [1e-4, 1e-5].map(h => (at(h) - at(-h)) / (2 * h));
            // Corners, poles and cancellation: where differences do not agree with each other they prove nothing.
            if (!(Math.abs(coarse - fine) < 1e-5 * (1 + Math.abs(fine))) || Math.abs(fine) > 1e5) continue;
            expect(Math.abs(jacobian[3 * i + j] - fine)).toBeLessThan(1e-4 * (1 + Math.abs(fine)));
          }
        }
      }),
      { numRuns: 800 },
    );
  });

  it('finds the constants that enter linearly', () => {
    const name = (text: string): Expr => ({ op: 'name', name: text });
    const law: Expr = {
      op: '+',
      args: [name('p'), { op: '/', args: [name('q'), { op: '^', args: [name('x'), name('r')] }] }],
    };
    expect(linearNames(law, PARAMETERS)).toEqual(['p', 'q']);
    expect(linearNames({ op: '*', args: [name('p'), name('q')] }, PARAMETERS)).toEqual(['p']);
    expect(linearNames({ op: 'log', args: [name('p')] }, PARAMETERS)).toEqual([]);
    expect(namesIn(law)).toEqual(['p', 'q', 'x', 'r']);
  });

  it('does not know names that are neither column nor constant', () => {
    expect(() => compileTape({ op: 'name', name: 'z' }, PARAMETERS, COLUMNS)).toThrow(/z/);
  });
});
