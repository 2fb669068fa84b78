import type { FitForm, StartData } from '../forms/form';
import { lossPass, type ObjectiveSpec, type Rho, rhoOf } from '../objective/objective';
import { expand, type Layout, type Problem } from '../problem';

/**
 * The objective of a problem with its derivatives, in work arrays that are made once. Values are those of the free
 * constants on the optimiser's scale. `use` points it at other runs (a resample) of at most the same number.
 */
export class Evaluator {
  readonly size: number;
  /** Predictions evaluated so far. */
  evaluations = 0;
  private readonly form: FitForm;
  private readonly layout: Layout;
  private readonly full: Float64Array;
  private readonly fullGradient: Float64Array;
  private readonly fullHessian: Float64Array;
  private readonly out: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly shifted: Float64Array;
  private readonly residual: Float64Array;
  private readonly psi: Float64Array;
  private readonly curvature: Float64Array;
  private readonly target: Float64Array;
  private readonly spare: Float64Array;
  private readonly objective: ObjectiveSpec;
  private rho: Rho;
  private data: StartData;

  constructor(problem: Problem) {
    const { form, layout, data } = problem;
    const n = data.n;
    const p = form.parameters.length;
    this.form = form;
    this.layout = layout;
    this.objective = problem.spec.objective;
    this.rho = rhoOf(this.objective);
    this.size = layout.free.length;
    this.full = new Float64Array(p);
    this.fullGradient = new Float64Array(p);
    this.fullHessian = new Float64Array(p * p);
    this.out = new Float64Array(n);
    this.jacobian = new Float64Array(n * p);
    this.shifted = form.secondOrder ? this.jacobian : new Float64Array(n * p);
    this.residual = new Float64Array(n);
    this.psi = new Float64Array(n);
    this.curvature = new Float64Array(n);
    this.target = new Float64Array(n);
    this.spare = new Float64Array(n);
    this.data = data;
    this.use(data);
  }

  /** The number of runs in use. */
  get n(): number {
    return this.data.n;
  }

  /** Takes other runs. */
  use(data: StartData): void {
    this.data = data;
    const { response, n } = data;
    for (let i = 0; i < n; i++) this.target[i] = this.objective.scale === 'log' ? Math.log(response[i]) : response[i];
  }

  /** Rounds the corners of the objective over this many residual units; 0 is the objective itself. */
  smooth(smoothing: number): void {
    this.rho = rhoOf(this.objective, smoothing);
  }

  /** Widens the knee to at least this many residual units, slopes as they are: for the curvature of narrow knees. */
  widen(knee: number): void {
    this.rho = { ...this.rho, knee: Math.max(this.rho.knee, knee) };
  }

  /** The objective without derivatives. */
  value(theta: Float64Array): number {
    this.predict(theta, undefined);
    this.takeResiduals();
    return lossPass(this.rho, this.residual, this.data.weights, this.n, this.psi, this.curvature) / this.divisor();
  }

  /** The objective, and its gradient into `gradient`. */
  gradient(theta: Float64Array, gradient: Float64Array): number {
    const value = this.pass(theta);
    this.gather(gradient);
    return value;
  }

  /** The objective, its gradient and Hessian (exact but for the knee, where the objective has no second derivative). */
  hessian(theta: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    const value = this.pass(theta);
    this.gather(gradient);
    this.fullHessian.fill(0);
    this.addOuter(this.curvature, true);
    if (this.form.secondOrder) {
      this.form.secondOrder(this.data.features, this.n, this.psi, this.jacobian, this.fullHessian, this.full);
    } else {
      this.addDifferences(theta);
    }
    this.reduce(hessian);
    return value;
  }

  /** The Hessian without the form's own curvature, sum_i rho''(r_i) dr_i dr_i^T: never indefinite. */
  gaussNewton(theta: Float64Array, matrix: Float64Array): void {
    this.predict(theta, this.jacobian);
    this.takeResiduals();
    const { n, psi, curvature } = this;
    lossPass(this.rho, this.residual, this.data.weights, n, psi, curvature);
    this.average();
    for (let i = 0; i < n; i++) this.spare[i] = curvature[i] * this.slope(i) ** 2;
    this.fullHessian.fill(0);
    this.addOuter(this.spare, true);
    this.reduce(matrix);
  }

