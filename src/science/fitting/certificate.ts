/** A constant that ended on its limit. */
export interface BoundHit {
  readonly name: string;
  readonly value: number;
  readonly side: 'lower' | 'upper';
}

/** A local optimum that starts led to. */
export interface Basin {
  readonly objective: number;
  /** All constants of the form, in its own units. */
  readonly constants: Readonly<Record<string, number>>;
  /** Starts that ended here. */
  readonly starts: number;
  /** Constants whose term has vanished there. */
  readonly vanished: readonly string[];
  /** How much higher than the best, as a share. */
  readonly excess: number;
  /** Whether noise in the runs could explain the difference from the best. */
  readonly withinNoise: boolean;
}

/** A direction in which the constants can move together while the fit hardly changes. */
export interface FlatDirection {
  readonly names: readonly string[];
  /** Range of each constant within which, moved together, the objective stays within one per cent of its optimum. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Eigenvalue of the scaled Hessian, as a share of the largest. */
  readonly share: number;
  readonly text: string;
}

/** A run that the law misses by far more than it misses the others. */
export interface Outlier {
  /** Row of the user's table, from 1. */
  readonly row: number;
  readonly residual: number;
  /** Residual in units of 1.4826 times the median absolute one. */
  readonly score: number;
}

/** A run that was left out before fitting. */
export interface Excluded {
  readonly row: number;
  readonly reason: string;
}

/**
 * converged: an interior optimum that determines the constants; flat: the runs do not determine them; bound_hit: the
 * optimum lies on a limit; abnormal: the search did not end at an optimum.
 */
export type FitStatus = 'converged' | 'flat' | 'bound_hit' | 'abnormal';

/** How a fit knows what it says. */
export interface Certificate {
  readonly status: FitStatus;
  /** The status and every doubt, as sentences; the first sums up. */
  readonly sentences: readonly string[];
  readonly objective: number;
  /** "sum of Huber(delta 0.001) of log-loss residuals". */
  readonly objectiveName: string;
  /** Largest component of the gradient on the optimiser's scale (logarithms of A, B, E …). */
  readonly gradientNorm: number;
  /** How much lower the objective could still get by its quadratic model. */
  readonly decrement: number;
  readonly starts: {
    /** Points of the grid that the runs stand for. */
    readonly grid: number;
    readonly run: number;
    /** Of the runs, those that ended at the best objective. */
    readonly agree: number;
    /** The grid points that these stand for. */
    readonly gridAgree: number;
    readonly pruned: number;
    readonly origin: string;
  };
  readonly basins: readonly Basin[];
  readonly bounds: readonly BoundHit[];
  /** Largest over smallest eigenvalue of the Hessian, scaled to a unit diagonal. */
  readonly condition: number;
  readonly flat: readonly FlatDirection[];
  readonly outliers: readonly Outlier[];
  readonly excluded: readonly Excluded[];
  /** Runs that the fit passes through exactly (objectives with corners). */
  readonly exactRuns?: number;
  readonly dataHash: string;
  /** Version of the program and seed of the bootstrap, filled in by who knows them. */
  readonly engine?: string;
  readonly seed?: number;
}
