import { describe, expect, it } from 'vitest';
import { lossInputs } from '../../../src/language/library/functions/law-inputs';
import { writtenLike } from '../../../src/language/library/functions/reproductions';
import { findNamespace } from '../../../src/language/library/namespaces';
import { allLaws } from '../../../src/science/laws/laws';
import { errorCode, evaluate, run } from './evaluate';

const number = async (text: string): Promise<number> => {
  const value = await evaluate(text);
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && 'value' in value) return value.value as number;
  throw new Error(`${text} is ${JSON.stringify(value)}`);
};

const notes = async (text: string) => (await run(text)).results.flatMap(r => r.notes);

describe('inputs of laws', () => {
  it('every input that a form takes can be given by its name', () => {
    const known = new Set([
      'N',
      'D',
      'C',
      'schedule',
      'referenceLearningRate',
      'referenceTokens',
      ...Object.keys(lossInputs),
    ]);
    for (const { name, form } of allLaws()) {
      const taken = [...form.inputs, ...(form.alternatives ?? []).flat(), ...(form.optionalInputs ?? [])];
      expect(
        taken.filter(input => !known.has(input)),
        name,
      ).toEqual([]);
    }
  });
  it('change the answer of the laws that take them', async () => {
    expect(await number('loss(laws.muennighoff, 1B, 100B, unique: 10B)')).toBeGreaterThan(
      await number('loss(laws.muennighoff, 1B, 100B)'),
    );
    expect(await number('loss(laws.clark, 1B, experts: 64)')).toBeLessThan(await number('loss(laws.clark, 1B)'));
    expect(await number('loss(laws.krajewski, 1B, 20B, granularity: 8)')).toBeLessThan(
      await number('loss(laws.krajewski, 1B, 20B)'),
    );
    expect(await number('loss(laws.kumar, 1B, 20B, precision: 4)')).toBeGreaterThan(
      await number('loss(laws.kumar, 1B, 20B, precision: 16)'),
    );
  });
  it('are refused by the others in a sentence that names a law which takes them', async () => {
    const { error } = await run('loss(laws.epoch, 1B, 20B, unique: 5B)');
    expect(error?.code).toBe('law-takes-not');
    expect(error?.message).toMatch(/laws\.epoch takes no `unique`.*laws\.muennighoff/);
    expect(await errorCode('optimal(laws.epoch, 1e22, experts: 8)')).toBe('law-takes-not');
    expect(await errorCode('loss(laws.abnar, 1B, 20B, sparsity: 1)')).toBe('bad-argument');
  });
  it('that did not enter are said', async () => {
    expect((await notes('loss(laws.clark, 1.3B, 130B, experts: 64)')).map(n => n.text).join()).toMatch(
      /^D did not enter/,
    );
    expect(await notes('loss(laws.epoch, 1B, 20B)')).toEqual([]);
  });
  it('Kaplan answers from N, D, C, N and D, or N and steps', async () => {
    expect(await number('loss(laws.kaplan, 1.5B)')).toBeCloseTo((8.8e13 / 1.5e9) ** 0.076, 10);
    expect(await number('loss(laws.kaplan, D: 22B)')).toBeCloseTo((5.4e13 / 2.2e10) ** 0.095, 10);
    expect(await number('loss(laws.kaplan, C: 1 PFday)')).toBeCloseTo(3.1e8 ** 0.05, 10);
    expect(await number('loss(laws.kaplan, 1B, steps: 1e5)')).toBeCloseTo(
      (6.5e13 / 1e9) ** 0.077 + (2100 / 1e5) ** 0.76,
      10,
    );
  });
  it('a broken power law is a power law without breaks, and may rise behind one', async () => {
    expect(await number('loss(laws.bnsl, x: 100, a: 1, b: 2, c0: 0.5)')).toBeCloseTo(1.2, 12);
    expect(await number('loss(laws.bnsl, x: 1e4, a: 1, b: 2, c0: 0.5, c1: -0.8, d1: 100, f1: 0.1)')).toBeGreaterThan(
      await number('loss(laws.bnsl, x: 100, a: 1, b: 2, c0: 0.5, c1: -0.8, d1: 100, f1: 0.1)'),
    );
  });
});

