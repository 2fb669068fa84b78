import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { compareFits } from '../../../../src/science/fitting/compare';
import { fitDocument } from '../../../../src/science/fitting/export/json';
import { scipyScript } from '../../../../src/science/fitting/export/scipy';
import { fitRuns } from '../../../../src/science/fitting/fit';
import { toLaw } from '../../../../src/science/fitting/law';
import type { ProblemSpec } from '../../../../src/science/fitting/problem';
import { RECIPES, recipeOf } from '../../../../src/science/fitting/recipes';
import { chinchilla, simulate } from './helpers';

const hasScipy = spawnSync('python3', ['-c', 'import scipy']).status === 0;
const data = simulate(50, 0.005, 1);
const C = data.columns.N.map((n, i) => 6 * n * data.columns.D[i]);
const name = (text: string) => ({ op: 'name', name: text }) as const;

const specs: [string, ProblemSpec][] = [
  ['chinchilla', chinchilla(data)],
  [
    'with a constant fixed, two tied, and weights',
    chinchilla({ ...data, weights: C.map((_, i) => 1 + (i % 2)) }, { fixed: { E: 1.8 }, tied: { beta: 'alpha' } }),
  ],
  ['least squares on the loss', chinchilla(data, { objective: { kind: 'mse', scale: 'linear' } })],
  ['kaplan', { ...chinchilla(data), form: { name: 'kaplan' } }],
  ['power', { ...chinchilla({ ...data, columns: { C } }), form: { name: 'power', variable: 'C', offset: true } }],
  [
    'formula',
    {
      ...chinchilla(data),
      form: {
        name: 'formula',
        formula: {
          expression: {
            op: '+',
            args: [name('E'), { op: '/', args: [name('A'), { op: '^', args: [name('N'), name('p')] }] }],
          },
          columns: ['N'],
          start: { E: 2, A: 100, p: 0.3 },
          text: 'E + A / N^p',
        },
      },
    },
  ],
];

describe('the exported script (skipped where python3 with scipy is not installed)', () => {
  it.skipIf(!hasScipy).each(specs)(
    'finds the same: %s',
    (_, spec) => {
      const fit = fitRuns(spec);
      const run = spawnSync('python3', ['-W', 'ignore', '-'], { input: scipyScript(fit), encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const found = JSON.parse(run.stdout);
      expect(found.runs).toBe(fit.n);
      expect(found.objective / fit.objective).toBeCloseTo(1, 9);
      for (const [constant, value] of Object.entries(fit.constants))
        expect(found.constants[constant] / value).toBeCloseTo(1, 5);
    },
    60_000,
  );

  it.skipIf(!hasScipy)(
    'finds the same by absolute deviations, to the rounding of its corners',
    () => {
      const fit = fitRuns(chinchilla(data, { objective: { kind: 'lad', scale: 'log' } }));
      const run = spawnSync('python3', ['-W', 'ignore', '-'], { input: scipyScript(fit), encoding: 'utf8' });
      const found = JSON.parse(run.stdout);
      expect(found.objective / fit.objective).toBeCloseTo(1, 5);
      expect(found.constants.alpha).toBeCloseTo(fit.constants.alpha, 3);
    },
    60_000,
  );
});

describe('documents and laws', () => {
  it('survive JSON', () => {
    const fit = fitRuns(chinchilla(data));
    const law = toLaw(fit, { draws: { count: 2, values: new Float64Array(10).fill(1), origin: 'test' } });
    const document = JSON.parse(JSON.stringify(fitDocument(fit, { engine: '1.2.3', draws: law.draws })));
    expect(document).toMatchObject({ scalebook_fit: 1, engine: '1.2.3', form: 'chinchilla', runs: 50 });
    expect(document.constants).toEqual(fit.constants);
    expect(document.certificate.status).toBe('converged');
    expect(document.draws.rows).toHaveLength(2);
    expect(law.abilities).toEqual(['loss', 'optimum']);
    expect(law.range?.N[0]).toBe(Math.min(...data.columns.N));
  });

  it('recipes stand side by side with what sets them apart', () => {
    const compared = compareFits(data, RECIPES);
    expect(compared.map(c => c.recipe.name)).toEqual(RECIPES.map(r => r.name));
    const chosen = compared.filter(c => c.fit?.form.name === 'chinchilla');
    for (const [i, one] of compared.entries()) {
      if (!chosen.includes(one)) continue;
      expect(Math.abs(one.excess[i])).toBeLessThan(1e-9);
      for (const [j, other] of compared.entries())
        if (chosen.includes(other)) expect(one.excess[j]).toBeGreaterThan(-1e-9);
    }
    expect(compared[0].differs).toEqual([]);
    expect(compared.find(c => c.recipe.name === 'vpnls')?.differs.join(' ')).toMatch(/squares/);
    expect(compared.find(c => c.recipe.name === 'muennighoff')?.failure).toMatch(/unique/);
    expect(() => recipeOf('nobody')).toThrow(/hoffmann, epoch/);
  });
});
