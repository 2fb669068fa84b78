/** A payload for each view, from published figures, for tests and for looking at the renderers without VS Code. */
import { calibrate } from '../../src/science/evaluation/calibration/calibration';
import { loadLossCurves, lossCurveRuns } from '../../src/science/facts/loss_curves';
import type { ModelFacts, Result } from '../../src/science/facts/model';
import { findModel } from '../../src/science/facts/models';
import { seriesById } from '../../src/science/facts/series/series';
import { epoch } from '../../src/science/laws/published/epoch';
import { isoflopCurve } from '../../src/science/laws/verbs/isoflop';
import { lossOf } from '../../src/science/laws/verbs/loss';
import { optimalFor } from '../../src/science/laws/verbs/optimal';
import { createRandom } from '../../src/science/random';
import type { Block } from '../../src/views/blocks';
import type { Chart } from '../../src/views/chart';
import { formatNumber } from '../../src/views/format';
import type { BlocksPayload } from '../../src/views/kinds/blocks';
import type { CalibrationPayload } from '../../src/views/kinds/calibration';
import type { ComparedBenchmark, ComparedModel, ComparisonPayload } from '../../src/views/kinds/comparison';
import type { EmergencePayload } from '../../src/views/kinds/emergence';
import type { ErrorPayload } from '../../src/views/kinds/error';
import type { InputPayload } from '../../src/views/kinds/input';
import type { IsoflopPayload } from '../../src/views/kinds/isoflop';
import { type LossCurvesPayload, reduceRuns } from '../../src/views/kinds/loss-curves';
import type { PlotPayload } from '../../src/views/kinds/plot';
import type { RecordPayload } from '../../src/views/kinds/record';
import type { TablePayload } from '../../src/views/kinds/table';
import { type ValuesPayload, valueItem } from '../../src/views/kinds/values';
import { knnSamples } from './knn';
import { planningSamples } from './planning';

const law = epoch;
const LAW = { name: 'laws.epoch', title: law.title, citation: 'Besiroglu et al. 2024', unit: 'nats per token' };

function model(name: string): ModelFacts {
  const found = findModel(name);
  if (!found) throw new Error(`There is no model ${name}.`);
  return found;
}

function compared({ name, title, params, tokens = 0 }: ModelFacts): ComparedModel {
  const C = 6 * params * tokens;
  const curve = isoflopCurve(law, C, { points: 81, span: 9 });
  const { N, D, loss = null } = optimalFor(law, { C });
  return {
    name,
    title,
    params,
    tokens,
    flops: C,
    loss: lossOf(law, { N: params, D: tokens }),
    optimum: { N, D, loss },
    curve: { N: [...curve.N], loss: [...curve.loss] },
    source: 'Hoffmann et al. 2022, Table 1',
    sources: { flops: '6ND' },
  };
}

const CORE = /^(LAMBADA|MMLU|BIG-bench|RACE-h|BoolQ|HellaSwag|TruthfulQA)/i;

/** Measured results that both models have, once each. */
function shared(a: ModelFacts, b: ModelFacts): ComparedBenchmark[] {
  const key = (r: Result): string => `${r.benchmark}|${r.metric}|${r.setting}`;
  const seen = new Set<string>();
  return a.results.flatMap(r => {
    const other = b.results.find(s => key(s) === key(r));
    if (!other || r.unit !== 'percent' || r.higherIsBetter !== true || !CORE.test(r.benchmark)) return [];
    if (seen.has(r.benchmark)) return [];
    seen.add(r.benchmark);
    const { benchmark, setting, unit } = r;
    return [
      {
        name: benchmark,
        setting,
        unit,
        values: [r.value, other.value],
        higherIsBetter: true,
        source: 'Hoffmann et al. 2022',
      },
    ];
  });
}

const pair = [model('gopher'), model('chinchilla')] as const;

export const comparison: ComparisonPayload = {
  title: 'Gopher and Chinchilla: the same compute, spent twice',
  law: LAW,
  models: pair.map(compared),
  benchmarks: shared(...pair),
};

export const isoflop: IsoflopPayload = {
  law: LAW,
  curves: [1e20, 1e21, 1e22, 1e23].map(C => {
    const { N, loss, minimum } = isoflopCurve(law, C, { points: 61, span: 12 });
    return { C, N: [...N], loss: [...loss], minimum };
  }),
};

