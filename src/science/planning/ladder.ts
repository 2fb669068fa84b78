import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { constantsOfDraw } from '../laws/draws';
import { type ChosenArchitecture, chooseArchitecture } from './architecture/choose';
import { type Footprint, footprintOf } from './footprint';
import { type Schedule, scheduleFor } from './hyperparameters';
import type { Plan } from './plan';
import { surfaceOf } from './surface';
import { type Interval, intervalOf } from './uncertainty';

/** One small run that tests the law before the large one. */
export interface Rung {
  readonly N: number;
  readonly D: number;
  readonly C: number;
  /** Share of the plan's training FLOP. */
  readonly share: number;
  readonly loss: number | undefined;
  /** Under the draws of the law; undefined where it has none. */
  readonly interval: Interval | undefined;
  readonly architecture: ChosenArchitecture;
  readonly schedule: Schedule;
  /** On the plan's GPUs, one rung after the other. */
  readonly footprint: Footprint;
}

/** The small runs, smallest first. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  readonly C: number;
  readonly cost: number | undefined;
  readonly time: number;
  /** How far the plan lies beyond the largest rung, in FLOP. */
  readonly extrapolation: number;
}

export interface LadderOptions {
  /** Share of the plan's training FLOP that all rungs together take. */
  readonly fraction?: number;
  readonly rungs?: number;
  /** FLOP of a rung over those of the one below. */
  readonly ratio?: number;
}

/**
 * Small runs along the plan's own tokens per parameter, each `ratio` times the one below, that together cost a share of
 * the plan: train them first, and see whether the law holds where it can be tested.
 */
export function ladder(base: Plan, options: LadderOptions = {}): Ladder {
  const { fraction = 0.05, rungs: count = 5, ratio = 4 } = options;
  if (!(fraction > 0 && fraction < 1 && Number.isInteger(count) && count >= 1 && ratio > 1)) {
    throw new ScienceError(
      'bad-input',
      l10n.t(
        'A ladder needs a fraction between 0 and 1, a whole number of rungs and a ratio above 1; they are {0}, {1} and {2}.',
        String(fraction),
        String(count),
        String(ratio),
      ),
    );
  }
  const total = fraction * base.C;
  const top = (total * (1 - 1 / ratio)) / (1 - ratio ** -count);
  const rungs = Array.from({ length: count }, (_, i) => rungAt(base, top * ratio ** (i + 1 - count)));
  const costs = rungs.map(r => r.footprint.cost);
  return {
    rungs,
    C: total,
    cost: costs.some(c => c === undefined) ? undefined : costs.reduce<number>((sum, c) => sum + (c ?? 0), 0),
    time: rungs.reduce((sum, r) => sum + r.footprint.time, 0),
    extrapolation: base.C / top,
  };
}

function rungAt(base: Plan, C: number): Rung {
  const { settings, surface, rates, arguments: args } = base.basis;
  const { law, context, vocab, glu, tied, experts, device, pue, grid, hyperparameterLaw, level } = settings;
  const N = Math.sqrt(C / (surface.factor * base.tokensPerParam));
  const D = base.tokensPerParam * N;
  const loss = surface.loss?.(N, D);
  const architecture = chooseArchitecture(N, {
    vocab: fittingVocab(N, vocab),
    context,
    glu,
    tied,
    kvHeads: undefined,
    experts,
  });
  const { flopPerGpuSecond, usdPerGpuSecond } = rates;
  const options = { unique: args.unique, experts: experts?.experts };
  const draws =
    law.draws && surface.loss
      ? Float64Array.from(
          { length: law.draws.count },
          (_, i) => surfaceOf(law, options, constantsOfDraw(law, i)).loss?.(N, D) ?? Number.NaN,
        )
      : undefined;
  return {
    ...{ N, D, C, share: C / base.C, loss, architecture },
    interval: draws && intervalOf(draws, level),
    schedule: scheduleFor(hyperparameterLaw, { N, nonEmbedding: architecture.nonEmbedding, D, C, loss, context }),
    footprint: footprintOf({ C, gpus: base.gpus, flopPerGpuSecond, usdPerGpuSecond, power: device.power, pue, grid }),
  };
}

/** The plan's vocabulary, or none where it alone would outgrow a tiny rung. */
const fittingVocab = (N: number, vocab: number): number => (vocab * 32 < N ? vocab : 0);
