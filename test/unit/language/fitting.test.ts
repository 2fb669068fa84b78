import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../src/kernel/jobs/fitting';
import { runJob } from '../../../src/kernel/jobs/registry';
import { presentResults } from '../../../src/kernel/present';
import { fitPayload } from '../../../src/kernel/present/fit';
import type { Host } from '../../../src/language/library/context';
import { expressionOf } from '../../../src/language/library/functions/fitting/formula';
import type { Json } from '../../../src/language/values/json';
import type { FunctionValue, LawValue } from '../../../src/language/values/value';
import { type Expr, evaluate as valueAt } from '../../../src/science/fitting/autodiff/expr';
import { textOf } from '../../../src/science/fitting/autodiff/text';
import { blocksToText, viewNamed } from '../../../src/views';
import { errorCode, evaluate, run } from './evaluate';

const RUNS = 'simulate_runs(laws.epoch, logspace(1e8, 1e10, 6), logspace(2e9, 2e11, 6), noise: 0.004, seed: 1)';
type Fields = { readonly [key: string]: Json };
const fields = async (text: string, host: Partial<Host> = {}) => (await evaluate(text, host)) as Fields;
const message = async (text: string) => (await run(text)).error?.message ?? '';
const notes = async (text: string) => (await run(text)).results.flatMap(r => r.notes.map(n => n.text)).join(' ');

/** Runs jobs here, on copies, as a worker would get them. */
const here: Partial<Host> = {
  job: async (name, payload) => structuredClone(await runJob(name, structuredClone(payload), () => undefined)),
};

/** The card of the last statement, checked as a renderer checks it, as text. */
async function card(text: string, host: Partial<Host> = {}): Promise<string> {
  const { results, error } = await run(text, host);
  if (error) throw error;
  const last = results.at(-1);
  const payload = fitPayload(last?.value as LawValue, 'x', last?.notes ?? []);
  if (!payload) throw new Error('no card');
  const blocks = viewNamed('blocks')?.layout(JSON.parse(JSON.stringify(payload)));
  return blocksToText(blocks ?? []);
}

describe('several series in one table', () => {
  const two = `${RUNS.replace('simulate_runs', 'one = simulate_runs')};
    other = derive(one, loss: r => r.loss + 0.2);
    runs = append(derive(one, setting: r => "a"), derive(other, setting: r => "b"));`;

  it('are pointed out by every fit, with how to take them apart', async () => {
    const said = /setting tells 2 series apart .*r\.setting == "a"/;
    expect(await notes(`${two} fit(runs)`)).toMatch(said);
    expect(await notes(`${two} fit(where(runs, r => r.setting == "a"))`)).not.toMatch(/series apart/);
    const sweep = `sweep = table({C: [1e18, 1e18, 1e18, 1e18, 1e18, 1e19, 1e19, 1e19, 1e19, 1e19],
      N: [5e7, 1e8, 2e8, 4e8, 8e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9],
      loss: [3.6, 3.4, 3.33, 3.42, 3.65, 2.95, 2.82, 2.78, 2.83, 2.97]});
      both = append(derive(sweep, setting: r => "a"), derive(sweep, setting: r => "b"));`;
    expect(await notes(`${sweep} isoflop_fit(both)`)).toMatch(said);
    expect(await notes(`${sweep} isoflop_fit(sweep)`)).not.toMatch(/series apart/);
  });

  it('with units as without, and not for want of a number', async () => {
    const united = `${two} united = derive(runs, N: r => r.N * 1 params, D: r => r.D * 1 tokens);`;
    expect(await notes(`${united} fit(united)`)).toMatch(/setting tells 2 series apart/);
    const apart = `${united} apart = derive(united, N: r => r.setting == "a" ? r.N : 1.01 * r.N);`;
    expect(await notes(`${apart} fit(apart)`)).not.toMatch(/series apart/);
  });

  it('names of runs are no series', async () => {
    expect(await notes(`${two} fit(derive(one, name: r => text(r.N)))`)).not.toMatch(/series apart/);
  });
});

