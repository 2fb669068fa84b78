import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/language/values/json';
import { createRandom } from '../../../src/science/random';
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

describe('calibration of several models', () => {
  const sized = (n: string, temperature: number, seed: number) =>
    `simulate_predictions(1500, seed: ${seed}, temperature: ${temperature}) |> derive({params: r => ${n}})`;
  const all = `append(${sized('10B', 0.9, 3)}, append(${sized('100M', 0.3, 1)}, ${sized('1B', 0.5, 2)}))`;

  it('by their parameters come in order of size, with a table of errors that agrees with each alone', async () => {
    const view = await evaluate(`calibration(${all}, by: "params", bootstrap: 50)`);
    expect(field(view, 'models')).toEqual(['100 M', '1.00 B', '10.0 B']);
    const columns = field(field(view, 'table'), 'columns');
    expect(field(columns, 'params')).toEqual([1e8, 1e9, 1e10]);
    const alone = await number(`calibration(${sized('1B', 0.5, 2)}).ece`);
    expect((field(columns, 'ece') as readonly number[])[1]).toBeCloseTo(alone, 12);
    const [low, high] = ['ece_low', 'ece_high'].map(
      name => (field(columns, name) as readonly number[])[1] ?? Number.NaN,
    );
    expect(low).toBeLessThan(alone);
    expect(high).toBeGreaterThan(alone);
  });

  it('are drawn against size, a line for each stage', async () => {
    const staged = `${all} |> derive({stage: r => r.confidence > 0.7 ? "sure" : "unsure"})`;
    const { results } = await run(`calibration(${staged}, by: "params", line: "stage")`);
    const payload = JSON.stringify(results.at(-1)?.value);
    expect(payload).toContain('"line":"sure"');
    expect(payload).toContain('"scale":{"label":"parameters","style":"params"}');
  });

  it('may be tables by name', async () => {
    const view = await evaluate(`calibration({small: ${sized('100M', 0.3, 1)}, large: ${sized('1B', 0.5, 2)}})`);
    expect(field(view, 'models')).toEqual(['small', 'large']);
  });

  it('count wrong rows from the top of the table', async () => {
    const table = '{m: ["a", "a", "b", "b"], confidence: [0.5, 0.6, 0.7, 1.7], correct: [1, 0, 1, 0]}';
    expect(await message(`calibration(${table}, by: "m")`)).toMatch(/in row 4/);
    const series = '{task: ["a", "a", "b", "b"], params: [1e8, 1e9, 1e8, 1e9], score: [1, 2, 3, 0/0]}';
    expect(await message(`equivalent_size(${series}, untuned: "a", tuned: "b")`)).toMatch(/in row 4/);
  });

  it('outcomes may be written as text, and whole distributions may keep silent', async () => {
    expect(await number('calibration({confidence: [0.9, 0.4], correct: ["True", "no"]}).accuracy')).toBe(0.5);
    const area = await number('risk_coverage({A: [-0.5, -1], B: [-2, -3], label: [0, 1]}, choices: ["A", "B"]).area');
    // The second answer is the surer one (odds e² against e^1.5), and wrong: errors 1 of 1, then 1 of 2.
    expect(area).toBeCloseTo(0.75, 12);
  });
});

describe('scaling_trend', () => {
  it('is right for at least 95 in 100 simulated series with noise of 2 points', async () => {
    const courses: readonly (readonly [string, (t: number) => number])[] = [
      ['standard', t => 30 + 30 * t],
      ['standard', t => 25 + 50 / (1 + Math.exp(-12 * (t - 0.6)))],
      ['inverse', t => 60 - 30 * t],
      ['inverse', t => 20 + 30 * Math.exp(-4 * t)],
      ['u-shaped', t => 50 - 30 * Math.sin(Math.PI * t)],
      ['inverted-u', t => 30 + 30 * Math.sin(Math.PI * t)],
      ['flat', () => 50],
    ];
    const runs = courses.flatMap(([truth, course], c) =>
      Array.from({ length: 15 }, (_, s) => {
        const random = createRandom(4000 + 100 * c + s);
        return {
          truth,
          name: `${truth} ${c} ${s}`,
          y: Array.from({ length: 8 }, (__, i) => course(i / 7) + 2 * random.normal()),
        };
      }),
    );
    const rows = runs.flatMap(({ name, y }) => y.map((score, i) => [name, 10 ** (8 + (3 * i) / 7), score] as const));
    const column = (k: 0 | 1 | 2) => JSON.stringify(rows.map(row => row[k]));
    const table = `{series: ${column(0)}, params: ${column(1)}, score: ${column(2)}}`;
    const known = `${table} |> derive({stderr: r => 2})`;
    for (const text of [table, known]) {
      const classes = (await evaluate(`scaling_trend(${text}, replicates: 299).class`)) as readonly string[];
      const right = runs.filter(({ truth }, i) => classes[i] === truth).length;
      expect(right / runs.length).toBeGreaterThanOrEqual(0.95);
    }
  }, 60_000);

  it('says what a line through the scores does, beside the test', async () => {
    const slope = await evaluate(
      'scaling_trend({params: [1e8, 1e9, 1e10, 1e11, 1e12], score: [10, 20, 30, 40, 50]}).slope',
    );
    expect(field(slope, 'per_decade')).toBeCloseTo(10, 10);
  });
});

describe('emergence', () => {
  it('shows several metrics of the same outputs, to switch between', async () => {
    const table =
      '{params: [1e8, 1e9, 1e10, 1e11, 1e12], exact: [0, 0, 1, 30, 80], nats: [2, 1.6, 1.2, 0.8, 0.4]} |> derive({task: r => "t"})';
    const { results } = await run(`emergence(${table}, metric: ["exact", "nats"], chance: 0)`);
    const payload = JSON.stringify(results.at(-1)?.value);
    expect(payload).toContain('"metrics":["exact","nats"]');
    expect(payload).toContain('"shown":"side by side"');
  });

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

  it('words_for gives bounds alone far beyond the corpora', async () => {
    const one = await evaluate('words_for("arg_structure", 85%)');
    expect(field(one, 'words')).toBeNull();
    expect(field(one, 'place')).toBe('beyond');
    expect(Number(field(one, 'low'))).toBeLessThanOrEqual(3e11);
    const all = await evaluate('words_for(["island", "anaphor_agr", "quantifiers"], 85%).table');
    expect(field(field(all, 'columns'), 'skill')).toEqual(['anaphor_agr', 'island', 'quantifiers']);
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
