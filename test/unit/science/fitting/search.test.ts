import { describe, expect, it } from 'vitest';
import { concludeFit, fitRuns, planFit } from '../../../../src/science/fitting/fit';
import { HOFFMANN_GRID } from '../../../../src/science/fitting/forms/chinchilla';
import { type FormSpec, formOf } from '../../../../src/science/fitting/forms/forms';
import { sigmoidAt } from '../../../../src/science/fitting/forms/sigmoid';
import type { ObjectiveSpec } from '../../../../src/science/fitting/objective/objective';
import { compileProblem, type Observations } from '../../../../src/science/fitting/problem';
import { runStarts } from '../../../../src/science/fitting/search/run';
import { brokenPower } from '../../../../src/science/laws/forms/bnsl';
import { createRandom } from '../../../../src/science/random';
import { chinchilla, chinchillaLoss, simulate, TRUTH } from './helpers';

const random = createRandom(3);
const logUniform = (n: number, low: number, high: number) =>
  Float64Array.from({ length: n }, () => low * (high / low) ** random.uniform());

describe('noise-free runs of every form give their constants back', () => {
  const n = 150;
  const N = logUniform(n, 2e7, 1e10);
  const D = logUniform(n, 1e9, 5e11);
  const C = Float64Array.from({ length: n }, (_, i) => 10 ** (16 + (7 * i) / n));
  const columns = {
    N,
    D,
    C,
    unique: D.map(v => v / (1 + 60 * random.uniform())),
    experts: Float64Array.from({ length: n }, () => 2 ** random.below(10)),
    loss: Float64Array.from({ length: n }, (_, i) => 2 + (2 * i) / n),
  };
  const cases: [string, FormSpec, Record<string, number>][] = [
    ['kaplan', { name: 'kaplan' }, { Nc: 6.4e13, alphaN: 0.076, Dc: 1.8e13, alphaD: 0.103 }],
    ['gadre', { name: 'gadre' }, { E: 1.5, a: 141, b: 190, eta: 0.121 }],
    ['power', { name: 'power', variable: 'C', offset: true }, { A: 900, alpha: 0.13, E: 1.7 }],
    ['power without offset', { name: 'power', variable: 'D', offset: false }, { A: 12, alpha: 0.06 }],
    [
      'muennighoff',
      { name: 'muennighoff' },
      { A: 521, B: 1488, E: 1.87, alpha: 0.353, beta: 0.36, R_D: 15.4, R_N: 5.3 },
    ],
    ['clark', { name: 'clark' }, { a: -0.082, b: -0.108, c: 0.009, d: 1.104, E_start: 1.847, E_max: 314.478 }],
    ['bnsl', { name: 'bnsl', variable: 'C', breaks: 1 }, { a: 0.3, b: 2000, c0: 0.16, c1: -0.1, d1: 1e20, f1: 0.4 }],
    ['sigmoid', { name: 'sigmoid', variable: 'loss' }, { floor: 0.25, ceiling: 0.9, k: 4, L0: 2.8 }],
    ['sigmoid of compute', { name: 'sigmoid', variable: 'C' }, { floor: 0.25, ceiling: 0.9, k: 0.6, C0: 1e20 }],
  ];

  it.each(cases)('%s', (name, form, truth) => {
    const law = formOf(form).form;
    const response = N.map((_, i) => {
      const inputs = Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values[i]]));
      if (form.name === 'sigmoid') return sigmoidAt(form.variable, truth, inputs[form.variable]);
      return form.name === 'bnsl' ? brokenPower(truth, inputs.C) : (law.loss?.(truth, inputs) ?? Number.NaN);
    });
    const objective: ObjectiveSpec = { kind: 'mse', scale: name.startsWith('sigmoid') ? 'linear' : 'log' };
    const fit = fitRuns({ form, objective, data: { columns, response } });
    expect(fit.objective).toBeLessThan(1e-20);
    for (const [constant, value] of Object.entries(truth)) {
      expect(Math.abs(fit.constants[constant] / value - 1)).toBeLessThan(1e-5);
    }
  });
});

