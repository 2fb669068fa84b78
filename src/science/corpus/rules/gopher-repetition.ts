import { gopherRepetition } from '../../facts/corpus';
import { type DocumentStage, kept, type Reason, removed } from '../stage';
import { paragraphs, trimmedLines, wordSpans } from '../text/lines';
import { lengthen, type NgramIds, unigramIds } from './ngram-ids';

/** Largest share of each kind of repetition. */
export interface GopherRepetitionLimits {
  readonly duplicateLines: number;
  readonly duplicateParagraphs: number;
  readonly duplicateLineCharacters: number;
  readonly duplicateParagraphCharacters: number;
  readonly topNgrams: readonly (readonly [n: number, limit: number])[];
  readonly duplicateNgrams: readonly (readonly [n: number, limit: number])[];
}

/** Shares of elements, and of their characters, that repeat an earlier element. */
export function duplicateShares(elements: readonly string[]): { elements: number; characters: number } {
  const seen = new Set<string>();
  let repeats = 0;
  let repeatedCharacters = 0;
  let characters = 0;
  for (const element of elements) {
    characters += element.length;
    if (seen.has(element)) {
      repeats++;
      repeatedCharacters += element.length;
    } else seen.add(element);
  }
  return {
    elements: repeats / Math.max(1, elements.length),
    characters: repeatedCharacters / Math.max(1, characters),
  };
}

/**
 * Share of the words' characters that stand in the most frequent n-gram (of several as frequent, the one with the most
 * characters), overlaps counted once. An n-gram that occurs once repeats nothing: 0.
 */
export function topNgramShare(grams: NgramIds, lengths: Int32Array, characters: number): number {
  const { ids, counts, n } = grams;
  const last = lengths.length - n;
  let most = 1;
  for (let i = 0; i <= last; i++) most = Math.max(most, counts[i]!);
  if (most < 2) return 0;
  let best = 0;
  for (let id = 0; id <= last; id++) {
    if (counts[id] !== most) continue;
    best = Math.max(
      best,
      coveredCharacters(lengths, n, i => i <= last && ids[i] === id),
    );
  }
  return best / characters;
}

/** Share of the words' characters that stand in an n-gram which occurred before, overlaps counted once. */
export function duplicateNgramShare(grams: NgramIds, lengths: Int32Array, characters: number): number {
  const last = lengths.length - grams.n;
  return coveredCharacters(lengths, grams.n, i => i <= last && grams.ids[i] !== i) / characters;
}

function coveredCharacters(lengths: Int32Array, n: number, starts: (i: number) => boolean): number {
  let covered = 0;
  let until = 0;
  for (let i = 0; i < lengths.length; i++) {
    if (starts(i)) until = i + n;
    if (i < until) covered += lengths[i]!;
  }
  return covered;
}

/** The first repetition rule that a text breaks, in the order of the table. */
export function repetitionReason(text: string, limits: GopherRepetitionLimits): Reason | undefined {
  const above = (rule: string, value: number, limit: number) => (value > limit ? { rule, value, limit } : undefined);
  const lines = duplicateShares(trimmedLines(text));
  const blocks = duplicateShares(paragraphs(text));
  const early =
    above('duplicate_line_fraction', lines.elements, limits.duplicateLines) ??
    above('duplicate_paragraph_fraction', blocks.elements, limits.duplicateParagraphs) ??
    above('duplicate_line_character_fraction', lines.characters, limits.duplicateLineCharacters) ??
    above('duplicate_paragraph_character_fraction', blocks.characters, limits.duplicateParagraphCharacters);
  if (early) return early;
  const words = wordSpans(text);
  const { lengths } = words;
  let characters = 0;
  for (let i = 0; i < lengths.length; i++) characters += lengths[i]!;
  if (characters === 0) return undefined;
  const grams = unigramIds(text, words);
  const unigrams = grams.ids.slice();
  const top = new Map(limits.topNgrams);
  const duplicate = new Map(limits.duplicateNgrams);
  const longest = Math.max(0, ...top.keys(), ...duplicate.keys());
  while (grams.n < longest && grams.n < words.count) {
    lengthen(grams, unigrams);
    if (grams.repeats === 0) return undefined;
    const topLimit = top.get(grams.n);
    const duplicateLimit = duplicate.get(grams.n);
    const reason =
      (topLimit === undefined
        ? undefined
        : above(`top_${grams.n}_gram_characters`, topNgramShare(grams, lengths, characters), topLimit)) ??
      (duplicateLimit === undefined
        ? undefined
        : above(
            `duplicate_${grams.n}_gram_characters`,
            duplicateNgramShare(grams, lengths, characters),
            duplicateLimit,
          ));
    if (reason) return reason;
  }
  return undefined;
}

/**
 * Gopher's repetition rules (Rae et al. 2021, Table A1). Lines and paragraphs are compared trimmed; a repeat is any
 * occurrence but the first; shares of n-grams are of the characters in words.
 */
export function gopherRepetitionStage(changes: Partial<GopherRepetitionLimits> = {}): DocumentStage {
  const limits: GopherRepetitionLimits = { ...gopherRepetition, ...changes };
  return {
    kind: 'document',
    name: 'filter_repetition',
    params: { rules: 'gopher', ...changes },
    citations: [gopherRepetition.citation],
    changesText: false,
    process: ({ text }) => {
      const reason = repetitionReason(text, limits);
      return reason ? removed(text, reason) : kept(text);
    },
  };
}
