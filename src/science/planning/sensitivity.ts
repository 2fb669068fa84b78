import * as l10n from '@vscode/l10n';
import { type FlopMethod, trainingFlops } from '../counting/flops';
import { ScienceError } from '../errors';
import { carbonIntensity, utilisation } from '../facts/grids';
import { reportedInterruptions } from '../facts/planning/reliability';
import { constantsOfDraw } from '../laws/draws';
import type { Law } from '../laws/law';
import { findLaw } from '../laws/laws';
import { cited } from './assumption';
import { planCore } from './core';
import { footprintOf } from './footprint';
import type { Plan } from './plan';
import { type SurfaceOptions, surfaceOf } from './surface';
import { called, percent } from './words';

/** One end of what an assumption may turn out to be. */
export interface Scenario {
  readonly label: string;
  readonly source: string;
  /** The planned run, if it is so: what it costs, how long it takes, how good it gets. */
  readonly cost: number | undefined;
  readonly time: number;
  readonly co2: number | undefined;
  readonly loss: number | undefined;
  /** The run that would be planned under the same constraints; undefined where there is none. */
  readonly replanned: { readonly N: number; readonly D: number; readonly loss: number | undefined } | undefined;
}

/** One bar of the tornado. */
export interface SensitivityRow {
  /** The argument, or `flops` and `failures`. */
  readonly factor: string;
  readonly title: string;
  readonly low: Scenario;
  readonly high: Scenario;
  /** Widest relative change of cost, time or carbon against the plan. */
  readonly spread: number;
  /** Difference in loss between the two ends: of the planned run, or of what would be planned. */
  readonly lossSpread: number | undefined;
}

/** What a scenario changes about the planned run. */
interface Change {
  readonly label: string;
  readonly source: string;
  readonly mfu?: number;
  readonly utilization?: number;
  readonly usdPerGpuHour?: number;
  readonly grid?: number;
  readonly law?: Law;
  /** Training FLOP over the plan's. */
  readonly flops?: number;
}

/** What each assumption costs if it is wrong: widest bars first. */
export function sensitivity(base: Plan): SensitivityRow[] {
  const pairs = [mfuRange(), priceRange(base), lawRange(base), flopRange(base), failureRange(base), gridRange()];
  return pairs
    .flatMap(pair => (pair ? [rowOf(base, pair)] : []))
    .sort((a, b) => Math.max(b.spread, b.lossSpread ?? 0) - Math.max(a.spread, a.lossSpread ?? 0));
}

interface Pair {
  readonly factor: string;
  readonly title: string;
  readonly ends: readonly [Change, Change];
}

function mfuRange(): Pair {
  const models = utilisation.filter(u => !/6n|hfu|deepseek/.test(u.name)).sort((a, b) => a.value - b.value);
  const end = (u: (typeof models)[number]): Change => ({
    label: `${percent(u.value)} (${u.title})`,
    source: cited(u.citation),
    mfu: u.value,
  });
  return {
    factor: 'mfu',
    title: l10n.t('Model FLOP utilization'),
    ends: [end(models[0]), end(models[models.length - 1])],
  };
}

function priceRange({ basis }: Plan): Pair | undefined {
  const { device, usdPerGpuHour } = basis.settings;
  if (usdPerGpuHour === undefined) return undefined;
  const listed = device.prices.flatMap(p =>
    (p.range ?? [p.usdPerHour]).map(usd => ({
      usd,
      label: `${p.provider}, ${p.kind}, ${p.date}`,
      source: cited(p.citation),
    })),
  );
  const all = [...listed, { usd: usdPerGpuHour, label: l10n.t('as planned'), source: 'given' }].sort(
    (a, b) => a.usd - b.usd,
  );
  const end = ({ usd, label, source }: (typeof all)[number]): Change => ({
    label: `$${usd} (${label})`,
    source,
    usdPerGpuHour: usd,
  });
  return { factor: 'price', title: l10n.t('Price of a GPU hour'), ends: [end(all[0]), end(all[all.length - 1])] };
}

/** Laws of the same form and conventions, whose losses compare. */
const comparable = ['epoch', 'chinchilla', 'epoch_huber', 'epoch_245'] as const;

function lawRange({ N, D, basis }: Plan): Pair | undefined {
  const { law, experts } = basis.settings;
  const options = { unique: basis.arguments.unique, experts: experts?.experts };
  if (!(comparable as readonly string[]).includes(law.name)) return drawRange(law, options, N, D, basis.settings.level);
  const laws = [law, ...comparable.flatMap(name => (name === law.name ? [] : (findLaw(name) ?? [])))];
  const losses = laws
    .flatMap(one => {
      const loss = surfaceOf(one, options).loss?.(N, D);
      return loss === undefined ? [] : [{ law: one, loss }];
    })
    .sort((a, b) => a.loss - b.loss);
  if (losses.length < 2) return undefined;
  const end = ({ law: one }: (typeof losses)[number]): Change => ({
    label: called(one),
    source: cited(one.citation),
    law: one,
  });
  return { factor: 'law', title: l10n.t('Scaling law'), ends: [end(losses[0]), end(losses[losses.length - 1])] };
}

