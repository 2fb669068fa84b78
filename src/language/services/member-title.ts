import { findDevice } from '../../science/facts/devices';
import { findModel } from '../../science/facts/models';
import { findLaw } from '../../science/laws/laws';

/** What a collection's member is called, without making it: lists ask for hundreds. */
export function memberTitle(collection: string, name: string): string | undefined {
  if (collection === 'models') return findModel(name)?.title;
  if (collection === 'hardware') return findDevice(name)?.title;
  return collection === 'laws' ? findLaw(name)?.title : undefined;
}
