import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../format';
import type { PlanPayload } from './payload';

/** How a figure came about: its formula with the numbers of this plan, and who says so. */
export interface Formula {
  readonly title: string;
  readonly formula: string;
  readonly source: string;
}

export type Formulas = ReadonlyMap<string, Formula>;

const percent = (share: number): string => formatNumber(share, 'percent', { digits: 3 });
const whole = (x: number): string => formatNumber(x, 'count', { full: true });

/** The formulas behind the card, by the field of the plan. */
export function formulasOf(p: PlanPayload): Formulas {
  return new Map([...sizes(p), ...spending(p), ...training(p), ...memory(p), ...serving(p)]);
}

type Entry = readonly [string, Formula];

function sizes({ N, C, law, fixedBy, rates, loss, serving: served, optimalLoss, penalty }: PlanPayload): Entry[] {
  const f = rates.flopFactor;
  const count = Number(f.toPrecision(3));
  const cite = `${law.name}: ${law.citation}`;
  const given = (name: string): boolean => fixedBy.includes(name);
  const least = fixedBy.includes('loss') ? cheapest(served !== null, count) : best(served !== null, count);
  const byRatio = l10n.t('tokens per parameter as given: N = sqrt(C / ({0} × ratio))', count);
  const size = given('N') ? l10n.t('as given') : given('tokens_per_param') ? byRatio : least;
  const left = `C / (${count} N) = ${formatNumber(C.value, 'flop')} / (${count} × ${formatNumber(N.value, 'params')})`;
  const entries: Entry[] = [
    ['N', { title: l10n.t('Model'), formula: `N: ${size}`, source: cite }],
    ['D', { title: l10n.t('Data'), formula: given('D') ? l10n.t('D: as given') : `D = ${left}`, source: cite }],
    [
      'C',
      {
        title: l10n.t('Training compute'),
        formula: `C = ${count} N D = ${formatNumber(C.value, 'flop')} FLOP`,
        source: l10n.t('Kaplan et al. 2020, sec 2.1: 2 FLOP per parameter and token forward, 4 backward'),
      },
    ],
  ];
  if (!loss) return entries;
  entries.push(['loss', { title: l10n.t('Expected loss'), formula: law.formula, source: cite }]);
  if (!optimalLoss || penalty === null) return entries;
  const lowest = formatNumber(optimalLoss.value, 'loss');
  entries.push([
    'penalty',
    {
      title: l10n.t('Penalty'),
      formula: l10n.t('loss - least loss for the same FLOP = {0} - {1}', formatNumber(loss.value, 'loss'), lowest),
      source: cite,
    },
  ]);
  return entries;
}

/** Where a loss is given: the run that reaches it with the fewest FLOP. */
const cheapest = (served: boolean, count: number): string =>
  served
    ? l10n.t('the size that reaches the loss with the least {0} N D + 2 N × (tokens served)', count)
    : l10n.t('the size that reaches the loss with the least {0} N D', count);

/** Where a budget is given: the run of least loss that it buys. */
const best = (served: boolean, count: number): string =>
  served
    ? l10n.t('the size of least loss for which {0} N D + 2 N × (tokens served) stays within the budget', count)
    : l10n.t('the size of least loss on the isoFLOP curve {0} N D = C', count);

