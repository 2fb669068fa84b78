import type { Citation } from '../source';
import data from './data/results.json';
import type { ModelEntry, ModelFacts, Result } from './model';
import { deepmindModels } from './models/deepmind';
import { googleModels } from './models/google';
import { metaModels } from './models/meta';
import { openModels } from './models/open';
import { openaiModels } from './models/openai';
import { switchModels } from './models/switch';

/** Results of one benchmark in one setting for several models: how they are stored. */
interface ResultGroup {
  readonly benchmark: string;
  readonly metric: string;
  readonly unit: string;
  readonly setting?: string;
  readonly higherIsBetter?: boolean;
  readonly source: string;
  readonly locator: string;
  readonly flag: Citation['flag'];
  readonly evidence: NonNullable<Citation['evidence']>;
  readonly note?: string;
  readonly values: Readonly<Record<string, number>>;
}

const entries: readonly ModelEntry[] = [
  ...deepmindModels,
  ...openaiModels,
  ...metaModels,
  ...googleModels,
  ...switchModels,
  ...openModels,
];

const groups = data as unknown as readonly ResultGroup[];

let resultsByModel: Map<string, Result[]> | undefined;

function resultsOf(name: string): readonly Result[] {
  if (!resultsByModel) {
    resultsByModel = new Map();
    for (const group of groups) {
      const { benchmark, metric, unit, setting = '', higherIsBetter, source, locator, flag, evidence, note } = group;
      const citation: Citation = { source, locator, flag, evidence, ...(note ? { note } : {}) };
      for (const [model, value] of Object.entries(group.values)) {
        const list = resultsByModel.get(model) ?? [];
        const better = higherIsBetter === undefined ? {} : { higherIsBetter };
        list.push({ benchmark, metric, value, unit, setting, ...better, citation });
        resultsByModel.set(model, list);
      }
    }
  }
  return resultsByModel.get(name) ?? [];
}

let byName: Map<string, ModelFacts> | undefined;

function index(): Map<string, ModelFacts> {
  byName ??= new Map(
    entries.map(entry => [entry.name, { kind: 'model', ...entry, results: resultsOf(entry.name) } as const]),
  );
  return byName;
}

/** Names of all models, without building them. */
export const modelNames: readonly string[] = entries.map(entry => entry.name);

/** Every published model with its measured results. */
export function allModels(): ModelFacts[] {
  return [...index().values()];
}

/** A model by its name in Scale (`llama_65b`); undefined if there is none. */
export function findModel(name: string): ModelFacts | undefined {
  return index().get(name);
}
