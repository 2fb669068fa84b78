import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { DeviceFacts, Price } from '../facts/device';
import { carbonIntensity, pue as reportedPue, utilisation } from '../facts/grids';
import type { Law } from '../laws/law';
import type { ExpertOptions } from './architecture/choose';
import { usualShape } from './architecture/practice';
import type { PlanArguments } from './arguments';
import { type Assumption, cited } from './assumption';
import { defaultDevice, defaultLaw, settleExperts, settlePrecision, settlePrice } from './defaults';
import { defaultHyperparameterLaw } from './hyperparameters';
import type { Optimizer, Precision } from './memory/states';
import { percent } from './words';

/** The arguments of a plan with every default filled in, and what was assumed. */
export interface Settings {
  readonly law: Law;
  readonly hyperparameterLaw: Law | undefined;
  readonly device: DeviceFacts;
  readonly precision: Precision;
  /** Dense peak of one GPU at that precision, FLOP per second. */
  readonly peak: number;
  readonly mfu: number;
  readonly utilization: number;
  /** USD for one GPU hour; undefined where none is known. */
  readonly usdPerGpuHour: number | undefined;
  readonly price: Price | undefined;
  readonly pue: number;
  readonly grid: number;
  readonly context: number;
  readonly vocab: number;
  readonly glu: boolean;
  readonly tied: boolean;
  readonly experts: ExpertOptions | undefined;
  readonly optimizer: Optimizer;
  readonly level: number;
  readonly assumptions: readonly Assumption[];
}

/** Fills in what was not given and says so. */
export function settle(a: PlanArguments): Settings {
  const notes: Assumption[] = [];
  const assume = <T extends number | string | boolean>(
    name: string,
    given: T | undefined,
    value: T,
    text: string,
    source = 'assumed',
  ): T => {
    if (given !== undefined) return given;
    notes.push({ name, value, text, source });
    return value;
  };
  const law = a.law ?? defaultLaw();
  const cite = cited(law.citation);
  notes.push({
    name: 'law',
    value: law.name,
    text: l10n.t(
      'Losses and optima by {0}; parameters counted as {1}, FLOP as {2}.',
      law.title,
      law.conventions.params,
      law.conventions.flops,
    ),
    source: cite,
  });
  const device = a.hardware ?? defaultDevice();
  if (!a.hardware) {
    notes.push({
      name: 'hardware',
      value: device.name,
      text: l10n.t('No hardware was named: {0}.', device.title),
      source: 'assumed',
    });
  }
  const precision = settlePrecision(a, device);
  const peak = device.peak[precision] as number;
  notes.push({
    name: 'precision',
    value: precision,
    text: l10n.t(
      'Dense peak of {0} at {1}: {2} TFLOP per second (no sparsity).',
      device.title,
      precision,
      Number((peak / 1e12).toPrecision(4)),
    ),
    source: cited(device.figures?.[`peak.${precision}`] ?? device.citation),
  });
  const anchor = utilisation.find(u => u.name === 'llama3_405b_16k');
  const mfu = assume(
    'mfu',
    a.mfu,
    0.4,
    l10n.t('Model FLOP utilization of {0}; Llama 3 405B reports 38 to 43 %, GPT-3 21 %, PaLM 46 %.', percent(0.4)),
    anchor ? cited(anchor.citation) : 'assumed',
  );
  requireShare(mfu, 'mfu');
  const utilization = assume(
    'utilization',
    a.utilization,
    1,
    l10n.t('Every rented hour trains: no time is lost to failures, restarts or evaluation.'),
  );
  requireShare(utilization, 'utilization');
  const { usdPerGpuHour, price } = settlePrice(a, device, notes);
  const [paper] = reportedPue;
  const pue = assume(
    'pue',
    a.pue,
    paper.value,
    l10n.t('Power usage effectiveness of {0}.', String(paper.value)),
    cited(paper.citation),
  );
  const [average] = carbonIntensity;
  const grid = assume(
    'grid',
    a.grid,
    average.value,
    l10n.t('{0} kg CO2e per kWh: the US average that the LLaMA paper uses.', String(average.value)),
    cited(average.citation),
  );
  const context = assume<number>('context', a.context, usualShape.context, l10n.t('Sequences of {0} tokens.', '4,096'));
  const vocab = assume<number>(
    'vocab',
    a.vocab,
    32000,
    l10n.t("A vocabulary of 32,000, as Chinchilla's."),
    'gopher2021, sec 3',
  );
  const glu = assume<boolean>(
    'glu',
    a.glu,
    usualShape.glu,
    l10n.t('Gated feed-forward (SwiGLU), as in LLaMA.'),
    'llama1, sec 2.2',
  );
  const tied = assume<boolean>('tied', a.tied, usualShape.tied, l10n.t('Input and output embeddings are one matrix.'));
  const optimizer = assume(
    'optimizer',
    a.optimizer,
    'adam',
    l10n.t('Adam in mixed precision: 16 bytes per parameter.'),
    'zero, sec 3.1',
  );
  const hyperparameterLaw = a.hyperparameters ?? defaultHyperparameterLaw();
  if (hyperparameterLaw) {
    notes.push({
      name: 'hyperparameters',
      value: hyperparameterLaw.name,
      text: l10n.t('Batch and learning rate by {0}.', hyperparameterLaw.title),
      source: cited(hyperparameterLaw.citation),
    });
  }
  const experts = settleExperts(a);
  return {
    ...{ law, hyperparameterLaw, device, precision, peak, mfu, utilization, usdPerGpuHour, price, pue, grid },
    ...{ context, vocab, glu, tied, experts, optimizer, level: a.level ?? 0.9, assumptions: notes },
  };
}

function requireShare(value: number, name: string): void {
  if (value > 0 && value <= 1) return;
  throw new ScienceError(
    'bad-input',
    l10n.t('{0} is a share between 0 and 1 (40% is 0.4), and it is {1}.', name, String(value)),
  );
}
