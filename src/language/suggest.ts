import * as l10n from '@vscode/l10n';
import { distance } from 'fastest-levenshtein';

/** Candidates within three edits (fewer for short names), nearest first. */
export function nearest(name: string, candidates: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  const allowed = Math.min(3, Math.floor(name.length / 2));
  return [...new Set(candidates)]
    .map(candidate => ({ candidate, far: nearness(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= allowed)
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Edit distance, less for a swap of neighbours or a beginning in common. */
function nearness(a: string, b: string): number {
  if (a.length >= 3 && b.startsWith(a)) return 0.5;
  const edits = distance(a, b);
  const swapped = a.length === b.length && edits === 2 && [...a].sort().join('') === [...b].sort().join('');
  return swapped ? 1 : edits;
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