describe('verbs', () => {
  it('tokens_for, compute_for and overtraining_cost undo loss and optimal', async () => {
    expect(await number('loss(laws.epoch, 8B, tokens_for(laws.epoch, 8B, 2.1))')).toBeCloseTo(2.1, 10);
    expect(await number('optimal(laws.epoch, compute_for(laws.epoch, 2.0)).loss')).toBeCloseTo(2, 9);
    expect(
      await number('compute_for(laws.epoch, 2.0, N: optimal(laws.epoch, loss: 2.0).N) / compute_for(laws.epoch, 2.0)'),
    ).toBeCloseTo(1, 8);
    expect(await number('overtraining_cost(laws.epoch, 7B, 150).loss - loss(laws.epoch, 7B, 1.05T)')).toBeCloseTo(
      0,
      12,
    );
    // Training costs more by what serving 2 (N* - N) fewer FLOP a token has to win back.
    expect(
      await number(`o = overtraining_cost(laws.epoch, 7B, 150)
        (6 * 7e9 * 1.05e12 + 2 * 7e9 * o.break_even_tokens / 1 tokens) / (o.optimal_C / 1 FLOP + 2 * (o.optimal_N / 1 params) * o.break_even_tokens / 1 tokens)`),
    ).toBeCloseTo(1, 9);
  });
  it('keep units', async () => {
    expect(await evaluate('tokens_for(laws.epoch, 8B, 2.1)')).toMatchObject({ unit: 'tokens' });
    expect(await evaluate('compute_for(laws.epoch, 2.1)')).toMatchObject({ unit: 'FLOP' });
    expect(await evaluate('marginal(laws.epoch, 8B, 1T).per_param')).toMatchObject({ unit: '1 / param' });
    expect(await evaluate('flops_per_token(models.gpt3) * 300B tokens')).toMatchObject({ unit: 'FLOP' });
  });
  it('marginal is the slope of the loss, and balanced at the optimum', async () => {
    const slope = await number('(loss(laws.epoch, 8.0001B, 1T) - loss(laws.epoch, 7.9999B, 1T)) / 2e5');
    expect(await number('marginal(laws.epoch, 8B, 1T).per_param * 1 param')).toBeCloseTo(slope, 18);
    expect(await evaluate('b = optimal(laws.epoch, 1e23)\nmarginal(laws.epoch, b.N, b.D).better')).toBe('balanced');
  });
  it('map over lists', async () => {
    expect(await evaluate('length(tokens_for(laws.epoch, [7B, 13B, 70B], 2.1))')).toBe(3);
    expect(await evaluate('overtraining_cost(laws.epoch, 8B, [20, 200]).extra_compute |> length')).toBe(2);
  });
  it('frontier has the optimum at every budget', async () => {
    expect(await number('frontier(laws.epoch, [1e22, 1e24]).N[1] / optimal(laws.epoch, 1e24).N')).toBeCloseTo(1, 12);
    expect(await errorCode('frontier(laws.clark, [1e22])')).toBe('law-cannot');
  });
  it('isoloss curves have one loss, and cost most where far from the cheapest', async () => {
    expect(await number('c = isoloss(laws.epoch, 2.1)\nloss(laws.epoch, c.N[5], c.D[5])')).toBeCloseTo(2.1, 9);
    expect(await number('c = isoloss(laws.epoch, 2.1)\nmin(c.C) / (c.minimum.C / 1 FLOP)')).toBeCloseTo(1, 6);
  });
  it('a surface is the loss at its places', async () => {
    expect(
      await number(
        's = surface(laws.epoch, 1e8..1e12, 1e9..1e14, points: 40)\ns.loss[7][31] / loss(laws.epoch, s.N[7], s.D[31])',
      ),
    ).toBeCloseTo(1, 12);
    expect(await errorCode('surface(laws.epoch, 1e12..1e8, 1e9..1e14)')).toBe('bad-argument');
  });
  it('extrapolations are said with their factor', async () => {
    const [note] = await notes('tokens_for(laws.epoch, 70B, 2.0)');
    expect(note).toMatchObject({ tone: 'warning' });
    expect(note?.text).toMatch(/N lies 4\.4 × beyond/);
  });
});

