import type { Document, Place, Reason } from '../stage';
import type { Size } from './ledger';

/** How much there is of something. */
export interface Totals {
  documents: number;
  bytes: number;
  words: number;
  tokens: number;
}

/** A document that a rule removed or changed: what a reader needs to judge the rule. */
export interface Example {
  readonly place: Place;
  readonly id: string;
  readonly reason: Reason;
  readonly effect: 'removed' | 'changed';
  /** The part of its text where the reason shows, or its beginning. */
  readonly excerpt: string;
}

/** What one rule did. */
export interface RuleCounts {
  /** Documents that it removed, and their size before the stage. */
  removed: Totals;
  /** Documents that it changed and that stayed. */
  changed: number;
  /** The first few of them in the order of the corpus. */
  examples: Example[];
}

/** What one stage did. */
export interface StageCounts {
  input: Totals;
  output: Totals;
  rules: Record<string, RuleCounts>;
}

/** Examples kept per rule. */
export const EXAMPLES = 8;
const EXCERPT = 600;

export const noTotals = (): Totals => ({ documents: 0, bytes: 0, words: 0, tokens: 0 });
export const noCounts = (): StageCounts => ({ input: noTotals(), output: noTotals(), rules: {} });

export function addSize(totals: Totals, size: Size): void {
  totals.documents++;
  totals.bytes += size.bytes;
  totals.words += size.words;
  totals.tokens += size.tokens;
}

export function addTotals(totals: Totals, more: Totals): void {
  totals.documents += more.documents;
  totals.bytes += more.bytes;
  totals.words += more.words;
  totals.tokens += more.tokens;
}

const ruleOf = (counts: StageCounts, rule: string): RuleCounts => {
  // Rule names come from stages, never from documents; own properties only, all the same.
  if (!Object.hasOwn(counts.rules, rule)) counts.rules[rule] = { removed: noTotals(), changed: 0, examples: [] };
  return counts.rules[rule]!;
};

function shorten(text: string): string {
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT)}…`;
}

/** The part of a text around what the rule names, where it names something. */
function excerptOf(text: string, detail: string | undefined): string {
  const at = detail ? text.toLowerCase().indexOf(detail.slice(0, 60).toLowerCase()) : -1;
  if (at < EXCERPT / 2) return shorten(text);
  return `…${shorten(text.slice(at - EXCERPT / 4))}`;
}

function keepExample(
  rule: RuleCounts,
  document: Document,
  place: Place,
  reason: Reason,
  effect: Example['effect'],
): void {
  if (rule.examples.length >= EXAMPLES) return;
  const detail = reason.detail === undefined ? {} : { detail: shorten(reason.detail) };
  rule.examples.push({
    place,
    id: document.id,
    reason: { ...reason, ...detail },
    effect,
    excerpt: excerptOf(document.text, reason.detail),
  });
}

/** Notes a document that a stage removed, under its first reason. */
export function noteRemoved(
  counts: StageCounts,
  document: Document,
  place: Place,
  reasons: readonly Reason[],
  size: Size,
) {
  const reason = reasons[0] ?? { rule: 'removed' };
  const rule = ruleOf(counts, reason.rule);
  addSize(rule.removed, size);
  keepExample(rule, document, place, reason, 'removed');
}

/** Notes what changed a document that stayed: each rule once a document. */
export function noteChanged(counts: StageCounts, document: Document, place: Place, reasons: readonly Reason[]): void {
  const seen = new Set<string>();
  for (const reason of reasons) {
    if (seen.has(reason.rule)) continue;
    seen.add(reason.rule);
    const rule = ruleOf(counts, reason.rule);
    rule.changed++;
    keepExample(rule, document, place, reason, 'changed');
  }
}

/** Adds the counts of another unit. Units must come in their order, so that the examples are the first ones. */
export function addCounts(counts: StageCounts, more: StageCounts): void {
  addTotals(counts.input, more.input);
  addTotals(counts.output, more.output);
  for (const [name, rule] of Object.entries(more.rules)) {
    const known = ruleOf(counts, name);
    addTotals(known.removed, rule.removed);
    known.changed += rule.changed;
    known.examples.push(...rule.examples.slice(0, EXAMPLES - known.examples.length));
  }
}
