import type { Citation } from '../source';

/** A figure that a paper prints, and how Scalebook computes it. */
export interface Claim {
  readonly id: string;
  readonly citation: Citation;
  /** What the paper says, in a line. */
  readonly statement: string;
  /** As printed: "3.14e23". Its digits give the tolerance. */
  readonly printed: string;
  readonly unit: string;
  /** Half a unit of the last printed digit, widened as `widened` says. */
  readonly tolerance: number;
  /** Relative rounding of the printed inputs of the computation, added to the tolerance; 0 for most. */
  readonly widened: number;
  readonly compute: () => number;
  /** `mismatch` where the paper contradicts itself or rounding misleads: then `reason` says why. */
  readonly expected: 'match' | 'mismatch';
  readonly reason?: string;
  readonly note?: string;
}

/** A claim worked out. */
export interface CheckedClaim {
  readonly claim: Claim;
  readonly printed: number;
  readonly computed: number;
  readonly matches: boolean;
  /** Whether it came out as expected: false is a fault of ours, or news. */
  readonly asExpected: boolean;
}

/** Value of a printed number and half a unit of its last digit: "6.7e10" is 6.7e10 ± 0.05e10. */
export function printedNumber(text: string): { readonly value: number; readonly half: number } {
  const [mantissa, exponent = '0'] = text.split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return { value: Number(text), half: 0.5 * 10 ** (Number(exponent) - decimals) };
}

/** What a claim is made of: see `Claim`. `slack` is the relative rounding of printed inputs that the computation uses. */
export interface ClaimSpec {
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly printed: string;
  readonly unit?: string;
  readonly compute: () => number;
  readonly slack?: number;
  readonly mismatch?: string;
  readonly note?: string;
}

/** A claim from its specification. */
export function claim({
  id,
  citation,
  statement,
  printed,
  unit = '',
  compute,
  slack = 0,
  mismatch,
  note,
}: ClaimSpec): Claim {
  const { value, half } = printedNumber(printed);
  return {
    ...{ id, citation, statement, printed, unit, compute, widened: slack },
    // The last bits of binary fractions must not turn 0.25 against 0.2 or 0.3 red.
    tolerance: (half + slack * Math.abs(value)) * (1 + 1e-9),
    expected: mismatch === undefined ? 'match' : 'mismatch',
    ...(mismatch === undefined ? {} : { reason: mismatch }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Works a claim out. */
export function checkClaim(c: Claim): CheckedClaim {
  const printed = printedNumber(c.printed).value;
  const computed = c.compute();
  const matches = Math.abs(computed - printed) <= c.tolerance;
  return { claim: c, printed, computed, matches, asExpected: matches === (c.expected === 'match') };
}