describe('what a fit answers with', () => {
  it('has the fields of the contract with and without a bootstrap', async () => {
    for (const more of ['', 'bootstrap: 40']) {
      const found = await fields(`${RUNS} |> fit(${more})`);
      for (const name of ['A', 'B', 'E', 'alpha', 'beta', 'objective', 'n'])
        expect(found[name], name).toBeTypeOf('number');
      expect(found.se).toMatchObject({ A: expect.any(Number), beta: expect.any(Number) });
      expect(found.ci).toMatchObject({ alpha: { low: expect.any(Number), high: expect.any(Number), level: 0.9 } });
      expect(found.draws).toMatchObject({ rows: more === '' ? 0 : 40 });
      expect(found.residuals).toHaveLength(36);
      expect(found.converged).toBe(true);
      expect(found.certificate).toMatchObject({ status: 'converged', engine: expect.stringMatching(/^\d+\.\d+/) });
    }
  });

  it('lets constants carry their joint draws into arithmetic', async () => {
    const one = (await fields(`law = ${RUNS} |> fit(bootstrap: 200);\nlaw.beta / (law.alpha + law.beta)`)) as {
      value: number;
      low: number;
      high: number;
    };
    expect(one.low).toBeLessThan(one.value);
    expect(one.high).toBeGreaterThan(one.value);
    // The truth, 0.3658 / (0.3478 + 0.3658), is known to a few per cent by 36 runs.
    expect(one.high - one.low).toBeLessThan(0.1);
  });

  it('gives the same numbers by workers as here', async () => {
    const text = `simulate_runs(laws.epoch, logspace(1e8, 1e10, 20), logspace(2e9, 2e11, 20), seed: 3) |> fit(bootstrap: 600, interval: "bca", seed: 5)`;
    const jobs: string[] = [];
    const host: Partial<Host> = {
      job: (name, payload, progress) => {
        jobs.push(name);
        return (here.job as Host['job'])(name, payload, progress);
      },
    };
    const found = await fields(text, host);
    expect(new Set(jobs)).toEqual(new Set(['fit.bootstrap', 'fit.jackknife']));
    const few = await fields(text.replace('bootstrap: 600, interval: "bca"', 'bootstrap: 3'));
    const first = (f: Fields) => ((f.draws as Fields).columns as { alpha: number[] }).alpha.slice(0, 3);
    expect(first(found)).toEqual(first(few));
    expect(found.objective).toBe(few.objective);
  });

  it('searches forms of many constants by workers, to the same optimum', async () => {
    const runs =
      'table(map(logspace(1e18, 1e24, 200), c => {C: c, loss: 1.5 + 40 * c^(-0.05) + 0.2 / (1 + (c / 1e21)^2)}))';
    const jobs: string[] = [];
    const found = await fields(`${runs} |> fit(form: "bnsl", breaks: 2)`, {
      job: (name, payload, progress) => {
        jobs.push(name);
        return (here.job as Host['job'])(name, payload, progress);
      },
    });
    expect(jobs.length).toBeGreaterThan(1);
    expect(found.n).toBe(200);
  });
});

