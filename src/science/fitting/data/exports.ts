import type { RawColumns } from './numbers';
import { toNumber } from './numbers';
import { plainName } from './roles';

/** Where a table was exported from. */
export type ExportKind = 'plain' | 'wandb_runs' | 'wandb_history' | 'mlflow_runs' | 'mlflow_metrics' | 'tensorboard';

/** A table in the usual shape, and where it came from. */
export interface Normalised {
  readonly kind: ExportKind;
  readonly columns: RawColumns;
  /** Columns of the export by the name that they got. */
  readonly renamed: Readonly<Record<string, string>>;
}

/**
 * Brings exports of experiment trackers into the shape of a table of runs:
 * - Weights & Biases, chart export: a column `Step` and one `<run> - <metric>` per run (with `__MIN`, `__MAX` beside it)
 *   becomes rows of run, step and the metric;
 * - Weights & Biases, runs table: `Name`, `State` and values: unfinished runs stay, prefixes are read by `guessColumns`;
 * - MLflow, runs table: `params.*`, `metrics.*`, `tags.mlflow.runName`;
 * - MLflow, metric history: `run_id`, `key`, `value`, `step` becomes a column per key;
 * - TensorBoard CSV: `Wall time`, `Step`, `Value`; the metric's name is given, or `loss`.
 */
export function normaliseExport(columns: RawColumns, metric = 'loss'): Normalised {
  const names = Object.keys(columns);
  const plain = names.map(name => name.toLowerCase().trim());
  const has = (...wanted: string[]) => wanted.every(w => plain.includes(w));
  if (has('wall time', 'step', 'value')) return tensorboard(columns, metric);
  if (has('key', 'value', 'step') && plain.some(n => n === 'run_id' || n === 'run_uuid' || n === 'run id')) {
    return metricHistory(columns);
  }
  if (names.some(name => /^(?:metrics|params)\./.test(name))) return mlflowRuns(columns);
  if (names.some(name => / - [^ ].*$/.test(name)) && names.some(name => /step|epoch|tokens/i.test(plainName(name)))) {
    return wandbHistory(columns);
  }
  if (has('name', 'state') || has('name', 'id', 'created')) return { kind: 'wandb_runs', columns, renamed: {} };
  return { kind: 'plain', columns, renamed: {} };
}

const find = (columns: RawColumns, wanted: string) =>
  Object.keys(columns).find(name => name.toLowerCase().trim() === wanted) ?? wanted;

function tensorboard(columns: RawColumns, metric: string): Normalised {
  const [step, value] = [find(columns, 'step'), find(columns, 'value')];
  const others = Object.fromEntries(
    Object.entries(columns).filter(([name]) => name !== step && name !== value && name !== find(columns, 'wall time')),
  );
  return {
    kind: 'tensorboard',
    columns: { ...others, step: columns[step], [metric]: columns[value] },
    renamed: { step, [metric]: value },
  };
}

function mlflowRuns(columns: RawColumns): Normalised {
  const renamed: Record<string, string> = {};
  const answer: Record<string, ArrayLike<unknown>> = {};
  for (const [name, values] of Object.entries(columns)) {
    const short = /^(?:metrics|params)\.(.+)$/.exec(name)?.[1];
    const to = name === 'tags.mlflow.runName' ? 'run' : short !== undefined && !(short in answer) ? short : name;
    answer[to] = values;
    if (to !== name) renamed[to] = name;
  }
  return { kind: 'mlflow_runs', columns: answer, renamed };
}

/** Long format to wide: a row for each run and step, a column for each key. */
function metricHistory(columns: RawColumns): Normalised {
  const id = Object.keys(columns).find(name => /^run[_ ](?:id|uuid)$/i.test(name.trim())) ?? 'run_id';
  const [key, value, step] = ['key', 'value', 'step'].map(name => find(columns, name));
  const rows = new Map<string, { run: unknown; step: number; values: Map<string, unknown> }>();
  const keys = new Set<string>();
  for (let i = 0; i < columns[key].length; i++) {
    const place = `${String(columns[id][i])} ${String(columns[step][i])}`;
    const row = rows.get(place) ?? { run: columns[id][i], step: toNumber(columns[step][i]), values: new Map() };
    rows.set(place, row);
    keys.add(String(columns[key][i]));
    row.values.set(String(columns[key][i]), columns[value][i]);
  }
  const all = [...rows.values()];
  return {
    kind: 'mlflow_metrics',
    columns: {
      run: all.map(r => r.run),
      step: all.map(r => r.step),
      ...Object.fromEntries([...keys].map(k => [k, all.map(r => r.values.get(k) ?? null)])),
    },
    renamed: { run: id, step },
  };
}

/** One column per run to one row per run and step. Several metrics of a run share its rows. */
function wandbHistory(columns: RawColumns): Normalised {
  const names = Object.keys(columns);
  const axis = names.find(name => / - /.test(name) === false && /step|epoch|tokens/i.test(plainName(name))) ?? names[0];
  const series = names.flatMap(name => {
    const match = /^(.*) - (.+)$/.exec(name);
    return match && !/__(?:MIN|MAX)$/.test(name) && match[2] !== '_step'
      ? [{ name, run: match[1], metric: match[2] }]
      : [];
  });
  const metrics = [...new Set(series.map(s => s.metric))];
  const rows: { run: string; at: unknown; values: Record<string, unknown> }[] = [];
  for (const run of new Set(series.map(s => s.run))) {
    const own = series.filter(s => s.run === run);
    for (let i = 0; i < columns[axis].length; i++) {
      const values = Object.fromEntries(own.map(s => [s.metric, columns[s.name][i]]));
      if (Object.values(values).every(v => v === null || v === undefined || v === '')) continue;
      rows.push({ run, at: columns[axis][i], values });
    }
  }
  return {
    kind: 'wandb_history',
    columns: {
      run: rows.map(r => r.run),
      [plainName(axis) === 'tokens' ? 'tokens' : 'step']: rows.map(r => r.at),
      ...Object.fromEntries(metrics.map(m => [m, rows.map(r => r.values[m] ?? null)])),
    },
    renamed: { step: axis },
  };
}
