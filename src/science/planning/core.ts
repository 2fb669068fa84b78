import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { interconnects } from '../facts/planning/interconnect';
import type { Law } from '../laws/law';
import { cannot } from '../laws/verbs/ability';
import { allocates } from '../laws/verbs/optimal';
import type { PlanArguments } from './arguments';
import type { Assumption } from './assumption';
import { type Footprint, footprintOf } from './footprint';
import { type Settings, settle } from './settings';
import { type Constraints, type Rates, spoken } from './solve/constraints';
import { type Run, solve } from './solve/solve';
import { knowsRepeats, type Surface, surfaceOf } from './surface';
import { DAY, HOUR } from './units';
import { called, duration, short } from './words';

/** The part of a plan that small runs and variations need: sizes, time and money. */
export interface PlanCore {
  readonly settings: Settings;
  readonly rates: Rates;
  readonly surface: Surface;
  readonly run: Run;
  readonly gpus: number;
  readonly footprint: Footprint;
  /** Assumptions of the solution, beside those of the settings. */
  readonly assumptions: readonly Assumption[];
}

/** Useful FLOP and money per GPU second. */
export function ratesOf({ peak, mfu, utilization, usdPerGpuHour }: Settings): Rates {
  return {
    flopPerGpuSecond: peak * mfu * utilization,
    usdPerGpuSecond: usdPerGpuHour === undefined ? undefined : usdPerGpuHour / HOUR,
  };
}

/** Sizes, time and money of a plan. */
export function planCore(args: PlanArguments): PlanCore {
  requirePositive(args);
  const settings = settle(args);
  requireAllocation(settings.law);
  const rates = ratesOf(settings);
  const surface = surfaceOf(settings.law, { unique: args.unique, experts: settings.experts?.experts });
  const run = solve(surface, args, rates);
  const assumptions: Assumption[] = [];
  const gpus = gpusFor(args, run.C / rates.flopPerGpuSecond, settings, assumptions);
  if (args.inferenceTokens !== undefined && run.fixedBy.includes('budget')) {
    assumptions.push({
      name: 'inference_tokens',
      value: args.inferenceTokens,
      text: l10n.t('The budget pays for training and for serving {0} tokens.', short(args.inferenceTokens)),
      source: 'sardana2024, eq 1',
    });
  }
  if (args.unique !== undefined && !knowsRepeats(settings.law)) {
    assumptions.push({
      name: 'unique',
      value: args.unique,
      text: l10n.t(
        'Repeated tokens and excess parameters decay as in laws.muennighoff, in front of {0}.',
        called(settings.law),
      ),
      source: 'muennighoff2023, eq 5',
    });
  }
  const { flopPerGpuSecond, usdPerGpuSecond } = rates;
  const { device, pue, grid } = settings;
  const footprint = footprintOf({ C: run.C, gpus, flopPerGpuSecond, usdPerGpuSecond, power: device.power, pue, grid });
  return { settings, rates, surface, run, gpus, footprint, assumptions };
}

function requirePositive(args: PlanArguments): void {
  for (const name of Object.keys(spoken) as (keyof Constraints)[]) {
    const value = args[name];
    if (value === undefined || (value > 0 && Number.isFinite(value))) continue;
    throw new ScienceError(
      'bad-input',
      l10n.t('{0} must be a positive number, and it is {1}. Give a value above zero.', spoken[name], String(value)),
    );
  }
}

function requireAllocation(law: Law): void {
  if (!allocates(law)) throw cannot(law, law.abilities.includes('loss') ? 'optimum' : 'allocation');
}

/** Days that a run takes where neither time nor GPUs were given. */
const USUAL_DAYS = 30;

/** GPUs as given; or as many whole nodes as the time needs; or as a month needs. */
function gpusFor({ gpus, time }: PlanArguments, gpuSeconds: number, { device }: Settings, notes: Assumption[]): number {
  if (gpus !== undefined) return gpus;
  // A count within rounding of a whole one is that one.
  const exact = (gpuSeconds / (time ?? USUAL_DAYS * DAY)) * (1 - 1e-9);
  const node = interconnects[device.name]?.nodeSize ?? 8;
  const count = exact > node / 2 ? node * Math.ceil(exact / node) : 2 ** Math.max(0, Math.ceil(Math.log2(exact)));
  notes.push({
    name: 'gpus',
    value: count,
    text:
      time === undefined
        ? l10n.t(
            'Neither time nor gpus is given: enough GPUs for about {0} days ({1}).',
            USUAL_DAYS,
            duration(gpuSeconds / count),
          )
        : l10n.t('As many GPUs as the time needs, in whole nodes of {0}: {1}.', node, duration(gpuSeconds / count)),
    source: 'assumed',
  });
  return count;
}