describe('cards', () => {
  it.each([
    ['chinchilla', `${RUNS} |> fit()`],
    ['with draws', `${RUNS} |> fit(bootstrap: 50)`],
    ['power', `${RUNS} |> fit(form: "power")`],
    ['own formula', `fit(${RUNS}, (N, D) => E + A / N^alpha, start: {E: 2, A: 300, alpha: 0.3})`],
    ['least absolute deviations', `${RUNS} |> fit(objective: "lad")`],
    [
      'a constant loss',
      'fit({N: [1e8, 1e9, 1e10, 1e8, 1e9, 1e10], D: [1e9, 1e10, 1e11, 2e9, 3e9, 5e9], loss: [3, 3, 3, 3, 3, 3]})',
    ],
    [
      'one number of tokens',
      'fit({N: logspace(1e8, 1e10, 8), D: map(range(1, 8), i => 2e9), loss: linspace(3, 2.2, 8)})',
    ],
    ['a rising loss', 'fit({N: logspace(1e8, 1e10, 8), D: logspace(1e9, 5e10, 8), loss: linspace(2, 3, 8)})'],
    [
      'accuracy',
      'fit({loss: linspace(3, 2, 12), accuracy: map(linspace(3, 2, 12), l => 0.25 + 0.6 / (1 + exp(8 * (l - 2.5))))}, form: "sigmoid")',
    ],
    [
      'experts',
      'fit({N: [1e8, 1e8, 1e8, 1e9, 1e9, 1e9, 3e8, 3e8, 3e8, 3e8], experts: [1, 8, 64, 1, 8, 64, 1, 8, 128, 32], loss: [3.2, 3.0, 2.85, 2.6, 2.48, 2.41, 2.9, 2.73, 2.58, 2.64]}, form: "clark")',
    ],
  ])('%s', async (_, text) => {
    const shown = await card(text, here);
    expect(shown).toMatch(/Certificate/);
    expect(shown).not.toMatch(/NaN|undefined|\[object/);
  });

  it('of approaches 1 and 2', async () => {
    const sweep =
      'simulate_runs(laws.epoch, logspace(5e7, 6.4e9, 8), logspace(1e9, 2.56e11, 9), noise: 0.002, seed: 2)';
    expect(await card(`isoflop_fit(${sweep}, bootstrap: 50)`)).toMatch(/budgets with a minimum/);
    expect(await card(`isoflop_fit(${sweep}, method: "akima")`)).toMatch(/grows as C\^/);
    expect(await card(`${sweep} |> derive({run: r => r.N}) |> envelope_fit(smoothing: 0)`)).toMatch(/envelope/i);
  });
});

describe('overlay', () => {
  it('asks all three approaches and published laws for the same budget', async () => {
    const found =
      await fields(`sweep = simulate_runs(laws.epoch, logspace(5e7, 6.4e9, 8), logspace(1e9, 2.56e11, 9), noise: 0.002, seed: 2);
      one = sweep |> derive({run: r => r.N}) |> envelope_fit(smoothing: 0, bootstrap: 40);
      overlay([one, isoflop_fit(sweep, bootstrap: 40), fit(sweep, bootstrap: 40), laws.epoch], C: 1e22)`);
    expect(Object.keys(found)).toEqual(['approach 1', 'approach 2', 'approach 3', 'laws.epoch']);
    const truth = (found['laws.epoch'] as { N: { value: number } }).N.value;
    const sizes = Object.values(found).map(f => (f as { N: { value: number } }).N.value);
    for (const N of sizes) expect(Math.abs(Math.log(N / truth))).toBeLessThan(0.7);
    // Besiroglu et al. 2024: beta / (alpha + beta).
    expect((found['laws.epoch'] as Fields).N_exponent).toBeCloseTo(0.3658 / (0.3478 + 0.3658), 3);
  });

  it('says so where a law divides no budget', async () => {
    expect(await errorCode('overlay([laws.bnsl])')).toBe('law-cannot');
  });
});

describe('holdout, next_run, profile_likelihood', () => {
  it('takes every form of losses, and formulas', async () => {
    for (const form of ['chinchilla', 'kaplan', 'gadre', 'power']) {
      const found = await fields(`holdout(${RUNS}, form: "${form}", top: 2, bootstrap: 20)`);
      expect(found.mean_absolute_error).toBeLessThan(form === 'power' ? 0.2 : 0.05);
    }
    const own = await fields(
      `holdout(${RUNS}, (N, D) => E + A / N^alpha + B / D^beta, start: {E: 2, A: 300, alpha: 0.3, B: 300, beta: 0.3}, bootstrap: 0)`,
    );
    expect(own.mean_absolute_error).toBeLessThan(0.02);
    expect(await errorCode('holdout({loss: [3, 2, 1], accuracy: [0.1, 0.2, 0.3]}, form: "sigmoid")')).toBe(
      'law-cannot',
    );
  });

  it('proposes no run of absurd tokens per parameter, and says its limits', async () => {
    const found = await fields(`next_run(${RUNS} |> fit(), 1e22, goal: "constants")`);
    expect(found.tokens_per_param).toBeGreaterThan(2);
    expect(found.tokens_per_param).toBeLessThan(200);
    expect(found.says).toMatch(/tokens per parameter were weighed/);
    const given = await fields(`next_run(${RUNS} |> fit(), 1e22, ratio: 18..22)`);
    expect(given.tokens_per_param).toBeGreaterThan(17.9);
    expect(given.tokens_per_param).toBeLessThan(22.1);
  });

  it('profiles a constant, and names those that there are', async () => {
    const found = await fields(`${RUNS} |> fit() |> profile_likelihood("alpha")`);
    expect(found.low).toBeLessThan(0.3478);
    expect(found.high).toBeGreaterThan(0.3478);
    expect(await message(`${RUNS} |> fit() |> profile_likelihood("aplha")`)).toMatch(/alpha/);
  });
});

describe('care with data', () => {
  it('says which rows were left out where too few are left', async () => {
    const text = await message(
      'fit({N: [1e8, 1e9, 1e10, 0, 2e9], D: [1e9, 1e10, 1e11, 2e9, -1], loss: [3, 2.8, 2.5, 3, 2]})',
    );
    expect(text).toMatch(/5 constants to find, and there are 3 runs/);
    expect(text).toMatch(/row 4: N is not positive/);
  });

  it('tells which of several columns it took, and takes another on demand', async () => {
    const table =
      '{N: logspace(1e8, 1e10, 6), D: logspace(1e9, 4e11, 6), c4_val_loss: linspace(3, 2.2, 6), pile_val_loss: linspace(2.5, 1.9, 6)}';
    expect(await notes(`fit(${table}, form: "power")`)).toMatch(/loss could be c4_val_loss or pile_val_loss/);
    const other = await fields(`fit(${table}, form: "power", columns: {loss: "pile_val_loss"})`);
    const same = await fields(`fit(${table}, form: "power", response: "pile_val_loss")`);
    expect(other.E).toBe(same.E);
    expect(await errorCode(`fit(${table}, level: 90)`)).toBe('bad-argument');
  });

  it('fits a power law of whatever variable there is', async () => {
    const found = await fields('fit({N: logspace(1e8, 1e10, 6), loss: linspace(3, 2.2, 6)}, form: "power")');
    expect(found.formula).toMatch(/N/);
  });
});

describe('texts of several lines', () => {
  it('come out to the letter', async () => {
    const { results } = await run(`${RUNS} |> fit() |> export_fit()`);
    const script = String(results.at(-1)?.value);
    const text = presentResults(results)[0]?.items.find(i => i.mime === 'text/plain')?.data;
    expect(text).toBe(script);
    expect(script).toMatch(/\ndef residuals\(theta\):\n/);
  });

  it('may be as long as an export with its draws', async () => {
    const { results } = await run(
      `simulate_runs(laws.epoch, logspace(1e8, 1e10, 6), logspace(2e9, 2e11, 6), seed: 1) |> fit(bootstrap: 300) |> export_fit(as: "json")`,
    );
    const outputs = presentResults(results);
    expect(String(results.at(-1)?.value).length).toBeGreaterThan(20_000);
    const view = viewNamed('values');
    const payload = outputs[0]?.items.find(i => i.mime.includes('values'))?.data;
    expect(() => view?.layout(payload)).not.toThrow();
  });
});

describe('formulas as text', () => {
  const leaf: fc.Arbitrary<Expr> = fc.oneof(
    fc.constantFrom('N', 'D', 'A').map((name): Expr => ({ op: 'name', name })),
    fc.constantFrom(0.5, 2, 3, 1.25).map((value): Expr => ({ op: 'number', value })),
  );
  const { expr } = fc.letrec<{ expr: Expr }>(tie => ({
    expr: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/', '^', 'min', 'max'), tie('expr'), tie('expr'))
        .map(([op, a, b]) => ({ op, args: [a, b] }) as Expr),
      fc
        .tuple(fc.constantFrom('neg', 'exp', 'sqrt', 'logistic'), tie('expr'))
        .map(([op, a]) => ({ op, args: [a] }) as Expr),
      fc
        .tuple(tie('expr'), tie('expr'), tie('expr'))
        .map(([a, b, c]) => ({ op: 'if', args: [{ op: '<', args: [a, b] }, b, c] }) as Expr),
    ),
  }));

  it('mean what they meant when read again', async () => {
    await fc.assert(
      fc.asyncProperty(expr, async one => {
        const { results, error } = await run(`(N, D, A) => ${textOf(one)}`);
        if (error) throw error;
        const again = expressionOf(results[0]?.value as FunctionValue);
        const at = { N: 1.7, D: 0.6, A: 1.1 };
        const [wanted, found] = [valueAt(one, at), valueAt(again, at)];
        // Sums are read from the left, and round otherwise.
        if (Number.isFinite(wanted)) expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
        else expect(found).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});