  /**
   * The matrix of iteratively reweighted least squares, J^T diag(psi/r) J: an upper bound of the objective's curvature
   * but for the form's own. Positive semi-definite. After `gradient` or `hessian` at the same point.
   */
  majorizer(matrix: Float64Array): void {
    const { n } = this;
    for (let i = 0; i < n; i++) {
      const slope = this.slope(i);
      const r = this.residual[i];
      const w = this.psi[i] / slope / r;
      this.spare[i] = Number.isFinite(w) && w > 0 ? w * slope * slope : this.curvature[i];
    }
    this.fullHessian.fill(0);
    this.addOuter(this.spare, false);
    this.reduce(matrix);
  }

  /** Residuals on the objective's scale. After an evaluation; the array is reused. */
  residuals(theta: Float64Array): Float64Array {
    this.predict(theta, undefined);
    this.takeResiduals();
    return this.residual.subarray(0, this.n);
  }

  /** Residuals, and their derivatives row by row into `rows` (n x size). */
  residualJacobian(theta: Float64Array, rows: Float64Array): Float64Array {
    this.predict(theta, this.jacobian);
    this.takeResiduals();
    const p = this.form.parameters.length;
    rows.fill(0, 0, this.n * this.size);
    for (let i = 0; i < this.n; i++) {
      const slope = this.slope(i);
      for (let k = 0; k < p; k++) {
        const j = this.layout.place[k];
        if (j >= 0) rows[i * this.size + j] += slope * this.jacobian[i * p + k];
      }
    }
    return this.residual.subarray(0, this.n);
  }

  /** sum_i c_i d2(residual_i) for given c, by central differences: what constrained optimality needs. */
  curvatureOfResiduals(theta: Float64Array, c: Float64Array, hessian: Float64Array): void {
    const q = this.size;
    const rows = new Float64Array(this.n * q);
    const moved = Float64Array.from(theta);
    hessian.fill(0);
    for (let j = 0; j < q; j++) {
      const h = 1e-5 * Math.max(1, Math.abs(theta[j]));
      for (const side of [1, -1]) {
        moved[j] = theta[j] + side * h;
        this.residualJacobian(moved, rows);
        for (let k = 0; k < q; k++) {
          let sum = 0;
          for (let i = 0; i < this.n; i++) sum += c[i] * rows[i * q + k];
          hessian[j * q + k] += (side * sum) / (2 * h);
        }
      }
      moved[j] = theta[j];
    }
    for (let j = 0; j < q; j++) {
      for (let k = 0; k < j; k++) {
        const both = 0.5 * (hessian[j * q + k] + hessian[k * q + j]);
        hessian[j * q + k] = both;
        hessian[k * q + j] = both;
      }
    }
  }

  /** First and second derivative of each run's loss by its residual, times its weight. After an evaluation. */
  influence(): { readonly psi: Float64Array; readonly curvature: Float64Array } {
    lossPass(this.rho, this.residual, this.data.weights, this.n, this.psi, this.curvature);
    this.average();
    return { psi: this.psi.subarray(0, this.n), curvature: this.curvature.subarray(0, this.n) };
  }

  /** Slopes of run i's loss on both sides of its corner, times its weight. */
  slopesAt(i: number): { readonly up: number; readonly down: number } {
    const w = this.data.weights[i] / this.divisor();
    return { up: w * this.rho.up, down: w * this.rho.down };
  }

  private divisor(): number {
    return this.objective.reduction === 'mean' ? this.n : 1;
  }

  private predict(theta: Float64Array, jacobian: Float64Array | undefined): void {
    this.evaluations++;
    expand(this.layout, theta, this.full);
    this.form.predict(this.data.features, this.n, this.full, this.out, jacobian);
  }

  private takeResiduals(): void {
    const { n, out, target, residual } = this;
    const from = this.form.scale;
    if (from === this.objective.scale) for (let i = 0; i < n; i++) residual[i] = out[i] - target[i];
    else if (from === 'log') for (let i = 0; i < n; i++) residual[i] = Math.exp(out[i]) - target[i];
    else for (let i = 0; i < n; i++) residual[i] = Math.log(out[i]) - target[i];
  }

