import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from '../../../../src/science/fitting/numeric/student';

describe("Student's t", () => {
  // scipy.stats.t.ppf and t.cdf.
  it.each([
    [0.6, 1, 0.324919696],
    [0.9, 1, 3.07768354],
    [0.975, 1, 12.7062047],
    [0.9995, 2, 31.59905458],
    [0.975, 6, 2.44691185],
    [0.975, 7, 2.36462425],
    [0.9995, 7, 5.40788252],
  ])('has the quantile of %f at %i degrees of freedom', (p, df, t) => {
    expect(studentQuantile(p, df) / t).toBeCloseTo(1, 7);
    expect(studentQuantile(1 - p, df) / -t).toBeCloseTo(1, 7);
  });

  it.each([
    [-1.3, 5, 0.12515032],
    [0.4, 5, 0.64716344],
    [-1.3, 12, 0.10900859],
    [0.4, 12, 0.65190735],
  ])('lies below %f at %i degrees with this probability', (t, df, p) => {
    expect(studentCdf(t, df)).toBeCloseTo(p, 7);
  });
});
