import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Observations, ProblemSpec } from '../../../../src/science/fitting/problem';
import { createRandom } from '../../../../src/science/random';

const folder = path.resolve(import.meta.dirname, '../../../../../shared/data');

/** Columns of one of the real data files, as texts; undefined where they are not at hand. */
export function realData(name: string): Record<string, string[]> | undefined {
  const file = path.join(folder, name);
  if (!existsSync(file)) return undefined;
  const [header, ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map(line => line.split(','));
  return Object.fromEntries(header.map((column, i) => [column, rows.map(row => row[i])]));
}

/** The 240 points of Besiroglu et al. 2024: all but the five with the highest loss. */
export function published240(): Observations | undefined {
  const columns = realData('chinchilla_245.csv');
  if (!columns) return undefined;
  const order = columns.loss
    .map((_, i) => i)
    .sort((i, j) => Number(columns.loss[i]) - Number(columns.loss[j]))
    .slice(0, 240);
  const take = (name: string) => Float64Array.from(order, i => Number(columns[name][i]));
  return { columns: { N: take('N'), D: take('D') }, response: take('loss') };
}

export const TRUTH = { A: 480, B: 2000, E: 1.8, alpha: 0.35, beta: 0.37 };

/** Loss by Chinchilla's form. */
export function chinchillaLoss(k: Readonly<Record<string, number>>, N: number, D: number): number {
  return k.E + k.A * N ** -k.alpha + k.B * D ** -k.beta;
}

/** Runs drawn from a Chinchilla law with relative noise. */
export function simulate(n: number, noise: number, seed: number, truth = TRUTH): Observations {
  const random = createRandom(seed);
  const N = Float64Array.from({ length: n }, () => 10 ** (7.5 + 2.7 * random.uniform()));
  const D = N.map(v => Math.min(6e11, Math.max(1e9, v * 10 ** (0.2 + 2.2 * random.uniform()))));
  const response = N.map((v, i) => chinchillaLoss(truth, v, D[i]) * Math.exp(noise * random.normal()));
  return { columns: { N, D }, response };
}

export const LOG_HUBER = { kind: 'huber', delta: 1e-3, scale: 'log' } as const;

export function chinchilla(data: Observations, rest: Partial<ProblemSpec> = {}): ProblemSpec {
  return { form: { name: 'chinchilla' }, objective: LOG_HUBER, data, ...rest };
}