  /** Derivative of a run's residual by its prediction. */
  private slope(i: number): number {
    if (this.form.scale === this.objective.scale) return 1;
    return this.form.scale === 'log' ? Math.exp(this.out[i]) : 1 / this.out[i];
  }

  /** Evaluates, and leaves psi and curvature as derivatives by the prediction, divided for a mean. */
  private pass(theta: Float64Array): number {
    this.predict(theta, this.jacobian);
    this.takeResiduals();
    const { n, psi, curvature } = this;
    const value = lossPass(this.rho, this.residual, this.data.weights, n, psi, curvature);
    if (this.form.scale !== this.objective.scale) {
      for (let i = 0; i < n; i++) {
        const d = this.slope(i);
        // The second derivative of exp is itself; that of log is -1/x^2.
        const second = this.form.scale === 'log' ? d : -d * d;
        curvature[i] = curvature[i] * d * d + psi[i] * second;
        psi[i] *= d;
      }
    }
    this.average();
    return value / this.divisor();
  }

  /** Divides the derivatives for a mean. */
  private average(): void {
    const divisor = this.divisor();
    if (divisor === 1) return;
    for (let i = 0; i < this.n; i++) {
      this.psi[i] /= divisor;
      this.curvature[i] /= divisor;
    }
  }

  private gather(gradient: Float64Array): void {
    const p = this.form.parameters.length;
    const { n, psi, jacobian, fullGradient, layout } = this;
    fullGradient.fill(0);
    for (let i = 0, k = 0; i < n; i++) for (let j = 0; j < p; j++, k++) fullGradient[j] += psi[i] * jacobian[k];
    gradient.fill(0);
    for (let j = 0; j < p; j++) if (layout.place[j] >= 0) gradient[layout.place[j]] += fullGradient[j];
  }

  /** Adds sum_i c_i J_i J_i^T to the full Hessian's lower triangle and mirrors it. */
  private addOuter(c: Float64Array, skipZero: boolean): void {
    const p = this.form.parameters.length;
    const { n, jacobian, fullHessian: h } = this;
    for (let i = 0; i < n; i++) {
      if (skipZero && c[i] === 0) continue;
      const row = i * p;
      for (let j = 0; j < p; j++) {
        const v = c[i] * jacobian[row + j];
        for (let k = 0; k <= j; k++) h[j * p + k] += v * jacobian[row + k];
      }
    }
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) h[k * p + j] = h[j * p + k];
  }

  /** Adds sum_i psi_i d2(prediction_i) by differences of the derivatives. */
  private addDifferences(theta: Float64Array): void {
    const p = this.form.parameters.length;
    const { n, psi, jacobian, shifted, fullHessian: h, data, form } = this;
    const change = new Float64Array(p * p);
    expand(this.layout, theta, this.full);
    for (let j = 0; j < p; j++) {
      if (this.layout.place[j] < 0) continue;
      const at = this.full[j];
      const step = 1e-6 * Math.max(1, Math.abs(at));
      this.full[j] = at + step;
      form.predict(data.features, n, this.full, this.spare, shifted);
      this.evaluations++;
      for (let i = 0, k = 0; i < n; i++) {
        const weight = psi[i] / step;
        for (let l = 0; l < p; l++, k++) change[j * p + l] += weight * (shifted[k] - jacobian[k]);
      }
      this.full[j] = at;
    }
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) h[j * p + k] += 0.5 * (change[j * p + k] + change[k * p + j]);
    }
  }

  private reduce(matrix: Float64Array): void {
    const p = this.form.parameters.length;
    const { size: q, layout, fullHessian: h } = this;
    matrix.fill(0, 0, q * q);
    for (let j = 0; j < p; j++) {
      const a = layout.place[j];
      if (a < 0) continue;
      for (let k = 0; k < p; k++) {
        const b = layout.place[k];
        if (b >= 0) matrix[a * q + b] += h[j * p + k];
      }
    }
  }
}
