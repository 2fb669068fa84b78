import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeGamble } from '../../../../src/science/evaluation/mechanism/gamble';
import { type DistractorMixture, distractorMixture } from '../../../../src/science/evaluation/mechanism/mixture';
import { ShapeFitter } from '../../../../src/science/evaluation/trends/order';
import { combinedP } from '../../../../src/science/evaluation/trends/p-value';
import { slopeOf } from '../../../../src/science/evaluation/trends/slope';
import { scalingTrend, type TrendClass } from '../../../../src/science/evaluation/trends/trend';
import { hindsightExample } from '../../../../src/science/facts/phenomena/inverse';
import { type ResultSeries, seriesById } from '../../../../src/science/facts/series/series';
import { createRandom } from '../../../../src/science/random';

/** Isotonic fit by its min-max formula. */
function slowRising(y: readonly number[], w: readonly number[]): number[] {
  const mean = (a: number, b: number) => {
    let [sum, total] = [0, 0];
    for (let i = a; i <= b; i++) [sum, total] = [sum + w[i] * y[i], total + w[i]];
    return sum / total;
  };
  return y.map((_, i) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let a = 0; a <= i; a++) {
      let least = Number.POSITIVE_INFINITY;
      for (let b = i; b < y.length; b++) least = Math.min(least, mean(a, b));
      best = Math.max(best, least);
    }
    return best;
  });
}

const cost = (y: readonly number[], w: readonly number[], fit: readonly number[]) =>
  y.reduce((sum, v, i) => sum + w[i] * (v - fit[i]) ** 2, 0);

const points = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 })), {
  minLength: 1,
  maxLength: 9,
});

describe('fits under an order', () => {
  it('cost what brute force finds, for every shape', () => {
    fc.assert(
      fc.property(points, table => {
        const y = table.map(([v]) => v);
        const w = table.map(([, v]) => v);
        const fitter = new ShapeFitter(y.length);
        const costs = fitter.costs(Float64Array.from(y), Float64Array.from(w));
        const down = y.map(v => -v);
        const risingOf = (v: readonly number[], ws: readonly number[]) => cost(v, ws, slowRising(v, ws));
        expect(costs.rising).toBeCloseTo(risingOf(y, w), 8);
        expect(costs.falling).toBeCloseTo(risingOf(down, w), 8);
        const peakedOf = (v: readonly number[]) =>
          Math.min(
            ...Array.from({ length: v.length + 1 }, (_, k) => {
              const back = v.slice(k).reverse();
              return risingOf(v.slice(0, k), w.slice(0, k)) + risingOf(back, w.slice(k).reverse());
            }),
          );
        expect(costs.peaked).toBeCloseTo(peakedOf(y), 8);
        expect(costs.dipped).toBeCloseTo(peakedOf(down), 8);
        for (const shape of ['constant', 'rising', 'falling', 'peaked', 'dipped'] as const) {
          const fit = fitter.fit(shape, Float64Array.from(y), Float64Array.from(w));
          expect(cost(y, w, [...fit])).toBeCloseTo(costs[shape], 8);
        }
      }),
    );
  });
});

describe('the straight line through a series', () => {
  const u = Float64Array.of(8, 8.5, 9, 9.7, 10.2);
  const y = Float64Array.of(3, 5, 4, 8, 9);

  it('has the slope and the interval of ordinary least squares', () => {
    // By scipy.stats.linregress and scipy.stats.t.
    const slope = slopeOf(u, y, new Float64Array(5).fill(1), false);
    expect(slope?.perDecade).toBeCloseTo(2.725540025, 8);
    expect(slope?.low).toBeCloseTo(0.81185717, 7);
    expect(slope?.high).toBeCloseTo(4.63922288, 7);
  });

  it('with known errors that explain the scatter is as sure as they say', () => {
    const slope = slopeOf(u, y, new Float64Array(5).fill(1 / 4), true);
    const mean = u.reduce((sum, v) => sum + v, 0) / 5;
    const se = 2 / Math.sqrt(u.reduce((sum, v) => sum + (v - mean) ** 2, 0));
    expect(Number(slope?.high) - Number(slope?.perDecade)).toBeCloseTo(1.959964 * se, 5);
  });
});

describe('combined p-value', () => {
  it('is right as often as it says under its null', () => {
    const random = createRandom(4);
    const row = () => {
      const [a, b] = [random.normal(), random.normal()];
      return [a, a + 0.3 * b, b];
    };
    let below = 0;
    for (let r = 0; r < 400; r++) if (combinedP(row(), Array.from({ length: 99 }, row)) <= 0.1) below++;
    expect(below / 400).toBeGreaterThan(0.06);
    expect(below / 400).toBeLessThan(0.14);
  });
});

