import type { Form } from '../../laws/law';
import type { Scale } from '../objective/objective';

/** Columns of runs by name (`N`, `D`, `C`, `loss` …), one number a run. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** A constant of a form as the optimiser moves it: as it is, or as its logarithm (always positive, any size). */
export interface FitParameter {
  readonly name: string;
  readonly transform: 'identity' | 'log';
  /** Widest sensible range, in the form's own units (not the logarithm). */
  readonly lower: number;
  readonly upper: number;
  /**
   * Whether its logarithm is a size by itself (`own`: E, half-lives), or only together with an exponent: the factor of a
   * power of feature number `feature`. A law whose sizes are unknown is flat; a factor at N = 1 is seldom known.
   */
  readonly size?: 'own' | { readonly exponent: string; readonly feature: number };
}

/** A constant of any positive size. */
export const positive = { transform: 'log', lower: 0, upper: Number.POSITIVE_INFINITY } as const;

/** Runs that a start is made for: features and response as the optimiser sees them. */
export interface StartData {
  readonly features: readonly Float64Array[];
  /** The response itself, not its logarithm. */
  readonly response: Float64Array;
  readonly weights: Float64Array;
  readonly n: number;
}

/** Starting points, row-major, each as long as the form has parameters, on the optimiser's (transformed) scale. */
export interface Starts {
  readonly count: number;
  readonly values: Float64Array;
  /** How many points of the published grid each one stands for. */
  readonly standsFor: Int32Array;
  /** What the grid is, in words. */
  readonly origin: string;
}

/**
 * A form that can be fitted: its predictions with all first derivatives for many runs at once. Parameters are on the
 * optimiser's scale (`transform`), and so are derivatives.
 */
export interface FitForm {
  readonly form: Form;
  readonly parameters: readonly FitParameter[];
  /** Columns that the form reads. */
  readonly columns: readonly string[];
  /** What is predicted: `loss`, or a share between 0 and 1. */
  readonly response: 'loss' | 'accuracy';
  /** The scale on which `predict` answers. */
  readonly scale: Scale;
  /** Whatever of each run does not depend on the parameters (logarithms, mostly), computed once. */
  readonly features: (columns: Columns) => Float64Array[];
  /** Writes the n predictions into `out` and, if given, the n x p derivatives into `jacobian`. */
  readonly predict: (
    features: readonly Float64Array[],
    n: number,
    theta: Float64Array,
    out: Float64Array,
    jacobian: Float64Array | undefined,
  ) => void;
  /**
   * Adds sum_i psi_i d2(prediction_i) to the p x p matrix h, given the derivatives of the same theta. Where absent it is
   * taken by differences of the derivatives.
   */
  readonly secondOrder?: (
    features: readonly Float64Array[],
    n: number,
    psi: Float64Array,
    jacobian: Float64Array,
    h: Float64Array,
    theta: Float64Array,
  ) => void;
  /** Where searches begin. */
  readonly starts: (data: StartData) => Starts;
  /** The best point with the same exponents as `theta`: whatever enters linearly is solved for, not searched. */
  readonly project?: (data: StartData, theta: Float64Array) => Float64Array;
}

/** Starting points from arrays. */
export function startsOf(rows: readonly (readonly number[] | Float64Array)[], origin: string, standsFor = 1): Starts {
  const width = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) values.set(row, i * width);
  return { count: rows.length, values, standsFor: new Int32Array(rows.length).fill(standsFor), origin };
}

/** A value on the optimiser's scale. */
export function toInternal(parameter: FitParameter, value: number): number {
  return parameter.transform === 'log' ? Math.log(value) : value;
}

/** A value in the form's own units. */
export function toNatural(parameter: FitParameter, value: number): number {
  return parameter.transform === 'log' ? Math.exp(value) : value;
}
