import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/language/values/json';
import { evaluate, run } from './evaluate';

const SNACKS = '../shared/data/calibration_snacks.csv';

const message = async (text: string): Promise<string> => (await run(text)).error?.message ?? '';
const number = async (text: string): Promise<number> => {
  const value = await evaluate(text);
  if (typeof value !== 'number') throw new Error(`${text} is ${JSON.stringify(value)}`);
  return value;
};
const field = (value: Json, name: string): Json => (value as { readonly [name: string]: Json })[name] as Json;

describe('calibration', () => {
  it.skipIf(!existsSync(SNACKS))(
    'an image classifier on 952 snacks has the ECE that its author published',
    async () => {
      const bytes = new Uint8Array(readFileSync(SNACKS));
      const value = await evaluateFile('calibration(load("snacks.csv"), bins: 10)', bytes);
      expect(100 * Number(field(value, 'ece'))).toBeCloseTo(2.44, 2);
      expect(field(value, 'n')).toBe(952);
    },
  );

  it('the debiased error of a calibrated sample is nearer to zero than the plain one', async () => {
    const plain = await number('calibration(simulate_predictions(2000, seed: 5)).ece');
    const debiased = await number('calibration(simulate_predictions(2000, seed: 5)).ece_debiased');
    expect(debiased).toBeLessThan(plain);
    expect(debiased).toBeLessThan(0.02);
  });

  it.each([0.5, 1, 2])('a distortion by %s is undone by its inverse, within 1 %%', async distorted => {
    const simulated = `simulate_predictions(200000, seed: 3, temperature: ${distorted})`;
    const found = await number(`temperature_scale(${simulated}).temperature`);
    expect(Math.abs(found * distorted - 1)).toBeLessThan(0.01);
  });

  it('logits, their softmax and log-probabilities of choices give the same answer', async () => {
    const p = [0.7, 0.2, 0.4, 0.9, 0.55];
    const label = '["a", "b", "b", "a", "b"]';
    const list = (f: (x: number) => number, of = p) => `[${of.map(x => f(x)).join(', ')}]`;
    const other = p.map(x => 1 - x);
    const ask = (a: string, b: string, kind: string) =>
      number(`calibration({a: ${a}, b: ${b}, label: ${label}}, ${kind}: ["a", "b"]).distribution.nll`);
    const direct = await ask(
      list(x => x),
      list(x => x, other),
      'probabilities',
    );
    const byHand = -(Math.log(0.7) + Math.log(0.8) + Math.log(0.6) + Math.log(0.9) + Math.log(0.45)) / 5;
    expect(direct).toBeCloseTo(byHand, 12);
    expect(
      await ask(
        list(x => 3 + Math.log(x)),
        list(x => 3 + Math.log(x), other),
        'logits',
      ),
    ).toBeCloseTo(direct, 12);
    expect(
      await ask(
        list(x => Math.log(x)),
        list(x => Math.log(x), other),
        'choices',
      ),
    ).toBeCloseTo(direct, 12);
  });

  it('the 95 % interval of the accuracy is as wide as theory has it', async () => {
    const value = await evaluate('calibration(simulate_predictions(4000, seed: 2), bootstrap: 500)');
    const accuracy = Number(field(value, 'accuracy'));
    const se = Number(field(field(value, 'se'), 'accuracy'));
    const ratio = se / Math.sqrt((accuracy * (1 - accuracy)) / 4000);
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  });

  it.each([
    ['calibration({confidence: [0.5, 1.5, 0.5], correct: [1, 0, 1]})', /between 0 and 1.*row 2/],
    ['calibration({confidence: [0.5, 0/0, 0.5], correct: [1, 0, 1]})', /not a number in row 2/],
    ['calibration({confidence: [50, 90], correct: [1, 0]})', /percent/],
    ['calibration({confidence: [0.5, 0.6], correct: [1, 3]})', /true or false/],
    ['temperature_scale({confidence: [0.5, 0.5, 0.5], correct: [1, 0, 1]})', /at least two different/],
    ['temperature_scale({confidence: [0.5, 0.7, 0.6], correct: [1, 1, 1]})', /right and wrong/],
    ['calibration({a: [0.5], b: [0.6], label: ["a"]}, probabilities: ["a", "b"])', /sum to 1/],
    ['calibration({a: [0.5], b: [0.5], label: ["c"]}, probabilities: ["a", "b"])', /label must name/],
    ['emergence({params: [1e8, 1e9, 1e10], score: [1, 2, 3]})', /3 different scales; this needs at least 5/],
    ['emergence({params: [1e8, 0, 1e10], score: [1, 2, 3]})', /above 0, but is not in row 2/],
    ['scaling_trend({params: [1e8, 1e9, 1e10], score: [1, 2, 3]})', /needs at least/],
    ['words_for("grammar", 90%)', /no skill "grammar"/],
  ])('%s gets a sentence', async (text, sentence) => {
    expect(await message(text)).toMatch(sentence);
  });

  it('constant confidence and three rows are judged with a remark', async () => {
    const { results } = await run('calibration({confidence: [0.5, 0.5, 0.5], correct: [1, 0, 1]}).ece');
    const remarks = results.flatMap(r => r.notes.map(n => n.text)).join(' ');
    expect(remarks).toMatch(/few/);
    expect(remarks).toMatch(/Every confidence is 0\.5/);
  });
});

