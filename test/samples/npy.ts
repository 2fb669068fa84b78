/** A `.npy` file of format 1 as `numpy.save` writes it. */
export function writeNpy(
  values: Float32Array | Float64Array | Int32Array | Uint16Array,
  shape: readonly number[],
  { fortran = false }: { fortran?: boolean } = {},
): Uint8Array {
  const type =
    values instanceof Int32Array ? '<i4' : values instanceof Uint16Array ? '<f2' : `<f${values.BYTES_PER_ELEMENT}`;
  const order = fortran ? 'True' : 'False';
  const shapeText = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const plain = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': ${shapeText}, }`;
  const header = `${plain.padEnd(Math.ceil((plain.length + 11) / 64) * 64 - 11)}\n`;
  const out = new Uint8Array(10 + header.length + values.byteLength);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  out.set(new TextEncoder().encode(header), 10);
  out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + header.length);
  return out;
}
