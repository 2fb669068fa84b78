/**
 * Least squares under a rising order, by pooling adjacent violators (Ayer et al. 1955), of every beginning of a list at
 * once: after `run`, `costs[k]` and `blocks[k]` are the weighted sum of squares and the number of different values of the
 * fit to the first k points alone. Buffers are kept between runs.
 */
export class Pooling {
  readonly costs: Float64Array;
  readonly blocks: Uint16Array;
  private readonly mean: Float64Array;
  private readonly weight: Float64Array;
  private readonly size: Uint16Array;
  private readonly within: Float64Array;
  private last = -1;

  constructor(n: number) {
    this.costs = new Float64Array(n + 1);
    this.blocks = new Uint16Array(n + 1);
    this.mean = new Float64Array(n);
    this.weight = new Float64Array(n);
    this.size = new Uint16Array(n);
    this.within = new Float64Array(n);
  }

  /** Pools the first `n` of sign · y, or the last n from the end backwards. */
  run(y: Float64Array, w: Float64Array, { sign = 1, backwards = false, n = y.length } = {}): this {
    const { mean, weight, size, within, costs } = this;
    let cost = 0;
    let b = -1;
    for (let i = 0; i < n; i++) {
      const place = backwards ? y.length - 1 - i : i;
      b++;
      mean[b] = sign * y[place];
      weight[b] = w[place];
      size[b] = 1;
      within[b] = 0;
      for (; b > 0 && mean[b - 1] >= mean[b]; b--) {
        const total = weight[b - 1] + weight[b];
        const gap = mean[b] - mean[b - 1];
        const added = (weight[b - 1] * weight[b] * gap * gap) / total;
        cost += added;
        within[b - 1] += within[b] + added;
        mean[b - 1] += (weight[b] * gap) / total;
        weight[b - 1] = total;
        size[b - 1] += size[b];
      }
      costs[i + 1] = cost;
      this.blocks[i + 1] = b + 1;
    }
    this.last = b;
    return this;
  }

  /** The values of the last run's fit, in its own direction and sign. */
  values(): number[] {
    const values: number[] = [];
    for (let b = 0; b <= this.last; b++) for (let s = 0; s < this.size[b]; s++) values.push(this.mean[b]);
    return values;
  }
}

export type Shape = 'constant' | 'rising' | 'falling' | 'peaked' | 'dipped';

/** Cost of the best fit of each shape, and how many different values the best turned one has. */
export interface ShapeCosts extends Readonly<Record<Shape, number>> {
  readonly turnedBlocks: number;
  /** How many points lie before the turn of the peaked and of the dipped fit. */
  readonly peak: number;
  readonly dip: number;
}

/** Fits the shapes to many lists of n points, quickly. */
export class ShapeFitter {
  private readonly forward: Pooling;
  private readonly backward: Pooling;

  constructor(readonly n: number) {
    this.forward = new Pooling(n);
    this.backward = new Pooling(n);
  }

  /** Weighted least-squares costs of every shape. */
  costs(y: Float64Array, w: Float64Array): ShapeCosts {
    const peaked = this.turned(y, w, 1);
    const dipped = this.turned(y, w, -1);
    let [sum, weights] = [0, 0];
    for (let i = 0; i < this.n; i++) {
      sum += w[i] * y[i];
      weights += w[i];
    }
    const mean = sum / weights;
    let constant = 0;
    for (let i = 0; i < this.n; i++) constant += w[i] * (y[i] - mean) * (y[i] - mean);
    return {
      ...{ constant, rising: peaked.monotone, falling: dipped.monotone, peaked: peaked.cost, dipped: dipped.cost },
      ...{ peak: peaked.split, dip: dipped.split },
      turnedBlocks: peaked.cost < dipped.cost ? peaked.blocks : dipped.blocks,
    };
  }

  private turned(y: Float64Array, w: Float64Array, sign: 1 | -1) {
    const { n } = this;
    const left = this.forward.run(y, w, { sign });
    const right = this.backward.run(y, w, { sign, backwards: true });
    let split = n;
    const at = (k: number) => left.costs[k] + right.costs[n - k];
    for (let k = n - 1; k >= 0; k--) if (at(k) < at(split)) split = k;
    const blocks = left.blocks[split] + right.blocks[n - split];
    return { cost: at(split), split, blocks, monotone: left.costs[n] };
  }

  /** The values of the best fit of a shape. */
  fit(shape: Shape, y: Float64Array, w: Float64Array): Float64Array {
    if (shape === 'constant') {
      const total = w.reduce((sum, v) => sum + v, 0);
      return y.map(() => y.reduce((sum, v, i) => sum + w[i] * v, 0) / total);
    }
    const sign = shape === 'rising' || shape === 'peaked' ? 1 : -1;
    const { peak, dip } = this.costs(y, w);
    const split = shape === 'peaked' ? peak : shape === 'dipped' ? dip : this.n;
    const left = this.forward.run(y, w, { sign, n: split }).values();
    const right = this.backward.run(y, w, { sign, backwards: true, n: this.n - split }).values();
    return Float64Array.from([...left, ...right.reverse()], v => sign * v);
  }
}
