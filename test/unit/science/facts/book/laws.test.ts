import { describe, expect, it } from 'vitest';
import { findLaw } from '../../../../../src/science/laws/laws';
import { type Book, bookIsAbsent, contradictionsOf, type Pair, readBook, whereBook } from './book';

/** Numbers of a formula as text, in order: "0.3118*C^-0.1250" is [0.3118, -0.125]. */
const numbersIn = (formula: string): number[] => (formula.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? []).map(Number);

/** Constants of a law against a record of the book, under the names that the law has for them. */
function constants(law: string, book: Readonly<Record<string, number>>): Pair[] {
  const own = findLaw(law)?.constants ?? {};
  return Object.entries(book).map(([name, value]) => [`laws.${law} ${name}`, own[name], value]);
}

/** A row of a table of the book as a record, without its first cell. */
const record = ({ columns, rows }: Book, row: number): Record<string, number> =>
  Object.fromEntries(columns.slice(1).map((name: string, i: number) => [name, rows[row][i + 1]]));

const values = (group: Book, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, group[name].value])) as Record<string, number>;

const chinchilla = ['A', 'B', 'E', 'alpha', 'beta'] as const;

function kaplan(k: Book): Pair[] {
  const rows = k.optimal_allocation.rows as readonly (readonly [string, number, number])[];
  const [N, B, S, D] = rows;
  const [lrBase, lrSlope] = k.lr_rule.value.value;
  return constants('kaplan', {
    ...{ Nc: k.L_N.Nc.value, alphaN: k.L_N.alphaN.value, Dc: k.L_D.Dc.value, alphaD: k.L_D.alphaD.value },
    ...{ Cc: k.L_C_naive.Cc.value, alphaC: k.L_C_naive.alphaC.value },
    ...{ CcMin: k.L_Cmin.Cc_min.value, alphaCMin: k.L_Cmin.alphaC_min.value },
    ...{ ND_Nc: k.L_ND.Nc.value, ND_alphaN: k.L_ND.alphaN.value },
    ...{ ND_Dc: k.L_ND.Dc.value, ND_alphaD: k.L_ND.alphaD.value },
    ...{ NS_Nc: k.L_NS.Nc.value, NS_alphaN: k.L_NS.alphaN.value, NS_Sc: k.L_NS.Sc.value },
    ...{ NS_alphaS: k.L_NS.alphaS.value, Bstar: k.batch.B_star.value, alphaB: k.batch.alphaB.value },
    ...{ N_coefficient: N[1], N_exponent: N[2], B_coefficient: B[1], B_exponent: B[2] },
    ...{ S_coefficient: S[1], S_exponent: S[2], D_coefficient: D[1], D_exponent: D[2] },
    ...{ lr_base: lrBase, lr_slope: lrSlope },
  });
}

function approach3({ value: v }: Book) {
  const { a_logA, b_logB, e_logE, alpha, beta } = v;
  return { A: Math.exp(a_logA), B: Math.exp(b_logB), E: Math.exp(e_logE), alpha, beta };
}

function dataConstrained(m: Book) {
  const { a, b, e, alpha, beta } = m.log_params.value;
  const decay = { R_D: m.R_D_star.value, R_N: m.R_N_star.value };
  return { A: Math.exp(a), B: Math.exp(b), E: Math.exp(e), alpha, beta, ...decay };
}

/** [name of a law, its row] for laws that one table holds. */
const families: readonly (readonly [string, string, readonly string[]])[] = [
  ['gadre2024', 'fits', ['gadre_c4', 'gadre_rpj', 'gadre_rw']],
  ['sardana2024', 'fits_table1', ['sardana_100', 'sardana_250', 'sardana_500', 'sardana']],
  ['clark2022', 'refit', ['clark', 'clark_rl_r', 'clark_hash']],
  ['clark2022', 'coefficients', ['clark_rounded', 'clark_rl_r_rounded', 'clark_hash_rounded']],
];

function experts(b: Book): Pair[] {
  const { a, b: slope, c, ...exponents } = b.krajewski2024.dense.value;
  return [
    ...constants('clark_dense', b.clark2022.dense.value),
    ...constants('krajewski', b.krajewski2024.moe.value),
    ...constants('krajewski_dense', { A: a, B: slope, E: c, ...exponents }),
    ...constants('abnar', b.abnar2025.coefficients.value),
    ...constants('ludziejewski', b.ludziejewski2025.coefficients.value),
  ];
}

