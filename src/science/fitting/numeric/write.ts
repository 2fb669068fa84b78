/** A number in a sentence: four significant digits, with an exponent where zeros would take over. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && Number.isFinite(value) && (size >= 1e6 || size < 1e-3)) {
    const [digits, exponent] = value.toExponential(3).split('e');
    return `${Number(digits)}e${Number(exponent)}`;
  }
  return Number(value.toPrecision(4)).toString();
}
