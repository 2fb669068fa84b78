import type { Predictions } from '../../../../src/science/evaluation/calibration/predictions';
import { createRandom } from '../../../../src/science/random';

/** n answers of a model whose log-odds are `temperature` times too extreme; 1 is calibrated. */
export function simulated(n: number, temperature: number, seed: number): Predictions {
  const random = createRandom(seed);
  const confidence = new Float64Array(n);
  const correct = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const z = 1 + 1.5 * random.normal();
    correct[i] = random.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
    confidence[i] = 1 / (1 + Math.exp(-z * temperature));
  }
  return { confidence, correct };
}
