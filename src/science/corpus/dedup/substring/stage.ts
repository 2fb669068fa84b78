import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';
import { leeExactSubstring } from '../../../facts/corpus';
import { type CorpusStage, kept } from '../../stage';
import { loadTokenizer, type Tokenizer } from '../../tokens/tokenizer';
import { wordsOf } from '../records';
import { cutSpans, type Keep, type Span } from './spans';
import { createScratch, gramSurvey, windowSurvey } from './surveys';

export interface ExactSubstringOptions {
  /** Passages of at least this many tokens count. */
  readonly minTokens: number;
  /** The tokenizer's name. */
  readonly tokenizer: string;
  readonly keep: Keep;
}

/**
 * Token spans as spans of code units. A token may hold part of a character: a span that begins or ends inside one leaves
 * that character in the text.
 */
export function characterSpans(
  text: string,
  tokens: Uint32Array,
  spans: readonly Span[],
  tokenizer: Tokenizer,
): Span[] {
  /** Bytes before each edge that is asked for, in order. */
  const edges = spans.flatMap(span => [span.start, span.end]);
  const bytesAt: number[] = [];
  let bytes = 0;
  for (let token = 0, edge = 0; edge < edges.length; token++) {
    while (edge < edges.length && edges[edge] === token) {
      bytesAt.push(bytes);
      edge++;
    }
    if (token < tokens.length) bytes += tokenizer.byteLength(tokens[token]!);
  }
  const units: { floor: number; ceiling: number }[] = [];
  let at = 0;
  let unit = 0;
  for (const target of bytesAt) {
    let floor = unit;
    while (at < target && unit < text.length) {
      const point = text.codePointAt(unit)!;
      const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      floor = unit;
      at += size;
      unit += point < 0x10000 ? 1 : 2;
    }
    units.push({ floor: at === target ? unit : floor, ceiling: unit });
  }
  return spans.map((_, i) => {
    const start = units[2 * i]!.ceiling;
    return { start, end: Math.max(start, units[2 * i + 1]!.floor) };
  });
}

/**
 * Cuts passages of at least `minTokens` tokens that stand elsewhere too (ExactSubstr, Lee et al. 2021). The result is
 * that of a suffix array over the whole corpus (`repeatedSpans`), found in two streaming looks with hashes of windows,
 * so that the corpus need not fit in memory.
 */
export async function exactSubstringStage(changes: Partial<ExactSubstringOptions> = {}): Promise<CorpusStage> {
  const options: ExactSubstringOptions = {
    minTokens: leeExactSubstring.minTokens,
    tokenizer: 'gpt2',
    keep: 'first',
    ...changes,
  };
  const { minTokens, keep } = options;
  if (!Number.isInteger(minTokens) || minTokens < 2) {
    throw new ScienceError(
      'bad-input',
      l10n.t('"min_tokens" must be a whole number of at least 2; it is {0}.', minTokens),
    );
  }
  const tokenizer = await loadTokenizer(options.tokenizer);
  return {
    kind: 'corpus',
    name: 'dedup_exact',
    params: { ...options },
    citations: [leeExactSubstring.citation],
    changesText: true,
    surveys: [gramSurvey(tokenizer, minTokens), windowSurvey(tokenizer, minTokens, keep)],
    apply: (state, unit) => {
      const words = wordsOf(state.units.get(unit) ?? new Uint8Array(0));
      const spansOf = new Map<number, Span[]>();
      for (let i = 0; i < words.length; i += 3) {
        const list = spansOf.get(words[i]!);
        const span = { start: words[i + 1]!, end: words[i + 2]! };
        if (list) list.push(span);
        else spansOf.set(words[i]!, [span]);
      }
      const scratch = createScratch(tokenizer);
      return ({ text }, index) => {
        const spans = spansOf.get(index);
        if (!spans) return kept(text);
        const characters = characterSpans(text, scratch.tokens(text), spans, tokenizer);
        const left = cutSpans(text, characters);
        const tokens = spans.reduce((sum, span) => sum + span.end - span.start, 0);
        const detail = text.slice(characters[0]!.start, characters[0]!.end);
        return { keep: left.trim() !== '', text: left, reasons: [{ rule: 'repeated_passage', value: tokens, detail }] };
      };
    },
  };
}
