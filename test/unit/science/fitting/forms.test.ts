import { describe, expect, it } from 'vitest';
import { type FitForm, toInternal } from '../../../../src/science/fitting/forms/form';
import { type FormSpec, formOf, formSpec, usualObjective } from '../../../../src/science/fitting/forms/forms';
import { createRandom } from '../../../../src/science/random';

describe('forms by name', () => {
  const has = (...columns: string[]) => ({ has: (column: string) => columns.includes(column) });

  it('take the variable that is asked for, or the one that the runs have', () => {
    expect(formSpec('power', has('N'))).toEqual({ name: 'power', variable: 'N', offset: true });
    expect(formSpec('power', has('N', 'D'))).toMatchObject({ variable: 'C' });
    expect(formSpec('bnsl', { ...has('D'), breaks: 2 })).toEqual({ name: 'bnsl', variable: 'D', breaks: 2 });
    expect(formSpec('sigmoid', has('C'))).toEqual({ name: 'sigmoid', variable: 'C' });
    expect(() => formSpec('power', { ...has('N'), variable: 'x' })).toThrow(/N, D, C/);
    expect(() => formSpec('chinchila', has('N'))).toThrow(/no form "chinchila"/);
    expect(usualObjective({ name: 'chinchilla' })).toEqual({ kind: 'huber', delta: 1e-3, scale: 'log' });
  });

  it('have one to three breaks', () => {
    expect(() => formOf({ name: 'bnsl', variable: 'C', breaks: 4 })).toThrow(/1, 2 or 3/);
  });
});

const n = 40;
const random = createRandom(7);
const logUniform = (low: number, high: number) =>
  Float64Array.from({ length: n }, () => low * (high / low) ** random.uniform());
const N = logUniform(1e7, 1e10);
const D = logUniform(1e9, 1e12);
const columns = {
  N,
  D,
  C: N.map((v, i) => 6 * v * D[i]),
  unique: D.map(v => v / (0.5 + 20 * random.uniform())),
  experts: Float64Array.from({ length: n }, () => 2 ** Math.floor(random.uniform() * 9)),
  loss: Float64Array.from({ length: n }, () => 2 + 2 * random.uniform()),
};

const broken = (breaks: number) => {
  const all = { c1: 0.1, d1: 1e20, f1: 0.3, c2: -0.05, d2: 3e21, f2: 0.6, c3: 0.2, d3: 1e22, f3: 0.2 };
  return { a: 0.4, b: 30, c0: 0.05, ...Object.fromEntries(Object.entries(all).slice(0, 3 * breaks)) };
};

const expression = {
  op: '+',
  args: [
    { op: 'name', name: 'E' },
    {
      op: '*',
      args: [
        { op: 'name', name: 'A' },
        {
          op: '^',
          args: [
            { op: 'name', name: 'N' },
            { op: 'neg', args: [{ op: 'name', name: 'alpha' }] },
          ],
        },
      ],
    },
  ],
} as const;

const cases: [string, FormSpec, Record<string, number>][] = [
  ['chinchilla', { name: 'chinchilla' }, { A: 480, B: 2000, E: 1.8, alpha: 0.35, beta: 0.37 }],
  ['kaplan', { name: 'kaplan' }, { Nc: 6.4e13, alphaN: 0.076, Dc: 1.8e13, alphaD: 0.103 }],
  ['muennighoff', { name: 'muennighoff' }, { A: 521, B: 1488, E: 1.87, alpha: 0.353, beta: 0.36, R_D: 15.4, R_N: 5.3 }],
  ['gadre', { name: 'gadre' }, { E: 1.5, a: 141, b: 190, eta: 0.121 }],
  ['clark', { name: 'clark' }, { a: -0.082, b: -0.108, c: 0.009, d: 1.104, E_start: 1.847, E_max: 314.478 }],
  ['power with offset', { name: 'power', variable: 'C', offset: true }, { A: 900, alpha: 0.13, E: 1.7 }],
  ['power without offset', { name: 'power', variable: 'N', offset: false }, { A: 12, alpha: 0.076 }],
  ['bnsl 1', { name: 'bnsl', variable: 'C', breaks: 1 }, broken(1)],
  ['bnsl 2', { name: 'bnsl', variable: 'C', breaks: 2 }, broken(2)],
  ['bnsl 3', { name: 'bnsl', variable: 'C', breaks: 3 }, broken(3)],
  ['sigmoid of loss', { name: 'sigmoid', variable: 'loss' }, { floor: 0.25, ceiling: 0.9, k: 4, L0: 2.7 }],
  ['sigmoid of compute', { name: 'sigmoid', variable: 'C' }, { floor: 0.25, ceiling: 0.9, k: 0.6, C0: 1e21 }],
  [
    'formula',
    { name: 'formula', formula: { expression, columns: ['N'], start: { A: 1, alpha: 0.2, E: 1 }, text: '' } },
    { A: 480, alpha: 0.35, E: 1.8 },
  ],
];

function predictions(form: FitForm, theta: Float64Array) {
  const out = new Float64Array(n);
  const p = form.parameters.length;
  const jacobian = new Float64Array(n * p);
  form.predict(form.features(columns), n, theta, out, jacobian);
  return { out, jacobian };
}

describe.each(cases)('%s', (_, spec, constants) => {
  const form = formOf(spec);
  const p = form.parameters.length;
  const theta = Float64Array.from(form.parameters, q => toInternal(q, constants[q.name]));

  it('predicts what the law of its form says', () => {
    const { out } = predictions(form, theta);
    for (let i = 0; i < n; i++) {
      const inputs = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]]));
      const said = form.form.loss?.(constants, inputs) ?? 1 - (form.form.error?.(constants, inputs.loss) ?? Number.NaN);
      if (Number.isNaN(said)) continue;
      expect(form.scale === 'log' ? Math.exp(out[i]) : out[i]).toBeCloseTo(said, 9);
    }
  });

  it('has the derivatives that differences have', () => {
    const { jacobian } = predictions(form, theta);
    for (let j = 0; j < p; j++) {
      const h = 1e-6 * Math.max(1, Math.abs(theta[j]));
      const [up, down] = [1, -1].map(
        side =>
          predictions(
            form,
            theta.map((v, k) => (k === j ? v + side * h : v)),
          ).out,
      );
      for (let i = 0; i < n; i++) {
        const difference = (up[i] - down[i]) / (2 * h);
        expect(Math.abs(jacobian[i * p + j] - difference)).toBeLessThan(2e-7 * (1 + Math.abs(difference)));
      }
    }
  });

  it.skipIf(!form.secondOrder)('has the second derivatives that differences have', () => {
    const psi = Float64Array.from({ length: n }, (_, i) => Math.sin(i));
    const h2 = new Float64Array(p * p);
    form.secondOrder?.(form.features(columns), n, psi, predictions(form, theta).jacobian, h2, theta);
    for (let j = 0; j < p; j++) {
      const h = 1e-5;
      const [up, down] = [1, -1].map(
        side =>
          predictions(
            form,
            theta.map((v, k) => (k === j ? v + side * h : v)),
          ).jacobian,
      );
      for (let k = 0; k < p; k++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += (psi[i] * (up[i * p + k] - down[i * p + k])) / (2 * h);
        expect(Math.abs(h2[j * p + k] - sum)).toBeLessThan(1e-6 * (1 + Math.abs(sum)));
      }
    }
  });
});
