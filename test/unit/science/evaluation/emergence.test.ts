import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criteria } from '../../../../src/science/evaluation/curves/criteria';
import { curveAt, fitCurve } from '../../../../src/science/evaluation/curves/curve';
import { emergenceForms } from '../../../../src/science/evaluation/curves/forms';
import { nelderMead } from '../../../../src/science/evaluation/curves/nelder-mead';
import { emergence } from '../../../../src/science/evaluation/emergence/emergence';
import { fromExactMatch, fromPerToken, mirrorCurves } from '../../../../src/science/evaluation/emergence/metric';
import { type ResultSeries, seriesById } from '../../../../src/science/facts/series/series';
import { brokenPower } from '../../../../src/science/laws/forms/bnsl';
import { createRandom } from '../../../../src/science/random';

const scales = (n: number, from = 8, to = 12) =>
  Array.from({ length: n }, (_, i) => 10 ** (from + ((to - from) * i) / (n - 1)));

describe('Nelder and Mead', () => {
  it('finds the bottom of a curved valley', () => {
    const { x, value } = nelderMead(([a, b]) => (1 - a) ** 2 + 100 * (b - a * a) ** 2, [-1.2, 1], [0.5, 0.5], 2000);
    expect(x[0]).toBeCloseTo(1, 4);
    expect(x[1]).toBeCloseTo(1, 4);
    expect(value).toBeLessThan(1e-8);
  });
});

describe('curve fits', () => {
  const u = Float64Array.from(scales(20), Math.log10);
  const w = u.map(() => 1);

  it.each(['line', 'piecewise', 'sigmoid', 'bnsl'] as const)('recover a %s without noise', name => {
    const form = emergenceForms(u, 0.25)[name];
    const shapes = {
      line: [],
      piecewise: [9.7],
      sigmoid: [10.3, Math.log(0.3)],
      bnsl: [0.05, 0.7, 9.9, Math.log(0.3)],
    };
    const truth = { form, shape: shapes[name], amplitudes: name === 'line' ? [0.1, -0.5] : [0.4], cost: 0 };
    const y = u.map(v => curveAt(truth, v));
    const fit = fitCurve(form, { u, y, w });
    const range = Math.max(...y) - Math.min(...y);
    u.forEach((v, i) => {
      expect(Math.abs(curveAt(fit, v) - y[i]) / range).toBeLessThan(2e-3);
    });
  });

  it('frees the base where chance is not known, and bounds the rise where it is', () => {
    const y = u.map(v => 0.4 + 0.3 / (1 + Math.exp(-(v - 10) / 0.2)));
    const free = fitCurve(emergenceForms(u, null).sigmoid, { u, y, w });
    expect(free.amplitudes[1]).toBeCloseTo(0.4, 2);
    const late = u.map(v => 1 / (1 + Math.exp(-(v - 12.5) / 0.3)));
    expect(fitCurve(emergenceForms(u, 0, 1).sigmoid, { u, y: late, w }).amplitudes[0]).toBeLessThanOrEqual(1);
  });

  it('write the broken power law as the catalogue of laws does', () => {
    const form = emergenceForms(u, 0.2).bnsl;
    const middle = (u[0] + u[u.length - 1]) / 2;
    const [c0, c1, d, f] = [0.1, 0.8, 10.2, 0.4];
    for (const v of [8.3, 10.2, 11.7]) {
      const ours = curveAt({ form, shape: [c0, c1, d, Math.log(f)], amplitudes: [0.3], cost: 0 }, v);
      const law = brokenPower({ a: 0.2, b: 0.3, c0: -c0, c1: -c1, d1: 10 ** (d - middle), f1: f }, 10 ** (v - middle));
      expect(ours).toBeCloseTo(law, 10);
    }
  });

  it('count constants as AIC, AICc and BIC do', () => {
    const { aic, aicc, bic } = criteria(3, 10, 2, false);
    const deviance = 10 * Math.log(0.3);
    expect(aic).toBeCloseTo(deviance + 6, 12);
    expect(aicc).toBeCloseTo(deviance + 6 + 24 / 6, 12);
    expect(bic).toBeCloseTo(deviance + 3 * Math.log(10), 12);
    expect(criteria(3, 4, 3, false).aicc).toBeNull();
    expect(criteria(3, 10, 2, true).aic).toBe(7);
  });
});