describe('search', () => {
  it('does not depend on how the starts are divided', () => {
    const plan = planFit(chinchilla(simulate(60, 0.005, 4)));
    const whole = runStarts(plan.search, plan.starts, 0, plan.starts.count);
    const parts = [0, 7, 11, plan.starts.count].flatMap((from, i, cuts) =>
      i + 1 < cuts.length ? runStarts(plan.search, plan.starts, from, cuts[i + 1]) : [],
    );
    expect(parts).toEqual(whole);
    expect(concludeFit(plan, parts).constants).toEqual(concludeFit(plan, whole).constants);
  });

  it('finds nothing lower from raw points of the 4,500-start grid than from the 25 that stand for them', () => {
    const { a, b, e, alpha, beta } = HOFFMANN_GRID;
    const pick = (values: readonly number[]) => values[random.below(values.length)];
    for (const [seed, noise] of [
      [5, 0.003],
      [6, 0.03],
      [7, 0.1],
    ]) {
      const spec = chinchilla(simulate(50, noise, seed));
      const fit = fitRuns(spec);
      const count = 150;
      const rows = Array.from({ length: count }, () => [pick(a), pick(b), pick(e), pick(alpha), pick(beta)]);
      const ends = runStarts(
        compileProblem(spec),
        { count, values: Float64Array.from(rows.flat()), standsFor: new Int32Array(count), pruned: 0, origin: '' },
        0,
        count,
      );
      expect(Math.min(...ends.map(end => end.value))).toBeGreaterThan(fit.objective * (1 - 1e-9));
    }
  });

  it('agrees with variable projection by brute force (least squares on the loss)', () => {
    const data = simulate(80, 0.01, 9);
    const fit = fitRuns(chinchilla(data, { objective: { kind: 'mse', scale: 'linear' } }));
    // Normal equations of A, B and E at exponents on an ever finer grid: no optimiser in common with the fit.
    let [x, y, width] = [0.4, 0.4, 0.3];
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 40; round++) {
      const [cx, cy] = [x, y];
      for (let i = -4; i <= 4; i++) {
        for (let j = -4; j <= 4; j++) {
          const [alpha, beta] = [cx + (i * width) / 4, cy + (j * width) / 4];
          const rss = projectedSquares(data, alpha, beta);
          if (rss < best) [best, x, y] = [rss, alpha, beta];
        }
      }
      width *= 0.6;
    }
    expect(fit.objective / best).toBeCloseTo(1, 8);
    expect(fit.constants.alpha).toBeCloseTo(x, 4);
    expect(fit.constants.beta).toBeCloseTo(y, 4);
  });

  it('holds constants fixed and tied, and keeps to bounds', () => {
    const data = simulate(100, 0.003, 10);
    const tied = fitRuns(chinchilla(data, { fixed: { E: 1.8 }, tied: { beta: 'alpha' } }));
    expect(tied.constants.E).toBe(1.8);
    expect(tied.constants.beta).toBe(tied.constants.alpha);
    expect(tied.free).toEqual(['A', 'B', 'alpha']);
    const bounded = fitRuns(chinchilla(data, { bounds: { alpha: [0.1, 0.3] } }));
    expect(bounded.constants.alpha).toBeCloseTo(0.3, 12);
    expect(bounded.certificate.status).toBe('bound_hit');
    expect(bounded.certificate.bounds).toEqual([{ name: 'alpha', value: bounded.constants.alpha, side: 'upper' }]);
    expect(bounded.objective).toBeGreaterThan(fitRuns(chinchilla(data)).objective);
  });

  it('weights runs as if they were there so many times', () => {
    const data = simulate(40, 0.01, 12);
    const weights = Float64Array.from({ length: 40 }, (_, i) => 1 + (i % 3));
    const rows = Array.from(weights).flatMap((w, i) => new Array<number>(w).fill(i));
    const repeat = (v: Float64Array) => Float64Array.from(rows, i => v[i]);
    const copied: Observations = {
      columns: { N: repeat(data.columns.N), D: repeat(data.columns.D) },
      response: repeat(data.response),
    };
    const [weighted, copies] = [fitRuns(chinchilla({ ...data, weights })), fitRuns(chinchilla(copied))];
    expect(weighted.objective).toBeCloseTo(copies.objective, 12);
    expect(weighted.constants.A / copies.constants.A).toBeCloseTo(1, 5);
  });

  it('fits many runs by their basins first and all of them last', () => {
    const data = simulate(5000, 0.005, 13);
    const fit = fitRuns(chinchilla(data));
    expect(fit.n).toBe(5000);
    expect(fit.residuals.length).toBe(5000);
    expect(fit.certificate.gradientNorm).toBeLessThan(1e-8);
    for (const [name, value] of Object.entries(TRUTH))
      expect(Math.abs(fit.constants[name] - value)).toBeLessThan(5 * fit.se[name]);
  });
});

