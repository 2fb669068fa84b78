import * as v from 'valibot';
import { bool, figure, figures, finite, listOf, numbers, text } from '../../check/basics';
import { checker } from '../../check/check';

/** A figure of the plan with its interval, where the law has draws and the figure moves with them. */
export interface PlannedFigure {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** Runs along one line of choices: arrays of equal length. */
export interface PlannedCurve {
  readonly C: readonly number[];
  readonly N: readonly number[];
  readonly D: readonly number[];
  readonly loss: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** USD of each run, where a price is known. */
  readonly cost?: readonly number[];
}

/** A way to split the run over the GPUs, with why it was taken or not. */
export interface PlannedLayout {
  readonly tensor: number;
  readonly pipeline: number;
  readonly data: number;
  readonly zero: number;
  readonly checkpointing: string;
  readonly microBatch: number;
  readonly accumulation: number;
  /** Bytes on the fullest GPU. */
  readonly perGpu: number;
  readonly tokensPerSecond: number;
  /** Model FLOP utilization that the roofline allows. */
  readonly mfu: number;
  readonly bound: 'compute' | 'memory' | 'network';
  /** Lower bounds on a step, in seconds; `null` where a link's speed is not known. */
  readonly compute: number;
  readonly memory: number;
  readonly network: number | null;
  readonly fits: boolean;
  readonly chosen: boolean;
  readonly reason: string;
}

export interface PlannedAssumption {
  /** The argument that changes it. */
  readonly name: string;
  readonly value: number | string | boolean;
  readonly text: string;
  readonly source: string;
  readonly date?: string;
}

/** A run with what it takes to train and to serve, in FLOP. */
export interface PlannedLifetime {
  readonly N: number;
  readonly D: number;
  readonly loss: number | null;
  readonly training: number;
  readonly serving: number;
  readonly total: number;
}

export interface PlannedServing {
  /** Tokens to be served. */
  readonly tokens: number;
  readonly planned: PlannedLifetime;
  readonly trainingOnly: PlannedLifetime;
  /** Share of the FLOP of the training-only run that the plan saves. */
  readonly saving: number;
  /** USD of generating all of them. */
  readonly cost: number | null;
  readonly costPerMillion: number | null;
  readonly costPerMillionPrompt: number | null;
  readonly gpus: number | null;
  readonly batch: number | null;
  readonly tokensPerSecond: number | null;
  readonly bound: string | null;
}

/** What the repeats of a plan with too few unique tokens are worth. */
export interface PlannedRepeats {
  readonly unique: number;
  readonly epochs: number;
  readonly effective: number;
  /** Decay constant of the law, and the rival that fits about as well. */
  readonly decay: number;
  readonly rivalDecay: number;
  readonly nearlyFree: number;
  readonly stopPaying: number;
  readonly stopPayingRival: number;
  readonly mostEffective: number;
}

/** Everything on the planner card. Base units: params, tokens, FLOP, seconds, USD, joules, kg CO2e, bytes. */
export interface PlanPayload {
  readonly title?: string;
  readonly law: {
    readonly name: string;
    readonly title: string;
    readonly citation: string;
    /** Unit of the loss. */
    readonly unit: string;
    readonly formula: string;
  };
  /** What was fixed, in words: `$4.0 M`, `1,024 × H100 SXM`. */
  readonly given: readonly string[];
  /** Which of budget, N, D, loss and tokens_per_param fixed the run. */
  readonly fixedBy: readonly string[];
  readonly level: number;
  /** Where the draws come from. */
  readonly origin?: string;
  readonly device: {
    readonly title: string;
    readonly precision: string;
    readonly peak: number;
    readonly memory: number | null;
    readonly power: number | null;
    readonly citation: string;
  };
  readonly rates: {
    readonly mfu: number;
    readonly utilization: number;
    /** USD for a GPU hour. */
    readonly price: number | null;
    readonly pue: number;
    /** kg CO2e per kWh. */
    readonly grid: number;
    /** Training FLOP per parameter and token. */
    readonly flopFactor: number;
    readonly context: number;
  };
  readonly N: PlannedFigure;
  readonly D: PlannedFigure;
  readonly C: PlannedFigure;
  readonly loss: PlannedFigure | null;
  readonly optimalLoss: PlannedFigure | null;
  readonly penalty: number | null;
  /** Training FLOP over those of the cheapest run of the same loss, minus one. */
  readonly computePenalty: number | null;
  readonly time: PlannedFigure;
  /** Hours. */
  readonly gpuHours: PlannedFigure;
  readonly gpus: number;
  readonly cost: PlannedFigure | null;
  readonly energy: PlannedFigure | null;
  readonly co2: PlannedFigure | null;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number | null;
  readonly hyperparameterLaw: { readonly title: string; readonly citation: string } | null;
  readonly architecture: {
    readonly layers: number;
    readonly width: number;
    readonly heads: number;
    readonly kvHeads: number;
    readonly ffn: number;
    readonly vocab: number;
    readonly params: number;
    readonly totalParams: number;
    readonly glu: boolean;
    readonly tied: boolean;
    readonly experts: string | null;
  };
  readonly memory: {
    readonly weights: number;
    readonly gradients: number;
    readonly optimizer: number;
    readonly activations: number;
    /** Held for a moment of the step only, at its highest. */
    readonly transient: number;
    /** The peak. */
    readonly total: number;
  } | null;
  readonly optimizer: string;
  readonly layouts: readonly PlannedLayout[];
  readonly isoflop: PlannedCurve | null;
  readonly frontier: PlannedCurve | null;
  readonly serving: PlannedServing | null;
  readonly repeats: PlannedRepeats | null;
  readonly assumptions: readonly PlannedAssumption[];
  readonly warnings: readonly string[];
}

const known = v.object({ value: finite, low: v.optional(finite), high: v.optional(finite) });
const maybe = v.nullable(known);
const curve = v.nullable(
  v.object({
    C: numbers,
    N: numbers,
    D: numbers,
    loss: figures,
    low: v.optional(figures),
    high: v.optional(figures),
    cost: v.optional(numbers),
  }),
);
const layout = v.object({
  ...{ tensor: finite, pipeline: finite, data: finite, zero: finite, checkpointing: text, microBatch: finite },
  ...{ accumulation: finite, perGpu: finite, tokensPerSecond: finite, mfu: finite, compute: finite, memory: finite },
  ...{ network: figure, fits: bool, chosen: bool, reason: text },
  bound: v.picklist(['compute', 'memory', 'network']),
});
const lifetime = v.object({ N: finite, D: finite, loss: figure, training: finite, serving: finite, total: finite });

export const check = checker<PlanPayload>(
  'a plan',
  v.object({
    title: v.optional(text),
    law: v.object({ name: text, title: text, citation: text, unit: text, formula: text }),
    ...{ given: listOf(text, 20), fixedBy: listOf(text, 20) },
    level: finite,
    origin: v.optional(text),
    device: v.object({ title: text, precision: text, peak: finite, memory: figure, power: figure, citation: text }),
    rates: v.object({
      ...{ mfu: finite, utilization: finite, price: figure, pue: finite, grid: finite, flopFactor: finite },
      context: finite,
    }),
    ...{ N: known, D: known, C: known, loss: maybe, optimalLoss: maybe, penalty: figure, computePenalty: figure },
    ...{ time: known, gpuHours: known, gpus: finite, cost: maybe, energy: maybe, co2: maybe },
    ...{ batch: finite, steps: finite, learningRate: figure },
    hyperparameterLaw: v.nullable(v.object({ title: text, citation: text })),
    architecture: v.object({
      ...{ layers: finite, width: finite, heads: finite, kvHeads: finite, ffn: finite, vocab: finite, params: finite },
      ...{ totalParams: finite, glu: bool, tied: bool, experts: v.nullable(text) },
    }),
    memory: v.nullable(
      v.object({
        ...{ weights: finite, gradients: finite, optimizer: finite, activations: finite, transient: finite },
        total: finite,
      }),
    ),
    optimizer: text,
    layouts: listOf(layout, 500),
    ...{ isoflop: curve, frontier: curve },
    serving: v.nullable(
      v.object({
        ...{ tokens: finite, planned: lifetime, trainingOnly: lifetime, saving: finite, cost: figure },
        ...{ costPerMillion: figure, costPerMillionPrompt: figure, gpus: figure, batch: figure },
        ...{ tokensPerSecond: figure, bound: v.nullable(text) },
      }),
    ),
    repeats: v.nullable(
      v.object({
        ...{ unique: finite, epochs: finite, effective: finite, decay: finite, rivalDecay: finite },
        ...{ nearlyFree: finite, stopPaying: finite, stopPayingRival: finite, mostEffective: finite },
      }),
    ),
    assumptions: listOf(
      v.object({
        ...{ name: text, value: v.union([finite, text, bool]), text, source: text },
        date: v.optional(text),
      }),
      100,
    ),
    warnings: listOf(text, 100),
  }),
);
