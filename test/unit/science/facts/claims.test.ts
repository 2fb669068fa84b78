import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClaim, claim, printedNumber } from '../../../../src/science/facts/claim';
import { allClaims } from '../../../../src/science/facts/claims';
import { findSource } from '../../../../src/science/facts/sources';

const claims = allClaims();

describe('published claims', () => {
  it('are at least 60, each with its own name and a known source', () => {
    expect(claims.length).toBeGreaterThanOrEqual(60);
    expect(new Set(claims.map(c => c.id)).size).toBe(claims.length);
    for (const c of claims) {
      expect(findSource(c.citation.source), c.id).toBeDefined();
      expect(c.citation.locator.length).toBeGreaterThan(3);
      if (c.expected === 'mismatch') expect(c.reason!.length).toBeGreaterThan(20);
    }
  });

  it.each(claims.map(c => [c.id, c] as const))('%s', (_, c) => {
    const { computed, printed, asExpected } = checkClaim(c);
    expect(
      asExpected,
      `${c.statement}: printed ${printed} ± ${c.tolerance}, computed ${computed}, expected ${c.expected}`,
    ).toBe(true);
  });

  it('a wrong figure turns a claim red', () => {
    for (const c of claims.filter(x => x.expected === 'match')) {
      const off = { ...c, compute: () => c.compute() + 2.1 * c.tolerance };
      expect(checkClaim(off).matches, c.id).toBe(false);
    }
  });
});

describe('printed numbers', () => {
  it('carry half a unit of their last digit', () => {
    expect(printedNumber('6.7e10')).toEqual({ value: 6.7e10, half: 5e8 });
    expect(printedNumber('449')).toEqual({ value: 449, half: 0.5 });
    expect(printedNumber('0.50').half).toBeCloseTo(0.005, 12);
  });

  it('match whatever rounds to them', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 6 }), (x, digits) => {
        const spec = { id: 'x', citation: claims[0].citation, statement: '', printed: x.toFixed(digits) };
        return checkClaim(claim({ ...spec, compute: () => x })).matches;
      }),
    );
  });
});
