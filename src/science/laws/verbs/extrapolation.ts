import type { Law, LossInputs, Range } from '../law';

/** An input outside the range that a law was fitted on. */
export interface Extrapolation {
  readonly input: string;
  readonly value: number;
  readonly range: Range;
  /** How many times beyond the nearer end: above 1. */
  readonly factor: number;
}

/** Which of the inputs lie outside the law's fitted range, farthest first. Empty: all within, or no range is known. */
export function extrapolation(law: Law, inputs: LossInputs): Extrapolation[] {
  const found: Extrapolation[] = [];
  for (const [input, range] of Object.entries(law.range ?? {})) {
    const value = inputs[input];
    if (value === undefined) continue;
    const factor = value > range[1] ? value / range[1] : value < range[0] ? range[0] / value : 1;
    if (factor > 1) found.push({ input, value, range, factor });
  }
  return found.sort((a, b) => b.factor - a.factor);
}