function hyperparameters(b: Book): Pair[] {
  const { deepseek_llm2024: d, steplaw2025: s, other_hparam: o, porian2024: p } = b;
  const pairOf = (law: string, formula: string, names: readonly string[]) =>
    constants(law, Object.fromEntries(numbersIn(formula).map((value, i) => [names[i], value])));
  const [M, exponent] = numbersIn(d.M_opt.value);
  const { D_over_N } = o.minicpm.value;
  const [scale, slope, floor] = numbersIn(o.cerebras_gpt.value);
  return [
    ...pairOf('deepseek', d.lr_opt.value, ['lr_coefficient', 'lr_C']),
    ...pairOf('deepseek', d.batch_opt_tokens.value, ['batch_coefficient', 'batch_C']),
    ...constants('deepseek', { N_coefficient: M / 6, N_exponent: exponent }),
    ...pairOf('steplaw', s.lr.value, ['lr_coefficient', 'lr_N', 'lr_D']),
    ...pairOf('steplaw', s.batch_tokens.value, ['batch_coefficient', 'batch_D']),
    ...pairOf('moonlight', o.moonlight.value.lr, ['lr_coefficient', 'lr_C']),
    ...pairOf('moonlight', o.moonlight.value.batch, ['batch_coefficient', 'batch_C']),
    ...pairOf('porian', p.hparam_fit.value.lr, ['lr_coefficient', 'lr_N']),
    ...pairOf('porian', p.hparam_fit.value.batch, ['batch_coefficient', 'batch_N']),
    ...constants('minicpm', { ratio: D_over_N }),
    ...constants('cerebras', { scale, exponent: -slope, E: floor }),
    ['laws.bjorck lr_D', findLaw('bjorck')?.constants.lr_D, numbersIn(o.bjorck.value)[0]],
  ];
}

function others(b: Book): Pair[] {
  const { hernandez_transfer: h, llama3_law: l } = b.extra;
  const rerun = Object.fromEntries(b.kaplan2020.independent_small_scale_rerun.rows.map((r: Book) => [r[0], r[2]]));
  return [
    ...constants('hernandez', h.value.python_pretrained_on_text),
    ...constants('hernandez_mixture', h.value.python_pretrained_on_mixture),
    ...constants('llama3', { D_coefficient: l.value.figure_label.A, D_exponent: l.value.figure_label.alpha }),
    ...constants('tissue', { ...b.tissue2024.demo_fit.value, lambda: b.tissue2024.lambda.value }),
    ...constants('shehper', {
      ...{ Nc: rerun.Nc, alphaN: rerun['alphaN (L(N))'], Cc: rerun.Cc, alphaC: rerun.alphaC },
      ...{ ND_Nc: rerun['L(N,D) Nc'], ND_alphaN: rerun['L(N,D) alphaN'] },
      ...{ ND_Dc: rerun['L(N,D) Dc'], ND_alphaD: rerun['L(N,D) alphaD'] },
    }),
  ];
}

/** The offsets n_* and b of Kumar et al. are left out: the printed formula has no place for them. The law's notes say so. */
function precision(b: Book): Pair[] {
  const { n_w: _w, n_i: _i, n_kv: _kv, b: _b, ...used } = b.kumar_precision2024.coefficients.value;
  return constants('kumar', used);
}

function errors({ besiroglu2024: e }: Book): Pair[] {
  const notes = findLaw('epoch')?.constantNotes ?? {};
  return chinchilla.map(name => [`laws.epoch ${name} error`, notes[name]?.se, e.standard_errors_repo.value[name]]);
}

/** Least and largest N, D and C of the runs behind a law. */
function ranges(b: Book): Pair[] {
  const of = (law: string) => findLaw(law)?.range ?? {};
  const budgets = b.chinchilla.approach2.budgets.value;
  return [
    ['laws.kaplan N range', of('kaplan').N, b.kaplan2020.data_setup.N_range.value],
    ['laws.kaplan D range', of('kaplan').D, b.kaplan2020.data_setup.D_range.value],
    ['laws.chinchilla N range', of('chinchilla').N, b.chinchilla.suite.value.N],
    ['laws.chinchilla D range', of('chinchilla').D, b.chinchilla.suite.value.D],
    ['laws.chinchilla C range', of('chinchilla').C, [budgets[0], budgets.at(-1)]],
    ['laws.muennighoff N range', of('muennighoff').N, b.muennighoff2023.suite.value.N],
    ['laws.muennighoff D range', of('muennighoff').D?.[1], b.muennighoff2023.suite.value.max_D],
    ['laws.sardana N range', of('sardana').N, b.sardana2024.suite.value.N],
    ['laws.gadre_c4 N range', of('gadre_c4').N, b.gadre2024.suite.value.N],
    ['laws.kumar N range', of('kumar').N?.[1], b.kumar_precision2024.suite.value.max_N],
    ['laws.kumar D range', of('kumar').D?.[1], b.kumar_precision2024.suite.value.max_D],
    ['laws.porian C range', of('porian').C, [1.25e16, 1.25e16 * 2 ** 11]],
  ];
}

describe.skipIf(bookIsAbsent)(`laws say what the fact book says ${whereBook}`, () => {
  it('every constant, its error and the range of its runs', () => {
    const b = readBook('laws');
    const pairs: Pair[] = [
      ...kaplan(b.kaplan2020),
      ...constants('chinchilla', approach3(b.chinchilla.approach3.high_precision)),
      ...constants('chinchilla_rounded', values(b.chinchilla.approach3, chinchilla)),
      ...constants('epoch', values(b.besiroglu2024, chinchilla)),
      ...constants('epoch_huber', b.besiroglu2024.plain_huber_fit.value),
      ...constants('epoch_245', b.besiroglu2024.with_outliers.value),
      ...constants('muennighoff', dataConstrained(b.muennighoff2023)),
      ...families.flatMap(([paper, table, laws]) =>
        laws.flatMap((law, i) => constants(law, record(b[paper][table], i))),
      ),
      ...experts(b),
      ...hyperparameters(b),
      ...others(b),
      ...precision(b),
      ...errors(b),
      ...ranges(b),
    ];
    expect(pairs.length).toBeGreaterThan(200);
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });
});
