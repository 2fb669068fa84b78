import { createRandom } from '../../random';
import type { StartData } from '../forms/form';
import type { Problem } from '../problem';

/** Runs drawn with replacement, packed: a run that was drawn twice stands once with twice the weight. */
export class Resampler {
  private readonly data: { features: Float64Array[]; response: Float64Array; weights: Float64Array; n: number };
  private readonly counts: Int32Array;
  private readonly groups: number;

  constructor(private readonly problem: Problem) {
    const { data, clusters } = problem;
    const buffer = () => new Float64Array(data.n);
    this.data = { features: data.features.map(buffer), response: buffer(), weights: buffer(), n: 0 };
    this.groups = clusters ? 1 + clusters.reduce((a, b) => Math.max(a, b), 0) : data.n;
    this.counts = new Int32Array(this.groups);
  }

  /** How many there are to draw from: clusters, or runs. */
  get size(): number {
    return this.groups;
  }

  /** Draw number `index` of a bootstrap with this seed: the same whoever draws it. The arrays are reused. */
  draw(seed: number, index: number): StartData {
    const random = createRandom(mix(mix(seed) + index));
    this.counts.fill(0);
    for (let k = 0; k < this.groups; k++) this.counts[random.below(this.groups)]++;
    return this.pack();
  }

  /** All but one run or cluster. */
  without(index: number): StartData {
    this.counts.fill(1);
    this.counts[index] = 0;
    return this.pack();
  }

  private pack(): StartData {
    const { data: all, clusters } = this.problem;
    const { features, response, weights } = this.data;
    let n = 0;
    for (let i = 0; i < all.n; i++) {
      const count = this.counts[clusters ? clusters[i] : i];
      if (count === 0) continue;
      for (let k = 0; k < features.length; k++) features[k][n] = all.features[k][i];
      response[n] = all.response[i];
      weights[n] = all.weights[i] * count;
      n++;
    }
    this.data.n = n;
    return this.data;
  }
}

/** Spreads neighbouring integers over all 32 bits (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
