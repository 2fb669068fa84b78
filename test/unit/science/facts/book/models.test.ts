import { describe, expect, it } from 'vitest';
import { findModel } from '../../../../../src/science/facts/models';
import { type Book, bookIsAbsent, contradictionsOf, type Pair, readBook, whereBook } from './book';

type Field = 'params' | 'tokens' | 'flops' | 'activeParams' | 'learningRate' | 'batchTokens';

const names: Readonly<Record<string, string>> = {
  ...{
    LaMDA: 'lamda_137b',
    'GPT-3': 'gpt3',
    'Jurassic-1': 'jurassic1_178b',
    Gopher: 'gopher',
    'MT-NLG': 'mt_nlg_530b',
  },
  ...{ Chinchilla: 'chinchilla', 'GPT-3 175B': 'gpt3' },
};

/** `GPT-3 6.7B` is `gpt3_6_7b`. */
const nameOf = (title: string): string =>
  names[title] ?? title.toLowerCase().replace('gpt-3', 'gpt3').replace(/[- .]/g, '_');

const fact = (name: string, field: Field, book: unknown): Pair => [
  `models.${name} ${field}`,
  findModel(name)?.[field],
  book,
];

/** Figures of a model's shape, under the names that the product has for them. */
function shape(name: string, book: Readonly<Record<string, number>>): Pair[] {
  const own = findModel(name)?.architecture as unknown as Readonly<Record<string, number>> | undefined;
  return Object.entries(book).map(([field, value]) => [`models.${name} ${field}`, own?.[field], value]);
}

const rowsOf = (table: Book) => table.rows as readonly (readonly Book[])[];

function hoffmann(b: Book): Pair[] {
  return [
    ...rowsOf(b.chinchilla_paper_table1).flatMap(([title, params, tokens]) => [
      fact(nameOf(title), 'params', params),
      fact(nameOf(title), 'tokens', tokens),
    ]),
    ...rowsOf(b.chinchilla_vs_gopher).flatMap(([title, params, layers, heads, headDim, width, rate, batch]) => [
      ...shape(nameOf(title), { layers, heads, headDim, width, ffn: 4 * width }),
      fact(nameOf(title), 'params', params),
      fact(nameOf(title), 'learningRate', rate),
      fact(nameOf(title), 'batchTokens', batch),
    ]),
    ...rowsOf(b.chinchilla_table_A9).flatMap(([millions, width, ffn, headDim, heads, layers]) => [
      ...shape(`chinchilla_${millions}m`, { width, ffn, headDim, heads, layers }),
      fact(`chinchilla_${millions}m`, 'params', millions * 1e6),
    ]),
  ];
}

function gopher({ gopher_family: b }: Book): Pair[] {
  return rowsOf(b.architectures).flatMap(([size, layers, heads, headDim, width, rate, batch], i) => {
    const name = size === '280B' ? 'gopher' : `gopher_${nameOf(size)}`;
    return [
      ...shape(name, { layers, heads, headDim, width, context: b.context.value }),
      fact(name, 'params', b.sizes.value[i]),
      fact(name, 'tokens', b.tokens.value),
      fact(name, 'learningRate', rate),
      ...(typeof batch === 'number' ? [fact(name, 'batchTokens', batch)] : []),
    ];
  });
}

const tableD1 = (b: Book): Pair[] =>
  rowsOf(b.gpt3_table_D1).flatMap(([title, , flops, millions, billions]) => [
    fact(nameOf(title), 'flops', flops),
    fact(nameOf(title), 'params', millions * 1e6),
    fact(nameOf(title), 'tokens', billions * 1e9),
  ]);

function llama(b: Book): Pair[] {
  return [
    ...rowsOf(b.llama1.architecture).flatMap(([size, params, width, heads, layers, rate, batch, tokens]) => {
      const name = `llama_${nameOf(size)}`;
      return [
        ...shape(name, { width, heads, layers }),
        ...[fact(name, 'params', params), fact(name, 'tokens', tokens), fact(name, 'learningRate', rate)],
        fact(name, 'batchTokens', batch),
      ];
    }),
    ...rowsOf(b.llama2)
      .filter(([size]) => size !== 'total')
      .map(([size, tokens]) => fact(`llama2_${nameOf(size)}`, 'tokens', tokens)),
    ...rowsOf(b.llama3.architecture).flatMap(([size, layers, width, ffn, heads, kvHeads, rate]) => [
      ...shape(`llama3_${nameOf(size)}`, { layers, width, ffn, heads, kvHeads }),
      fact(`llama3_${nameOf(size)}`, 'learningRate', rate),
    ]),
    fact('llama3_405b', 'flops', b.llama3.flops_405B.value),
    fact('llama3_405b', 'tokens', b.llama3.tokens_405B.value),
  ];
}