function spending({ C, gpus, gpuHours, rates, device, cost, energy, co2, assumptions }: PlanPayload): Entry[] {
  const from = (name: string): string => assumptions.find(a => a.name === name)?.source ?? l10n.t('given');
  const { mfu, utilization, price, pue, grid } = rates;
  const peak = `${Number((device.peak / 1e12).toPrecision(4))} TFLOP/s`;
  const hours = `${formatNumber(gpuHours.value, 'count', { digits: 4 })} GPU-hours`;
  const entries: Entry[] = [
    [
      'time',
      {
        title: l10n.t('Time'),
        formula: `C / (GPUs × peak × MFU × utilization) = ${formatNumber(C.value, 'flop')} / (${whole(gpus)} × ${peak} × ${percent(mfu)} × ${percent(utilization)})`,
        source: l10n.t('peak: {0}, dense {1}; MFU: {2}', device.citation, device.precision, from('mfu')),
      },
    ],
  ];
  if (cost && price !== null) {
    const formula = `${hours} × ${formatNumber(price, 'usd', { digits: 3 })}`;
    entries.push(['cost', { title: l10n.t('Cost'), formula, source: l10n.t('price: {0}', from('price')) }]);
  }
  if (energy && device.power !== null) {
    const formula = `${hours} × ${whole(device.power)} W × PUE ${pue}`;
    const source = l10n.t('Touvron et al. 2023, Table 15 counts so; PUE: {0}', from('pue'));
    entries.push(['energy', { title: l10n.t('Energy'), formula, source }]);
  }
  if (energy && co2) {
    const formula = `${formatNumber(energy.value, 'energy')} × ${grid} kg CO₂e/kWh`;
    entries.push(['co2', { title: l10n.t('Carbon'), formula, source: from('grid') }]);
  }
  return entries;
}

function training({ batch, steps, D, learningRate, hyperparameterLaw, rates }: PlanPayload): Entry[] {
  const cite = hyperparameterLaw ? `${hyperparameterLaw.title}: ${hyperparameterLaw.citation}` : l10n.t('given');
  const sequences = l10n.t('{0} sequences of {1} tokens', whole(batch / rates.context), whole(rates.context));
  const entries: Entry[] = [
    ['batch', { title: l10n.t('Batch'), formula: sequences, source: cite }],
    [
      'steps',
      {
        title: l10n.t('Steps'),
        formula: `D / batch = ${formatNumber(D.value, 'tokens')} / ${formatNumber(batch, 'tokens')} = ${whole(steps)}`,
        source: '',
      },
    ],
  ];
  if (learningRate !== null) {
    const formula = l10n.t('{0} at its peak', formatNumber(learningRate, 'scientific'));
    entries.push(['learning_rate', { title: l10n.t('Learning rate'), formula, source: cite }]);
  }
  return entries;
}

function memory({ memory: held, layouts, optimizer }: PlanPayload): Entry[] {
  const chosen = layouts.find(l => l.chosen);
  if (!held || !chosen) return [];
  const split = `${chosen.tensor} × ${chosen.pipeline}`;
  return [
    [
      'memory',
      {
        title: l10n.t('Memory'),
        formula: l10n.t(
          'weights + gradients + optimizer ({0}) of the parameters over {1} GPUs, ZeRO-{2} over {3} ranks; activations with {4} recomputation; for a moment: logits, a layer computed again, weights gathered by ZeRO-3',
          optimizer,
          split,
          chosen.zero,
          chosen.data,
          chosen.checkpointing,
        ),
        source: l10n.t('Rajbhandari et al. 2019, sec 3.1 and fig 1; Korthikanti et al. 2022, eq 1 to 4 and sec 4.3'),
      },
    ],
    [
      'parallelism',
      {
        title: l10n.t('Parallelism'),
        formula: l10n.t(
          'step ≥ max(FLOP / measured rate × (1 + bubble), bytes / memory bandwidth, bytes / link speed)',
        ),
        source: l10n.t('roofline; exchanges by Narayanan et al. 2021 and Rajbhandari et al. 2019, sec 7'),
      },
    ],
  ];
}

function serving({ serving: s, N, device }: PlanPayload): Entry[] {
  if (!s) return [];
  const formula = `2 N × tokens = 2 × ${formatNumber(N.value, 'params')} × ${formatNumber(s.tokens, 'tokens')}`;
  const roofline = l10n.t('step = max(bytes of weights and cache / bandwidth, 2 N × batch / peak)');
  return [
    ['serving', { title: l10n.t('Serving compute'), formula, source: 'Sardana et al. 2024, eq 1' }],
    [
      'serving_cost',
      { title: l10n.t('Serving cost'), formula: roofline, source: l10n.t('roofline; {0}', device.citation) },
    ],
  ];
}
