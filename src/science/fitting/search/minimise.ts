import { cholesky, choleskySolve } from '../numeric/cholesky';
import type { Evaluator } from './evaluator';

/** Where a local search ended. */
export interface LocalOptimum {
  readonly theta: Float64Array;
  readonly value: number;
  /** Largest component of the gradient, in the directions that the bounds leave open. */
  readonly gradientNorm: number;
  /** How much lower the quadratic model says that the objective could get. */
  readonly decrement: number;
  readonly iterations: number;
  /** `stalled`: no step improves although the gradient is not zero; `not_finite`: no value at the start. */
  readonly status: 'converged' | 'stalled' | 'max_iterations' | 'not_finite';
  /** Runs through which an objective with corners passes exactly. */
  readonly corners?: number;
}

export interface MinimiseOptions {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly maxIterations?: number;
  /** Stops where the model promises less than this share of the objective. */
  readonly tolerance?: number;
}

/** Steps so small a share of the objective are rounding. */
const TOLERANCE = 1e-15;
/** An objective below this is zero: a fit that passes through every run. */
const ZERO = 1e-27;
/** A gradient this small a share of the objective is none: a plateau. */
const FLAT = 1e-15;
/** Damping below which a step is as good as Newton's own, and above which none is left to try. */
const LIGHT = 1e-3;
const HEAVY = 1e14;

/**
 * Newton's method with Levenberg and Marquardt's damping, on the true Hessian where it is positive definite and on that
 * of reweighted least squares where it is not; bounds by an active set. A step is taken only if it lowers the objective.
 */
export class Minimiser {
  private readonly q: number;
  private g: Float64Array;
  private h: Float64Array;
  private g2: Float64Array;
  private h2: Float64Array;
  private theta: Float64Array;
  private trial: Float64Array;
  private readonly damped: Float64Array;
  private readonly factor: Float64Array;
  private readonly step: Float64Array;
  private readonly right: Float64Array;
  private readonly scale: Float64Array;
  private readonly major: Float64Array;
  private readonly open: Int32Array;
  private majorKnown = false;
  /** The evaluator's last point was a trial that was rejected. */
  private evaluatorMoved = false;

  constructor(private readonly evaluator: Evaluator) {
    const q = evaluator.size;
    this.q = q;
    const vector = () => new Float64Array(q);
    const matrix = () => new Float64Array(q * q);
    [this.g, this.g2, this.theta, this.trial] = [vector(), vector(), vector(), vector()];
    [this.step, this.right, this.scale] = [vector(), vector(), vector()];
    [this.h, this.h2, this.damped, this.factor, this.major] = [matrix(), matrix(), matrix(), matrix(), matrix()];
    this.open = new Int32Array(q);
  }

  /** Searches from `start`. The same start on the same data gives the same answer. */
  run(start: Float64Array, options: MinimiseOptions): LocalOptimum {
    const { evaluator, q } = this;
    const { lower, upper, maxIterations = 500, tolerance = TOLERANCE } = options;
    for (let j = 0; j < q; j++) this.theta[j] = Math.min(Math.max(start[j], lower[j]), upper[j]);
    let value = evaluator.hessian(this.theta, this.g, this.h);
    let status: LocalOptimum['status'] = Number.isFinite(value) ? 'max_iterations' : 'not_finite';
    let damping = 0;
    let decrement = Number.NaN;
    let iteration = 0;
    this.scale.fill(0);
    this.majorKnown = false;
    this.evaluatorMoved = false;
    for (; status === 'max_iterations' && iteration < maxIterations; iteration++) {
      const open = this.findOpen(lower, upper);
      damping = this.solve(open, damping);
      this.place(open, lower, upper);
      decrement = -this.model();
      if (open === 0 || this.steepest(open) <= FLAT * Math.abs(value)) {
        status = 'converged';
        break;
      }
      if (decrement <= tolerance * Math.abs(value) + ZERO) {
        if (decrement >= 0 && damping <= LIGHT) {
          status = 'converged';
          break;
        }
        // Rounding spoiled the step of a nearly singular system, or heavy damping made it small.
        damping = damping > 0 ? damping * 10 : 1e-8;
        if (damping > HEAVY) status = 'stalled';
        continue;
      }
      const lowered = evaluator.hessian(this.trial, this.g2, this.h2);
      if (lowered < value) {
        const ratio = (value - lowered) / decrement;
        value = lowered;
        this.accept();
        if (ratio > 0.75) damping = damping < 1e-7 ? 0 : damping / 5;
        else if (ratio < 0.25) damping = damping > 0 ? damping * 3 : 1e-4;
      } else {
        this.evaluatorMoved = true;
        damping = damping > 0 ? damping * 5 : 1e-4;
        if (damping > HEAVY) status = 'stalled';
      }
    }
    return {
      theta: Float64Array.from(this.theta),
      value,
      gradientNorm: this.steepest(this.findOpen(lower, upper)),
      decrement,
      iterations: iteration,
      status,
    };
  }

