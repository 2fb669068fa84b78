import type { ChosenArchitecture } from '../architecture/choose';
import type { Checkpointing } from '../memory/activations';
import { type Memory, memoryOf } from '../memory/memory';
import type { Optimizer, Precision, ZeroStage } from '../memory/states';

/** How a run is split over GPUs. */
export interface Layout {
  readonly tensor: number;
  readonly pipeline: number;
  readonly data: number;
  readonly zero: ZeroStage;
  readonly checkpointing: Checkpointing;
  /** Sequences in one micro-batch. */
  readonly microBatch: number;
  /** Micro-batches of each data-parallel rank in one step. */
  readonly accumulation: number;
}

/** What every layout of a run shares. */
export interface LayoutInputs {
  readonly model: ChosenArchitecture;
  readonly gpus: number;
  /** Sequences in a batch. */
  readonly sequences: number;
  readonly context: number;
  readonly optimizer: Optimizer;
  readonly precision: Precision;
  /** Bytes of one GPU's memory; undefined where unknown. */
  readonly capacity: number | undefined;
  /** Choices that the user made: others are not tried. */
  readonly fixed: {
    readonly tensor?: number | undefined;
    readonly pipeline?: number | undefined;
    readonly zero?: ZeroStage | undefined;
    readonly checkpointing?: Checkpointing | undefined;
  };
  /** GPUs with fast links among them: tensor parallelism stays within. */
  readonly nodeSize: number;
}

/** Memory of a layout on its fullest GPU. */
export function layoutMemory(o: LayoutInputs, layout: Layout): Memory {
  const { model, precision, optimizer, context, capacity } = o;
  const { tensor, pipeline, zero, checkpointing } = layout;
  return memoryOf({
    params: model.totalParams,
    architecture: model.shape,
    experts: model.experts,
    gpus: tensor * pipeline * layout.data,
    tensor,
    pipeline,
    zero,
    checkpointing,
    precision,
    optimizer,
    context,
    capacity,
    batch: layout.microBatch,
    // Experts are spread over as many data-parallel ranks as divide them.
    expertParallel: expertRanks(model, layout.data),
  });
}

/** Data-parallel ranks that share out the experts. */
export const expertRanks = (model: ChosenArchitecture, data: number): number =>
  model.experts ? commonDivisor(model.experts.experts, data) : 1;

function commonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

/** Tensor and pipeline splits that a model allows on a number of GPUs, smallest first. */
export function splitsOf(o: LayoutInputs): { tensor: number; pipeline: number }[] {
  const { model, gpus, fixed, nodeSize } = o;
  const tensors = [1, 2, 4, 8, 16, 32, 64].filter(t => t <= nodeSize && model.heads % t === 0);
  const pipelines: number[] = [];
  for (let p = 1; p <= Math.min(model.layers, 64); p++) if (model.layers % p === 0) pipelines.push(p);
  return (fixed.tensor === undefined ? tensors : [fixed.tensor])
    .flatMap(tensor =>
      (fixed.pipeline === undefined ? pipelines : [fixed.pipeline]).map(pipeline => ({ tensor, pipeline })),
    )
    .filter(({ tensor, pipeline }) => gpus % (tensor * pipeline) === 0)
    .sort((a, b) => a.tensor * a.pipeline - b.tensor * b.pipeline || a.pipeline - b.pipeline);
}
