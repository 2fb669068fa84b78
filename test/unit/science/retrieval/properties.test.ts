import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../../src/science/retrieval/files/key-lines';
import { parseNpy } from '../../../../src/science/retrieval/files/npy';
import { knnShares } from '../../../../src/science/retrieval/knn';
import { datastoreOf } from '../../../../src/science/retrieval/store/datastore';
import { exactIndex } from '../../../../src/science/retrieval/store/exact';
import { ivfIndex } from '../../../../src/science/retrieval/store/ivf';
import { writeNpy } from '../../../samples/npy';

const shapes = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 5 }));

describe('.npy files', () => {
  it('read back what was written, whatever the numbers, at any place in a larger buffer', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.infiniteStream(fc.double()),
        fc.constantFrom('f4', 'f8', 'i4'),
        fc.nat(9),
        ([rows, columns], numbers, type, offset) => {
          const list = Array.from({ length: rows * columns }, () => numbers.next().value);
          const values =
            type === 'f4' ? Float32Array.from(list) : type === 'f8' ? Float64Array.from(list) : Int32Array.from(list);
          const written = writeNpy(values, [rows, columns]);
          const moved = new Uint8Array(written.length + offset + 3);
          moved.set(written, offset);
          const read = parseNpy(moved.subarray(offset, offset + written.length));
          expect(read.shape).toEqual([rows, columns]);
          expect(read.values).toEqual(values);
        },
      ),
    );
  });

  it('are read or refused with a sentence, whatever is broken in them', () => {
    const good = writeNpy(
      Float32Array.from({ length: 12 }, (_, i) => i),
      [3, 4],
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(good.length),
        (changes, length) => {
          const broken = good.slice();
          for (const [at, byte] of changes) broken[at] = byte;
          let read: ReturnType<typeof parseNpy>;
          try {
            read = parseNpy(broken.subarray(0, length));
          } catch (error) {
            expect(error).toMatchObject({
              code: 'bad-input',
              message: expect.stringMatching(/^This is not|too large/),
            });
            return;
          }
          expect(read.values.length).toBe(read.shape.reduce((product, n) => product * n, 1));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('lines of a file', () => {
  it('are those of splitting its text', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[^\n\ufeff]*$/u)), lines => {
        const text = lines.join('\n');
        const expected = text.split('\n');
        if (expected.at(-1) === '') expected.pop();
        const encoded = new TextEncoder().encode(text);
        expect([...linesOf(encoded)].join('\n')).toBe(
          new TextDecoder().decode(new TextEncoder().encode(expected.join('\n'))),
        );
      }),
    );
  });
});

/** Keys on a coarse grid: ties are common. */
const stores = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 }))
  .chain(([size, dimensions]) =>
    fc.tuple(
      fc.constant(dimensions),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size * dimensions, maxLength: size * dimensions }),
      fc.array(fc.integer({ min: -4, max: 4 }), { minLength: dimensions, maxLength: dimensions }),
      fc.integer({ min: 1, max: 80 }),
    ),
  );

describe('search', () => {
  it('finds what sorting finds, exactly and by an index that looks everywhere', () => {
    fc.assert(
      fc.property(stores, fc.integer({ min: 1, max: 12 }), ([dimensions, keys, query, k], lists) => {
        const size = keys.length / dimensions;
        const store = datastoreOf(Float32Array.from(keys), dimensions, new Int32Array(size));
        const sorted = Array.from({ length: size }, (_, number) => ({
          number,
          distance: query.reduce((sum, q, d) => sum + (q - keys[number * dimensions + d]!) ** 2, 0),
        }))
          .sort((a, b) => a.distance - b.distance || a.number - b.number)
          .slice(0, k);
        const exact = exactIndex(store).search(query, k);
        expect([...exact.numbers]).toEqual(sorted.map(one => one.number));
        expect([...exact.distances]).toEqual(sorted.map(one => one.distance));
        const index = ivfIndex(store, { lists, probes: lists });
        expect(index.search(query, k)).toEqual(exact);
        // Fewer lists find a part, at the right distances.
        const some = index.withProbes(1).search(query, k);
        some.numbers.forEach((number, i) => {
          const distance = query.reduce((sum, q, d) => sum + (q - keys[number * dimensions + d]!) ** 2, 0);
          expect(some.distances[i]).toBe(distance);
        });
      }),
    );
  });
});

describe('shares of neighbours', () => {
  it('add up to one over all tokens, and do not change when all distances grow alike', () => {
    const distances = fc.array(fc.float({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        distances,
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (list, k, t) => {
          const near = {
            numbers: Int32Array.from(list, (_, i) => i),
            distances: Float32Array.from(list).sort(),
          };
          const values = Int32Array.from(list, (_, i) => i % 4);
          const sum = [0, 1, 2, 3].reduce((total, token) => total + knnShares(near, values, token, [k], t)[0]!, 0);
          expect(sum).toBeCloseTo(1, 9);
          const far = { ...near, distances: near.distances.map(d => d + 1024) };
          expect(knnShares(far, values, 0, [k], t)[0]).toBeCloseTo(knnShares(near, values, 0, [k], t)[0]!, 2);
        },
      ),
    );
  });
});
