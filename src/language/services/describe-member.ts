import { findDevice } from '../../science/facts/devices';
import { findModel } from '../../science/facts/models';
import { findNamespace } from '../library/namespaces';
import { isList, type Value } from '../values/value';
import { functionMarkdown, lawMarkdown } from './markdown';

/** Title of a collection's member, cheaply: completion asks for hundreds. */
export function describeMember(collection: string, name: string): string | undefined {
  if (collection === 'models') return findModel(name)?.title;
  if (collection === 'hardware') return findDevice(name)?.title;
  if (collection !== 'laws') return undefined;
  const value: Value | undefined = findNamespace('laws')?.member(name);
  return value !== undefined && value !== null && typeof value === 'object' && !isList(value) && value.kind === 'law'
    ? lawMarkdown(value.law)
    : undefined;
}

export { functionMarkdown };
