import * as l10n from '@vscode/l10n';
import { frontierAround, isoflopAround, type PlanCurve } from '../../../../science/planning/curves';
import type { Candidate } from '../../../../science/planning/parallelism/choose';
import type { Plan } from '../../../../science/planning/plan';
import { repetition } from '../../../../science/planning/repetition';
import type { Interval } from '../../../../science/planning/uncertainty';
import { formatNumber } from '../../../../views/format';
import type {
  PlannedCurve,
  PlannedFigure,
  PlannedLayout,
  PlannedServing,
  PlanPayload,
} from '../../../../views/kinds/plan';
import { sourceText } from '../../collections/sourcing';
import { lawLabel } from '../isoflop';
import { readable } from './sources';

/** Everything that the card shows. */
export function payloadOf(p: Plan, title?: string): PlanPayload {
  const { settings, run } = p.basis;
  const { law, device, hyperparameterLaw } = settings;
  const { unit = '', citation, ...label } = lawLabel(law);
  return {
    ...(title === undefined ? {} : { title }),
    law: { ...label, citation, unit, formula: law.form.formula },
    given: given(p),
    fixedBy: run.fixedBy,
    level: settings.level,
    ...(p.intervals ? { origin: p.intervals.origin } : {}),
    device: {
      title: device.title,
      precision: settings.precision,
      peak: p.peak,
      memory: device.memoryBytes ?? null,
      power: device.power ?? null,
      citation: sourceText(device.citation),
    },
    rates: {
      mfu: p.mfu,
      utilization: settings.utilization,
      price: settings.usdPerGpuHour ?? null,
      ...{ pue: settings.pue, grid: settings.grid, flopFactor: p.basis.surface.factor, context: settings.context },
    },
    ...figures(p),
    ...{ gpus: p.gpus, batch: p.batch, steps: p.steps, learningRate: p.learningRate ?? null },
    ...{ penalty: p.penalty ?? null, computePenalty: p.computePenalty ?? null },
    hyperparameterLaw: hyperparameterLaw
      ? { title: hyperparameterLaw.title, citation: sourceText(hyperparameterLaw.citation) }
      : null,
    architecture: architecture(p),
    memory: p.memory
      ? {
          ...{ weights: p.memory.weights, gradients: p.memory.gradients, optimizer: p.memory.optimizer },
          ...{ activations: p.memory.activations, transient: p.memory.transient, total: p.memory.perGpu },
        }
      : null,
    optimizer: settings.optimizer,
    layouts: (p.parallelism?.candidates ?? []).map(layout),
    isoflop: curve(isoflopAround(p)),
    frontier: curve(frontierAround(p), usdPerFlop(p)),
    serving: serving(p),
    repeats: repeats(p),
    assumptions: p.assumptions.map(a => ({ ...a, source: readable(a.source) })),
    warnings: p.warnings,
  };
}

function usdPerFlop({ basis: { rates } }: Plan): number | undefined {
  const { usdPerGpuSecond: usd, flopPerGpuSecond } = rates;
  return usd === undefined ? undefined : usd / flopPerGpuSecond;
}

function figures(p: Plan) {
  const i = p.intervals;
  const with_ = (value: number, interval?: Interval, scale = 1): PlannedFigure =>
    interval && interval.high - interval.low > 1e-6 * Math.abs(interval.high)
      ? { value, low: interval.low * scale, high: interval.high * scale }
      : { value };
  const known = (value: number | undefined, interval?: Interval, scale = 1): PlannedFigure | null =>
    value === undefined ? null : with_(value, interval, scale);
  const perFlop = (value = 0): number => value / p.C;
  return {
    ...{ N: with_(p.N, i?.N), D: with_(p.D, i?.D), C: with_(p.C, i?.C) },
    ...{ loss: known(p.loss, i?.loss), optimalLoss: known(p.optimalLoss, i?.optimalLoss) },
    time: with_(p.time, i?.C, perFlop(p.time)),
    gpuHours: with_(p.gpuHours, i?.C, perFlop(p.gpuHours)),
    cost: known(p.cost, i?.C, perFlop(p.cost)),
    energy: known(p.energy, i?.C, perFlop(p.energy)),
    co2: known(p.co2, i?.C, perFlop(p.co2)),
  };
}