describe('comparing laws', () => {
  it('answers for each law, with refusals as sentences', async () => {
    const question = 'compare_laws([laws.kaplan, laws.epoch, laws.clark], 5.76e23)';
    expect(await evaluate(question)).toMatchObject({ epoch: { N: { unit: 'params' } } });
    expect(await evaluate(`c = ${question}\nc.kaplan.N > c.epoch.N`)).toBe(true);
    expect(await evaluate(`${question}.clark.refusal`)).toMatch(/does not predict/);
  });
  it('gives an extra input to the laws that take it', async () => {
    const laws = '[laws.epoch, laws.muennighoff]';
    const plain = (await evaluate(`compare_laws(${laws}, N: 7B, D: 2T)`)) as Record<string, { loss: number }>;
    const limited = (await evaluate(`compare_laws(${laws}, N: 7B, D: 2T, unique: 100B)`)) as typeof plain;
    expect(limited.epoch?.loss).toBe(plain.epoch?.loss);
    expect(limited.muennighoff?.loss).toBeGreaterThan(plain.muennighoff?.loss ?? 0);
  });
  it('wants a budget or a run', async () => {
    expect(await errorCode('compare_laws([laws.epoch])')).toBe('bad-argument');
    expect(await errorCode('compare_laws([laws.epoch, 3], 1e22)')).toBe('bad-argument');
  });
});

