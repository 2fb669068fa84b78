import type { DeviceFacts } from '../../facts/device';
import type { Interconnect } from '../../facts/planning/interconnect';
import type { ChosenArchitecture } from '../architecture/choose';
import type { Memory } from '../memory/memory';
import { expertRanks, type Layout } from './layout';

/** What a step is timed with. */
export interface ThroughputInputs {
  readonly model: ChosenArchitecture;
  readonly context: number;
  /** Training FLOP of one token, without recomputation. */
  readonly flopPerToken: number;
  /** Dense peak of one GPU at the run's precision. */
  readonly peak: number;
  readonly device: DeviceFacts;
  readonly interconnect: Interconnect | undefined;
}

/** Lower bounds on the time of one step, in seconds, and what follows from the largest of them. */
export interface Throughput {
  /** Matrix products at the best rate measured for the device (at its dense peak where none is), pipeline bubble included. */
  readonly compute: number;
  /** Traffic to device memory: weights, states and activations. */
  readonly memory: number;
  /** Tensor-parallel exchanges within the node. */
  readonly tensor: number;
  /** Gradients (and, at ZeRO 3, weights) among data-parallel ranks; undefined where no link speed is known. */
  readonly data: number | undefined;
  /** Activations between stages; undefined where no link speed is known. */
  readonly stages: number | undefined;
  /** Tokens to their experts and back; undefined where no link speed is known. */
  readonly experts: number | undefined;
  /** The largest of them: no step is faster. */
  readonly step: number;
  readonly bound: 'compute' | 'memory' | 'network';
  /** Idle share of the pipeline: (p - 1) / m. */
  readonly bubble: number;
  readonly tokensPerSecond: number;
  /** Model FLOP utilization that cannot be exceeded. */
  readonly mfu: number;
}

/** FLOP with recomputation over FLOP without: one more forward pass of three at `full`. */
const recomputation = (layout: Layout): number => (layout.checkpointing === 'full' ? 4 / 3 : 1);

/**
 * A roofline of one training step: each resource alone, perfectly overlapped with the others. Real steps are slower; what
 * is compared is which bound a layout runs into first.
 */
export function throughputOf(o: ThroughputInputs, layout: Layout, memory: Memory): Throughput {
  const { context, device } = o;
  const { tensor, pipeline, data, microBatch, accumulation } = layout;
  const gpus = tensor * pipeline * data;
  const tokens = data * accumulation * microBatch * context;
  const bubble = (pipeline - 1) / accumulation;
  const rate = Math.min(o.peak, (o.peak * (device.measuredMatmul ?? bf16Peak(device))) / bf16Peak(device));
  const compute = ((o.flopPerToken * recomputation(layout) * tokens) / (gpus * rate)) * (1 + bubble);
  const memoryTime = device.bandwidth === undefined ? 0 : memoryTraffic(layout, memory) / device.bandwidth;
  const network = networkTimes(o, layout, memory);
  const slowest = Math.max(network.tensor, network.data ?? 0, network.stages ?? 0, network.experts ?? 0);
  const step = Math.max(compute, memoryTime, slowest);
  return {
    compute,
    memory: memoryTime,
    ...network,
    step,
    bound: step === compute ? 'compute' : step === memoryTime ? 'memory' : 'network',
    bubble,
    tokensPerSecond: tokens / step,
    mfu: (o.flopPerToken * tokens) / step / (gpus * o.peak),
  };
}

const bf16Peak = ({ peak }: DeviceFacts): number => peak.bf16 ?? peak.fp16 ?? Number.POSITIVE_INFINITY;

/** 16-bit weights (or gradients) of one GPU of a replica, as the products see them: gathered where ZeRO has split them. */
const gathered = (m: Memory): number => 2 * m.params;

/** Bytes to and from device memory: weights once a pass, states read and written once, activations written and read. */
function memoryTraffic(layout: Layout, m: Memory): number {
  const passes = layout.checkpointing === 'full' ? 4 : 3;
  // Activations held are those of `pipeline` micro-batches on the stage's share of the layers.
  const perMicroBatch = m.activations / layout.pipeline;
  const onePass = passes * gathered(m) + m.gradients + 2 * perMicroBatch;
  return layout.accumulation * onePass + 2 * m.optimizer + m.gradients;
}

/** Seconds that the links need for one step. Ring collectives send 2 (n-1)/n of what is reduced, (n-1)/n of what is gathered. */
function networkTimes({ model, context, interconnect }: ThroughputInputs, layout: Layout, memory: Memory) {
  if (!interconnect) return { tensor: 0, data: undefined, stages: undefined, experts: undefined };
  const { tensor, pipeline, data, zero, microBatch, accumulation, checkpointing } = layout;
  const { withinNode, betweenNodes, nodeSize } = interconnect;
  const activation = 2 * microBatch * context * model.width;
  // Two exchanges forward and two backward in every layer; forward again when all is recomputed. Narayanan et al. 2021.
  const exchanges = (checkpointing === 'full' ? 6 : 4) * (model.layers / pipeline);
  const ring = (2 * (tensor - 1)) / tensor;
  const tensorTime = (accumulation * exchanges * ring * activation) / withinNode;
  const gpus = tensor * pipeline * data;
  const inNode = gpus <= nodeSize;
  const across = inNode ? withinNode : betweenNodes;
  const stages = pipeline === 1 ? 0 : across && (2 * accumulation * activation) / tensor / across;
  // Gradients of one GPU in 16 bits. ZeRO sends 2 of them, ZeRO 3 gathers the weights twice besides (ZeRO, sec 7), per micro-batch.
  const held = gathered(memory);
  const volumes = zero === 3 ? 2 * accumulation + 1 : 2;
  const perGpu = data === 1 ? 0 : (volumes * held * (data - 1)) / data;
  // Ranks of one node reduce among themselves first and share its links.
  const together = inNode ? 1 : Math.max(1, Math.min(data, nodeSize / tensor));
  return {
    tensor: tensorTime,
    data: perGpu === 0 ? 0 : across && perGpu / together / across,
    stages,
    experts: expertTime(model, layout, activation, interconnect),
  };
}

/** Tokens go to their experts and back, forward and backward: four exchanges of top-k activations in every layer of experts. */
function expertTime(
  model: ChosenArchitecture,
  layout: Layout,
  activation: number,
  links: Interconnect,
): number | undefined {
  const ranks = expertRanks(model, layout.data);
  if (!model.experts || ranks === 1) return 0;
  const { topK, every } = model.experts;
  const layers = model.layers / every / layout.pipeline;
  const bytes = (4 * topK * layers * activation * layout.accumulation * (ranks - 1)) / ranks / layout.tensor;
  const speed = ranks * layout.tensor <= links.nodeSize ? links.withinNode : links.betweenNodes;
  return speed && bytes / speed;
}
