import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { checkpointings } from '../memory/activations';
import type { Memory } from '../memory/memory';
import { gigabytes, percent } from '../words';
import { type Layout, type LayoutInputs, layoutMemory, splitsOf } from './layout';
import { type Throughput, type ThroughputInputs, throughputOf } from './throughput';

/** A layout with its memory, its roofline and, where it was not chosen, the reason. */
export interface Candidate {
  readonly layout: Layout;
  readonly memory: Memory;
  readonly throughput: Throughput;
  readonly fits: boolean;
  readonly chosen: boolean;
  /** Why it was chosen or not, as a sentence. */
  readonly reason: string;
}

/** The choice among layouts. */
export interface Parallelism {
  readonly layout: Layout;
  readonly memory: Memory;
  readonly throughput: Throughput;
  /** False: not even the widest layout fits, and this is the one that comes nearest. */
  readonly fits: boolean;
  /** A link that the layout needs has no published speed, so that the network is not bounded. */
  readonly networkUnknown: boolean;
  /** Tokens in a batch of this layout: whole sequences for every data-parallel rank. */
  readonly batch: number;
  /** One candidate for each tensor and pipeline split, smallest first. */
  readonly candidates: readonly Candidate[];
}

/** A larger split must be faster by more than this to be worth its exchanges. */
const WORTH = 0.05;

/** Share of the memory that a layout should leave free where another does so at full speed. */
export const ROOM = 0.1;

interface Tried {
  readonly layout: Layout;
  readonly memory: Memory;
  readonly throughput: Throughput;
}

/** The best setting of one split: the fastest that fits, and of equally fast ones the one with most to spare; else the smallest. */
function bestOfSplit(o: LayoutInputs, t: ThroughputInputs, tensor: number, pipeline: number): Tried | undefined {
  const data = o.gpus / (tensor * pipeline);
  if (o.sequences < data) return undefined;
  const accumulation = Math.max(1, Math.round(o.sequences / data));
  const stages = o.fixed.zero === undefined ? ([0, 1, 2, 3] as const) : [o.fixed.zero];
  const recomputations = o.fixed.checkpointing === undefined ? checkpointings : [o.fixed.checkpointing];
  let best: Tried | undefined;
  for (const zero of data === 1 && o.fixed.zero === undefined ? ([0] as const) : stages) {
    for (const checkpointing of recomputations) {
      const layout: Layout = { tensor, pipeline, data, zero, checkpointing, microBatch: 1, accumulation };
      const tried = tryLayout(o, t, layout);
      if (!best || better(o, tried, best)) best = tried;
      // Higher stages and more recomputation save memory and never time.
      if (roomy(o, best) && best.layout.checkpointing !== 'full') return best;
    }
  }
  return best;
}

function tryLayout(o: LayoutInputs, t: ThroughputInputs, layout: Layout): Tried {
  const memory = layoutMemory(o, layout);
  return { layout, memory, throughput: throughputOf(t, layout, memory) };
}

const fits = (o: LayoutInputs, { memory }: Tried): boolean => o.capacity === undefined || memory.perGpu <= o.capacity;

/** Whether it fits and leaves what buffers and fragmentation may take. */
const roomy = (o: LayoutInputs, { memory }: Tried): boolean =>
  o.capacity === undefined || memory.perGpu <= o.capacity * (1 - ROOM);

/** Fitting before not; then faster; then with room to spare; then the simpler (less recomputation, lower stage), tried first. */
function better(o: LayoutInputs, a: Tried, b: Tried): boolean {
  if (fits(o, a) !== fits(o, b)) return fits(o, a);
  if (!fits(o, a)) return a.memory.perGpu < b.memory.perGpu * 0.999;
  const faster = a.throughput.tokensPerSecond / b.throughput.tokensPerSecond;
  return faster > 1.001 || (faster > 0.999 && roomy(o, a) && !roomy(o, b));
}

/**
 * The smallest split within 5% of the fastest by the roofline that leaves a tenth of the memory free, or else that fits, with
 * the reason against every other.
 * Undefined where no split leaves each data-parallel rank a sequence of the batch.
 */
