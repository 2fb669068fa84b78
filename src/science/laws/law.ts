import type { Citation } from '../source';

/** What a law may be asked. A law that cannot answer says so in a sentence (see `verbs`). */
export type Ability = 'loss' | 'optimum' | 'allocation' | 'hyperparameters' | 'error' | 'schedule' | 'transfer';

/** Arguments of a loss. All in plain base units: params, tokens, FLOP. What a form does not use it ignores. */
export interface LossInputs {
  /** Parameters, counted by the law's own convention. */
  readonly N?: number;
  /** Training tokens, repeats included. */
  readonly D?: number;
  /** Training FLOP (forms of compute alone). */
  readonly C?: number;
  /** Unique tokens, where data repeat (Muennighoff et al. 2023). */
  readonly unique?: number;
  readonly experts?: number;
  /** Further inputs by their name in the paper: granularity, sparsity, precision … */
  readonly [name: string]: number | undefined;
}

/** Values of a form's parameters, by the form's own names (`A`, `B`, `E`, `alpha`, `beta` …). */
export type Constants = Readonly<Record<string, number>>;

/** Compute-optimal sizes at a budget. */
export interface Allocation {
  /** Parameters. */
  readonly N: number;
  /** Tokens, repeats included. */
  readonly D: number;
  /** Loss there, where the paper gives it by a formula of its own (Kaplan's L(Cmin)). */
  readonly loss?: number;
}

/** What a law for hyperparameters recommends. */
export interface Hyperparameters {
  /** Peak learning rate. */
  readonly learningRate?: number;
  /** Batch size in tokens. */
  readonly batchTokens?: number;
}

/** A loss as the sum of two parts; the irreducible loss is in either. */
export interface AdditiveTerms {
  readonly ofParams: (N: number) => number;
  readonly ofTokens: (D: number) => number;
}

/** The mathematics of a law, apart from any constants, so that one form serves published laws, fits and bootstrap draws alike. */
export interface Form {
  readonly name: string;
  /** Constants in their fixed order (draws are stored in it). */
  readonly parameters: readonly string[];
  /** What `loss` needs: `['N','D']`, `['C']` … and may take besides. */
  readonly inputs: readonly string[];
  readonly optionalInputs?: readonly string[];
  /** Those of the inputs that may be negative. */
  readonly signed?: readonly string[];
  /** Other sets of inputs that `loss` answers by an equation of its own. */
  readonly alternatives?: readonly (readonly string[])[];
  /** Readable formula, and the same in LaTeX. */
  readonly formula: string;
  readonly latex: string;
  /** Further equations of the paper that answer from other inputs. */
  readonly equations?: readonly { readonly formula: string; readonly latex: string; readonly where: string }[];
  /** Loss in the law's unit (nats per token unless the law says otherwise). */
  readonly loss?: (constants: Constants, inputs: LossInputs) => number;
  /** Closed-form optimum under C = 6ND, where there is one; else verbs search numerically. */
  readonly optimum?: (constants: Constants, C: number, inputs: LossInputs) => Allocation;
  /** Where the loss is a sum of a part in N and a part in D: grids then cost one evaluation a row and column. */
  readonly terms?: (constants: Constants, inputs: LossInputs) => AdditiveTerms;
  /** A loss prepared for many (N, D) under the same constants and other inputs: must equal `loss`. */
  readonly kernel?: (constants: Constants, inputs: LossInputs) => (N: number, D: number) => number;
  /**
   * Losses over a grid, where that is quicker than one by one though the loss is no sum of terms: row by row along Ns, and
   * equal to `loss` in every cell.
   */
  readonly grid?: (
    constants: Constants,
    inputs: LossInputs,
    Ns: ArrayLike<number>,
    Ds: ArrayLike<number>,
  ) => Float64Array;
  /** Training FLOP per parameter and token; 6 where absent (a law of precision counts cheaper operations). */
  readonly flopFactor?: (constants: Constants, inputs: LossInputs) => number;
  /** What a run's parameters and tokens are worth: fewer where data repeat or bits are few, more with experts. */
  readonly effective?: (constants: Constants, inputs: LossInputs) => Allocation;
  readonly hyperparameters?: (constants: Constants, inputs: LossInputs) => Hyperparameters;
  /** Downstream error (a share, 0 to 1) at a loss. */
  readonly error?: (constants: Constants, loss: number) => number;
  /** Loss after every step of a learning-rate schedule (one rate per step). */
  readonly schedule?: (constants: Constants, rates: ArrayLike<number>) => Float64Array;
  /** Tokens of fine-tuning data that pretraining is worth (inputs N and D, the fine-tuning tokens). */
  readonly transferred?: (constants: Constants, inputs: LossInputs) => number;
}

/** Draws of a law's constants (bootstrap, or published errors): row-major, `count` rows of `form.parameters` each. */
export interface LawDraws {
  readonly count: number;
  readonly values: Float64Array;
  /** Where they come from: "bootstrap, 1000 rows, seed 0". */
  readonly origin: string;
}

/** Joint errors of a law's constants, from which draws are made: errors on A and alpha mean nothing without their correlation. */
export interface LawErrors {
  /** The constants that vary, with the scale on which they are nearly normal. */
  readonly constants: readonly { readonly name: string; readonly scale: 'linear' | 'log' }[];
  /** Covariance on those scales, row by row. */
  readonly covariance: readonly (readonly number[])[];
  /** How the covariance was obtained. */
  readonly origin: string;
}

/** How a law counts: printed beside its answers, since answers of laws that count differently do not compare. */
export interface Conventions {
  /** "nats per token". */
  readonly loss: string;
  readonly params: 'total' | 'non-embedding' | 'active' | 'unstated';
  /** FLOP convention of its budgets: "6ND". */
  readonly flops: string;
  readonly data: string;
  readonly tokenizer?: string;
}

/** The smallest and largest value of an input among the runs that a law was fitted on. */
export type Range = readonly [number, number];

/** A scaling law: a form, constants, where they come from and where they hold. Published and fitted laws are the same kind. */
export interface Law {
  readonly kind: 'law';
  /** Its name in Scale without the namespace: `epoch`. A fitted law is `fit`. */
  readonly name: string;
  readonly title: string;
  readonly form: Form;
  readonly constants: Constants;
  /** Unit, standard error, rival value, or a remark on single constants. */
  readonly constantNotes?: Readonly<Record<string, { unit?: string; se?: number; note?: string; citation?: Citation }>>;
  readonly citation: Citation;
  readonly conventions: Conventions;
  readonly range?: Readonly<Record<string, Range>>;
  readonly abilities: readonly Ability[];
  readonly draws?: LawDraws;
  readonly errors?: LawErrors;
  readonly notes?: readonly string[];
}