/** Predictions drawn with a seed: confidences of a model whose accuracy falls behind by `gap`. */
function predictions(n: number, gap: number, seed: number): { confidence: Float64Array; correct: Uint8Array } {
  const random = createRandom(seed);
  const confidence = Float64Array.from({ length: n }, () => 0.15 + 0.85 * random.uniform() ** 0.6);
  const correct = Uint8Array.from(confidence, c => (random.uniform() < Math.max(0, c - gap) ? 1 : 0));
  return { confidence, correct };
}

export const calibration: CalibrationPayload = {
  title: 'Does it know when it is wrong?',
  subtitle: '10 bins of equal width, right-closed · 95 % Wilson intervals · drawn with seeds 1 and 2',
  models: [
    { name: 'small', ...calibrate(predictions(1200, 0.16, 1)) },
    { name: 'large', ...calibrate(predictions(2400, 0.01, 2)) },
  ],
};

/** Three sizes before and after tuning, drawn with seeds. */
export const calibrationBySize: CalibrationPayload = {
  subtitle: '10 bins of equal width, right-closed · simulated with seeds 3 to 8',
  scale: { label: 'parameters', style: 'params' },
  models: [1e8, 1e9, 1e10].flatMap((scale, i) =>
    ['base', 'tuned'].map((line, j) => ({
      ...calibrate(predictions(1500, 0.12 - 0.05 * i + 0.06 * j, 3 + 2 * i + j)),
      ...{ name: `${formatNumber(scale, 'params')} · ${line}`, scale, line, source: 'simulated' },
    })),
  ),
};

const addition = seriesById('gpt3_add3_few');
const sizes = addition.points.map(p => p.params ?? 0);
const shares = addition.points.map(p => p.value / 100);

/** Three-digit addition in GPT-3 (Brown et al. 2020, Table H.1), which may be read per token. */
export const emergence: EmergencePayload = {
  title: 'GPT-3 adds three digits',
  metrics: ['accuracy'],
  panels: [
    {
      name: addition.title,
      charts: [
        {
          title: addition.title,
          summary: 'Accuracy by parameters leaves chance after 6.7 B.',
          x: { label: 'parameters', scale: 'log', style: 'params' },
          y: { label: 'accuracy', scale: 'linear', style: 'percent' },
          series: [
            {
              name: addition.title,
              mark: 'points',
              slot: 0,
              x: sizes,
              y: shares,
              notes: addition.points.map(p => `${p.model} · Brown et al. 2020, Table H.1`),
            },
          ],
          legend: 'none',
          height: 240,
        },
      ],
      exact: { x: sizes, share: shares },
    },
  ],
  shown: '0',
  axis: 'log',
  tokens: 4,
};

export function lossCurves(): LossCurvesPayload {
  const all = loadLossCurves();
  const runs = lossCurveRuns().filter(r => /^olmo_ladder/.test(r.run) && r.unit === 'nats per token');
  return {
    title: 'The OLMo ladder: four sizes, one and ten times Chinchilla’s tokens',
    lossLabel: 'C4 validation loss (nats per token)',
    runs: reduceRuns(
      runs.map(({ run, title, params }) => {
        const rows = all.run.flatMap((name, i) => (name === run ? [i] : []));
        const pick = (from: Float64Array): number[] => rows.map(i => from[i] as number);
        return {
          name: title.replace('OLMo ladder ', ''),
          params,
          steps: pick(all.step),
          tokens: pick(all.tokens),
          flops: pick(all.flops),
          loss: pick(all.loss),
          source: 'allenai/OLMo-ladder',
        };
      }),
    ),
    options: { x: 'flops' },
  };
}

export const plot: PlotPayload = {
  charts: [tokensPerParameter(), bestLoss()],
};

function budgets(): number[] {
  return Array.from({ length: 61 }, (_, i) => 10 ** (18 + i / 10));
}

function tokensPerParameter(): Chart {
  const x = budgets();
  return {
    title: 'Tokens per parameter at the optimum',
    summary: 'Tokens per parameter at the optimum fall from 26 at 1e18 FLOP to 18 at 1e24 under laws.epoch.',
    x: { label: 'training FLOP', scale: 'log', style: 'flop' },
    y: { label: 'tokens per parameter', scale: 'linear', style: 'plain' },
    series: [{ name: 'laws.epoch', mark: 'line', slot: 0, x, y: x.map(C => optimalFor(law, { C }).tokensPerParam) }],
    rules: [{ axis: 'y', at: 20, text: '20 tokens per parameter' }],
  };
}

