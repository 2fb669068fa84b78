import { isList, type Value } from '../../values/value';
import { factsStory } from './facts';
import { lawStory } from './law';
import type { Story } from './story';
import { tableStory } from './table';

export { storyMarkdown, storyText } from './render';
export type { Story } from './story';

/** What there is to say of a law, a model, a device or a table of `data`; `undefined` for other values. */
export function storyOf(value: Value): Story | undefined {
  if (value === null || typeof value !== 'object' || isList(value)) return undefined;
  if (value.kind === 'law') return lawStory(value.law);
  if (value.kind === 'table') return value.title?.startsWith('data.') ? tableStory(value) : undefined;
  return value.kind === 'model' || value.kind === 'device' ? factsStory(value) : undefined;
}
