import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** A vocabulary of word pieces, learned from a text (byte-pair encoding; Sennrich et al. 2016). */
export interface Vocabulary {
  /** The pieces by id. The first ones are single characters; 0 stands for a character that the training text lacks. */
  readonly pieces: readonly string[];
  readonly encode: (text: string) => Int32Array;
  readonly decode: (ids: ArrayLike<number>) => string;
}

/** Stands for a character that the vocabulary lacks. */
export const UNKNOWN = 0;

/** Text is cut into these before pieces merge: a word with the space before it, digits, other signs, white space. */
const CHUNKS = / ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+/gu;

/** Merges the pair of ids wherever it stands, in place; returns the new length. */
function mergePair(ids: number[], left: number, right: number, merged: number): void {
  let length = 0;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && i + 1 < ids.length && ids[i + 1] === right) {
      ids[length++] = merged;
      i++;
    } else ids[length++] = ids[i]!;
  }
  ids.length = length;
}

const pairKey = (left: number, right: number): number => left * 65536 + right;

/**
 * Learns a vocabulary of at most `size` pieces: starts from the characters and merges the most frequent pair, the one with
 * the lower ids among equals.
 * @throws ScienceError `bad-input` if the text has more different characters than pieces are allowed
 */
export function learnVocabulary(text: string, size: number): Vocabulary {
  if (!Number.isInteger(size) || size < 2 || size > 60_000) {
    throw new ScienceError('bad-input', l10n.t('A vocabulary holds 2 to 60,000 pieces; {0} does not do.', size));
  }
  const counts = new Map<string, number>();
  for (const [chunk] of text.matchAll(CHUNKS)) counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
  const characters = [...new Set(text)].sort();
  if (characters.length + 1 > size) {
    throw new ScienceError(
      'bad-input',
      l10n.t(
        'The text has {0} different characters: a vocabulary of {1} pieces is too small for it.',
        characters.length,
        size,
      ),
    );
  }
  const pieces = ['\ufffd', ...characters];
  const idOf = new Map(pieces.map((piece, id) => [piece, id]));
  const words = [...counts].map(([chunk, count]) => ({ ids: [...chunk].map(c => idOf.get(c)!), count }));
  const pairs = new Map<number, number>();
  const holders = new Map<number, Set<number>>();
  const change = (word: number, sign: 1 | -1) => {
    const { ids, count } = words[word]!;
    for (let i = 0; i + 1 < ids.length; i++) {
      const key = pairKey(ids[i]!, ids[i + 1]!);
      pairs.set(key, (pairs.get(key) ?? 0) + sign * count);
      if (sign === 1) {
        const set = holders.get(key);
        if (set) set.add(word);
        else holders.set(key, new Set([word]));
      }
    }
  };
  words.forEach((_, word) => {
    change(word, 1);
  });
  const merges = new Map<number, number>();
  while (pieces.length < size) {
    let best = -1;
    let most = 1;
    for (const [key, count] of pairs) {
      if (count > most || (count === most && best >= 0 && key < best)) {
        best = key;
        most = count;
      }
    }
    if (best < 0) break;
    const [left, right] = [Math.floor(best / 65536), best % 65536];
    const merged = pieces.push(pieces[left]! + pieces[right]!) - 1;
    merges.set(best, merged);
    for (const word of holders.get(best) ?? []) {
      change(word, -1);
      mergePair(words[word]!.ids, left, right, merged);
      change(word, 1);
    }
    pairs.delete(best);
    holders.delete(best);
  }
  return createVocabulary(pieces, idOf, merges);
}

function createVocabulary(
  pieces: readonly string[],
  idOf: ReadonlyMap<string, number>,
  merges: ReadonlyMap<number, number>,
): Vocabulary {
  const cache = new Map<string, readonly number[]>();
  const encodeChunk = (chunk: string): readonly number[] => {
    const known = cache.get(chunk);
    if (known) return known;
    const ids = [...chunk].map(character => idOf.get(character) ?? UNKNOWN);
    for (;;) {
      let first = Number.POSITIVE_INFINITY;
      let pair = -1;
      for (let i = 0; i + 1 < ids.length; i++) {
        const key = pairKey(ids[i]!, ids[i + 1]!);
        const merged = merges.get(key);
        if (merged !== undefined && merged < first) {
          first = merged;
          pair = key;
        }
      }
      if (pair < 0) break;
      mergePair(ids, Math.floor(pair / 65536), pair % 65536, first);
    }
    if (cache.size > 100_000) cache.clear();
    cache.set(chunk, ids);
    return ids;
  };
  return {
    pieces,
    encode: text => {
      const ids: number[] = [];
      for (const [chunk] of text.matchAll(CHUNKS)) for (const id of encodeChunk(chunk)) ids.push(id);
      return Int32Array.from(ids);
    },
    decode: ids => Array.from(ids, id => pieces[id] ?? '\ufffd').join(''),
  };
}
