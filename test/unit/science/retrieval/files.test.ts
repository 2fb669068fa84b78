import { describe, expect, it } from 'vitest';
import { fromHalf, parseNpy } from '../../../../src/science/retrieval/files/npy';
import {
  datastoreFromLines,
  datastoreFromNpy,
  queriesFromLines,
  queriesFromNpy,
} from '../../../../src/science/retrieval/files/user-store';
import { exactIndex } from '../../../../src/science/retrieval/store/exact';

/** Files that NumPy 2.4 wrote with `numpy.save`. */
const saved = {
  float16:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAPgDAAEIANBkU/3s=',
  float64:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4PwAAAAAAAADAAAAAAAAACEAAAAAAAADQP/yp8dJNYlA/AAAAAAAAHEA=',
  int64:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoDAAAAAAAAAP//////////cBEBAAAAAAA=',
  fortran:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAABAQAAAgD8AAIBAAAAAQAAAoEA=',
  scalar:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAJBA',
};
const bytes = (name: keyof typeof saved) => new Uint8Array(Buffer.from(saved[name], 'base64'));

describe('.npy files', () => {
  it('are read as NumPy wrote them', () => {
    expect(parseNpy(bytes('float64'))).toEqual({ shape: [2, 3], values: Float64Array.of(1.5, -2, 3, 0.25, 1e-3, 7) });
    const half = parseNpy(bytes('float16'));
    expect(half.shape).toEqual([2, 3]);
    expect([...half.values].map(x => Math.round(x * 1e5) / 1e5)).toEqual([1.5, -2, 3, 0.25, 0.001, 65504]);
    expect(parseNpy(bytes('int64'))).toEqual({ shape: [3], values: Int32Array.of(3, -1, 70000) });
    expect(parseNpy(bytes('scalar'))).toEqual({ shape: [], values: Float32Array.of(4.5) });
    // At an odd place in a larger buffer.
    const moved = new Uint8Array(1000);
    moved.set(bytes('int64'), 3);
    expect(parseNpy(moved.subarray(3, 3 + bytes('int64').length)).values).toEqual(Int32Array.of(3, -1, 70000));
  });

  it('say what is wrong with them', () => {
    expect(() => parseNpy(bytes('fortran'))).toThrow(/ascontiguousarray/);
    expect(() => parseNpy(bytes('float64').subarray(0, 150))).toThrow(/fewer than the 6 numbers/);
    expect(() => parseNpy(bytes('float64').subarray(0, 40))).toThrow(/cut off/);
    expect(() => parseNpy(new TextEncoder().encode('PK a zip file'))).toThrow(/NumPy signature/);
    const complex = Buffer.from(bytes('float64'));
    complex.write('<c8', complex.indexOf('<f8'));
    expect(() => parseNpy(complex)).toThrow(/<c8/);
  });

  it('hold half-precision numbers with their edges', () => {
    expect([0x0001, 0x8000, 0x7c00, 0xfc00, 0x3c00].map(fromHalf)).toEqual([2 ** -24, -0, Infinity, -Infinity, 1]);
    expect(fromHalf(0x7e00)).toBeNaN();
  });
});

describe("users' keys", () => {
  it('come from NumPy arrays', () => {
    const keys = parseNpy(bytes('float64'));
    const store = datastoreFromNpy(keys, { shape: [2], values: Int32Array.of(4, 9) });
    expect([...exactIndex(store).search([0.25, 0, 7], 1).numbers]).toEqual([1]);
    const [query] = queriesFromNpy(
      keys,
      { shape: [2], values: Int32Array.of(1, 2) },
      { shape: [2], values: Float64Array.of(-1, -2) },
    );
    expect(query).toEqual({ key: Float32Array.of(1.5, -2, 3), target: 1, logLm: -1 });
    expect(() => datastoreFromNpy(keys, { shape: [3], values: new Int32Array(3) })).toThrow(/3 keys/);
    expect(() => datastoreFromNpy({ shape: [6], values: keys.values }, keys)).toThrow(/two dimensions/);
    expect(() =>
      queriesFromNpy(
        keys,
        { shape: [2], values: Int32Array.of(1, 2) },
        { shape: [2], values: Float64Array.of(-1, 0.5) },
      ),
    ).toThrow(/row 2 is above 0/);
  });

  it('come from JSONL', () => {
    const lines = ['{"key": [1, 0], "token": 3, "logprob": -0.5}', '', '{"key": [0, 1], "token": 4, "logprob": -1.5}'];
    expect([...exactIndex(datastoreFromLines(lines)).search([0, 0.9], 1).numbers]).toEqual([1]);
    expect(queriesFromLines(lines)[1]).toEqual({ key: Float32Array.of(0, 1), target: 4, logLm: -1.5 });
    for (const [line, message] of [
      ['{', /Line 2 is not JSON/],
      ['{"key": "x", "token": 1}', /Line 2 has no "key"/],
      ['{"key": [1, 2, 3], "token": 1}', /has 3 numbers, those before have 2/],
      ['{"key": [1, 2]}', /Line 2 has no "token"/],
      ['null', /Line 2 has no "key"/],
    ] as const) {
      expect(() => datastoreFromLines([lines[0]!, line])).toThrow(message);
    }
    expect(() => queriesFromLines(['{"key": [1], "token": 1}'])).toThrow(/no "logprob"/);
  });
});