  /** Lists the constants that may move: not at a bound that the gradient pushes against. */
  private findOpen(lower: Float64Array, upper: Float64Array): number {
    let count = 0;
    for (let j = 0; j < this.q; j++) {
      const held = (this.theta[j] <= lower[j] && this.g[j] > 0) || (this.theta[j] >= upper[j] && this.g[j] < 0);
      if (!held) this.open[count++] = j;
    }
    return count;
  }

  /**
   * The matrix of reweighted least squares at the current point, and from its diagonal the units of damping: each
   * constant's own curvature, so that its units do not matter. Computed only where a plain Newton step will not do.
   */
  private needMajorizer(): void {
    if (this.majorKnown) return;
    const { q, scale, major, evaluator } = this;
    if (this.evaluatorMoved) evaluator.gradient(this.theta, this.g);
    this.evaluatorMoved = false;
    this.majorKnown = true;
    let top = 0;
    evaluator.majorizer(major);
    for (let j = 0; j < q; j++) {
      scale[j] = Math.max(scale[j], major[j * q + j]);
      top = Math.max(top, scale[j]);
    }
    for (let j = 0; j < q; j++) scale[j] = Math.max(scale[j], 1e-14 * top, Number.MIN_VALUE);
  }

  /** Solves for the step among the open constants, with as much damping as it takes. Returns the damping. */
  private solve(open: number, start: number): number {
    let damping = start;
    const { q, damped, factor, right, step, scale } = this;
    if (open === 0) return damping;
    if (damping > 0) this.needMajorizer();
    for (let source = this.h, tries = 0; ; tries++) {
      for (let a = 0; a < open; a++) {
        const j = this.open[a];
        right[a] = -this.g[j];
        for (let b = 0; b <= a; b++) damped[a * open + b] = source[j * q + this.open[b]];
        damped[a * open + a] += damping * scale[j];
      }
      if (cholesky(damped, factor, open)) break;
      if (source === this.h) {
        this.needMajorizer();
        source = this.major;
        damping = Math.max(damping, 1e-6);
      } else damping *= 10;
      if (tries > 60) {
        right.fill(0);
        break;
      }
    }
    choleskySolve(factor, right, step, open);
    return damping;
  }

  /** The trial point: the step, cut off at the bounds. */
  private place(open: number, lower: Float64Array, upper: Float64Array): void {
    this.trial.set(this.theta);
    for (let a = 0; a < open; a++) {
      const j = this.open[a];
      this.trial[j] = Math.min(Math.max(this.theta[j] + this.step[a], lower[j]), upper[j]);
    }
  }

  /** Change of the objective at the trial point by the quadratic model (by the gradient alone where that is not lower). */
  private model(): number {
    const { q, g, h, theta, trial } = this;
    let linear = 0;
    let quadratic = 0;
    for (let j = 0; j < q; j++) {
      const d = trial[j] - theta[j];
      linear += g[j] * d;
      for (let k = 0; k < q; k++) quadratic += 0.5 * d * h[j * q + k] * (trial[k] - theta[k]);
    }
    const change = linear + quadratic;
    return Math.min(change, 0.5 * linear);
  }

  private accept(): void {
    this.majorKnown = false;
    [this.theta, this.trial] = [this.trial, this.theta];
    [this.g, this.g2] = [this.g2, this.g];
    [this.h, this.h2] = [this.h2, this.h];
  }

  /** Largest component of the gradient among the open constants. */
  private steepest(open: number): number {
    let norm = 0;
    for (let a = 0; a < open; a++) norm = Math.max(norm, Math.abs(this.g[this.open[a]]));
    return norm;
  }
}