/** A law that no other compares with (a fit to own runs): how far its own draws take the loss. */
function drawRange(law: Law, options: SurfaceOptions, N: number, D: number, level: number): Pair | undefined {
  if (!law.draws) return undefined;
  const { draws: _, ...alone } = law;
  const drawn = Array.from({ length: law.draws.count }, (_draw, row) => {
    const one = { ...alone, constants: constantsOfDraw(law, row) };
    return { one, loss: surfaceOf(one, options).loss?.(N, D) ?? Number.NaN };
  })
    .filter(({ loss }) => Number.isFinite(loss))
    .sort((a, b) => a.loss - b.loss);
  if (drawn.length < 2) return undefined;
  const end = (share: number): Change => ({
    label: l10n.t('{0} of the draws of {1}', percent(share), called(law)),
    source: cited(law.citation),
    law: drawn[Math.round(share * (drawn.length - 1))].one,
  });
  return { factor: 'law', title: l10n.t('Scaling law'), ends: [end((1 - level) / 2), end((1 + level) / 2)] };
}

function flopRange({ architecture, C, D, basis }: Plan): Pair | undefined {
  // The counts by part are those of dense models.
  if (architecture.experts) return undefined;
  const sequence = basis.settings.context;
  const by = (method: FlopMethod) => trainingFlops(method, D, { architecture: architecture.shape, sequence }) / C;
  const counted = [
    { label: '6ND', flops: 1 },
    ...(['palm', 'chinchilla', 'kaplan'] as const).map(method => ({ label: String(method), flops: by(method) })),
  ].sort((x, y) => x.flops - y.flops);
  const end = ({ label, flops }: (typeof counted)[number]): Change => ({
    label,
    flops,
    source: 'palm, App B; hoffmann2022, App F; kaplan2020, Table 1',
  });
  return {
    factor: 'flops',
    title: l10n.t('How FLOP are counted'),
    ends: [end(counted[0]), end(counted[counted.length - 1])],
  };
}

function failureRange({ basis }: Plan): Pair {
  const { effectiveShare, citation } = reportedInterruptions;
  const source = cited(citation);
  const best = { label: l10n.t('no time is lost'), source: 'assumed', utilization: 1 };
  const share = Math.min(effectiveShare, basis.settings.utilization);
  const worst = { label: l10n.t('{0} of the time trains', percent(share)), source, utilization: share };
  return { factor: 'failures', title: l10n.t('Failures and restarts'), ends: [best, worst] };
}

function gridRange(): Pair {
  const sorted = [...carbonIntensity].sort((a, b) => a.value - b.value);
  const end = ({ title, value, citation }: (typeof sorted)[number]): Change => ({
    label: `${value} kg/kWh (${title})`,
    source: cited(citation),
    grid: value,
  });
  return {
    factor: 'grid',
    title: l10n.t('Carbon of the grid'),
    ends: [end(sorted[0]), end(sorted[sorted.length - 1])],
  };
}

function rowOf(base: Plan, { factor, title, ends }: Pair): SensitivityRow {
  const [low, high] = ends.map(change => scenarioOf(base, change)) as [Scenario, Scenario];
  const change = (of: (s: Scenario) => number | undefined, plan: number | undefined) =>
    plan ? Math.max(...[low, high].map(s => Math.abs((of(s) ?? plan) / plan - 1))) : 0;
  const spread = Math.max(
    change(s => s.cost, base.cost),
    change(s => s.time, base.time),
    change(s => s.co2, base.co2),
  );
  const losses = [low, high].map(s => (factor === 'law' ? s.loss : s.replanned?.loss));
  const [a, b] = losses;
  return {
    factor,
    title,
    low,
    high,
    spread,
    lossSpread: a === undefined || b === undefined ? undefined : Math.abs(a - b),
  };
}

function scenarioOf(base: Plan, change: Change): Scenario {
  const { settings, arguments: args } = base.basis;
  const mfu = change.mfu ?? settings.mfu;
  const utilization = change.utilization ?? settings.utilization;
  const usdPerGpuHour = change.usdPerGpuHour ?? settings.usdPerGpuHour;
  const grid = change.grid ?? settings.grid;
  const law = change.law ?? settings.law;
  const flops = change.flops ?? 1;
  const surface = surfaceOf(law, { unique: args.unique, experts: settings.experts?.experts });
  const used = footprintOf({
    C: base.C * flops,
    gpus: base.gpus,
    flopPerGpuSecond: settings.peak * mfu * utilization,
    usdPerGpuSecond: usdPerGpuHour === undefined ? undefined : usdPerGpuHour / 3600,
    ...{ power: settings.device.power, pue: settings.pue, grid },
  });
  return {
    ...{ label: change.label, source: change.source, cost: used.cost, time: used.time, co2: used.co2 },
    loss: surface.loss?.(base.N, base.D),
    replanned: replan(base, { mfu: mfu / flops, utilization, usdPerGpuHour, grid, law }),
  };
}

/** The same constraints under the changed assumptions; more FLOP for the same run are a lower MFU to the solver. */
function replan(base: Plan, changed: Parameters<typeof planCore>[0]): Scenario['replanned'] {
  try {
    const { run, surface } = planCore({ ...base.basis.arguments, ...changed });
    return { N: run.N, D: run.D, loss: surface.loss?.(run.N, run.D) };
  } catch (error) {
    if (error instanceof ScienceError) return undefined;
    throw error;
  }
}
