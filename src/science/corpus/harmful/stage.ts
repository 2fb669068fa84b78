import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type DocumentStage, kept, removed } from '../stage';
import { createPatternFinder } from './patterns';
import { createUrlFinder } from './urls';
import { createWordFinder } from './words';

/** Lists that the user supplies. */
export interface HarmfulLists {
  readonly words?: readonly string[];
  readonly patterns?: readonly string[];
  readonly urls?: readonly string[];
}

/** Entries of a list file: a line each; empty lines and lines that begin with `#` are comments. */
export function parseList(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** Removes documents that a list names by a word, a pattern or their URL. The product ships no list. */
export function filterHarmfulStage(lists: HarmfulLists): DocumentStage {
  const words = createWordFinder(lists.words ?? []);
  const patterns = lists.patterns ?? [];
  const urls = lists.urls ?? [];
  if (words.size + patterns.length + urls.length === 0) {
    throw new ScienceError(
      'bad-input',
      l10n.t('The harmful-content filter has no list. Give it a file of words, patterns or URLs, one entry a line.'),
    );
  }
  const findPattern = createPatternFinder(patterns);
  const findUrl = createUrlFinder(urls);
  return {
    kind: 'document',
    name: 'filter_harmful',
    params: { words: [...(lists.words ?? [])], patterns: [...patterns], urls: [...urls] },
    citations: [],
    changesText: false,
    process: ({ text, url }) => {
      const listed = url === undefined ? undefined : findUrl(url);
      if (listed !== undefined) return removed(text, { rule: 'url', detail: listed });
      const word = words.size === 0 ? undefined : words.find(text);
      if (word !== undefined) return removed(text, { rule: 'word', detail: word });
      const pattern = findPattern(text);
      return pattern === undefined ? kept(text) : removed(text, { rule: 'pattern', detail: pattern });
    },
  };
}