describe('draws', () => {
  it('uncertain gives intervals that hold the centre, the same for the same seed', async () => {
    const one = await evaluate('loss(uncertain(laws.epoch), 70B, 1.4T)');
    expect(one).toEqual(await evaluate('loss(uncertain(laws.epoch), 70B, 1.4T)'));
    expect(one).not.toEqual(await evaluate('loss(uncertain(laws.epoch, seed: 1), 70B, 1.4T)'));
    const { value, low, high } = one as { value: number; low: number; high: number };
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
  it('flow through frontiers and comparisons', async () => {
    expect(await evaluate('frontier(uncertain(laws.epoch), [1e24]).N[0]')).toMatchObject({
      unit: 'params',
      level: 0.9,
    });
    expect(await evaluate('compare_laws([uncertain(laws.epoch), laws.kaplan], 1e24).epoch.N')).toMatchObject({
      level: 0.9,
    });
    expect(
      await evaluate('compare(models.gopher, models.chinchilla, law: uncertain(laws.epoch)).gopher.loss'),
    ).toMatchObject({ level: 0.9 });
  });
  it('need published errors', async () => {
    expect(await errorCode('uncertain(laws.kaplan)')).toBe('no-errors');
  });
});

describe('counting', () => {
  it('Switch-C has 1.6T parameters, of which a token passes few', async () => {
    expect(await number('moe(models.switch_c).total')).toBeCloseTo(1.571e12, -10);
    expect(await number('moe(models.switch_c).active')).toBeLessThan(2e9);
  });
  it('a mixture of one expert is the dense model and its router', async () => {
    const shape = 'layers: 12, width: 768, heads: 12, vocab: 50257';
    expect(await number(`moe(experts: 1, ${shape}).total - params(${shape}).total`)).toBe(12 * 768);
  });
  it('FLOP by Kaplan’s table, appendix F with and without embeddings, and PaLM’s', async () => {
    const a4 =
      'layers: 10, width: 640, ffn: 2560, heads: 10, head_dim: 64, vocab: 32000, positions: "relative", sequence: 2048';
    // The first row of Table A4: 73M parameters, printed ratio 1.03.
    const ratio = (embeddings: boolean) =>
      number(`flops_per_token(method: "chinchilla", embeddings: ${embeddings}, ${a4}) / flops_per_token(${a4})`);
    expect(await ratio(false)).toBeCloseTo(1.03, 2);
    expect(await ratio(true)).toBeGreaterThan(1.5);
    expect(
      await number('flops_per_token(models.palm_540b, method: "palm") / flops_per_token(models.palm_540b)'),
    ).toBeGreaterThan(1.01);
  });
  it('mixtures whose active parameters are unknown are not counted as dense', async () => {
    expect(await errorCode('flops(models.switch_c)')).toBe('missing-input');
    const view = (await evaluate('compare(models.switch_c, models.gpt3)')) as Record<string, Record<string, unknown>>;
    expect(view.switch_c).toMatchObject({ loss: null, flops: null, tokens_per_param: null });
    expect(await evaluate('models.deepseek_v3.tokens_per_param')).toBeCloseTo(400, 0);
  });
  it('capacity, drops and the balancing loss', async () => {
    expect(await number('expert_capacity(1024, 64, 1.25)')).toBe(20);
    expect(await number('dropped_share([30, 10], capacity_factor: 1)')).toBeCloseTo(0.25, 12);
    expect(await number('load_balancing_loss([[0.5, 0.5], [0.5, 0.5]]).loss')).toBeCloseTo(0.01, 12);
  });
  it('leaving out embeddings gives Kaplan’s exponent at small sizes and Chinchilla’s at large ones', async () => {
    expect(await number('exponent_without_embeddings(790..1.58B)')).toBeGreaterThan(0.7);
    expect(await number('exponent_without_embeddings(1T)')).toBeLessThan(0.53);
    expect(await number('without_embeddings(with_embeddings(85M)) / (85M params)')).toBeCloseTo(1, 9);
    expect(await errorCode('exponent_without_embeddings(1M, law: laws.kaplan)')).toBe('law-cannot');
  });
});

describe('reproductions', () => {
  it('come out as known, in numbers worth showing', async () => {
    expect(await number('reproductions().unexpected')).toBe(0);
    expect(await number('reproductions().claims')).toBeGreaterThanOrEqual(60);
    expect(await number('reproductions().matching')).toBeGreaterThan(100);
  });
  it('read as a table', async () => {
    expect(await evaluate('(reproductions() |> where(c => c.ok == "✗")).rows > 0')).toBe(true);
    expect(await errorCode('reproductions(paper: "hofmann2022")')).toBe('not-found');
  });
  it('rows that do not agree say why', async () => {
    expect(await evaluate('filter(reproductions(mismatches: true).note, x => x == "")')).toEqual([]);
  });
  it('computed values are written like printed ones', () => {
    expect(writtenLike('4.0e10', 40_431_000_000)).toBe('4.043e10');
    expect(writtenLike('0.46', 0.45652)).toBe('0.4565');
    expect(writtenLike('405', 405.83)).toBe('405.8');
    expect(writtenLike('8.64e19', 8.64e19)).toBe('8.6400e19');
  });
});

describe('published tables', () => {
  it('are all tables with a source, and every column can be written behind a dot', () => {
    const data = findNamespace('data');
    for (const name of data?.names() ?? []) {
      const value = data?.member(name);
      expect(value, name).toMatchObject({ kind: 'table' });
      if (typeof value !== 'object' || value === null || !('columns' in value)) continue;
      for (const column of value.columns.keys()) expect(column, name).toMatch(/^[A-Za-z_]\w*$/);
    }
  });
  it('Table 3 follows from approach 1 and 6ND', async () => {
    expect(await number('data.hoffmann_table3.tokens[3]')).toBe(1.5e12);
    expect(await evaluate('cite(data.hoffmann_table3).locator')).toBe('Table 3');
  });
});

describe('isoFLOP curves', () => {
  it('have estimates at their bottom where the law has draws', async () => {
    expect(await evaluate('isoflop(uncertain(laws.epoch), 1e22).minimum')).toMatchObject({
      N: { unit: 'params', level: 0.9 },
    });
    expect(await number('isoflop(laws.epoch, [1e22, 1e23]).minimum[1].N / optimal(laws.epoch, 1e23).N')).toBeCloseTo(
      1,
      12,
    );
  });
});
