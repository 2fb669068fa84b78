import { describe, expect, it } from 'vitest';
import { learningCurve, scoreAt } from '../../../../src/science/evaluation/words/learning-curve';
import { wordsFor } from '../../../../src/science/evaluation/words/words-for';
import { blimpCurve, blimpSkills } from '../../../../src/science/facts/phenomena/words';
import { createRandom } from '../../../../src/science/random';

const sizes = [1e6, 1e7, 1e8, 1e9, 3e10];

/** Three runs at each size of a course in log10(words). */
function simulated(course: (u: number) => number, noise: number, seed: number) {
  const random = createRandom(seed);
  const x = sizes.flatMap(words => [words, words, words]);
  return { x, y: x.map(words => course(Math.log10(words)) + noise * random.normal()) };
}

describe('learning curves', () => {
  it('pick the form that made the data', () => {
    const forms = {
      'log-linear': (u: number) => 20 + 8 * (u - 6),
      power: (u: number) => 90 - 40 * 10 ** (-0.5 * (u - 6)),
      sigmoid: (u: number) => 50 + 40 / (1 + Math.exp(-(u - 8) / 0.35)),
    };
    for (const [name, course] of Object.entries(forms)) {
      const curve = learningCurve(simulated(course, 0.3, 5), { replicates: 10 });
      expect(curve.form).toBe(name);
      for (const words of sizes) expect(Math.abs(scoreAt(curve, words) - course(Math.log10(words)))).toBeLessThan(1);
    }
  });

  it('invert to what they were made of, and cover it', () => {
    const course = (u: number) => 90 - 40 * 10 ** (-0.5 * (u - 6));
    // 80 = 90 - 40 * 10^(-0.5 v)  =>  v = 2 log10(4)
    const truth = 10 ** (6 + 2 * Math.log10(4));
    let covered = 0;
    for (let seed = 0; seed < 40; seed++) {
      const needed = wordsFor(learningCurve(simulated(course, 1, seed), { replicates: 200 }), 80);
      if (needed.low !== null && needed.high !== null && needed.low <= truth && truth <= needed.high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(33);
    const exact = wordsFor(learningCurve(simulated(course, 1e-6, 1)), 80);
    expect(Number(exact.words) / truth).toBeCloseTo(1, 2);
    expect(exact.place).toBe('measured');
  });

  it('find a share of the gain where the curve itself crosses it', () => {
    const curve = learningCurve(simulated(u => 50 + 40 / (1 + Math.exp(-(u - 8) / 0.35)), 0.5, 2));
    const needed = wordsFor(curve, 0.9, 'gain');
    const [first, last] = [scoreAt(curve, 1e6), scoreAt(curve, 3e10)];
    expect(needed.score).toBeCloseTo(first + 0.9 * (last - first), 10);
    expect(scoreAt(curve, Number(needed.words))).toBeCloseTo(needed.score, 6);
  });

  it('say never, and extrapolated, where that is so', () => {
    const curve = learningCurve(simulated(u => 90 - 40 * 10 ** (-0.5 * (u - 6)), 0.3, 3));
    expect(wordsFor(curve, 99)).toMatchObject({ words: null, place: 'never', high: null });
    const line = learningCurve(simulated(u => 20 + 8 * (u - 6), 0.3, 3));
    expect(wordsFor(line, 0.9, 'gain').reason).toMatch(/does not level off/);
    const near = wordsFor(line, 60);
    expect(near.place).toBe('extrapolated');
    expect(near.reason).toMatch(/extrapolation/);
    expect(Number(near.words)).toBeGreaterThan(3e10);
  });

  it('gives bounds alone farther than ten times beyond the corpora measured', () => {
    const line = learningCurve(simulated(u => 20 + 8 * (u - 6), 0.3, 3));
    // On the line, 70 is reached at 10^12.25 words; 300 B is ten times the largest corpus.
    const far = wordsFor(line, 70);
    expect(far).toMatchObject({ words: null, high: null, place: 'beyond' });
    expect(far.low).toBeCloseTo(3e11, -2);
    expect(far.reason).toMatch(/within 300 B words, ten times the largest corpus/);
    const early = wordsFor(line, 1);
    expect(early).toMatchObject({ words: null, low: null, place: 'before' });
    expect(early.reason).toMatch(/well before the smallest corpus measured \(1 M words\)/);
    for (const name of blimpSkills) {
      const { words, accuracy } = blimpCurve(name);
      const needed = wordsFor(learningCurve({ name, x: words, y: accuracy }, { replicates: 50 }), 85);
      for (const number of [needed.words, needed.low, needed.high])
        if (number !== null) expect(number).toBeLessThanOrEqual(3e11 * (1 + 1e-9));
    }
  });

  it('inverts a loss, where less is better', () => {
    const falling = simulated(u => 2 + 3 * 10 ** (-0.3 * (u - 6)), 0.001, 4);
    const needed = wordsFor(learningCurve({ ...falling, higherIsBetter: false }), 2.5);
    expect(Math.log10(Number(needed.words))).toBeCloseTo(6 + Math.log10(6) / 0.3, 1);
  });

  it('give sizes to the skills of BLiMP that agree with the paper', () => {
    const skill = (name: string) => {
      const { words, accuracy } = blimpCurve(name);
      return learningCurve({ name, x: words, y: accuracy });
    };
    // "Subject-verb agreement is gained between 1M and 10M words": most of it.
    const agreement = wordsFor(skill('subj_verb_agr'), 0.5, 'gain');
    expect(agreement.words).toBeGreaterThan(1e6);
    expect(agreement.words).toBeLessThan(2e7);
    // "9 points below people (88.6) at 100M".
    expect(88.6 - scoreAt(skill('overall'), 1e8)).toBeGreaterThan(7);
    expect(88.6 - scoreAt(skill('overall'), 1e8)).toBeLessThan(12);
    for (const name of blimpSkills) expect(Number.isFinite(wordsFor(skill(name), 0.9, 'gain').score)).toBe(true);
  });

  it('refuse too little, and rows that are no numbers', () => {
    expect(() => learningCurve({ name: 'islands', x: [1, 2, 3], y: [1, 2, 3] })).toThrow(
      /islands has 3 runs at 3 sizes/,
    );
    expect(() => learningCurve({ x: [1, 2, 3, 4, 5, 6], y: [1, 2, null, 4, 5, 6] })).toThrow(/row 3/);
    const curve = learningCurve(
      simulated(u => u, 0.1, 1),
      { replicates: 5 },
    );
    expect(() => wordsFor(curve, 90, 'gain')).toThrow(/between 0 and 1, not 90/);
    expect(() => wordsFor(curve, Number.NaN)).toThrow(/must be a number/);
  });
});