function pythia({ pythia: b }: Book): Pair[] {
  const variants = ['pythia', 'pythia_deduped'];
  return rowsOf(b.models).flatMap(([size, layers, width, heads, headDim, rate]) =>
    variants.flatMap(variant => {
      const name = `${variant}_${nameOf(size)}`;
      return [
        ...shape(name, { layers, width, heads, headDim }),
        fact(name, 'learningRate', rate),
        fact(name, 'batchTokens', b.batch_tokens.value),
        fact(name, 'tokens', b.tokens.value),
      ] as Pair[];
    }),
  );
}

function google(b: Book, tuning: Book): Pair[] {
  const { layers, heads, d_model: width, head_dim: headDim } = b.palm.architecture_540B.value;
  return [
    ...['8b', '62b', '540b'].flatMap((size, i) => [
      fact(`palm_${size}`, 'params', b.palm.sizes.value[i]),
      fact(`palm_${size}`, 'tokens', b.palm.tokens.value),
      fact(`palm_${size}`, 'flops', b.palm.flops.value[size.toUpperCase()]),
    ]),
    ...shape('palm_540b', { layers, heads, width, headDim }),
    ...rowsOf(tuning.flan_compute).flatMap(([title, params, flops]) => [
      fact(nameOf(title), 'params', params),
      fact(nameOf(title), 'flops', flops),
    ]),
    fact('lamda_137b', 'flops', b.lamda_137B.value.flops),
    fact('glam', 'params', b.glam.value.total),
    fact('glam', 'activeParams', b.glam.value.active),
    fact('glam', 'tokens', b.glam.value.tokens),
  ];
}

function rest(b: Book): Pair[] {
  const { total, active, tokens } = b.deepseek_v3.value;
  const { total_params, tokens_approx, layers, d_model: width, ffn, heads } = b.kosmos1.value;
  const [[, qwen], , [, olmo2]] = rowsOf(b.others);
  return [
    ...[fact('deepseek_v3', 'params', total), fact('deepseek_v3', 'activeParams', active)],
    ...[fact('deepseek_v3', 'tokens', tokens), fact('kosmos1', 'params', total_params)],
    fact('kosmos1', 'tokens', tokens_approx),
    ...shape('kosmos1', { layers, width, ffn, heads }),
    ...[fact('qwen2_5_72b', 'tokens', qwen), fact('olmo2_32b', 'tokens', olmo2)],
    fact('olmo_7b', 'tokens', rowsOf(b.memory_only)[0][1]),
  ];
}

function experts({ switch: s }: Book): Pair[] {
  return rowsOf(s.models)
    .filter(([title]) => title.startsWith('Switch'))
    .flatMap(([title, params, , width, ffn, layers, count, frequency]) => {
      const name = nameOf(title);
      const moe = findModel(name)?.moe;
      const every = frequency === '1/2' ? 2 : 1;
      return [
        fact(name, 'params', params),
        fact(name, 'tokens', s.pretraining.value.tokens),
        [`models.${name} width`, moe?.width, width],
        [`models.${name} ffn`, moe?.ffn, ffn],
        [`models.${name} layers`, moe?.layers, layers],
        [`models.${name} experts`, moe?.experts, count],
        [`models.${name} experts every`, moe?.every, every],
      ] as Pair[];
    });
}

describe.skipIf(bookIsAbsent)(`models say what the fact book says ${whereBook}`, () => {
  it('sizes, tokens, compute and shapes', () => {
    const b = readBook('models');
    const pairs = [
      ...[hoffmann(b), gopher(b), tableD1(b), llama(b), pythia(b), google(b, readBook('instruction_rlhf'))].flat(),
      ...[rest(b), experts(readBook('laws'))].flat(),
    ];
    expect(pairs.length).toBeGreaterThan(500);
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });

  it('what the book has from memory is flagged', () => {
    for (const [name, field] of [
      ['olmo_7b', 'tokens'],
      ['gopher_44m', 'architecture'],
      ['gopher_7_1b', 'batchTokens'],
      ['palm_540b', 'architecture.headDim'],
    ] as const)
      expect(findModel(name)?.recalled, name).toContain(field);
  });
});
