/** The k nearest of a stream of candidates: a heap with the farthest on top; of equal distances the lower number wins. */
export interface TopK {
  /** A candidate farther than this cannot enter. */
  readonly bound: () => number;
  readonly offer: (distance: number, number: number) => void;
  /** What was kept, nearest first; the heap is empty afterwards. */
  readonly take: () => Neighbours;
}

/** Nearest keys of one query, nearest first. */
export interface Neighbours {
  readonly numbers: Int32Array;
  /** Squared L2 distances. */
  readonly distances: Float32Array;
}

export function createTopK(k: number): TopK {
  const distances = new Float32Array(k);
  const numbers = new Int32Array(k);
  let size = 0;
  const farther = (a: number, b: number) =>
    distances[a]! > distances[b]! || (distances[a] === distances[b] && numbers[a]! > numbers[b]!);
  const swap = (a: number, b: number) => {
    const d = distances[a]!;
    const n = numbers[a]!;
    distances[a] = distances[b]!;
    numbers[a] = numbers[b]!;
    distances[b] = d;
    numbers[b] = n;
  };
  const sink = (from: number) => {
    for (let at = from; ; ) {
      let child = 2 * at + 1;
      if (child >= size) return;
      if (child + 1 < size && farther(child + 1, child)) child++;
      if (!farther(child, at)) return;
      swap(child, at);
      at = child;
    }
  };
  return {
    bound: () => (size < k ? Number.POSITIVE_INFINITY : distances[0]!),
    offer: (distance, number) => {
      if (size < k) {
        distances[size] = distance;
        numbers[size] = number;
        for (let at = size++; at > 0; ) {
          const parent = (at - 1) >> 1;
          if (!farther(at, parent)) break;
          swap(at, parent);
          at = parent;
        }
        return;
      }
      if (distance > distances[0]! || (distance === distances[0] && number > numbers[0]!)) return;
      distances[0] = distance;
      numbers[0] = number;
      sink(0);
    },
    take: () => {
      const count = size;
      const found = { numbers: new Int32Array(count), distances: new Float32Array(count) };
      for (let at = count - 1; at >= 0; at--) {
        found.distances[at] = distances[0]!;
        found.numbers[at] = numbers[0]!;
        size--;
        distances[0] = distances[size]!;
        numbers[0] = numbers[size]!;
        sink(0);
      }
      return found;
    },
  };
}