function architecture({ architecture: a }: Plan): PlanPayload['architecture'] {
  const { layers, width, heads, kvHeads, ffn, vocab, params, totalParams, glu, tied, experts: e } = a;
  const experts = e ? l10n.t('{0} in every {1}. layer, {2} for each token', e.experts, e.every, e.topK) : null;
  return { layers, width, heads, kvHeads, ffn, vocab, params, totalParams, glu, tied, experts };
}

function layout({ layout: l, memory, throughput: t, fits, chosen, reason }: Candidate): PlannedLayout {
  const links = [t.tensor, t.data, t.stages, t.experts];
  return {
    ...{ tensor: l.tensor, pipeline: l.pipeline, data: l.data, zero: l.zero, checkpointing: l.checkpointing },
    ...{ microBatch: l.microBatch, accumulation: l.accumulation, perGpu: memory.perGpu },
    ...{ tokensPerSecond: t.tokensPerSecond, mfu: t.mfu, bound: t.bound, compute: t.compute, memory: t.memory },
    network: links.includes(undefined) ? null : Math.max(...links.map(x => x ?? 0)),
    ...{ fits, chosen, reason },
  };
}

function curve(found: PlanCurve | undefined, usd?: number): PlannedCurve | null {
  if (!found) return null;
  const finite = (values: Float64Array) => Array.from(values, x => (Number.isFinite(x) ? x : null));
  return {
    ...{ C: Array.from(found.C), N: Array.from(found.N), D: Array.from(found.D), loss: finite(found.loss) },
    ...(found.low && found.high ? { low: finite(found.low), high: finite(found.high) } : {}),
    ...(usd === undefined ? {} : { cost: Array.from(found.C, C => C * usd) }),
  };
}

function serving({ inference: i }: Plan): PlannedServing | null {
  if (!i) return null;
  const run = (r: typeof i.planned) => ({ ...r, loss: r.loss ?? null });
  const s = i.serving;
  return {
    ...{ tokens: i.tokens, planned: run(i.planned), trainingOnly: run(i.trainingOnly), saving: i.saving },
    cost: i.servingCost ?? null,
    costPerMillion: s?.usdPerMillionGenerated ?? null,
    costPerMillionPrompt: s?.usdPerMillionPrompt ?? null,
    ...{ gpus: s?.gpus ?? null, batch: s?.batch ?? null, tokensPerSecond: s?.decodeTokensPerSecond ?? null },
    bound: s?.decodeBound ?? null,
  };
}

function repeats({ dataLimit, epochs, effectiveD, basis }: Plan): PlanPayload['repeats'] {
  const { unique } = basis.arguments;
  if (!dataLimit || unique === undefined) return null;
  return {
    ...{ unique, epochs, effective: effectiveD, decay: repetition.RD, rivalDecay: repetition.rival.RD },
    ...dataLimit,
  };
}

/** What was fixed, in words, in the order in which people say it. */
function given({ basis }: Plan): string[] {
  const { settings, arguments: a } = basis;
  const say = (value: number | undefined, text: (value: number) => string): string[] =>
    value === undefined ? [] : [text(value)];
  const whole = (x: number): string => formatNumber(x, 'count', { full: true });
  const device = settings.device.title.replace(/^NVIDIA /, '');
  return [
    ...say(a.usd, x => l10n.t('{0} USD', formatNumber(x, 'usd').replace('$', ''))),
    ...say(a.flop, x => `${formatNumber(x, 'flop')} FLOP`),
    ...say(a.gpuSeconds, x => l10n.t('{0} GPU-hours', formatNumber(x / 3600, 'count', { digits: 3 }))),
    a.gpus === undefined ? device : `${whole(a.gpus)} × ${device}`,
    ...say(a.time, x => formatNumber(x, 'duration', { digits: 3 })),
    ...say(a.mfu, x => l10n.t('{0} MFU', formatNumber(x, 'percent', { digits: 2 }))),
    ...say(a.N, x => `N = ${formatNumber(x, 'params')}`),
    ...say(a.D, x => `D = ${formatNumber(x, 'tokens')}`),
    ...say(a.tokensPerParam, x => l10n.t('{0} tokens per param', formatNumber(x, 'plain'))),
    ...say(a.loss, x => l10n.t('loss {0}', formatNumber(x, 'loss'))),
    ...say(a.unique, x => l10n.t('{0} unique tokens', formatNumber(x, 'tokens'))),
    ...say(a.maxEpochs, x => l10n.t('at most {0} epochs', formatNumber(x, 'plain'))),
    ...say(a.inferenceTokens, x => l10n.t('{0} tokens to serve', formatNumber(x, 'tokens'))),
  ];
}
