import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';

/** Tokens that an expert takes: tokens per batch / experts x capacity factor. Fedus et al. 2022 (Switch), eq 3. */
export function expertCapacity(tokensPerBatch: number, experts: number, capacityFactor: number): number {
  return (tokensPerBatch / experts) * capacityFactor;
}

/** Share of tokens dropped when experts with the given loads take at most `capacity` tokens each. */
export function droppedShare(loads: readonly number[], capacity: number): number {
  const all = loads.reduce((sum, load) => sum + load, 0);
  return loads.reduce((sum, load) => sum + Math.max(0, load - capacity), 0) / all;
}

/** A balanced router has loss `coefficient`: f and P are then 1/experts each. */
export interface RouterBalance {
  /** alpha N sum_i f_i P_i. */
  readonly loss: number;
  /** Share of tokens whose most probable expert is i. */
  readonly fraction: readonly number[];
  /** Mean router probability of expert i. */
  readonly probability: readonly number[];
}

/**
 * Load-balancing loss of the Switch Transformer, alpha N sum f_i P_i, from router probabilities (a row per token, a
 * column per expert). Fedus et al. 2022, eq 4 to 6; alpha is 0.01 there.
 */
export function loadBalancingLoss(probabilities: readonly (readonly number[])[], coefficient = 0.01): RouterBalance {
  const experts = probabilities[0]?.length ?? 0;
  if (experts === 0 || probabilities.some(row => row.length !== experts)) {
    throw new ScienceError(
      'bad-input',
      l10n.t('Router probabilities must be rows of equal length, one per token and a column per expert.'),
    );
  }
  const fraction = new Array<number>(experts).fill(0);
  const probability = new Array<number>(experts).fill(0);
  for (const row of probabilities) {
    let top = 0;
    row.forEach((p, i) => {
      probability[i] += p / probabilities.length;
      if (p > row[top]) top = i;
    });
    fraction[top] += 1 / probabilities.length;
  }
  const product = fraction.reduce((sum, f, i) => sum + f * probability[i], 0);
  return { loss: coefficient * experts * product, fraction, probability };
}
