import { describe, expect, it } from 'vitest';
import { ScienceError } from '../../../../src/science/errors';
import { fitRuns } from '../../../../src/science/fitting/fit';
import { chinchilla, simulate, TRUTH } from './helpers';

const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof ScienceError ? error.code : 'another error';
  }
  return 'none';
};

describe('traps', () => {
  it('three runs are too few for five constants, and it says so', () => {
    expect(code(() => fitRuns(chinchilla(simulate(3, 0.01, 1))))).toBe('too-few-runs');
  });

  it('as many runs as constants: flat, however small the objective', () => {
    const { certificate } = fitRuns(chinchilla(simulate(5, 0.01, 1)));
    expect(certificate.status).toBe('flat');
    expect(certificate.sentences.join(' ')).toMatch(/as many constants as runs/);
  });

  it('a constant loss has no trend', () => {
    const data = simulate(40, 0, 1);
    const { certificate, constants } = fitRuns(chinchilla({ ...data, response: new Float64Array(40).fill(2.5) }));
    expect(certificate.status).toBe('flat');
    expect(certificate.sentences.join(' ')).toMatch(/same loss/);
    expect(constants.E).toBeLessThanOrEqual(2.5);
  });

  it('collinear designs cannot tell N from D', () => {
    const N = simulate(60, 0, 2).columns.N;
    const D = N.map(v => 20 * v);
    const response = N.map((v, i) => (1.8 + 480 * v ** -0.35 + 2000 * D[i] ** -0.37) * (1 + 0.003 * Math.sin(37 * i)));
    const { certificate } = fitRuns(chinchilla({ columns: { N, D }, response }));
    expect(certificate.status).toBe('flat');
    expect(certificate.sentences.join(' ')).toMatch(/cannot be told apart/);
  });

  it('a loss that rises with size ends on limits, and names them', () => {
    const data = simulate(40, 0, 3);
    const { certificate } = fitRuns(chinchilla({ ...data, response: data.columns.N.map(v => v ** 0.1) }));
    expect(certificate.status).toBe('bound_hit');
    expect(certificate.bounds.length).toBeGreaterThan(0);
  });

  it.each([1e-30, 1e30])('losses and sizes in units of %g change nothing but the constants', unit => {
    const data = simulate(80, 0.005, 4);
    const plain = fitRuns(chinchilla(data));
    const losses = fitRuns(chinchilla({ ...data, response: data.response.map(v => v * unit) }));
    expect(losses.objective / plain.objective).toBeCloseTo(1, 9);
    expect(losses.constants.E / unit / plain.constants.E).toBeCloseTo(1, 6);
    expect(losses.constants.alpha).toBeCloseTo(plain.constants.alpha, 6);
    const columns = { N: data.columns.N.map(v => v * unit), D: data.columns.D.map(v => v * unit) };
    const sizes = fitRuns(chinchilla({ ...data, columns }));
    expect(sizes.objective / plain.objective).toBeCloseTo(1, 9);
    expect(sizes.constants.beta).toBeCloseTo(plain.constants.beta, 6);
    expect(sizes.certificate.status).toBe('converged');
  });

  it('noise-free runs give the constants to the last digits, and no false flatness', () => {
    const { constants, certificate } = fitRuns(chinchilla(simulate(50, 0, 5)));
    expect(certificate.status).toBe('converged');
    for (const [name, value] of Object.entries(TRUTH)) expect(constants[name] / value).toBeCloseTo(1, 9);
  });

  it('outliers are named by row', () => {
    const data = simulate(80, 0.003, 6);
    const response = data.response.map((v, i) => (i === 17 ? v * 1.3 : v));
    const { certificate } = fitRuns(chinchilla({ ...data, response }));
    expect(certificate.outliers[0]).toMatchObject({ row: 18 });
    expect(certificate.outliers[0].score).toBeLessThan(-6);
  });

  it('unknown constants, empty bounds and fixing all are sentences', () => {
    const data = simulate(20, 0.01, 7);
    expect(code(() => fitRuns(chinchilla(data, { fixed: { gamma: 1 } })))).toBe('unknown-constant');
    expect(code(() => fitRuns(chinchilla(data, { bounds: { alpha: [1, 0] } })))).toBe('bad-bounds');
    expect(code(() => fitRuns(chinchilla(data, { fixed: TRUTH })))).toBe('nothing-free');
    expect(code(() => fitRuns(chinchilla(data, { fixed: { A: -1 } })))).toBe('bad-input');
    expect(code(() => fitRuns({ ...chinchilla(data), form: { name: 'clark' } }))).toBe('missing-column');
  });

  it('the same data have the same hash, other data another', () => {
    const [a, b] = [8, 9].map(seed => fitRuns(chinchilla(simulate(30, 0.01, seed))).certificate.dataHash);
    expect(a).toMatch(/^[0-9a-f]{16}$/);
    expect(fitRuns(chinchilla(simulate(30, 0.01, 8))).certificate.dataHash).toBe(a);
    expect(b).not.toBe(a);
  });
});
