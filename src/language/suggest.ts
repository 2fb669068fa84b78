import * as l10n from '@vscode/l10n';
import { distance } from 'fastest-levenshtein';

/** Candidates within three edits (fewer for short names), nearest first. */
export function nearest(name: string, candidates: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  const allowed = Math.min(3, Math.floor(name.length / 2));
  return [...new Set(candidates)]
    .map(candidate => ({ candidate, ...comparison(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= Math.max(allowed, name.length >= 3 ? 1.999 : 0))
    .sort((a, b) => a.far - b.far || b.shared - a.shared || a.gap - b.gap || a.candidate.localeCompare(b.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** How far two names are apart; among equally far ones a common beginning counts, then a like length. */
function comparison(a: string, b: string): { far: number; shared: number; gap: number } {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1;
  return { far: nearness(a, b), shared, gap: Math.abs(a.length - b.length) };
}

/** Edit distance, less for a swap of neighbours or a missing end; a much longer name that begins so stands behind one edit. */
function nearness(a: string, b: string): number {
  const edits = distance(a, b);
  if (a.length >= 3 && b.startsWith(a)) return edits > 1 ? 1 + edits / 1000 : 0.9;
  const swapped = a.length === b.length && edits === 2 && [...a].sort().join('') === [...b].sort().join('');
  return swapped ? 1 : edits;
}

/** How units that are often written with a letter are called here, where names of one letter stay free. */
const SHORT_UNITS: Readonly<Record<string, string>> = {
  s: 'seconds',
  h: 'hours',
  hr: 'hours',
  hrs: 'hours',
  min: 'minutes',
  d: 'days',
  y: 'years',
  yr: 'years',
  W: 'watts',
  J: 'joules',
  B: 'bytes',
  b: 'bits',
  g: 'gCO2e',
  tok: 'tokens',
  $: 'USD',
};

/** The unit that a short form means. */
export const unitMeant = (name: string): string | undefined =>
  Object.hasOwn(SHORT_UNITS, name) ? SHORT_UNITS[name] : undefined;

/** What may have been meant by a name that nothing has: the nearest ones, or the unit that it is short for. */
export function nameHint(name: string, candidates: Iterable<string>): string | undefined {
  // Other letters are more often names that are still to be defined.
  const unit = /^(s|h|hrs?|W|J|tok)$/.test(name) ? unitMeant(name) : undefined;
  if (unit !== undefined) return l10n.t('If it is meant as a unit, write `{0}`.', unit);
  const near = nearest(name, candidates);
  return near.length > 0 ? suggestion(name, near) : undefined;
}

/** "Did you mean …?", or the first of what there is. */
export function suggestion(name: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const near = nearest(name, all);
  if (near.length > 0) return l10n.t('Did you mean {0}?', near.map(n => `\`${n}\``).join(', '));
  if (all.length === 0) return undefined;
  const some = all
    .slice(0, 12)
    .map(n => `\`${n}\``)
    .join(', ');
  return all.length > 12 ? l10n.t('There are {0} …', some) : l10n.t('There are {0}.', some);
}
