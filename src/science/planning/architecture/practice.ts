import { countParams } from '../../counting/params';
import { allModels } from '../../facts/models';

/** How published models are shaped: width over layers as a power of the parameters without embeddings. */
export interface Practice {
  /** Width / layers that published models of this size have, on average. */
  readonly aspect: (nonEmbedding: number) => number;
  /** Models that the average was taken over. */
  readonly models: number;
}

let known: Practice | undefined;

/** Least squares of log(width / layers) on log N over the dense decoders among the published models; computed once. */
export function publishedPractice(): Practice {
  known ??= fitPractice();
  return known;
}

function fitPractice(): Practice {
  const shapes = new Map<string, readonly [number, number]>();
  for (const { architecture, moe, recalled } of allModels()) {
    if (!architecture || moe || architecture.encoderDecoder || recalled?.includes('architecture')) continue;
    const { layers, width } = architecture;
    shapes.set(`${layers} ${width}`, [Math.log(countParams(architecture).nonEmbedding), Math.log(width / layers)]);
  }
  const points = [...shapes.values()];
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const sxx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / sxx;
  return { aspect: size => Math.exp(meanY + slope * (Math.log(size) - meanX)), models: n };
}

/** Width of the feed-forward layer over the model's: 4; with a gate 8/3 (LLaMA), or 3.5 where heads share keys (Llama 3). */
export function usualFfnRatio(glu: boolean, grouped: boolean): number {
  if (!glu) return 4;
  return grouped ? 3.5 : 8 / 3;
}

/** Size of a head: 128 from a width of 1,152 up, 64 below (Hoffmann et al., Table A9), less where the model is tiny. */
export function usualHeadDim(width: number): number {
  if (width >= 1152) return 128;
  if (width >= 192) return 64;
  if (width >= 96) return 32;
  return width >= 32 ? 16 : 4;
}

/** What a model's shape has unless told otherwise: Chinchilla's vocabulary, a gate, one embedding matrix. */
export const usualShape = { vocab: 32000, context: 4096, glu: true, tied: true } as const;
