import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../../src/science/retrieval/files/key-lines';
import { fromHalf, parseNpy } from '../../../../src/science/retrieval/files/npy';
import {
  checkDimensions,
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
    expect(parseNpy(bytes('float64'))).toEqual({
      shape: [2, 3],
      type: 'float64',
      values: Float64Array.of(1.5, -2, 3, 0.25, 1e-3, 7),
    });
    const half = parseNpy(bytes('float16'));
    expect(half.shape).toEqual([2, 3]);
    expect([...half.values].map(x => Math.round(x * 1e5) / 1e5)).toEqual([1.5, -2, 3, 0.25, 0.001, 65504]);
    expect(parseNpy(bytes('int64'))).toEqual({ shape: [3], type: 'int64', values: Int32Array.of(3, -1, 70000) });
    expect(parseNpy(bytes('scalar'))).toEqual({ shape: [], type: 'float32', values: Float32Array.of(4.5) });
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
    const big = Buffer.from(bytes('float64'));
    big.write('>f8', big.indexOf('<f8'));
    expect(() => parseNpy(big)).toThrow(/big-endian.*astype\("<f8"\)/);
    const fields = Buffer.from(bytes('float64'));
    fields.write('[x,', fields.indexOf("'<f8'"));
    expect(() => parseNpy(fields)).toThrow(/no single type/);
    const later = Buffer.from(bytes('float64'));
    later[6] = 4;
    expect(() => parseNpy(later)).toThrow(/version 4/);
    const large = Buffer.from(bytes('int64'));
    large.writeBigInt64LE(2n ** 40n, large.length - 8);
    expect(() => parseNpy(large)).toThrow(/1099511627776 is too large/);
  });

  it('hold half-precision numbers with their edges', () => {
    expect([0x0001, 0x8000, 0x7c00, 0xfc00, 0x3c00].map(fromHalf)).toEqual([2 ** -24, -0, Infinity, -Infinity, 1]);
    expect(fromHalf(0x7e00)).toBeNaN();
  });
});

const ints = (...values: number[]) => ({ shape: [values.length], type: 'int32', values: Int32Array.from(values) });
const floats = (...values: number[]) => ({
  shape: [values.length],
  type: 'float64',
  values: Float64Array.from(values),
});

describe("users' keys", () => {
  const keys = parseNpy(bytes('float64'));

  it('come from NumPy arrays', () => {
    const store = datastoreFromNpy(keys, ints(4, 9));
    expect([...exactIndex(store).search([0.25, 0, 7], 1).numbers]).toEqual([1]);
    const queries = queriesFromNpy(keys, { ...ints(1, 2), shape: [2, 1] }, floats(-1, 1e-9));
    expect(queries[0]).toEqual({ key: Float32Array.of(1.5, -2, 3), target: 1, logLm: -1 });
    expect(queries[1]!.logLm).toBe(0);
    expect(() => checkDimensions(queries, store)).not.toThrow();
    expect(() => checkDimensions([{ ...queries[0]!, key: Float32Array.of(1) }], store)).toThrow(/1 dimensions.*3/);
  });

  it('say where arrays do not fit', () => {
    const odd = Float64Array.of(1, 2, 3, 4, Number.NaN, 6);
    expect(() => datastoreFromNpy(keys, ints(1, 2, 3))).toThrow(/2 keys need as many values.*\(3\)/);
    expect(() => datastoreFromNpy(keys, floats(1, 2))).toThrow(/values are float64.*whole numbers/);
    expect(() => datastoreFromNpy({ ...keys, shape: [6] }, ints(1))).toThrow(/two dimensions.*\(6\)/);
    expect(() => datastoreFromNpy({ ...keys, values: odd }, ints(1, 2))).toThrow(/row 1 has NaN in column 1/);
    expect(() => datastoreFromNpy({ ...keys, values: odd.fill(1e39) }, ints(1, 2))).toThrow(/row 0 has Infinity/);
    expect(() => queriesFromNpy(keys, ints(1, 2), floats(-1, 0.5))).toThrow(/row 1 is 0.5.*at most 0/);
    expect(() => queriesFromNpy(keys, ints(1, 2), floats(-1, Number.NaN))).toThrow(/row 1 is NaN/);
    expect(() => queriesFromNpy(keys, ints(1, 2), ints(5, 6))).toThrow(/log-probabilities are int32/);
    expect(() => queriesFromNpy(keys, ints(1, 2), floats(-1))).toThrow(/as many log-probabilities/);
  });

  it('come from JSONL', () => {
    const lines = ['{"key": [1, 0], "token": 3, "logprob": -0.5}', '', '{"key": [0, 1], "token": 4, "logprob": -1.5}'];
    expect([...exactIndex(datastoreFromLines(lines)).search([0, 0.9], 1).numbers]).toEqual([1]);
    expect(queriesFromLines(lines)[1]).toEqual({ key: Float32Array.of(0, 1), target: 4, logLm: -1.5 });
    for (const [line, message] of [
      ['{', /Line 2 is not JSON/],
      ['{"key": "x", "token": 1}', /Line 2 has no "key"/],
      ['{"key": [1, 1e39], "token": 1}', /Line 2 has no "key", a list of finite/],
      ['{"key": [1, 2, 3], "token": 1}', /has 3 numbers, those before have 2/],
      ['{"key": [1, 2]}', /Line 2 has no "token"/],
      ['{"key": [1, 2], "token": 3000000000}', /Line 2 has no "token"/],
      ['null', /Line 2 has no "key"/],
    ] as const) {
      expect(() => datastoreFromLines([lines[0]!, line])).toThrow(message);
    }
    expect(() => queriesFromLines(['', '{"key": [1], "token": 1}'])).toThrow(/Line 2 has no "logprob"/);
    expect(() => queriesFromLines(['{"key": [1], "token": 1, "logprob": 2}'])).toThrow(/line 1 is 2/);
    expect(() => datastoreFromLines([])).toThrow(/at least one key/);
  });

  it('are read a line at a time', () => {
    const encoder = new TextEncoder();
    expect([...linesOf(encoder.encode('a\r\n\nüß\n'))]).toEqual(['a\r', '', 'üß']);
    expect([...linesOf(encoder.encode('a\nb'))]).toEqual(['a', 'b']);
    expect([...linesOf(new Uint8Array())]).toEqual([]);
  });
});
