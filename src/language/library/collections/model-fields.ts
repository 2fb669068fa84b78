import type { ModelFacts } from '../../../science/facts/model';
import type { Citation } from '../../../science/source';

/** Fields of a model's value in Scale, and where its facts hold them; other names are the same in both. */
const PATHS: Readonly<Record<string, string>> = {
  active_params: 'activeParams',
  learning_rate: 'learningRate',
  batch: 'batchTokens',
  kv_heads: 'kvHeads',
};

const SHAPE: readonly string[] = ['layers', 'width', 'heads', 'ffn', 'vocab', 'context', 'kvHeads'];

/** The name in Scale of a figure of the facts: `learningRate` is `learning_rate`, `architecture.ffn` and `moe.heads` stand alone. */
export function fieldOf(path: string): string {
  const last = path.split('.').at(-1) ?? path;
  return Object.keys(PATHS).find(name => PATHS[name] === last) ?? last;
}

/**
 * Where a field of a model comes from. A figure that was recalled says so in its own citation, whatever the model's; one that is
 * computed from others is as sure as they are.
 */
export function citationOfField(facts: ModelFacts, field: string): Citation {
  const { citation, figures = {}, recalled = [] } = facts;
  if (field === 'tokens_per_param') {
    const parts = [facts.activeParams === undefined ? 'params' : 'active_params', 'tokens'];
    const all = parts.map(part => citationOfField(facts, part));
    return all.find(part => part.flag === 'memory') ?? citation;
  }
  const name = PATHS[field] ?? field;
  const whole = facts.moe ? 'moe' : 'architecture';
  const paths = SHAPE.includes(name) ? [`${whole}.${name}`, whole] : [name === 'architecture' ? whole : name];
  const own = paths.map(path => figures[path]).find(found => found !== undefined) ?? citation;
  if (name === 'architecture') {
    const parts = recalled.filter(path => path.startsWith(`${whole}.`)).map(fieldOf);
    if (parts.length > 0) return { ...own, note: `recalled: ${parts.join(', ')}` };
  }
  return paths.some(path => recalled.includes(path)) ? { ...own, flag: 'memory', evidence: 'recall' } : own;
}
