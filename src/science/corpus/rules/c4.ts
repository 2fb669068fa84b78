import { c4Rules } from '../../facts/corpus';
import { type DocumentStage, type Reason, removed } from '../stage';
import { countSentences } from './sentences';

export interface C4Limits {
  readonly minSentences: number;
  readonly minWordsPerLine: number;
  readonly maxWordLength: number;
}

const TERMINAL = /[.?!"'”’]$/u;
const CITATION = /\[\d*\]|\[edit\]|\[citation needed\]/g;

/** Why a line goes, or undefined if it stays. */
function lineReason(line: string, limits: C4Limits): string | undefined {
  const words = line.split(/\s+/);
  if (words.some(word => word.length > limits.maxWordLength)) return 'line_with_long_word';
  if (!TERMINAL.test(line) || line.endsWith('...') || line.endsWith('…')) return 'line_without_terminal_mark';
  if (words.length < limits.minWordsPerLine) return 'line_with_few_words';
  const lower = line.toLowerCase();
  if (lower.includes('javascript')) return 'line_with_javascript';
  if (c4Rules.policyPhrases.some(phrase => lower.includes(phrase))) return 'line_with_policy';
  return undefined;
}

/**
 * C4's cleaning rules (Raffel et al. 2020, sec 2.2): lines without terminal punctuation, with few words, or that ask for
 * JavaScript go; pages with "lorem ipsum" or a curly bracket in a line that is left, or with few sentences, go.
 * The word list of C4 is `filter_harmful`'s business, its three-sentence deduplication `dedup_exact`'s.
 * Sentences end at terminal marks before white space (the original asks NLTK).
 */
export function c4Stage(changes: Partial<C4Limits> = {}): DocumentStage {
  const limits: C4Limits = { ...c4Rules, ...changes };
  return {
    kind: 'document',
    name: 'filter_quality',
    params: { rules: 'c4', ...changes },
    citations: [c4Rules.citation, c4Rules.codeCitation],
    changesText: true,
    process: ({ text }) => {
      const lines: string[] = [];
      const reasons: Reason[] = [];
      let sentences = 0;
      for (const raw of text.split(/\r\n|\n|\r/)) {
        const line = raw.replace(CITATION, '').trim();
        if (line === '') continue;
        const rule = lineReason(line, limits);
        if (rule !== undefined) {
          reasons.push({ rule, detail: line });
          continue;
        }
        if (line.toLowerCase().includes('lorem ipsum')) return removed(text, { rule: 'lorem_ipsum', detail: line });
        if (line.includes('{')) return removed(text, { rule: 'curly_bracket', detail: line });
        sentences += countSentences(line);
        lines.push(line);
      }
      if (sentences < limits.minSentences) {
        return removed(text, { rule: 'min_sentences', value: sentences, limit: limits.minSentences });
      }
      return { keep: true, text: lines.join('\n'), reasons };
    },
  };
}