describe('emergence', () => {
  const simulate = (course: (u: number) => number, seed: number, n = 10, noise = 0.01) => {
    const random = createRandom(seed);
    const x = scales(n);
    return {
      x,
      y: x.map(v => course(Math.log10(v)) + noise * random.normal()),
      stderr: x.map(() => noise),
      chance: 0.25,
    };
  };
  const verdicts = (course: (u: number) => number) =>
    Array.from({ length: 20 }, (_, s) => emergence(simulate(course, s), { replicates: 20 }).verdict);

  it('tells a threshold from a straight line and from nothing', () => {
    const share = (found: readonly string[], is: string) => found.filter(v => v === is).length / found.length;
    expect(
      share(
        verdicts(u => 0.25 + 0.5 / (1 + Math.exp(-(u - 10.5) / 0.2))),
        'emergent',
      ),
    ).toBe(1);
    expect(
      share(
        verdicts(u => 0.25 + Math.max(0, 0.3 * (u - 10))),
        'emergent',
      ),
    ).toBe(1);
    expect(
      share(
        verdicts(u => 0.3 + 0.1 * (u - 8)),
        'gradual',
      ),
    ).toBe(1);
    expect(
      share(
        verdicts(() => 0.25),
        'emergent',
      ),
    ).toBeLessThanOrEqual(0.1);
  });

  it('covers the true onset and width', () => {
    // A tenth of the way to the value at 1e12, of a sigmoid at 10.5 with width 0.2: about logit(0.1) widths below.
    const onset = 10.5 - 0.2 * Math.log(9);
    let covered = 0;
    let widths = 0;
    for (let s = 0; s < 20; s++) {
      const found = emergence(simulate(u => 0.25 + 0.5 / (1 + Math.exp(-(u - 10.5) / 0.2)), s + 90));
      if (found.onset && found.onset.low <= 10 ** onset && 10 ** onset <= found.onset.high) covered++;
      if (found.decades && found.decades.low <= 0.88 && 0.88 <= found.decades.high) widths++;
    }
    expect(covered).toBeGreaterThanOrEqual(19);
    expect(widths).toBeGreaterThanOrEqual(19);
  });

  const inputOf = (id: string, axis: 'params' | 'tokens' | 'flops' = 'params') => {
    const { points, chance, higherIsBetter }: ResultSeries = seriesById(id);
    const kept = points.filter(p => Number(p[axis]) > 0);
    return {
      ...{ name: id, chance, higherIsBetter: higherIsBetter ?? true },
      x: kept.map(p => p[axis]),
      y: kept.map(p => p.value),
    };
  };

  it('finds the published thresholds of GPT-3 arithmetic between the models that the paper names', () => {
    const three = emergence(inputOf('gpt3_add3_few'));
    expect(three.verdict).toBe('emergent');
    expect(three.leaves.by).toBe(13e9);
    expect(three.onset && three.onset.low <= 13e9 * (1 + 1e-9) && 13e9 <= three.onset.high).toBe(true);
    const five = emergence(inputOf('gpt3_add5_few'));
    expect(Number(five.onset?.low) / 13e9).toBeCloseTo(1, 9);
    expect(Number(five.onset?.high) / 175e9).toBeCloseTo(1, 9);
  });

  it('sees OLMo 2 leave chance in letter-choice MMLU and fall smoothly in bits per byte', () => {
    const letters = emergence(inputOf('olmo2_7b_mmlu_mc_by_tokens', 'tokens'), { replicates: 20 });
    expect(letters.verdict).toBe('emergent');
    expect(letters.leaves.by).toBeGreaterThan(1e11);
    expect(letters.leaves.by).toBeLessThan(4e11);
    const bits = emergence(inputOf('olmo2_7b_mmlu_bpb_by_tokens', 'tokens'), { replicates: 20 });
    expect(bits.verdict).toBe('gradual');
    expect(bits.reason).toMatch(/No score of guessing/);
  });

  it('ranks by AIC, and says so, where points are too few for AICc', () => {
    const few = emergence({ x: scales(5), y: [0, 0.01, 0, 0.4, 0.9], chance: 0 });
    expect(few.criterion).toBe('aic');
    expect(few.verdict).toBe('emergent');
    expect(() => emergence({ name: 'GSM8K', x: scales(4), y: [0, 0, 0.1, 0.5] })).toThrow(
      /GSM8K has 4 different scales/,
    );
  });

  it('says of flat scores that they are', () => {
    const flat = emergence({ x: scales(8), y: new Array(8).fill(0.25), chance: 0.25 });
    expect(flat).toMatchObject({ verdict: 'at chance', onset: null, decades: null });
  });
});

describe('metrics of the same answers', () => {
  it('go from the probability per token to exact match and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.integer({ min: 1, max: 20 }), (p, k) => {
        const { exactMatch, editDistance, nats } = fromPerToken(p, k);
        expect(exactMatch).toBeCloseTo(
          Array.from({ length: k }, () => p).reduce((product, q) => product * q, 1),
          12,
        );
        expect(editDistance).toBeCloseTo(k - k * p, 10);
        expect(Math.exp(-nats)).toBeCloseTo(p, 12);
        expect(fromExactMatch(exactMatch, k).mirror?.perToken).toBeCloseTo(p, 8);
      }),
    );
  });

  it('show an emergent ability where tokens improve smoothly', () => {
    const x = scales(9, 7, 11);
    const perToken = x.map(v => 0.2 + 0.19 * (Math.log10(v) - 7));
    const [whole] = mirrorCurves(perToken, [8]);
    const noise = { items: 2000 };
    expect(emergence({ x, y: whole, chance: 0, ...noise }, { replicates: 20 }).verdict).toBe('emergent');
    const back = Array.from(whole, score => fromExactMatch(score, 8).mirror?.perToken ?? 0);
    expect(emergence({ x, y: back, chance: 0, ...noise }, { replicates: 20 }).verdict).toBe('gradual');
  });

  it('know no probability behind a score of 0, only a bound', () => {
    expect(fromExactMatch(0, 4, 256)).toEqual({ mirror: null, below: 0.25 });
    expect(() => fromPerToken(1.2, 3)).toThrow(/between 0 and 1, not 1.2/);
    expect(() => fromPerToken(0.5, 0)).toThrow(/more than 0 tokens/);
  });
});
