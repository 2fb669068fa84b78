import * as l10n from '@vscode/l10n';
import type { Law } from '../laws/law';
import { extrapolation } from '../laws/verbs/extrapolation';
import { expectedFailures } from './failures';
import type { Schedule } from './hyperparameters';
import { type Parallelism, ROOM } from './parallelism/choose';
import { epochLimits, repetition } from './repetition';
import type { Settings } from './settings';
import { knowsRepeats } from './surface';
import { called, duration, gigabytes, percent, short } from './words';

/** What the warnings are about. */
export interface WarningInputs {
  readonly settings: Settings;
  readonly N: number;
  readonly D: number;
  readonly C: number;
  readonly unique: number | undefined;
  readonly gpus: number;
  readonly gpuSeconds: number;
  readonly schedule: Schedule;
  readonly parallelism: Parallelism | undefined;
  readonly nonEmbedding: number;
}

/** Everything that a reader should know before signing, as sentences. */
export function warningsOf(o: WarningInputs): string[] {
  return [
    ...outsideLaw(o.settings.law, o),
    ...hyperparameterRange(o),
    ...repeats(o),
    ...failures(o),
    ...layout(o),
    ...prices(o.settings),
    ...expertsUnknown(o.settings),
    ...countedOtherwise(o.settings.law),
  ];
}

function outsideLaw(law: Law, { N, D, C }: WarningInputs): string[] {
  if (!law.range) return [l10n.t('The range that {0} was fitted on is not known.', called(law))];
  const beyond = extrapolation(law, { N, D, C });
  if (beyond.length === 0) return [];
  const each = beyond.map(({ input, value, factor }) =>
    l10n.t('{0} = {1} is {2} times beyond', input, short(value), Number(factor.toPrecision(2))),
  );
  const ranges = beyond.map(({ input, range }) => l10n.t('{0} {1} to {2}', input, short(range[0]), short(range[1])));
  return [
    l10n.t(
      '{0} the runs that {1} was fitted on ({2}): the loss and the optimum are extrapolations.',
      each.join(', '),
      called(law),
      ranges.join(', '),
    ),
  ];
}

function hyperparameterRange({ settings, N, D, nonEmbedding }: WarningInputs): string[] {
  const law = settings.hyperparameterLaw;
  if (!law) return [];
  const counted = law.conventions.params === 'non-embedding' ? nonEmbedding : N;
  const [farthest] = extrapolation(law, { N: counted, D });
  if (!farthest) return [];
  return [
    l10n.t(
      'Batch and learning rate are extrapolated {0} times beyond the runs of {1} in {2}: test them on the ladder.',
      Number(farthest.factor.toPrecision(2)),
      called(law),
      farthest.input,
    ),
  ];
}

function repeats({ D, unique, settings }: WarningInputs): string[] {
  if (unique === undefined || D <= unique) return [];
  const epochs = D / unique;
  const limits = epochLimits(unique);
  const found = [
    l10n.t(
      'The data are seen {0} times. What repeats are worth rests on R_D* = {1}, which lies in a flat valley: R_D* = {2} with R_N* = {3} fits the same runs slightly better.',
      Number(epochs.toPrecision(3)),
      Number(repetition.RD.toPrecision(3)),
      Number(repetition.rival.RD.toPrecision(3)),
      Number(repetition.rival.RN.toPrecision(2)),
    ),
  ];
  if (!knowsRepeats(settings.law)) {
    found.push(
      l10n.t(
        '{0} knows nothing of repeated data: the decay of Muennighoff et al. 2023, fitted on C4 with another law, was put in front of it.',
        called(settings.law),
      ),
    );
  }
  if (epochs > limits.stopPaying) {
    found.push(
      l10n.t(
        'Beyond {0} epochs a repeated token is worth less than 37 % of a fresh one, and all repeats together never more than {1} tokens: find more data.',
        Number(limits.stopPaying.toPrecision(3)),
        short(limits.mostEffective),
      ),
    );
  } else if (epochs > limits.nearlyFree) {
    found.push(l10n.t('Beyond 4 epochs repeats are no longer nearly as good as new data (Muennighoff et al. 2023).'));
  }
  return found;
}

function failures({ gpuSeconds, gpus, settings }: WarningInputs): string[] {
  const { interruptions, between } = expectedFailures(gpuSeconds, gpus);
  if (interruptions < 1) return [];
  const counted =
    settings.utilization < 1
      ? l10n.t('utilization {0} allows for them.', percent(settings.utilization))
      : l10n.t(
          'utilization is 100 %, so the time and cost do not allow for them; Llama 3 reports that over 90 % of the time was effective.',
        );
  return [
    l10n.t(
      'Expect about {0} interruptions, one every {1}, if the GPUs fail as often as those of Llama 3 405B (419 in 54 days on 16,384): {2}',
      Math.round(interruptions),
      duration(between),
      counted,
    ),
  ];
}

function layout({ parallelism, settings, gpus, schedule }: WarningInputs): string[] {
  if (!parallelism) {
    return [
      l10n.t(
        'The batch has {0} sequences, too few for {1} GPUs however they are split. Use fewer GPUs, a larger batch or a shorter context.',
        schedule.sequences,
        gpus,
      ),
    ];
  }
  const found: string[] = [];
  const { memory, throughput } = parallelism;
  if (!parallelism.fits) {
    found.push(
      l10n.t(
        'The run does not fit: the least that a layout needs is {0} per GPU, and {1} has {2}. Use more GPUs or larger ones.',
        gigabytes(memory.perGpu),
        settings.device.title,
        gigabytes(memory.capacity ?? 0),
      ),
    );
  } else if (memory.capacity !== undefined && memory.perGpu > (1 - ROOM) * memory.capacity) {
    found.push(
      l10n.t(
        'The fullest GPU holds {0} of {1}: buffers and fragmentation may not leave that much.',
        gigabytes(memory.perGpu),
        gigabytes(memory.capacity),
      ),
    );
  }
  if (settings.mfu > throughput.mfu) {
    found.push(
      l10n.t(
        'An MFU of {0} is above what this layout can reach ({1}, bound by {2}). Lower mfu, or the time and cost are too small.',
        percent(settings.mfu),
        percent(throughput.mfu),
        throughput.bound,
      ),
    );
  }
  if (parallelism.networkUnknown) {
    found.push(
      l10n.t(
        'No link speed is published here for {0}: the network is not part of the estimate.',
        settings.device.title,
      ),
    );
  }
  return found;
}

function prices({ price, usdPerGpuHour, device }: Settings): string[] {
  if (usdPerGpuHour === undefined) {
    return [l10n.t('No price is known for {0}: give price to see the cost.', device.title)];
  }
  return price?.kind === 'spot' ? [l10n.t('The price is a spot price: the GPUs can be taken away.')] : [];
}

function expertsUnknown({ law, experts }: Settings): string[] {
  if (!experts || law.form.optionalInputs?.includes('experts')) return [];
  return [
    l10n.t(
      '{0} knows nothing of experts: the loss is that of a dense model with the same active parameters, which experts should beat.',
      called(law),
    ),
  ];
}

function countedOtherwise(law: Law): string[] {
  if (law.conventions.params !== 'non-embedding') return [];
  return [
    l10n.t(
      '{0} counts parameters without embeddings, and the architecture counts all of them: for small models N means different things.',
      called(law),
    ),
  ];
}