/** The band is made up: it shows the mark. */
function bestLoss(): Chart {
  const x = budgets();
  const y = x.map(C => optimalFor(law, { C }).loss ?? null);
  return {
    title: 'What more compute buys',
    summary: 'The best loss falls from about 3.5 to 2.0 nats per token between 1e18 and 1e24 FLOP.',
    x: { label: 'training FLOP', scale: 'log', style: 'flop' },
    y: { label: 'best loss', scale: 'linear', style: 'loss' },
    series: [
      {
        name: 'best loss',
        mark: 'band',
        slot: 2,
        x,
        y,
        low: y.map(v => (v ?? 0) - 0.04),
        high: y.map(v => (v ?? 0) + 0.04),
        quiet: true,
      },
      { name: 'best loss', mark: 'line', slot: 2, x, y },
      {
        name: 'Gopher',
        mark: 'points',
        slot: 0,
        x: [5.76e23],
        y: [y[57] ?? null],
        width: 11,
        label: '5.76e23 FLOP',
        quiet: true,
      },
    ],
  };
}

/** Kinds of marks that the other samples do not have. */
export const marks: PlotPayload = {
  title: 'Marks',
  subtitle: 'a heatmap, grouped bars, and names on an axis',
  charts: [heatmap(), bars()],
};

function heatmap(): Chart {
  const N = Array.from({ length: 24 }, (_, i) => 1e8 * 10 ** (i / 8));
  const D = Array.from({ length: 18 }, (_, i) => 1e9 * 10 ** (i / 6));
  return {
    title: 'Loss by size and tokens',
    summary: 'Loss falls with both parameters and tokens.',
    x: { label: 'parameters', scale: 'log', style: 'params' },
    y: { label: 'tokens', scale: 'log', style: 'tokens' },
    series: [
      { name: 'loss', mark: 'heatmap', slot: 3, x: N, y: D, z: D.map(d => N.map(n => lossOf(law, { N: n, D: d }))) },
    ],
  };
}

function bars(): Chart {
  const rows = comparison.benchmarks.slice(0, 4);
  return {
    title: 'Four of the benchmarks',
    summary: 'Chinchilla leads on each.',
    x: { label: '', scale: 'category' },
    y: { label: '', scale: 'linear', style: 'percent' },
    series: pair.map((m, slot) => ({
      name: m.title,
      mark: 'bars' as const,
      slot,
      x: rows.map(b => b.name),
      y: rows.map(b => (b.values[slot] ?? 0) / 100),
    })),
    legend: 'top',
  };
}

export const values: ValuesPayload = {
  items: [
    valueItem('N', 70e9, 'params'),
    valueItem('D', 1.4e12, 'tokens'),
    valueItem('C', 5.88e23, 'FLOP'),
    valueItem('in_days', 5.88e23, 'FLOP', { shown: { text: 'PFday', factor: 8.64e19 } }),
    valueItem('predicted', 1.9739, '', { low: 1.9559, high: 1.9913, level: 0.9 }),
    { name: 'name', text: 'Chinchilla' },
  ],
};

export const value: ValuesPayload = { items: [valueItem('C', 5.88e23, 'FLOP')] };

export const record: RecordPayload = {
  title: 'Optimum by laws.epoch',
  subtitle: 'Besiroglu et al. 2024',
  fields: (() => {
    const { N, D, C, loss = Number.NaN, tokensPerParam } = optimalFor(law, { C: 5.76e23 });
    const field = (name: string, x: number, unit = '') => ({ ...valueItem(name, x, unit), name });
    return [
      field('N', N, 'params'),
      field('D', D, 'tokens'),
      field('C', C, 'FLOP'),
      field('loss', loss),
      field('tokens_per_param', tokensPerParam),
    ];
  })(),
  notes: [
    {
      tone: 'warning',
      text: 'Extrapolation: C lies 192 × beyond the runs that laws.epoch was fitted on (6.0e18 – 3.0e21).',
    },
  ],
};

export const nested: RecordPayload = {
  title: 'Chinchilla',
  compact: true,
  fields: [
    { ...valueItem('params', 70e9, 'params'), name: 'params' },
    { ...valueItem('tokens', 1.4e12, 'tokens'), name: 'tokens' },
    {
      name: 'architecture',
      text: '',
      fields: [
        { name: 'layers', text: '80' },
        { name: 'heads', text: '64' },
        { name: 'width', text: '8,192' },
      ],
    },
    { name: 'source', text: 'Hoffmann et al. 2022, Training Compute-Optimal Large Language Models, Table 4' },
  ],
};

const shown = [
  'gpt3',
  'lamda',
  'jurassic',
  'gopher',
  'mt_nlg',
  'chinchilla',
  'llama_7b',
  'llama_13b',
  'llama_65b',
  'palm',
]
  .map(findModel)
  .filter(m => m !== undefined);

