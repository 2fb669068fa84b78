import { gopherQuality } from '../../facts/corpus';
import { type DocumentStage, kept, type Reason, removed } from '../stage';
import { isSpace } from '../text/characters';
import { trimmedLines } from '../text/lines';

/** Limits of the Gopher quality rules; the published ones are the defaults. A limit of `null` switches its rule off. */
export interface GopherQualityLimits {
  readonly minWords: number | null;
  readonly maxWords: number | null;
  readonly minMeanWordLength: number | null;
  readonly maxMeanWordLength: number | null;
  readonly maxSymbolsPerWord: number | null;
  readonly maxBulletLines: number | null;
  readonly maxEllipsisLines: number | null;
  readonly minAlphabeticWords: number | null;
  readonly minStopWords: number | null;
  readonly stopWords: readonly string[];
}

/** What the rules look at. Words are runs of what is not white space; those of punctuation alone do not count. */
export interface QualityStatistics {
  readonly words: number;
  readonly meanWordLength: number;
  readonly hashesPerWord: number;
  readonly ellipsesPerWord: number;
  readonly bulletLines: number;
  readonly ellipsisLines: number;
  readonly alphabeticWords: number;
  /** Different stop words that occur, in any case. */
  readonly stopWords: number;
}

const LETTER = /\p{L}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const EDGE = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const BULLET = /^[•‣⁃◦●▪*-](?:\s|$)|^[•‣⁃◦●▪]/u;
const ELLIPSIS = /\.\.\.|…/g;

/** 0 nothing countable, 1 digits, 2 letters. ASCII is decided without a regular expression. */
function kindOf(text: string, from: number, to: number): 0 | 1 | 2 {
  let kind: 0 | 1 = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) {
      const word = text.slice(from, to);
      return LETTER.test(word) ? 2 : LETTER_OR_DIGIT.test(word) ? 1 : 0;
    }
    const folded = unit | 32;
    if (folded >= 97 && folded <= 122) return 2;
    if (unit >= 48 && unit <= 57) kind = 1;
  }
  return kind;
}

/** Measures a text for the Gopher quality rules. */
export function qualityStatistics(text: string, stopWords: ReadonlySet<string>): QualityStatistics {
  let longestStop = 0;
  for (const stop of stopWords) longestStop = Math.max(longestStop, stop.length);
  let words = 0;
  let characters = 0;
  let alphabetic = 0;
  let hashes = 0;
  const seen = new Set<string>();
  for (let i = 0; i < text.length; ) {
    if (isSpace(text.charCodeAt(i))) {
      i++;
      continue;
    }
    let end = i;
    for (; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (isSpace(unit)) break;
      if (unit === 35) hashes++;
    }
    const start = i;
    i = end;
    const kind = kindOf(text, start, end);
    if (kind === 0) continue;
    words++;
    characters += end - start;
    if (kind === 2) alphabetic++;
    if (end - start <= longestStop + 2 && seen.size < stopWords.size) {
      const bare = text.slice(start, end).replace(EDGE, '').toLowerCase();
      if (stopWords.has(bare)) seen.add(bare);
    }
  }
  const lines = trimmedLines(text);
  const share = (test: (line: string) => boolean) =>
    lines.length === 0 ? 0 : lines.filter(test).length / lines.length;
  const perWord = (count: number) => count / Math.max(1, words);
  return {
    words,
    meanWordLength: perWord(characters),
    hashesPerWord: perWord(hashes),
    ellipsesPerWord: perWord(text.match(ELLIPSIS)?.length ?? 0),
    bulletLines: share(line => BULLET.test(line)),
    ellipsisLines: share(line => line.endsWith('...') || line.endsWith('…')),
    alphabeticWords: perWord(alphabetic),
    stopWords: seen.size,
  };
}

const PUBLISHED: GopherQualityLimits = gopherQuality;

/** Gopher's quality rules (Rae et al. 2021, sec A.1.1). A document goes at the first rule that it breaks. */
export function gopherQualityStage(changes: Partial<GopherQualityLimits> = {}): DocumentStage {
  const limits: GopherQualityLimits = { ...PUBLISHED, ...changes };
  const stopWords = new Set(limits.stopWords.map(word => word.toLowerCase()));
  const judge = (s: QualityStatistics): Reason | undefined => {
    const below = (rule: string, value: number, limit: number | null) =>
      limit !== null && value < limit ? { rule, value, limit } : undefined;
    const above = (rule: string, value: number, limit: number | null) =>
      limit !== null && value > limit ? { rule, value, limit } : undefined;
    return (
      below('min_words', s.words, limits.minWords) ??
      above('max_words', s.words, limits.maxWords) ??
      below('min_mean_word_length', s.meanWordLength, limits.minMeanWordLength) ??
      above('max_mean_word_length', s.meanWordLength, limits.maxMeanWordLength) ??
      above('hash_to_word_ratio', s.hashesPerWord, limits.maxSymbolsPerWord) ??
      above('ellipsis_to_word_ratio', s.ellipsesPerWord, limits.maxSymbolsPerWord) ??
      above('bullet_lines', s.bulletLines, limits.maxBulletLines) ??
      above('ellipsis_lines', s.ellipsisLines, limits.maxEllipsisLines) ??
      below('alphabetic_words', s.alphabeticWords, limits.minAlphabeticWords) ??
      below('stop_words', s.stopWords, limits.minStopWords)
    );
  };
  return {
    kind: 'document',
    name: 'filter_quality',
    params: {
      rules: 'gopher',
      ...Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, value ?? null])),
    },
    citations: [gopherQuality.citation],
    changesText: false,
    process: ({ text }) => {
      const reason = judge(qualityStatistics(text, stopWords));
      return reason ? removed(text, reason) : kept(text);
    },
  };
}