describe('emergence', () => {
  const add3 = 'data.series |> where(r => r.series == "gpt3_add3_few")';

  it('three-digit addition leaves chance between GPT-3 6.7B and 13B', async () => {
    const onset = await evaluate(`emergence(${add3}).onset`);
    expect(Number(field(onset, 'low'))).toBeGreaterThan(6e9);
    expect(Number(field(onset, 'low'))).toBeLessThan(7e9);
    expect(Number(field(onset, 'x'))).toBeGreaterThan(6.7e9);
    expect(Number(field(onset, 'x'))).toBeLessThanOrEqual(13.5e9);
  });

  it('a jump that exact match makes is none per token', async () => {
    const score = '[1e8, 1e9, 1e10, 1e11, 1e12, 1e13]';
    const p = [0.3, 0.42, 0.54, 0.66, 0.78, 0.9];
    const table = `{params: ${score}, score: [${p.map(x => x ** 8).join(', ')}]}`;
    const mirror = field(
      field(await evaluate(`emergence(${table}, chance: 0, answer_tokens: 8)`), 'mirror'),
      'columns',
    );
    const seen = field(mirror, 'per_token') as readonly number[];
    for (const [i, x] of p.entries()) expect(seen[i]).toBeCloseTo(x, 12);
  });

  it('chance as a share is read in the percent of the scores, and says so', async () => {
    const table = '{params: [1e8, 1e9, 1e10, 1e11, 1e12], score: [25, 26, 25, 40, 70]}';
    const { results } = await run(`emergence(${table}, chance: 25%).chance`);
    expect(results.at(-1)?.value).toBe(25);
    expect(results.flatMap(r => r.notes).some(n => /25 %/.test(n.text))).toBe(true);
  });

  it('exact_match and per_token undo each other', async () => {
    expect(await number('exact_match(per_token(0.37, 7), 7)')).toBeCloseTo(0.37, 12);
    expect(await evaluate('per_token(0, 7)')).toBeNull();
  });
});

describe('mechanisms', () => {
  it('the example of Hindsight Neglect loses 46.70 dollars on average, not the 44 of its card', async () => {
    const value = await evaluate('hindsight_example()');
    expect(field(field(value, 'expected_value'), 'value')).toBeCloseTo(0.94 * -50 + 0.06 * 5, 10);
    expect(field(field(value, 'printed'), 'value')).toBe(-44);
    expect(field(value, 'right')).toBe('N');
    expect(field(value, 'trap')).toBe(true);
  });

  it('the mixture of a distractor and a task falls below chance and comes back', async () => {
    const score = field(await evaluate('distractor_mixture()'), 'score') as readonly number[];
    expect(score[0]).toBeGreaterThan(0.45);
    expect(Math.min(...score)).toBeLessThan(0.2);
    expect(score.at(-1)).toBeGreaterThan(0.9);
    const trend = await evaluate('scaling_trend(distractor_mixture().table |> derive({stderr: r => 0.02})).class');
    expect(trend).toBe('u-shaped');
  });
});

describe('words, sizes and rewards', () => {
  it('words_for inverts its learning curve', async () => {
    const value = await evaluate('words_for("subj_verb_agr", 85%)');
    const words = Number(field(value, 'words'));
    expect(words).toBeGreaterThan(1e7);
    expect(words).toBeLessThan(1e9);
    expect(Number(field(value, 'low'))).toBeLessThan(words);
    expect(Number(field(value, 'high'))).toBeGreaterThan(words);
  });

  it('equivalent sizes lie on the straight line between the sizes measured', async () => {
    const table = '{params: [1e9, 1e10, 1e11], base: [30, 45, 60], tuned: [45, 52.5, 70]}';
    const value = await evaluate(`equivalent_size(${table}, untuned: "base", tuned: "tuned").table`);
    const columns = field(value, 'columns');
    const factor = field(columns, 'factor') as readonly number[];
    expect(factor[0]).toBeCloseTo(10, 8);
    expect(factor[1]).toBeCloseTo(10 ** 0.5, 8);
    expect(field(columns, 'bound')).toEqual(['exact', 'exact', 'at least']);
  });

  it('the peak of over-optimisation is where the slope is zero', async () => {
    const d = await number('overoptimization("rl", alpha: 1, beta: 0.2).peak.d');
    const reward = (x: number) => x * (1 - 0.2 * Math.log(x));
    const step = 1e-4 * d;
    expect((reward(d + step) - reward(d - step)) / (2 * step)).toBeCloseTo(0, 6);
    expect(await number('overoptimization("rl", [1, 2, 4, 8], [1, 1.723, 2.891, 4.673]).beta')).toBeCloseTo(0.2, 3);
  });
});

async function evaluateFile(text: string, bytes: Uint8Array): Promise<Json> {
  return evaluate(text, { readFile: () => Promise.resolve(bytes), findFiles: () => Promise.resolve(['snacks.csv']) });
}