export const table: TablePayload = {
  title: 'models',
  columns: [
    { name: 'model', values: shown.map(m => m.title) },
    { name: 'params', unit: 'params', values: shown.map(m => m.params) },
    { name: 'tokens', unit: 'tokens', values: shown.map(m => m.tokens ?? null) },
    { name: 'flops', unit: 'FLOP', values: shown.map(m => m.flops ?? (m.tokens ? 6 * m.params * m.tokens : null)) },
    { name: 'tokens_per_param', values: shown.map(m => (m.tokens ? m.tokens / m.params : null)) },
  ],
  total: 58,
};

export const error: ErrorPayload = {
  message: 'Tokens cannot be added to params.',
  place: { line: 3, column: 9 },
  code: 'total = N + D',
  hint: 'Convert one of them, or divide: D / N is tokens per param.',
};

export const slider: InputPayload = {
  kind: 'slider',
  outputId: 'cell-3',
  id: 'budget',
  label: 'budget',
  low: 1e20,
  high: 1e26,
  step: 0.01,
  log: true,
  value: 5.76e23,
  unit: 'FLOP',
};

export const choice: InputPayload = {
  kind: 'choice',
  outputId: 'cell-4',
  id: 'law',
  label: 'law',
  options: ['laws.epoch', 'laws.chinchilla', 'laws.kaplan'],
  value: 0,
};

export const toggle: InputPayload = {
  kind: 'toggle',
  outputId: 'cell-5',
  id: 'repeat',
  label: 'repeat data',
  value: true,
};

const memory: Block = {
  kind: 'bar',
  title: 'Memory per GPU: 56.9 of 80 GB (tensor 8 · pipeline 4 · data 32 · ZeRO-1)',
  capacity: 80e9,
  style: 'bytes',
  parts: [
    ['weights', 21.8],
    ['gradients', 10.9],
    ['optimizer', 7.2],
    ['activations', 17.0],
  ].map(([name, gb], slot) => ({
    name: String(name),
    value: Number(gb) * 1e9,
    slot,
    text: formatNumber(Number(gb) * 1e9, 'bytes'),
  })),
};

/** The mock-up of a plan, as blocks. */
export const blocks: BlocksPayload = {
  blocks: [
    { kind: 'title', text: 'Training plan', subtitle: '4.0 M USD on 1,024 × H100 SXM at 40 % MFU · laws.epoch' },
    {
      kind: 'stats',
      items: [
        { label: 'Model', value: '87 B', unit: 'params', detail: '18.1 tokens per param' },
        { label: 'Data', value: '1.56 T', unit: 'tokens' },
        { label: 'Expected loss', value: '1.962', detail: '90 %: 1.944 – 1.981' },
        { label: 'Time', value: '65', unit: 'days', detail: '1.60 M GPU-hours' },
        { label: 'Energy · carbon', value: '1.39', unit: 'GWh', detail: '535 t CO₂e' },
      ],
    },
    { kind: 'charts', charts: [bestLoss(), tokensPerParameter()] },
    memory,
    {
      kind: 'chips',
      items: [
        { value: '2.50 USD', meaning: '/ GPU hour, assumed (2026-04)' },
        { value: '40 %', meaning: 'MFU, assumed' },
        { value: '0.385', meaning: 'kg CO₂e / kWh (LLaMA paper)' },
        { value: 'PUE 1.1', meaning: '' },
        { value: '6ND', meaning: 'FLOP' },
      ],
    },
    {
      kind: 'note',
      tone: 'warning',
      text: '1,024 GPUs for 65 days: expect interruptions; at one failure per 50,000 GPU-hours about 32 restarts. Not in the time above.',
    },
  ],
};

/** Every sample with the view that draws it. */
export const samples = (): readonly { readonly view: string; readonly payload: unknown }[] => [
  { view: 'comparison', payload: comparison },
  { view: 'blocks', payload: blocks },
  { view: 'calibration', payload: calibration },
  { view: 'calibration', payload: calibrationBySize },
  { view: 'emergence', payload: emergence },
  { view: 'loss-curves', payload: lossCurves() },
  { view: 'isoflop', payload: isoflop },
  { view: 'plot', payload: plot },
  { view: 'plot', payload: marks },
  { view: 'values', payload: value },
  { view: 'values', payload: values },
  { view: 'record', payload: record },
  { view: 'record', payload: nested },
  { view: 'table', payload: table },
  { view: 'error', payload: error },
  { view: 'input', payload: slider },
  { view: 'input', payload: choice },
  { view: 'input', payload: toggle },
  ...knnSamples(),
  ...planningSamples(),
];
