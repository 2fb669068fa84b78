import { describe, expect, it } from 'vitest';
import results from '../../../../../src/science/facts/data/results.json';
import { findModel } from '../../../../../src/science/facts/models';
import { publishedSeries } from '../../../../../src/science/facts/series/series';
import { type Book, bookIsAbsent, contradictionsOf, type Pair, readBook, whereBook } from './book';

interface Group {
  readonly benchmark: string;
  readonly metric: string;
  readonly unit: string;
  readonly setting?: string;
  readonly higherIsBetter?: boolean;
  readonly source: string;
  readonly locator: string;
  readonly values: Readonly<Record<string, number>>;
}

const groups = results as unknown as readonly Group[];

/** The scores of a series or group, whatever their order. */
const fingerprint = (values: readonly number[]) => [...values].sort((a, b) => a - b).join(' ');

/** Whether a series gives each model of the group the group's score, by the size of the model. */
function agrees({ values }: Group, series: Book): boolean {
  const left = [...(series.points as readonly Book[])];
  return Object.entries(values).every(([name, value]) => {
    const size = findModel(name)?.params ?? Number.NaN;
    const at = left.findIndex(p => p.value === value && (p.params === null || Math.abs(p.params / size - 1) < 0.35));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Benchmarks of Hoffmann et al. by [table of the book, its task, shots] for each group. */
function ofHoffmann(b: Book, group: Group, model: string): unknown {
  const title = { chinchilla: 'Chinchilla', gopher: 'Gopher', gpt3: 'GPT-3', mt_nlg_530b: 'MT-NLG' }[model];
  const { benchmark, setting = '' } = group;
  const cell = (table: Book, task: string, column = title) => {
    const row = table.rows.find((r: Book) => r[0] === task);
    return row?.[table.columns.indexOf(column)];
  };
  const pile = /^Pile (.*)$/.exec(benchmark)?.[1];
  if (pile) return cell(b.pile_bits_per_byte, pile, model === 'jurassic1_178b' ? 'Jurassic-1' : title);
  const question: Readonly<Record<string, string>> = {
    NaturalQuestions: 'NaturalQuestions dev',
    'TriviaQA (unfiltered test)': 'TriviaQA unfiltered test',
    'TriviaQA (filtered dev)': 'TriviaQA filtered dev',
  };
  const asked = question[benchmark];
  if (asked) return cell(b.table9_qa, asked)?.[['0-shot', '5-shot', '64-shot'].indexOf(setting)];
  if (benchmark === 'TruthfulQA' && model === 'chinchilla')
    return b.truthfulqa_chinchilla_0_5_10.value[['0-shot', '5-shot', '10-shot'].indexOf(setting)];
  if (benchmark === 'MMLU' && model === 'gpt3') return b.mmlu_context.value['GPT-3'];
  const headlines: Readonly<Record<string, string>> = {
    MMLU: 'MMLU 5-shot avg',
    'BIG-bench': 'BIG-bench avg (62 tasks)',
    'WikiText-103': 'Wikitext103 ppl',
    TruthfulQA: setting === '0-shot' ? 'TruthfulQA 0-shot' : 'TruthfulQA 10-shot',
  };
  const headline = headlines[benchmark];
  return headline ? cell(b.headline, headline) : (cell(b.table7, benchmark) ?? cell(b.table8, benchmark));
}

describe.skipIf(bookIsAbsent)(`results say what the fact book says ${whereBook}`, () => {
  it('series: every field, every point', () => {
    const book = new Map((readBook('series') as readonly Book[]).map(s => [s.id, s]));
    const pairs = publishedSeries().flatMap((s): Pair[] => {
      const b = book.get(s.id) ?? {};
      const points = b.points ?? [];
      const at = `series ${s.id}`;
      return [
        ...(['title', 'family', 'category', 'metric', 'unit', 'chance', 'setting', 'core', 'licence'] as const).map(
          (field): Pair => [`${at} ${field}`, s[field], b[field]],
        ),
        [`${at} higher is better`, s.higherIsBetter, b.higher_is_better],
        [`${at} models`, s.points.map(p => p.model), points.map((p: Book) => p.model)],
        [`${at} values`, s.points.map(p => p.value), points.map((p: Book) => p.value)],
        [`${at} errors`, s.points.map(p => p.stderr), points.map((p: Book) => p.stderr ?? null)],
        [`${at} params`, s.points.map(p => p.params), points.map((p: Book) => p.params)],
        [`${at} tokens`, s.points.map(p => p.tokens), points.map((p: Book) => p.tokens)],
        [`${at} FLOP`, s.points.map(p => p.flops), points.map((p: Book) => p.flops)],
      ];
    });
    expect(pairs.length).toBeGreaterThan(4000);
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });

  it('every series of the book is there, as a series or as the results of models', () => {
    const shipped = new Set(publishedSeries().map(s => s.id));
    const scores = new Set(groups.map(g => fingerprint(Object.values(g.values))));
    const missing = (readBook('series') as readonly Book[]).filter(
      s => !shipped.has(s.id) && !scores.has(fingerprint(s.points.map((p: Book) => p.value))),
    );
    expect(missing.map(s => s.id)).toEqual([]);
  });

  it('results of models stand in a series, or in the tables of Hoffmann et al. and LLaMA', () => {
    const byScores = new Map<string, Book[]>();
    for (const s of readBook('series') as readonly Book[]) {
      const key = fingerprint(s.points.map((p: Book) => p.value));
      byScores.set(key, [...(byScores.get(key) ?? []), s]);
    }
    const b = readBook('benchmarks');
    const llama = readBook('models').llama1.zero_shot_65B.value;
    const pairs = groups.flatMap((group): Pair[] => {
      const at = `results ${group.benchmark}, ${group.setting ?? ''}, ${group.locator}`;
      if (group.source === 'hoffmann2022')
        return Object.entries(group.values).map(([model, value]) => [
          `${at} ${model}`,
          value,
          ofHoffmann(b, group, model),
        ]);
      const alike = (byScores.get(fingerprint(Object.values(group.values))) ?? []).filter(
        s => s.metric === group.metric && s.unit === group.unit && agrees(group, s),
      );
      // Two sources can report the same scores.
      const found = alike.find(s => s.locator === group.locator) ?? alike[0];
      if (!found && group.source === 'llama1') return [[at, group.values.llama_65b, llama[group.benchmark]]];
      return [
        [`${at} has a series`, found !== undefined, true],
        [`${at} locator`, group.locator, found?.locator ?? group.locator],
        [`${at} higher is better`, group.higherIsBetter, found?.higher_is_better],
      ];
    });
    expect(pairs.length).toBeGreaterThan(1000);
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });
});
