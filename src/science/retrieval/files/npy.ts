import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** An array from a NumPy file, in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** As NumPy names it: `float32`, `int64`. */
  readonly type: string;
  readonly values: Float32Array | Float64Array | Int32Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** A half-precision number as a double. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

type Values = NpyArray['values'];

interface NumberType {
  readonly name: string;
  /** Bytes of a number. */
  readonly size: number;
  readonly read: (raw: ArrayBuffer) => Values;
}

/** Whole numbers must fit in 32 bits: they are token ids. */
function narrow(wide: Uint32Array | BigInt64Array | BigUint64Array): Int32Array {
  const out = new Int32Array(wide.length);
  wide.forEach((value: number | bigint, i: number) => {
    out[i] = Number(value);
    if (out[i] !== Number(value))
      throw new ScienceError('bad-input', l10n.t('{0} is too large for a token id.', String(value)));
  });
  return out;
}

const TYPES: Readonly<Record<string, NumberType>> = {
  f2: { name: 'float16', size: 2, read: raw => Float32Array.from(new Uint16Array(raw), fromHalf) },
  f4: { name: 'float32', size: 4, read: raw => new Float32Array(raw) },
  f8: { name: 'float64', size: 8, read: raw => new Float64Array(raw) },
  i1: { name: 'int8', size: 1, read: raw => Int32Array.from(new Int8Array(raw)) },
  u1: { name: 'uint8', size: 1, read: raw => Int32Array.from(new Uint8Array(raw)) },
  i2: { name: 'int16', size: 2, read: raw => Int32Array.from(new Int16Array(raw)) },
  u2: { name: 'uint16', size: 2, read: raw => Int32Array.from(new Uint16Array(raw)) },
  i4: { name: 'int32', size: 4, read: raw => new Int32Array(raw) },
  u4: { name: 'uint32', size: 4, read: raw => narrow(new Uint32Array(raw)) },
  i8: { name: 'int64', size: 8, read: raw => narrow(new BigInt64Array(raw)) },
  u8: { name: 'uint64', size: 8, read: raw => narrow(new BigUint64Array(raw)) },
};

const bad = (why: string) =>
  new ScienceError('bad-input', l10n.t('This is not an .npy file that can be read: {0}', why));

/** The header's text, and where the numbers begin. */
function headerOf(bytes: Uint8Array): { text: string; end: number } {
  if (bytes.length < 12 || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw bad(l10n.t('it does not begin with the NumPy signature.'));
  if (bytes[6]! < 1 || bytes[6]! > 3) throw bad(l10n.t('version {0} of the format is not known.', bytes[6]!));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (start + length > bytes.length) throw bad(l10n.t('its header is cut off.'));
  return { text: new TextDecoder().decode(bytes.subarray(start, start + length)), end: start + length };
}

function typeOf(header: string): NumberType {
  const [, order = '', code = ''] = /'descr':\s*'([<>|=])(\w+)'/.exec(header) ?? [];
  if (code === '') throw bad(l10n.t('its header names no single type of number.'));
  const type = Object.hasOwn(TYPES, code) ? TYPES[code] : undefined;
  if (!type) throw bad(l10n.t('numbers of type {0} are not supported; save it with astype("float32").', order + code));
  if (order === '>' && type.size > 1)
    throw bad(l10n.t('its numbers are big-endian; save it with astype("<{0}").', code));
  return type;
}

function shapeOf(header: string): number[] {
  const [, list] = /'shape':\s*\(([\d\s,]*)\)/.exec(header) ?? [];
  if (list === undefined) throw bad(l10n.t('its header names no shape.'));
  return (list.match(/\d+/g) ?? []).map(Number);
}

/**
 * Reads a `.npy` file (NumPy format 1 to 3): numbers, little-endian, C order.
 * @throws ScienceError `bad-input` that says what the file is instead
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  const { text, end } = headerOf(bytes);
  const { name, size, read } = typeOf(text);
  const shape = shapeOf(text);
  if (/'fortran_order':\s*True/.test(text) && shape.filter(n => n > 1).length > 1)
    throw bad(l10n.t('it is in Fortran order; save it with numpy.ascontiguousarray.'));
  const count = shape.reduce((product, n) => product * n, 1);
  if (end + count * size > bytes.length)
    throw bad(l10n.t('it holds fewer than the {0} numbers that its shape promises.', count));
  // A copy, for it stands at an address that typed arrays of any kind can begin at.
  const from = bytes.byteOffset + end;
  return { shape, type: name, values: read(bytes.buffer.slice(from, from + count * size) as ArrayBuffer) };
}
