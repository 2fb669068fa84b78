import { ScienceError } from '../errors';
import { interconnects } from '../facts/planning/interconnect';
import { type ChosenArchitecture, chooseArchitecture } from './architecture/choose';
import type { PlanArguments } from './arguments';
import type { Assumption } from './assumption';
import { planCore } from './core';
import { type Schedule, scheduleFor } from './hyperparameters';
import type { Memory } from './memory/memory';
import { modelAssumptions } from './model-assumptions';
import { chooseParallelism, type Parallelism } from './parallelism/choose';
import { type EpochLimits, epochLimits } from './repetition';
import { type InferenceAware, inferenceAware } from './serving/objective';
import { cheapestServing, type Serving } from './serving/roofline';
import type { Settings } from './settings';
import type { Rates } from './solve/constraints';
import { limitsOf, type Run, solve } from './solve/solve';
import type { Surface } from './surface';
import { type Intervals, intervalsOf } from './uncertainty';
import { warningsOf } from './warnings';

/** What serving costs, and what it does to the plan. */
export interface InferencePlan extends InferenceAware {
  /** A replica of the planned model on the plan's hardware; undefined where its bandwidth or memory is unknown. */
  readonly serving: Serving | undefined;
  /** USD of generating all served tokens at that speed. */
  readonly servingCost: number | undefined;
}

/** A training run that can be signed, in base units (params, tokens, FLOP, seconds, USD, joules, kg CO2e, bytes). */
export interface Plan {
  readonly N: number;
  readonly D: number;
  /** Training FLOP. */
  readonly C: number;
  readonly tokensPerParam: number;
  /** D over unique tokens; 1 where all are. */
  readonly epochs: number;
  /** What D is worth in fresh tokens. */
  readonly effectiveD: number;
  /** Undefined for laws that only divide a budget; so are the next three. */
  readonly loss: number | undefined;
  /** Least loss that the same training FLOP buy. */
  readonly optimalLoss: number | undefined;
  /** loss - optimalLoss. */
  readonly penalty: number | undefined;
  /** Training FLOP over those of the cheapest run of the same loss, minus 1. */
  readonly computePenalty: number | undefined;
  readonly time: number;
  readonly gpuHours: number;
  readonly gpus: number;
  readonly cost: number | undefined;
  readonly energy: number | undefined;
  readonly co2: number | undefined;
  /** Dense peak of one GPU, FLOP per second. */
  readonly peak: number;
  readonly mfu: number;
  readonly architecture: ChosenArchitecture;
  /** Tokens in a batch. */
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number | undefined;
  /** Undefined where no layout leaves each rank a sequence. */
  readonly memory: Memory | undefined;
  readonly parallelism: Parallelism | undefined;
  readonly inference: InferencePlan | undefined;
  readonly dataLimit: EpochLimits | undefined;
  readonly intervals: Intervals | undefined;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly string[];
  /** What the plan was made from, so that it can be varied. */
  readonly basis: PlanBasis;
}

/** Everything that a plan was made from. */
export interface PlanBasis {
  readonly arguments: PlanArguments;
  readonly settings: Settings;
  readonly rates: Rates;
  readonly surface: Surface;
  readonly run: Run;
}

