/**
 * How fast search is among a million keys of 64 dimensions, exact and approximate, beside what memory delivers.
 *
 *   node scripts/bench/run.mjs retrieval [--keys 1000000] [--dimensions 64] [--k 1024]
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/science/random';
import { datastoreOf } from '../../src/science/retrieval/store/datastore';
import { exactIndex } from '../../src/science/retrieval/store/exact';
import { ivfIndex, recallOf } from '../../src/science/retrieval/store/ivf';

/** Milliseconds of processor time: other programs on the machine count for little, in searching as in reading memory. */
function clock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Fastest of some rounds over a quarter of a gigabyte, in GB/s. */
function fastest(bytes: number, round: () => void): number {
  let best = 0;
  for (let i = 0; i < 7; i++) {
    const start = clock();
    round();
    best = Math.max(best, bytes / 1e6 / (clock() - start));
  }
  return best;
}

/** GB/s at which one thread reads memory: a number of every cache line (64 bytes), in four sums at once. */
function readBandwidth(): number {
  const source = new Float64Array(32 * 2 ** 20).fill(1);
  let kept = 0;
  const rate = fastest(source.byteLength, () => {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < source.length; i += 32) {
      a += source[i]!;
      b += source[i + 8]!;
      c += source[i + 16]!;
      d += source[i + 24]!;
    }
    kept += a + b + c + d;
  });
  if (kept <= 0) throw new Error('nothing was read');
  return rate;
}

/** GB/s that a copy within memory moves, reads and writes counted. */
function copyBandwidth(): number {
  const source = new Float64Array(16 * 2 ** 20).fill(1);
  const target = new Float64Array(source.length);
  return fastest(2 * source.byteLength, () => target.set(source));
}

/** Keys around many centres, themselves around fewer: representations of text are clustered, random clouds are not. */
function clustered(count: number, dimensions: number, seed: number): { keys: Float32Array; queries: Float32Array[] } {
  const random = createRandom(seed);
  const coarse = Float32Array.from({ length: 50 * dimensions }, () => 2 * random.normal());
  const fine = Float32Array.from({ length: 5000 * dimensions }, (_, i) => {
    const centre = Math.floor(i / dimensions) % 50;
    return coarse[centre * dimensions + (i % dimensions)]! + 1.2 * random.normal();
  });
  const point = (out: Float32Array, at: number) => {
    const centre = random.below(5000);
    for (let d = 0; d < dimensions; d++) out[at + d] = fine[centre * dimensions + d]! + 0.7 * random.normal();
  };
  const keys = new Float32Array(count * dimensions);
  for (let i = 0; i < count; i++) point(keys, i * dimensions);
  const queries = Array.from({ length: 50 }, () => {
    const query = new Float32Array(dimensions);
    point(query, 0);
    return query;
  });
  return { keys, queries };
}

export async function bench(_root: string, _workerScript: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      keys: { type: 'string', default: '1000000' },
      dimensions: { type: 'string', default: '64' },
      k: { type: 'string', default: '1024' },
    },
  });
  const [count, dimensions, k] = [Number(values.keys), Number(values.dimensions), Number(values.k)];
  const bandwidth = readBandwidth();
  console.log(`memory: one thread reads ${bandwidth.toFixed(1)} GB/s; a copy moves ${copyBandwidth().toFixed(1)} GB/s`);
  const { keys, queries } = clustered(count, dimensions, 3);
  const store = datastoreOf(keys, dimensions, new Int32Array(count));
  const exact = exactIndex(store);
  exact.search(queries[0]!, k);
  let start = clock();
  let exactMs = Infinity;
  const right = queries.map(query => {
    const begun = clock();
    const found = exact.search(query, k);
    exactMs = Math.min(exactMs, clock() - begun);
    return found;
  });
  const meanMs = (clock() - start) / queries.length;
  const rate = (count * dimensions * 4) / 1e6 / exactMs;
  console.log(
    `exact: ${exactMs.toFixed(1)} ms a query at best (${meanMs.toFixed(1)} on average), ${rate.toFixed(1)} GB/s of keys, ${((100 * rate) / bandwidth).toFixed(0)} % of what memory delivers`,
  );
  start = clock();
  exact.searchMany(queries, k);
  console.log(
    `exact, ${queries.length} queries at once: ${((clock() - start) / queries.length).toFixed(1)} ms a query`,
  );
  start = clock();
  const index = ivfIndex(store);
  console.log(`index of ${index.lists} lists built in ${((clock() - start) / 1000).toFixed(1)} s`);
  for (const probes of [1, 2, 4, 8, 16, 32, 64]) {
    const probed = index.withProbes(probes);
    probed.search(queries[0]!, k);
    start = clock();
    const found = queries.map(query => probed.search(query, k));
    const ms = (clock() - start) / queries.length;
    const recall = found.reduce((sum, one, i) => sum + recallOf(right[i]!, one), 0) / queries.length;
    console.log(
      `  ${probes} probes: recall@${k} ${recall.toFixed(3)}, ${ms.toFixed(2)} ms a query, ${(meanMs / ms).toFixed(0)} x faster`,
    );
  }
}