function projectedSquares({ columns, response }: Observations, alpha: number, beta: number): number {
  const rows = Array.from(columns.N, (n, i) => [(n / 1e8) ** -alpha, (columns.D[i] / 1e10) ** -beta, 1]);
  const m = [0, 1, 2].map(a => [
    ...[0, 1, 2].map(b => rows.reduce((s, r) => s + r[a] * r[b], 0)),
    rows.reduce((s, r, i) => s + r[a] * response[i], 0),
  ]);
  for (let c = 0; c < 3; c++) {
    for (let r = 0; r < 3; r++) {
      if (r === c) continue;
      const f = m[r][c] / m[c][c];
      for (let k = c; k < 4; k++) m[r][k] -= f * m[c][k];
    }
  }
  const found = [0, 1, 2].map(c => m[c][3] / m[c][c]);
  return rows.reduce((s, r, i) => s + (r[0] * found[0] + r[1] * found[1] + found[2] - response[i]) ** 2, 0);
}

describe('least absolute deviations', () => {
  it('is the best line through two of the points (by trying all pairs)', () => {
    const n = 25;
    const N = logUniform(n, 1e6, 1e9);
    const response = N.map(v => 12 * v ** -0.07 * Math.exp(0.05 * random.normal()));
    const fit = fitRuns({
      form: { name: 'power', variable: 'N', offset: false },
      objective: { kind: 'lad', scale: 'log' },
      data: { columns: { N }, response },
    });
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const slope = Math.log(response[i] / response[j]) / Math.log(N[i] / N[j]);
        const sum = N.reduce(
          (s, v, k) => s + Math.abs(Math.log(response[k] / response[i]) - slope * Math.log(v / N[i])),
          0,
        );
        best = Math.min(best, sum);
      }
    }
    expect(fit.objective).toBeCloseTo(best, 12);
    expect(fit.certificate.exactRuns).toBe(2);
  });

  it('puts a tenfold price on predictions above the loss', () => {
    const data = simulate(200, 0.01, 15);
    const { residuals, certificate } = fitRuns(
      chinchilla(data, { objective: { kind: 'asymmetric', over: 10, scale: 'linear' } }),
    );
    // The tenth-and-one quantile: one in eleven runs lies below the law.
    const above = residuals.filter(r => r > 1e-12).length / residuals.length;
    expect(Math.abs(above - 1 / 11)).toBeLessThan(0.03);
    expect(certificate.exactRuns).toBe(5);
  });
});

describe('user formulas', () => {
  it('fit as the built-in form does', () => {
    const name = (text: string) => ({ op: 'name', name: text }) as const;
    const term = (factor: string, of: string, power: string) =>
      ({ op: '/', args: [name(factor), { op: '^', args: [name(of), name(power)] }] }) as const;
    const expression = {
      op: '+',
      args: [{ op: '+', args: [name('E'), term('A', 'N', 'alpha')] }, term('B', 'D', 'beta')],
    } as const;
    const data = simulate(60, 0.005, 20);
    const start = { E: 1, A: 100, B: 100, alpha: 0.3, beta: 0.3 };
    const formula = { expression, columns: ['N', 'D'], start, text: 'E + A / N^alpha + B / D^beta' };
    const own = fitRuns({ ...chinchilla(data), form: { name: 'formula', formula } });
    const builtIn = fitRuns(chinchilla(data));
    expect(own.objective).toBeCloseTo(builtIn.objective, 12);
    for (const constant of builtIn.free)
      expect(own.constants[constant] / builtIn.constants[constant]).toBeCloseTo(1, 5);
    expect(own.form.loss?.(own.constants, { N: 1e9, D: 2e10 })).toBeCloseTo(
      chinchillaLoss(own.constants, 1e9, 2e10),
      12,
    );
  });

  it('let constants be negative where they may', () => {
    const x = Float64Array.from({ length: 30 }, (_, i) => i + 1);
    const formula = {
      expression: {
        op: '+',
        args: [
          { op: 'name', name: 'c' },
          {
            op: '*',
            args: [
              { op: 'name', name: 'm' },
              { op: 'log', args: [{ op: 'name', name: 'x' }] },
            ],
          },
        ],
      },
      columns: ['x'],
      start: { c: 1, m: 1 },
      text: 'c + m log(x)',
    } as const;
    const spec = {
      form: { name: 'formula', formula },
      objective: { kind: 'mse', scale: 'linear' },
      data: { columns: { x }, response: x.map(v => 10 - 2 * Math.log(v)) },
    } as const;
    expect(fitRuns(spec).certificate.status).not.toBe('converged');
    const fit = fitRuns({ ...spec, bounds: { m: [-100, 100] } });
    expect(fit.constants.m).toBeCloseTo(-2, 10);
    expect(fit.constants.c).toBeCloseTo(10, 10);
  });
});
