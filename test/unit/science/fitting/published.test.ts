import { describe, expect, it } from 'vitest';
import { toNumbers } from '../../../../src/science/fitting/data/numbers';
import { prepareRuns } from '../../../../src/science/fitting/data/prepare';
import { fitRuns, planFit } from '../../../../src/science/fitting/fit';
import { HOFFMANN_GRID } from '../../../../src/science/fitting/forms/chinchilla';
import { drawsOf, errorsOfDraws, overDraws, toLaw } from '../../../../src/science/fitting/law';
import { mean, standardDeviation } from '../../../../src/science/fitting/numeric/summary';
import { applyRecipe, recipeOf } from '../../../../src/science/fitting/recipes';
import { bootstrapChunk } from '../../../../src/science/fitting/uncertainty/bootstrap';
import { lossOf } from '../../../../src/science/laws/verbs/loss';
import { optimalFor } from '../../../../src/science/laws/verbs/optimal';
import { createRandom } from '../../../../src/science/random';
import { chinchilla, published240, realData } from './helpers';

const points = published240();
const repeated = realData('data_constrained_182.csv');

describe.skipIf(!points)('the 240 published points (skipped where the data are not at hand)', () => {
  const data = points ?? { columns: {}, response: new Float64Array() };

  it('gives the summed log-Huber optimum to the digits known', () => {
    const { objective, constants, certificate } = fitRuns(chinchilla(data));
    expect(objective.toFixed(12)).toBe('0.001018274018');
    expect(constants.A).toBeCloseTo(477.826, 3);
    expect(constants.B).toBeCloseTo(2143.417, 3);
    expect(constants.E).toBeCloseTo(1.817218, 6);
    expect(constants.alpha).toBeCloseTo(0.34731, 6);
    expect(constants.beta).toBeCloseTo(0.367172, 6);
    expect(certificate.status).toBe('converged');
    expect(certificate.gradientNorm).toBeLessThan(1e-8);
    expect(certificate.starts).toMatchObject({ grid: 4500, gridAgree: 4500 });
  });

  it('reaches it from single starts all over the 4,500-start grid', () => {
    const random = createRandom(1);
    const pick = (values: readonly number[]) => values[random.below(values.length)];
    const { a, b, e, alpha, beta } = HOFFMANN_GRID;
    const corners = [0, 4].flatMap(i => [0, 4].map(j => [alpha[i], beta[j]] as const));
    const starts = [
      ...corners.map(([x, y]) => ({ A: 1, B: Math.exp(25), E: Math.exp(-1), alpha: x, beta: y })),
      ...Array.from({ length: 40 }, () => ({
        A: Math.exp(pick(a)),
        B: Math.exp(pick(b)),
        E: Math.exp(pick(e)),
        alpha: pick(alpha),
        beta: pick(beta),
      })),
    ];
    for (const start of starts) {
      const { objective } = fitRuns(chinchilla(data, { start, onlyStart: true }));
      expect(objective.toFixed(12)).toBe('0.001018274018');
    }
  });

  it('gives the same constants when the mean is taken instead of the sum', () => {
    const objective = { kind: 'huber', delta: 1e-3, scale: 'log', reduction: 'mean' } as const;
    const fit = fitRuns(chinchilla(data, { objective }));
    expect(fit.objective * 240).toBeCloseTo(0.001018274018, 12);
    expect(fit.constants.A).toBeCloseTo(477.826, 3);
    expect(fit.constants.B).toBeCloseTo(2143.417, 2);
  });

  it("gives the paper's headline by least absolute deviations", () => {
    const { objective, constants, certificate } = fitRuns(
      chinchilla(data, { objective: { kind: 'lad', scale: 'log' } }),
    );
    expect(objective.toFixed(8)).toBe('1.12949465');
    expect(constants.A).toBeCloseTo(482.01, 2);
    expect(constants.B).toBeCloseTo(2085.43, 1);
    expect(constants.alpha).toBeCloseTo(0.3478, 4);
    expect(constants.beta).toBeCloseTo(0.36585, 5);
    // Five constants, five runs met exactly: a corner of the objective.
    expect(certificate.exactRuns).toBe(5);
  });

  it('has the published standard errors by a bootstrap of 4,000', () => {
    const spec = chinchilla(data);
    const fit = fitRuns(spec);
    const draws = drawsOf(bootstrapChunk(planFit(spec).problem, [fit.theta], 0, 4000, 0), 0);
    const se = errorsOfDraws(fit, draws);
    const published = { A: 124.5, B: 1293, E: 0.0257, alpha: 0.0154, beta: 0.0206 };
    for (const [name, value] of Object.entries(published)) expect(Math.abs(se[name] / value - 1)).toBeLessThan(0.07);
    const a = overDraws(fit, draws, k => k.beta / (k.alpha + k.beta));
    expect(mean(a)).toBeCloseTo(0.515, 2);
    expect(Math.abs(standardDeviation(a) / 0.02 - 1)).toBeLessThan(0.07);
    expect(fit.constants.beta / (fit.constants.alpha + fit.constants.beta)).toBeCloseTo(0.5139, 3);
    for (const [name, value] of Object.entries(fit.se)) expect(value / se[name]).toBeGreaterThan(0.45);
  });

  it('becomes a law that other verbs take', () => {
    const law = toLaw(fitRuns(chinchilla(data)));
    expect(lossOf(law, { N: 7e10, D: 1.4e12 })).toBeCloseTo(
      1.817218 + 477.826 * 7e10 ** -0.3473105 + 2143.417 * 1.4e12 ** -0.36717243,
      5,
    );
    const { N, D } = optimalFor(law, { C: 5.76e23 });
    expect(6 * N * D).toBeCloseTo(5.76e23, -18);
    expect(D / N).toBeGreaterThan(10);
  });

  it('is what the recipe leaves of all 245 points, by its own rule', () => {
    const all = prepareRuns(realData('chinchilla_245.csv') ?? {}, { needs: ['N', 'D'] });
    const { spec, excluded } = applyRecipe(recipeOf('epoch'), all.data);
    expect(excluded.map(e => e.row).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(fitRuns(spec, excluded).objective.toFixed(12)).toBe('0.001018274018');
  });
});

describe.skipIf(!repeated)('182 runs with repeated data (skipped where the data are not at hand)', () => {
  const file = repeated ?? {};

  it('finds the better basin, the published one and the valley between', () => {
    const { data } = prepareRuns(file, { needs: ['N', 'D', 'unique'] });
    const { certificate, constants, objective } = fitRuns(applyRecipe(recipeOf('muennighoff'), data).spec);
    expect(objective.toFixed(10)).toBe('0.0158046625');
    expect(constants.R_D).toBeCloseTo(95.365, 2);
    expect(constants.R_N).toBeCloseTo(1.7059, 4);
    const published = certificate.basins.find(b => Math.abs(b.constants.R_D / 15.3878 - 1) < 0.01);
    expect(published?.objective).toBeCloseTo(0.01582594, 7);
    expect(published?.constants.R_N).toBeCloseTo(5.31, 1);
    expect(published?.withinNoise).toBe(true);
    expect(certificate.status).toBe('flat');
    expect(certificate.sentences.join(' ')).toMatch(/valley/);
  });

  it('knows the published optimum of its own objective', () => {
    const columns = { N: toNumbers(file.params), D: toNumbers(file.tokens), unique: toNumbers(file.unique_tokens) };
    const { spec } = applyRecipe(recipeOf('muennighoff'), { columns, response: toNumbers(file.loss) });
    const start = { R_D: 15.387756, R_N: 5.309743 };
    const fit = fitRuns({ ...spec, start, onlyStart: true });
    expect(fit.objective).toBeLessThanOrEqual(0.0158259353);
    expect(fit.objective).toBeGreaterThan(0.01582);
  });
});
