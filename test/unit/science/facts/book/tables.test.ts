import { describe, expect, it } from 'vitest';
import { contradictions } from '../../../../../src/science/facts/contradictions';
import { loadLossCurves, lossCurveRuns } from '../../../../../src/science/facts/loss_curves';
import { findSource } from '../../../../../src/science/facts/sources';
import { publishedTable, tableNames } from '../../../../../src/science/facts/tables';
import { type Book, bookIsAbsent, contradictionsOf, type Pair, readBook, whereBook } from './book';

/** Where each table of the product stands in the book. */
const places: Readonly<Record<string, string>> = {
  hoffmann_table1: 'models.chinchilla_paper_table1',
  hoffmann_table2: 'laws.chinchilla.exponents_table2',
  hoffmann_table3: 'laws.chinchilla.table3_approach1',
  hoffmann_table4: 'models.chinchilla_vs_gopher',
  hoffmann_table7: 'benchmarks.table7',
  hoffmann_table8: 'benchmarks.table8',
  hoffmann_results: 'benchmarks.headline',
  hoffmann_table_a1: 'models.chinchilla_data',
  hoffmann_table_a3: 'laws.chinchilla.tableA3',
  hoffmann_table_a4: 'laws.chinchilla.flops_ratio_tableA4',
  hoffmann_table_a5: 'benchmarks.pile_bits_per_byte',
  hoffmann_table_a6: 'benchmarks.mmlu_by_task',
  hoffmann_table_a7: 'benchmarks.bigbench_by_task',
  hoffmann_table_a9: 'models.chinchilla_table_A9',
  hoffmann_other_datasets: 'laws.chinchilla.other_datasets',
  gopher_table1: 'models.gopher_family.architectures',
  massivetext: 'data_pipeline.massivetext_subsets',
  gpt3_table_d1: 'models.gpt3_table_D1',
  llama1_table2: 'models.llama1.architecture',
  llama1_carbon: 'models.llama1.carbon',
  llama1_data_mix: 'models.llama1.data_mix',
  llama2_carbon: 'models.llama2',
  llama3_table3: 'models.llama3.architecture',
  llama3_mfu: 'models.llama3.mfu',
  pythia_shapes: 'models.pythia.models',
  kaplan_table1: 'laws.kaplan2020.flops_per_token_table',
  kaplan_table6: 'laws.kaplan2020.optimal_allocation',
  kaplan_rerun: 'laws.kaplan2020.independent_small_scale_rerun',
  porian_ladder: 'laws.porian2024.ladder_refinedweb',
  switch_table1: 'laws.switch.table1',
  switch_table2: 'laws.switch.selective_precision',
  switch_table3: 'laws.switch.init_scale',
  switch_table9: 'laws.switch.models',
  clark_table3: 'laws.clark2022.coefficients',
  clark_refit: 'laws.clark2022.refit',
  ludziejewski_table1: 'laws.ludziejewski2025.optimum',
  ludziejewski_table2: 'laws.ludziejewski2025.memory_limited_E',
  ludziejewski_per_experts: 'laws.ludziejewski2025.per_E',
  sardana_table1: 'laws.sardana2024.fits_table1',
  gadre_fits: 'laws.gadre2024.fits',
  gadre_rounded: 'laws.gadre2024.published_rounded',
  deepseek_table4: 'laws.deepseek_llm2024.data_quality',
  steplaw_comparison: 'laws.steplaw2025.comparison',
  flan_compute: 'instruction_rlhf.flan_compute',
  flan_table3: 'instruction_rlhf.flan_table3',
  flan_table4_540B: 'instruction_rlhf.flan_table4_540B',
  flan_table5: 'instruction_rlhf.flan_table5',
  mfu: 'hardware.mfu',
  training_bytes: 'memory_flops.bytes_per_param_training',
  zero_stages: 'memory_flops.zero',
};

/** Tables of the product that stand in the book in another form: compared below. */
const reshaped = ['hoffmann_table6', 'hoffmann_table9'];

const books = new Map<string, Book>();
function inBook(path: string): Book {
  const [file = '', ...rest] = path.split('.');
  if (!books.has(file)) books.set(file, readBook(file));
  return rest.reduce((node, key) => node[key], books.get(file));
}