/** Plans a training run from any consistent set of constraints. Throws a sentence where they are too few or contradictory. */
export function plan(args: PlanArguments): Plan {
  const core = planCore(args);
  const { settings, run, rates, surface, gpus, footprint } = core;
  const { N, D, C } = run;
  const { law, context } = settings;
  const { unique } = args;
  const loss = surface.loss?.(N, D);
  const best = surface.loss ? surface.optimum(C) : undefined;
  const optimalLoss = best && surface.loss?.(best.N, best.D);
  const { glu, vocab, tied, experts } = settings;
  const architecture = chooseArchitecture(N, { vocab, context, glu, tied, kvHeads: args.kvHeads, experts });
  const schedule = scheduleFor(
    settings.hyperparameterLaw,
    { N, nonEmbedding: architecture.nonEmbedding, D, C, loss, context },
    args.batch,
  );
  const parallelism = parallelismFor(args, settings, architecture, schedule, gpus, C / D);
  // A recommended batch is rounded so that every rank has whole sequences; a given one is kept.
  const batch = args.batch === undefined ? (parallelism?.batch ?? schedule.batch) : schedule.batch;
  const surfaceOptions = { unique, experts: settings.experts?.experts };
  const warningInputs = { settings, N, D, C, unique, gpus, schedule, parallelism };
  return {
    ...{ N, D, C, tokensPerParam: D / N, epochs: unique === undefined ? 1 : D / unique },
    ...{ effectiveD: surface.effective(N, D).D, loss, optimalLoss },
    penalty: loss === undefined || optimalLoss === undefined ? undefined : Math.max(0, loss - optimalLoss),
    computePenalty: computePenalty(surface, C, loss, optimalLoss),
    ...{ time: footprint.time, gpuHours: footprint.gpuHours, gpus },
    ...{ cost: footprint.cost, energy: footprint.energy, co2: footprint.co2 },
    ...{ peak: settings.peak, mfu: settings.mfu, architecture },
    ...{ batch, steps: Math.ceil(D / batch), learningRate: schedule.learningRate },
    ...{ memory: parallelism?.memory, parallelism },
    inference: inferenceFor(args, settings, surface, architecture, run),
    dataLimit: unique === undefined ? undefined : epochLimits(unique),
    intervals: intervalsOf({ law, surface: surfaceOptions, constraints: args, rates, run, level: settings.level }),
    assumptions: [...settings.assumptions, ...core.assumptions, ...modelAssumptions(args, settings, architecture)],
    warnings: warningsOf({
      ...warningInputs,
      gpuSeconds: footprint.gpuSeconds,
      nonEmbedding: architecture.nonEmbedding,
    }),
    basis: { arguments: args, settings, rates, surface, run },
  };
}

function computePenalty(surface: Surface, C: number, loss?: number, optimalLoss?: number): number | undefined {
  if (loss === undefined || optimalLoss === undefined) return undefined;
  if (loss <= optimalLoss * (1 + 1e-12)) return 0;
  try {
    const cheapest = solve(surface, { loss }, { flopPerGpuSecond: 1, usdPerGpuSecond: undefined });
    return Math.max(0, C / cheapest.C - 1);
  } catch (error) {
    // The loss of a poor run may be that of no optimum the solver can reach; then there is nothing to compare with.
    if (error instanceof ScienceError) return undefined;
    throw error;
  }
}

function parallelismFor(
  args: PlanArguments,
  settings: Settings,
  model: ChosenArchitecture,
  schedule: Schedule,
  gpus: number,
  flopPerToken: number,
): Parallelism | undefined {
  const { device, context, optimizer, precision, peak } = settings;
  const interconnect = interconnects[device.name];
  const { tensor, pipeline, zero, checkpointing } = args;
  return chooseParallelism(
    {
      ...{ model, gpus, sequences: schedule.sequences, context, optimizer, precision, capacity: device.memoryBytes },
      ...{ fixed: { tensor, pipeline, zero, checkpointing }, nodeSize: interconnect?.nodeSize ?? 8 },
    },
    { model, context, flopPerToken, peak, device, interconnect },
  );
}

function inferenceFor(
  args: PlanArguments,
  settings: Settings,
  surface: Surface,
  model: ChosenArchitecture,
  { N, D }: Run,
): InferencePlan | undefined {
  const aware = inferenceAware(surface, N, D, limitsOf(args));
  if (!aware) return undefined;
  const { device, context, peak, mfu, usdPerGpuHour } = settings;
  const { bandwidth, memoryBytes: capacity } = device;
  const nodeSize = interconnects[device.name]?.nodeSize ?? 8;
  const serving =
    bandwidth === undefined || capacity === undefined
      ? undefined
      : cheapestServing({ model, context, peak, bandwidth, capacity, usdPerGpuHour, mfu }, nodeSize);
  const perMillion = serving?.usdPerMillionGenerated;
  return { ...aware, serving, servingCost: perMillion === undefined ? undefined : (aware.tokens / 1e6) * perMillion };
}
