import { createKernels, type Matrix, roundUp } from '../../numeric/kernels';
import { createRandom } from '../../random';
import type { Datastore } from './datastore';
import { createTopK } from './top-k';

/** Cluster centres of a datastore's keys, in the datastore's layout. */
export interface Centroids {
  readonly count: number;
  /** The nearest centroid of a key that stands at a row of some matrix. */
  readonly nearest: (rows: Matrix, row: number) => number;
  /** The `probes` centroids nearest to a query, nearest first. */
  readonly ranked: (query: ArrayLike<number>, probes: number) => Int32Array;
}

/**
 * Lloyd's algorithm on a seeded sample of the keys. A cluster that loses all its keys starts again from a sample key.
 * @param count clusters wanted; at most as many as there are keys
 */
export function kMeans(
  store: Datastore,
  count: number,
  { seed = 0, iterations = 6, perCluster = 32 }: { seed?: number; iterations?: number; perCluster?: number } = {},
): Centroids {
  const columns = store.keys.columns;
  const clusters = Math.min(count, store.size);
  const samples = Math.min(store.size, clusters * perCluster);
  const rows = roundUp(clusters, 4);
  const kernels = createKernels(rows * columns + samples * columns + rows + columns + 256);
  const centroids = kernels.matrix(rows, columns);
  const sample = kernels.matrix(samples, columns);
  const distances = kernels.matrix(1, rows);
  const query = kernels.matrix(1, columns);
  const random = createRandom(seed);
  const chosen = sampleWithout(store.size, samples, random.below);
  chosen.forEach((number, i) => {
    sample.values.set(store.keys.values.subarray(number * columns, (number + 1) * columns), i * columns);
  });
  // Rows that pad the centroids to a multiple of 4 are far from everything.
  centroids.values.fill(1e18);
  centroids.values.set(sample.values.subarray(0, clusters * columns));

  const nearestIn = (matrix: Matrix, row: number): number => {
    kernels.distances(centroids, 0, rows, matrix, row, distances);
    let best = 0;
    for (let c = 1; c < clusters; c++) if (distances.values[c]! < distances.values[best]!) best = c;
    return best;
  };
  const sums = new Float64Array(clusters * columns);
  const counts = new Int32Array(clusters);
  for (let iteration = 0; iteration < iterations; iteration++) {
    sums.fill(0);
    counts.fill(0);
    for (let i = 0; i < samples; i++) {
      const c = nearestIn(sample, i);
      counts[c]!++;
      for (let d = 0; d < columns; d++) sums[c * columns + d]! += sample.values[i * columns + d]!;
    }
    for (let c = 0; c < clusters; c++) {
      const from = random.below(samples) * columns;
      for (let d = 0; d < columns; d++) {
        const n = counts[c]!;
        centroids.values[c * columns + d] = n === 0 ? sample.values[from + d]! : sums[c * columns + d]! / n;
      }
    }
  }
  return {
    count: clusters,
    nearest: (matrix, row) => {
      query.values.set(matrix.values.subarray(row * columns, (row + 1) * columns));
      return nearestIn(query, 0);
    },
    ranked: (wanted, probes) => {
      query.values.fill(0);
      query.values.set(wanted);
      kernels.distances(centroids, 0, rows, query, 0, distances);
      const top = createTopK(Math.min(probes, clusters));
      for (let c = 0; c < clusters; c++) {
        if (distances.values[c]! <= top.bound()) top.offer(distances.values[c]!, c);
      }
      return top.take().numbers;
    },
  };
}

/** Different numbers below `n`, in the order of a partial shuffle. */
function sampleWithout(n: number, count: number, below: (n: number) => number): Int32Array {
  const all = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const k = i + below(n - i);
    [all[i], all[k]] = [all[k]!, all[i]!];
  }
  return all.slice(0, count);
}
