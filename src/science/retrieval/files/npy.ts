import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** An array from a NumPy file, in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
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

type Reader = (view: DataView, count: number) => NpyArray['values'];

const floats =
  (size: number, read: (view: DataView, at: number) => number): Reader =>
  (view, count) =>
    Float32Array.from({ length: count }, (_, i) => read(view, i * size));
const integers =
  (size: number, read: (view: DataView, at: number) => number): Reader =>
  (view, count) =>
    Int32Array.from({ length: count }, (_, i) => read(view, i * size));

/** Whole 64-bit numbers must fit in 32 bits: they are token ids. */
function fromBig(value: bigint): number {
  const number = Number(BigInt.asIntN(32, value));
  if (BigInt(number) !== value)
    throw new ScienceError('bad-input', l10n.t('{0} is too large for a token id.', String(value)));
  return number;
}

const readers: Readonly<Record<string, { readonly size: number; readonly read: Reader }>> = {
  f2: { size: 2, read: floats(2, (view, at) => fromHalf(view.getUint16(at, true))) },
  f4: { size: 4, read: floats(4, (view, at) => view.getFloat32(at, true)) },
  f8: { size: 8, read: (view, count) => Float64Array.from({ length: count }, (_, i) => view.getFloat64(i * 8, true)) },
  i1: { size: 1, read: integers(1, (view, at) => view.getInt8(at)) },
  u1: { size: 1, read: integers(1, (view, at) => view.getUint8(at)) },
  i2: { size: 2, read: integers(2, (view, at) => view.getInt16(at, true)) },
  u2: { size: 2, read: integers(2, (view, at) => view.getUint16(at, true)) },
  i4: { size: 4, read: integers(4, (view, at) => view.getInt32(at, true)) },
  u4: { size: 4, read: integers(4, (view, at) => fromBig(BigInt(view.getUint32(at, true)))) },
  i8: { size: 8, read: integers(8, (view, at) => fromBig(view.getBigInt64(at, true))) },
  u8: { size: 8, read: integers(8, (view, at) => fromBig(view.getBigUint64(at, true))) },
};

/**
 * Reads a `.npy` file (NumPy format 1 to 3): numbers, little-endian, C order.
 * @throws ScienceError `bad-input` that says what the file is instead
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  const bad = (why: string) =>
    new ScienceError('bad-input', l10n.t('This is not an .npy file that can be read: {0}', why));
  if (bytes.length < 12 || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw bad(l10n.t('it does not begin with the NumPy signature.'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6]! >= 2;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (wide ? 12 : 10) + length;
  if (start > bytes.length) throw bad(l10n.t('its header is cut off.'));
  const header = new TextDecoder().decode(bytes.subarray(wide ? 12 : 10, start));
  const type = /'descr':\s*'([<>|=])(\w+)'/.exec(header);
  const shapeText = /'shape':\s*\(([\d\s,]*)\)/.exec(header);
  if (!type || !shapeText) throw bad(l10n.t('its header names no type of number or no shape.'));
  const reader = Object.hasOwn(readers, type[2]!) ? readers[type[2]!] : undefined;
  if (!reader || (type[1] === '>' && reader.size > 1))
    throw bad(l10n.t('numbers of type {0} are not supported.', type[1]! + type[2]!));
  const shape = shapeText[1]!
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(Number);
  if (/'fortran_order':\s*True/.test(header) && shape.filter(n => n > 1).length > 1) {
    throw bad(l10n.t('it is in Fortran order; save it with numpy.ascontiguousarray.'));
  }
  const count = shape.reduce((product, n) => product * n, 1);
  if (start + count * reader.size > bytes.length) {
    throw bad(l10n.t('it holds fewer than the {0} numbers that its shape promises.', count));
  }
  return { shape, values: reader.read(new DataView(view.buffer, view.byteOffset + start), count) };
}
