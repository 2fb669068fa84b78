import { findDevice } from '../../science/facts/devices';
import { findModel } from '../../science/facts/models';
import { findLaw } from '../../science/laws/laws';
import { functionMarkdown } from './markdown';
import { lawStory } from './story/law';
import { storyMarkdown } from './story/render';

/** What completion says of a collection's member, cheaply: it asks for hundreds. */
export function describeMember(collection: string, name: string): string | undefined {
  if (collection === 'models') return findModel(name)?.title;
  if (collection === 'hardware') return findDevice(name)?.title;
  if (collection !== 'laws') return undefined;
  const law = findLaw(name);
  return law && storyMarkdown(lawStory(law));
}

export { functionMarkdown };
