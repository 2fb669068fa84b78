import { gpt3Decontamination } from '../../facts/corpus';
import { bytesOf, concatBytes, wordsOf } from '../dedup/records';
import { cutSpans, type Span } from '../dedup/substring/spans';
import { type CorpusStage, kept, type Survey } from '../stage';
import { createUint32List, type Uint32List } from '../text/word-hashes';
import { createGrams, type EvalIndex, type Grams, gramsOf, openEvalIndex } from './eval-index';

export interface Gpt3Options {
  readonly ngram: number;
  /** Characters that go on either side of a match. */
  readonly window: number;
  /** Pieces of fewer characters go. */
  readonly minPiece: number;
  /** A document that is cut into more pieces goes. */
  readonly maxPieces: number;
  /** N-grams in more documents than this are common phrases and match nothing; `null` counts none as common. */
  readonly maxDocuments: number | null;
}

/** How many documents have each evaluation n-gram: (n-gram, documents) per unit. */
function countSurvey(index: EvalIndex): Survey {
  return {
    name: 'overlap',
    parts: 1,
    begin: () => {
      const words = createUint32List();
      const grams = createGrams();
      const counts = new Map<number, number>();
      return {
        add: ({ text }) => {
          const found = new Set<number>();
          const count = gramsOf(text, index.n, words, grams);
          for (let i = 0; i < count; i++) {
            const gram = index.find(grams.low.values[i]!, grams.high.values[i]!);
            if (gram >= 0) found.add(gram);
          }
          for (const gram of found) counts.set(gram, (counts.get(gram) ?? 0) + 1);
        },
        finish: () => [bytesOf(Uint32Array.from([...counts].sort((a, b) => a[0] - b[0]).flat()))],
      };
    },
    group: (_part, sections) => {
      const totals = new Uint32Array(index.size);
      for (const { bytes } of sections) {
        const words = wordsOf(bytes);
        for (let i = 0; i < words.length; i += 2) totals[words[i]!]! += words[i + 1]!;
      }
      return bytesOf(totals);
    },
    merge: groups => ({ shared: concatBytes(groups), units: new Map() }),
  };
}

/** Spans of code units around the matches of a text, joined where they overlap. */
export function contaminatedSpans(
  text: string,
  n: number,
  window: number,
  matches: (low: number, high: number) => boolean,
  words: Uint32List = createUint32List(),
  grams: Grams = createGrams(),
): Span[] {
  const count = gramsOf(text, n, words, grams);
  const spans: { start: number; end: number }[] = [];
  for (let i = 0; i < count; i++) {
    if (!matches(grams.low.values[i]!, grams.high.values[i]!)) continue;
    const start = Math.max(0, grams.starts.values[i]! - window);
    const end = Math.min(text.length, grams.ends.values[i + n - 1]! + window);
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** The pieces of a text between its spans. */
function piecesBetween(text: string, spans: readonly Span[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans, { start: text.length, end: text.length }]) {
    pieces.push(text.slice(at, start));
    at = end;
  }
  return pieces;
}

/**
 * Decontamination as GPT-3's authors did it (Brown et al. 2020, App C): around every n-gram that an evaluation text shares,
 * `window` characters go as well; short pieces go; a document in too many pieces goes whole. Pieces that stay are joined
 * by an empty line: here a document stays one document.
 * @param packed from `packEvalIndex(texts, ngram)`
 */
export function gpt3DecontaminateStage(packed: Uint8Array, changes: Partial<Gpt3Options> = {}): CorpusStage {
  const index = openEvalIndex(packed);
  const { window, minPiece, maxPieces } = gpt3Decontamination;
  const options: Gpt3Options = { window, minPiece, maxPieces, maxDocuments: null, ...changes, ngram: index.n };
  return {
    kind: 'corpus',
    name: 'decontaminate',
    params: { method: 'gpt3', ...options },
    citations: [gpt3Decontamination.citation],
    changesText: true,
    surveys: options.maxDocuments === null ? [] : [countSurvey(index)],
    apply: state => {
      const totals = wordsOf(state.shared);
      const limit = options.maxDocuments;
      const matches = (low: number, high: number) => {
        const gram = index.find(low, high);
        return gram >= 0 && (limit === null || totals[gram]! <= limit);
      };
      const words = createUint32List();
      const grams = createGrams();
      return ({ text }) => {
        const spans = contaminatedSpans(text, options.ngram, options.window, matches, words, grams);
        if (spans.length === 0) return kept(text);
        const first = spans[0]!;
        const reason = { rule: 'eval_overlap', value: spans.length, detail: text.slice(first.start, first.end) };
        const pieces = piecesBetween(text, spans);
        if (pieces.length > options.maxPieces) {
          return { keep: false, text, reasons: [{ ...reason, rule: 'too_many_pieces', limit: options.maxPieces }] };
        }
        const left = pieces.map(piece => piece.trim()).filter(piece => piece.length >= options.minPiece);
        if (left.length === 0) return { keep: false, text: cutSpans(text, spans), reasons: [reason] };
        return { keep: true, text: left.join('\n\n'), reasons: [reason] };
      };
    },
  };
}