describe('scalingTrend', () => {
  const courses: readonly (readonly [TrendClass, (t: number) => number])[] = [
    ['standard', t => 0.3 + 0.3 * t],
    ['standard', t => 0.25 + 0.5 / (1 + Math.exp(-12 * (t - 0.6)))],
    ['standard', t => 0.2 + 0.4 * (1 - Math.exp(-5 * t))],
    ['inverse', t => 0.6 - 0.3 * t],
    ['inverse', t => 0.2 + 0.3 * Math.exp(-4 * t)],
    ['u-shaped', t => 0.5 - 0.3 * Math.sin(Math.PI * t)],
    ['u-shaped', t => 0.5 - 0.3 * (t < 0.7 ? t / 0.7 : (1 - t) / 0.3)],
    ['inverted-u', t => 0.3 + 0.3 * Math.sin(Math.PI * t)],
    ['flat', () => 0.5],
  ];
  const NOISE = 0.02;

  it.each([
    [8, true],
    [8, false],
    [5, true],
  ])('is right for at least 95 in 100 simulated series of %i scales with noise 0.02 (known: %s)', (n, known) => {
    const right = courses.flatMap(([truth, course], c) =>
      Array.from({ length: 40 }, (_, s) => {
        const random = createRandom(1000 * c + s);
        const x = Array.from({ length: n }, (_, i) => 1e8 * 1000 ** (i / (n - 1)));
        const y = x.map((_, i) => course(i / (n - 1)) + NOISE * random.normal());
        const stderr = known ? { stderr: x.map(() => NOISE) } : {};
        return scalingTrend({ x, y, ...stderr }, { replicates: 299, seed: s }).class === truth ? 1 : 0;
      }),
    );
    expect(right.reduce<number>((sum, ok) => sum + ok, 0) / right.length).toBeGreaterThanOrEqual(0.95);
  });

  const inputOf = ({ id, points: p, higherIsBetter }: ResultSeries) => ({
    name: id,
    x: p.map(({ params }) => params),
    y: p.map(({ value }) => value),
    ...(p[0].stderr === null ? {} : { stderr: p.map(({ stderr }) => stderr) }),
    higherIsBetter: higherIsBetter ?? true,
  });

  it('reads published series as their authors do', () => {
    const classes: Readonly<Record<string, TrendClass>> = {
      pythia_isp_memo_trap: 'inverse',
      pythia_isp_pattern_matching_suppression: 'inverse',
      pythia_truthfulqa_mc2: 'inverse',
      pythia_isp_resisting_correction: 'inverted-u',
      pythia_isp_neqa: 'flat',
      gpt3_lambada_ppl_few: 'standard',
      gpt3_lambada_acc_few: 'standard',
      obs_opt_truthfulqa_mc2: 'inverse',
    };
    for (const [id, kind] of Object.entries(classes))
      expect(scalingTrend(inputOf(seriesById(id))).class, id).toBe(kind);
  });

  it('finds where the simulated U turns', () => {
    const random = createRandom(6);
    const x = Array.from({ length: 13 }, (_, i) => 10 ** (8 + i / 4));
    const y = x.map(v => 0.3 + 0.1 * (Math.log10(v) - 9.5) ** 2 + 0.01 * random.normal());
    const { turning, fit } = scalingTrend({ x, y });
    expect(Math.abs(Math.log10(turning?.x ?? 1) - 9.5)).toBeLessThan(0.3);
    expect(turning && turning.low <= 10 ** 9.5 && 10 ** 9.5 <= turning.high).toBe(true);
    expect(Math.min(...fit)).toBeGreaterThan(0.25);
  });

  it('says that models scatter more than their test sets explain', () => {
    const { class: kind, reason, scatter } = scalingTrend(inputOf(seriesById('pythia_isp_modus_tollens')));
    expect(kind).toBe('flat');
    expect(scatter).toBeGreaterThan(10);
    expect(reason).toMatch(/scatter \d+ times more/);
  });

  it('shows no trend of Hindsight Neglect in Pythia, though a line through it falls', () => {
    const { class: kind, p, slope, scatter } = scalingTrend(inputOf(seriesById('pythia_isp_hindsight_neglect')));
    expect(kind).toBe('flat');
    // Kendall's rank test (exact, scipy) gives 0.061 for the same question.
    expect(p.monotone).toBeGreaterThan(0.04);
    expect(p.monotone).toBeLessThan(0.08);
    expect(p.flat).toBeCloseTo(p.monotone / 0.6, 10);
    expect(scatter).toBeGreaterThan(2.5);
    // Ordinary least squares by scipy.stats.linregress; standard errors are nearly equal here.
    expect(slope?.perDecade).toBeCloseTo(-0.0986, 2);
    expect(slope?.low).toBeCloseTo(-0.1945, 2);
    expect(slope?.high).toBeCloseTo(-0.0027, 2);
  });

  it('calls noise a trend at most as often as it says', () => {
    const found = Array.from({ length: 300 }, (_, s) => {
      const random = createRandom(90_000 + s);
      const x = Array.from({ length: 8 }, (_, i) => 10 ** (8 + i / 3));
      const y = x.map(() => 0.5 + 0.02 * random.normal());
      return scalingTrend({ x, y, stderr: x.map(() => 0.02) }, { replicates: 199, seed: s }).class === 'flat' ? 0 : 1;
    });
    // 5 % of 300, and 3 standard deviations of that.
    expect(found.reduce<number>((sum, wrong) => sum + wrong, 0)).toBeLessThanOrEqual(26);
  });

  it('turns with the sign of what is better', () => {
    const input = inputOf(seriesById('pythia_isp_memo_trap'));
    expect(scalingTrend({ ...input, higherIsBetter: false }).class).toBe('standard');
  });

  it('refuses what it cannot tell, in a sentence', () => {
    const three = { name: 'memo', x: [1, 2, 3], y: [0.1, 0.2, 0.3] };
    expect(() => scalingTrend(three)).toThrow(
      /memo has 3 different scales; a trend needs at least 5, or 4 with standard/,
    );
    expect(() => scalingTrend({ ...three, stderr: [1, 1, 1] })).toThrow(
      /3 different scales; a trend needs at least 4\.$/,
    );
    expect(() => scalingTrend({ x: [1, 2, 0, 4, -5], y: [1, 2, 3, 4, 5] })).toThrow(
      /above 0, but is not in rows 3 and 5/,
    );
    expect(() => scalingTrend({ x: [1, 2, 3, 4, 5], y: [1, Number.NaN, 3, 4, 5] })).toThrow(/not a number in row 2/);
    expect(() => scalingTrend({ x: [1, 2, 3, 4, 5], y: [3, 1, 4, 1, 5] })).toThrow(/cannot tell a flat course/);
  });

  it('takes noise from the number of test items', () => {
    const x = [1e8, 1e9, 1e10, 1e11];
    const few = scalingTrend({ x, y: [0.5, 0.52, 0.51, 0.54], items: 100 });
    expect(few.class).toBe('flat');
    const many = scalingTrend({ x, y: [50, 52, 55, 58], items: 20_000 });
    expect(many.class).toBe('standard');
    expect(many.sd[0]).toBeCloseTo(100 * Math.sqrt(0.25 / 20_000), 3);
    expect(() => scalingTrend({ x, y: [0.5, 0.6, 1.2, 130], items: 50 })).toThrow(/shares \(0 to 100\).*row 4/);
  });
});

