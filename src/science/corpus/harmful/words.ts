import { ALONE, classOf, JOINING, lowerOf } from '../text/characters';
import { createUint32List, wordHashes } from '../text/word-hashes';

/** Finds listed words and phrases in a text. */
export type WordFinder = (text: string) => string | undefined;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Lower-case words with their places; letters, digits and marks join, all else separates. */
function* scanWords(text: string): Generator<string> {
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const kind = i < text.length ? classOf(text.charCodeAt(i)) : 0;
    if (kind === JOINING) {
      if (start < 0) start = i;
      continue;
    }
    if (start >= 0) yield lower(text, start, i);
    start = -1;
    if (kind === ALONE) yield lower(text, i, i + 1);
  }
}

function lower(text: string, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127 || (unit >= 65 && unit <= 90)) {
      let folded = '';
      for (let k = start; k < end; k++) folded += String.fromCharCode(lowerOf(text.charCodeAt(k)));
      return folded;
    }
  }
  return text.slice(start, end);
}

/**
 * Matches whole words and phrases in any case, with any punctuation or space between the words of a phrase. Entries in
 * scripts without spaces match anywhere (as C4's list did). Linear in the text however long the list is.
 */
export function createWordFinder(entries: readonly string[]): { find: WordFinder; size: number } {
  const phrases = new Map<string, string[][]>();
  /** Hashes of the first words: most words of a text are none of them, and need not be looked at as strings. */
  const firsts = new Set<number>();
  const anywhere: string[] = [];
  const hashes = createUint32List();
  let size = 0;
  for (const entry of entries) {
    const words = [...scanWords(entry)];
    if (words.length === 0) continue;
    size++;
    if (UNSPACED.test(entry)) {
      anywhere.push(entry.trim().toLowerCase());
      continue;
    }
    const known = phrases.get(words[0]!);
    if (known) known.push(words);
    else phrases.set(words[0]!, [words]);
    wordHashes(words[0]!, hashes);
    for (let i = 0; i < hashes.length; i++) firsts.add(hashes.values[i]!);
  }
  const mayBegin = (text: string): boolean => {
    wordHashes(text, hashes);
    for (let i = 0; i < hashes.length; i++) if (firsts.has(hashes.values[i]!)) return true;
    return false;
  };
  const find: WordFinder = text => {
    if (anywhere.length > 0) {
      const folded = text.toLowerCase();
      const hit = anywhere.find(entry => folded.includes(entry));
      if (hit !== undefined) return hit;
    }
    if (phrases.size === 0 || !mayBegin(text)) return undefined;
    /** Phrases under way: the words that must still follow. */
    let open: { phrase: string[]; next: number }[] = [];
    for (const word of scanWords(text)) {
      if (open.length > 0) {
        open = open.filter(({ phrase, next }) => phrase[next] === word);
        for (const match of open) match.next++;
        const done = open.find(({ phrase, next }) => next === phrase.length);
        if (done) return done.phrase.join(' ');
      }
      for (const phrase of phrases.get(word) ?? []) {
        if (phrase.length === 1) return word;
        open.push({ phrase, next: 1 });
      }
    }
    return undefined;
  };
  return { find, size };
}
