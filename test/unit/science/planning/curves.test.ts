import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../../src/science/facts/devices';
import { withDraws } from '../../../../src/science/laws/draws';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { lossOf } from '../../../../src/science/laws/verbs/loss';
import { optimalFor } from '../../../../src/science/laws/verbs/optimal';
import { frontierAround, isoflopAround } from '../../../../src/science/planning/curves';
import { plan } from '../../../../src/science/planning/plan';

const law = withDraws(epoch, 200, 1);
const base = plan({ law, usd: 4e6, hardware: findDevice('h100_sxm'), gpus: 1024, mfu: 0.4 });
const close = (a: number, b: number, tolerance = 1e-9) => expect(Math.abs(a / b - 1)).toBeLessThan(tolerance);

describe('curves around a plan', () => {
  it('the isoFLOP curve keeps the compute, and its middle is the plan with its interval', () => {
    const { C, N, D, loss, low, high } = isoflopAround(base)!;
    N.forEach((n, i) => {
      close(C[i], base.C);
      close(6 * n * D[i], base.C);
      close(loss[i], lossOf(epoch, { N: n, D: D[i] }));
    });
    const middle = (N.length - 1) / 2;
    close(N[middle], base.N);
    close(low![middle], base.intervals!.loss!.low);
    close(high![middle], base.intervals!.loss!.high);
    expect(Math.min(...loss)).toBe(loss[middle]);
  });

  it('the frontier is the optimum at each budget, and falls', () => {
    const { C, N, loss } = frontierAround(base)!;
    close(C[0], base.C / 1000);
    close(C[C.length - 1], base.C * 20);
    C.forEach((c, i) => {
      const best = optimalFor(epoch, { C: c });
      close(N[i], best.N, 1e-6);
      close(loss[i], best.loss!, 1e-9);
      if (i > 0) expect(loss[i]).toBeLessThan(loss[i - 1]);
    });
  });

  it('has no loss where more epochs would be needed than allowed, and none at all for a law without', () => {
    const limited = plan({ law: epoch, flop: 1e22, unique: 5e10, maxEpochs: 4 });
    const { D, loss, low } = isoflopAround(limited)!;
    expect(low).toBeUndefined();
    D.forEach((d, i) => {
      expect(Number.isNaN(loss[i])).toBe(d > 2e11 * 1.0001);
    });
    const sizes = plan({ law: { ...epoch, abilities: ['optimum'] }, flop: 1e22 });
    expect(isoflopAround(sizes)).toBeUndefined();
    expect(frontierAround(sizes)).toBeUndefined();
  });
});