describe('mechanisms', () => {
  const mixture: DistractorMixture = {
    chance: 0.5,
    distractor: { x: 1e9, decades: 1, score: 0.1 },
    task: { x: 1e12, decades: 1, score: 0.95 },
  };

  it('make a U of a distractor learned first and a task learned later', () => {
    const x = Array.from({ length: 9 }, (_, i) => 10 ** (7 + i * 0.875));
    const y = distractorMixture(mixture, x);
    expect(y[0]).toBeCloseTo(0.5, 2);
    expect(y[y.length - 1]).toBeCloseTo(0.95, 1);
    expect(scalingTrend({ x, y, items: 1000 }).class).toBe('u-shaped');
    const never = distractorMixture({ ...mixture, task: { ...mixture.task, x: 1e18 } }, x);
    expect(scalingTrend({ x, y: never, items: 1000 }).class).toBe('inverse');
    expect(() => distractorMixture({ ...mixture, chance: 50 }, x)).toThrow(/between 0 and 1/);
  });

  it('have half of each thing learned at its scale', () => {
    const alone = { ...mixture, task: { x: 1e30, decades: 1, score: 1 } };
    expect(distractorMixture(alone, [1e9])[0]).toBeCloseTo(0.3, 9);
  });

  it('give the expected value of Hindsight Neglect, -46.7 and not the card’s -44', () => {
    const answer = judgeGamble(hindsightExample.gamble, hindsightExample.happened);
    expect(answer.expectedValue).toBeCloseTo(-46.7, 10);
    expect(answer).toMatchObject({ right: 'N', hindsight: 'Y', trap: true });
    expect(answer.right).toBe(hindsightExample.correct);
    expect(answer.expectedValue).not.toBeCloseTo(hindsightExample.printed, 0);
    expect(() => judgeGamble([{ probability: 0.5, outcome: 1 }], 1)).toThrow(/sum to 1, not to 0.5/);
  });
});