/** Table 9: a row for each number of shots, where the book keeps three figures in a cell. */
function table9(): Pair[] {
  const { rows } = publishedTable('hoffmann_table9');
  return inBook('benchmarks.table9_qa').rows.flatMap(([task, ...cells]: Book, i: number) =>
    [0, 1, 2].map((shots): Pair => {
      const own = rows[3 * i + shots] ?? [];
      const book = cells.slice(0, 3).map((cell: Book) => (Array.isArray(cell) ? cell[shots] : null));
      return [`table hoffmann_table9 ${task} ${[0, 5, 64][shots]}`, own, [task, [0, 5, 64][shots], ...book, cells[3]]];
    }),
  );
}

function table6(): Pair[] {
  const { value } = inBook('benchmarks.mmlu_context');
  const { rows } = publishedTable('hoffmann_table6');
  const of = (who: string) => rows.find(row => row[0] === who)?.[1];
  return [
    ['table hoffmann_table6 random', of('random'), value.random],
    ['table hoffmann_table6 rater', of('average human rater'), value.average_rater],
    ['table hoffmann_table6 expert', of('average human expert'), value.expert],
    ['table hoffmann_table6 GPT-3', of('GPT-3 5-shot'), value['GPT-3']],
    ['table hoffmann_table6 forecast 2022', of('forecast for June 2022'), value.forecast_jun_2022],
    ['table hoffmann_table6 forecast 2023', of('forecast for June 2023'), value.forecast_jun_2023],
  ];
}

describe.skipIf(bookIsAbsent)(`tables say what the fact book says ${whereBook}`, () => {
  it('every table is compared', () => {
    expect([...tableNames].sort()).toEqual([...Object.keys(places), ...reshaped].sort());
  });

  it('cell by cell, with their columns, sources and doubts', () => {
    const pairs = Object.entries(places).flatMap(([name, path]): Pair[] => {
      const { columns, rows, citation } = publishedTable(name);
      const book = inBook(path);
      return [
        [`table ${name} rows`, rows.length, book.rows.length],
        ...rows.map((row, i): Pair => [`table ${name}, row ${i + 1}`, row, book.rows[i]]),
        [`table ${name} columns`, columns, book.columns],
        [`table ${name} source`, citation.source, book.source],
        [`table ${name} doubt`, citation.flag, book.confidence],
        [`table ${name} evidence`, citation.evidence, book.evidence],
      ];
    });
    expect(contradictionsOf([...pairs, ...table6(), ...table9()])).toEqual({ unintended: [], stale: [] });
  });

  it('every contradiction among sources is known', () => {
    const rows = (list: readonly Book[]) => list.map(c => [c.topic, c.detail, c.source, c.advice]);
    expect(rows(contradictions)).toEqual(rows(readBook('contradictions')));
  });

  it('every source is there, by the same number', () => {
    const pairs = (readBook('sources').sources as readonly Book[] | Record<string, Book>) ?? [];
    const list = Array.isArray(pairs) ? pairs : Object.entries(pairs).map(([key, rest]) => ({ key, ...rest }));
    expect(list.length).toBeGreaterThan(60);
    const missing = list.filter(({ key }) => !findSource(key)).map(({ key }) => key);
    // Recalled figures cite the papers on OLMo and Mistral themselves.
    expect(missing).toEqual(['mistral_olmo_recall']);
    const arxiv = list.filter(s => /^\d{4}\.\d{5}$/.test(s.arxiv ?? '') && findSource(s.key));
    expect(arxiv.length).toBeGreaterThan(50);
    expect(arxiv.filter(s => findSource(s.key)?.arxiv !== s.arxiv).map(s => s.key)).toEqual([]);
  });

  it('training curves, point by point', () => {
    const own = loadLossCurves();
    const runs = lossCurveRuns();
    const points = new Map<string, number[][]>();
    own.run.forEach((run, i) => {
      const list = points.get(run) ?? [];
      points.set(run, [...list, [own.step[i] ?? 0, own.tokens[i] ?? 0, own.loss[i] ?? 0]]);
    });
    const pairs = (readBook('loss_curves') as readonly Book[]).flatMap((curve): Pair[] => {
      const run = runs.find(r => r.run === curve.id);
      return [
        [`curve ${curve.id}`, points.get(curve.id), curve.points.map((p: Book) => [p.step, p.tokens, p.loss])],
        [`curve ${curve.id} params`, run?.params, curve.params],
        [`curve ${curve.id} metric`, run?.metric, curve.metric],
        [`curve ${curve.id} unit`, run?.unit, curve.unit],
        [`curve ${curve.id} licence`, run?.licence, curve.licence],
      ];
    });
    expect(pairs.length).toBe(18 * 5);
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });
});
