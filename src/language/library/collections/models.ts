import type { ModelFacts } from '../../../science/facts/model';
import { allModels, findModel, modelNames } from '../../../science/facts/models';
import { inUnit, record, table } from '../../values/make';
import type { List, ModelValue, Table, Value } from '../../values/value';
import { namespace } from '../namespaces';
import { citationOfField } from './model-fields';
import { sourceText } from './sourcing';

const optionalUnit = (value: number | undefined, unit: string): Value | undefined =>
  value === undefined ? undefined : inUnit(value, unit);

/** Tokens for each parameter that a token passes through; unknown where a mixture of experts does not publish those. */
function tokensPerParam({ tokens, params, activeParams, moe }: ModelFacts): number | undefined {
  const passed = activeParams ?? (moe ? undefined : params);
  return tokens === undefined || passed === undefined ? undefined : tokens / passed;
}

/** A published model as a value of Scale: what is published of it, each figure with its source. */
export function modelValue(facts: ModelFacts): ModelValue {
  const { moe } = facts;
  const architecture = facts.architecture ?? moe;
  const entries: [string, Value | undefined][] = [
    ['name', facts.name],
    ['title', facts.title],
    ['family', facts.family],
    ['params', inUnit(facts.params, 'params')],
    ['active_params', optionalUnit(facts.activeParams, 'params')],
    ['tokens', optionalUnit(facts.tokens, 'tokens')],
    ['flops', optionalUnit(facts.flops, 'FLOP')],
    ['tokens_per_param', tokensPerParam(facts)],
    ['layers', architecture?.layers],
    ['width', architecture?.width],
    ['heads', architecture?.heads],
    ['ffn', architecture?.ffn],
    ['vocab', architecture?.vocab],
    ['context', architecture?.context],
    ['kv_heads', architecture?.kvHeads],
    ['experts', moe?.experts],
    ['top_k', moe && (moe.topK ?? 1)],
    ['experts_every', moe && (moe.every ?? 1)],
    [
      'architecture',
      architecture &&
        record(
          Object.fromEntries(Object.entries(architecture).filter(([, v]) => v !== undefined)) as Record<string, Value>,
        ),
    ],
    ['learning_rate', facts.learningRate],
    ['batch', optionalUnit(facts.batchTokens, 'tokens')],
    ['results', facts.results.length > 0 ? resultsTable(facts) : undefined],
    ['source', sourceText(facts.citation)],
    ['notes', facts.notes?.join(' ')],
  ];
  const fields = new Map(entries.filter((e): e is [string, Value] => e[1] !== undefined));
  const sources = new Map([...fields.keys()].map(key => [key, sourceText(citationOfField(facts, key))]));
  return { kind: 'model', name: facts.name, title: facts.title, fields, sources };
}

const resultsTable = (facts: ModelFacts): Table =>
  table({
    benchmark: facts.results.map(r => r.benchmark),
    setting: facts.results.map(r => r.setting),
    metric: facts.results.map(r => r.metric),
    value: Float64Array.from(facts.results, r => r.value),
    unit: facts.results.map(r => r.unit),
    source: facts.results.map(r => sourceText(r.citation)),
  });

/** All models as a table of plain numbers, so that `models.where(m => m.tokens > 1T)` reads well. */
function modelsTable(): Table {
  const all = allModels();
  const column = (of: (facts: ModelFacts) => Value | undefined): List => all.map(facts => of(facts) ?? null);
  return table(
    {
      name: column(f => f.name),
      title: column(f => f.title),
      family: column(f => f.family),
      params: Float64Array.from(all, f => f.params),
      active_params: column(f => f.activeParams),
      tokens: column(f => f.tokens),
      flops: column(f => f.flops),
      tokens_per_param: column(tokensPerParam),
      layers: column(f => f.architecture?.layers),
      width: column(f => f.architecture?.width),
      heads: column(f => f.architecture?.heads),
      source: column(f => sourceText(f.citation)),
    },
    { title: 'models' },
  );
}

/** `models.*`: the published models. */
export const modelsNamespace = namespace(
  'models',
  modelNames,
  name => {
    const facts = findModel(name);
    return facts && modelValue(facts);
  },
  { table: modelsTable },
);