export function chooseParallelism(o: LayoutInputs, t: ThroughputInputs): Parallelism | undefined {
  const splits = splitsOf(o);
  if (splits.length === 0) throw impossible(o);
  const tried = splits.flatMap(({ tensor, pipeline }) => bestOfSplit(o, t, tensor, pipeline) ?? []);
  if (tried.length === 0) return undefined;
  const fitting = tried.filter(c => fits(o, c));
  const fastest = Math.max(...fitting.map(c => c.throughput.tokensPerSecond));
  const fast = fitting.filter(c => c.throughput.tokensPerSecond >= fastest * (1 - WORTH));
  const chosen =
    fast.find(c => roomy(o, c)) ??
    fast[0] ??
    tried.reduce((least, c) => (c.memory.perGpu < least.memory.perGpu ? c : least));
  const candidates = tried.map(c => ({
    ...c,
    fits: fits(o, c),
    chosen: c === chosen,
    reason: reasonFor(o, c, chosen),
  }));
  const { data, stages, experts } = chosen.throughput;
  const networkUnknown = o.gpus > 1 && [data, stages, experts].includes(undefined);
  const { data: ranks, accumulation, microBatch } = chosen.layout;
  const batch = ranks * accumulation * microBatch * o.context;
  return { ...chosen, fits: fits(o, chosen), networkUnknown, batch, candidates };
}

function impossible({ gpus, model, fixed }: LayoutInputs): ScienceError {
  return new ScienceError(
    'bad-input',
    l10n.t(
      '{0} GPUs cannot hold a model of {1} layers and {2} heads with tensor {3} and pipeline {4}: their product must divide the GPUs. Change tensor, pipeline or gpus.',
      gpus,
      model.layers,
      model.heads,
      fixed.tensor ?? l10n.t('free'),
      fixed.pipeline ?? l10n.t('free'),
    ),
  );
}

const gpusOfReplica = ({ layout }: Tried): number => layout.tensor * layout.pipeline;

function reasonFor(o: LayoutInputs, c: Tried, chosen: Tried): string {
  if (c === chosen) return fits(o, c) ? chosenBecause(c) : noneFits(o, c);
  if (!fits(o, c)) {
    return l10n.t('Needs {0} per GPU, which has {1}.', gigabytes(c.memory.perGpu), gigabytes(o.capacity ?? 0));
  }
  if (!roomy(o, c) && roomy(o, chosen)) {
    return l10n.t(
      'Leaves only {0} of the memory free, for buffers and fragmentation.',
      percent(1 - c.memory.perGpu / (o.capacity ?? 0)),
    );
  }
  const slower = 1 - c.throughput.tokensPerSecond / chosen.throughput.tokensPerSecond;
  if (slower > 0.001) return l10n.t('{0} slower: {1}.', percent(slower), slowedBy(c));
  if (gpusOfReplica(c) >= gpusOfReplica(chosen)) {
    return slower < -0.001
      ? l10n.t('Only {0} faster, for a larger split.', percent(-slower))
      : l10n.t('No faster, and a larger split.');
  }
  return l10n.t('Within {0} of the chosen one, which is faster.', percent(WORTH));
}

function chosenBecause(c: Tried): string {
  return l10n.t('The smallest split that fits at full speed: {0} per GPU.', gigabytes(c.memory.perGpu));
}

function noneFits(o: LayoutInputs, c: Tried): string {
  return l10n.t(
    'No layout fits: this one comes nearest, with {0} per GPU, which has {1}.',
    gigabytes(c.memory.perGpu),
    gigabytes(o.capacity ?? 0),
  );
}

function slowedBy({ throughput: t, layout }: Tried): string {
  if (t.bound === 'memory') return l10n.t('bound by memory bandwidth');
  if (t.bound === 'network') {
    const { tensor, data = 0, stages = 0, experts = 0 } = t;
    if (experts >= Math.max(tensor, data, stages)) {
      return l10n.t('tokens take longer to reach their experts than to be computed');
    }
    if (tensor >= data && tensor >= stages) return l10n.t('tensor-parallel exchanges take longer than the products');
    return data >= stages
      ? l10n.t('gradients take longer to exchange than to compute')
      : l10n.t('activations take longer between stages than to compute');
  }
  if (t.bubble > 0.01) return l10n.t('{0} of the pipeline idles', percent(t.bubble / (1 + t.bubble)));
  return layout.checkpointing === 'full' ? l10n.t('everything is computed again') : l10n.t('more work per step');
}
