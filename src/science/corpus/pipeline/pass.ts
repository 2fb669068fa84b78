import { type Document, EMPTY_STATE, type Stage, type State, type Verdict } from '../stage';
import { measureText } from '../text/measure';
import type { Tokenizer } from '../tokens/tokenizer';
import { addSize, noCounts, noTotals, noteChanged, noteRemoved, type StageCounts, type Totals } from './counts';
import { openLedger, type Size } from './ledger';
import type { Pass } from './passes';

/** What a pass needs to know of one unit. */
export interface UnitInput {
  readonly unit: number;
  /** The ledger that the pass before wrote. */
  readonly ledger?: Uint8Array;
  /** State of each corpus stage by its place among the stages: `shared`, and this unit's bytes at least. */
  readonly states: ReadonlyMap<number, State>;
}

/** What a pass found in one unit. */
export interface UnitResult {
  readonly ledger: Uint8Array;
  /** Sections of the survey by part; empty in the last pass. */
  readonly sections: readonly Uint8Array[];
  /** Counts of the stages from `from` to before `to`. */
  readonly counts: readonly StageCounts[];
  /** Milliseconds spent in each of those stages, and in the survey; zeros without a clock. */
  readonly time: readonly number[];
  /** Size of the documents that are left after this pass. */
  readonly left: Totals;
}

/** What a pass may be given besides. */
export interface PassOptions {
  /** Counts tokens; without one, tokens are 0. */
  readonly tokenizer?: Tokenizer | undefined;
  /** Receives the documents that stay, in the last pass. */
  readonly emit?: ((document: Document, index: number) => void) | undefined;
  /** Milliseconds from any origin, to time the stages. */
  readonly clock?: (() => number) | undefined;
}

/** Runs one pass over the documents of one unit, in order. */
export interface PassRunner {
  readonly add: (document: Document) => void;
  readonly finish: () => UnitResult;
}

type Judge = (document: Document, index: number) => Verdict;

/** Prepares a pass over one unit. */
export function createPassRunner(
  stages: readonly Stage[],
  pass: Pass,
  input: UnitInput,
  { tokenizer, emit, clock = () => 0 }: PassOptions = {},
): PassRunner {
  const ledger = openLedger(input.ledger);
  const stateOf = (at: number) => input.states.get(at) ?? EMPTY_STATE;
  const judges = stages.slice(0, pass.to).map((stage, at): Judge | undefined => {
    if (at < pass.from && !stage.changesText) return undefined;
    return stage.kind === 'document' ? stage.process : stage.apply(stateOf(at), input.unit);
  });
  const target = pass.survey === undefined ? undefined : stages[pass.to];
  const survey = target?.kind === 'corpus' ? target.surveys[pass.survey!] : undefined;
  const surveyor = survey?.begin(stateOf(pass.to), input.unit);
  const counts = stages.slice(pass.from, pass.to).map(noCounts);
  const time = new Array<number>(counts.length + 1).fill(0);
  const sizeOf = (text: string): Size => ({ ...measureText(text), tokens: tokenizer?.count(text) ?? 0 });
  const left = noTotals();
  let index = -1;

  /** The document after the stages of this pass, or undefined where one removed it. */
  const judge = (original: Document): Document | undefined => {
    let document = original;
    const place = { unit: input.unit, index };
    let size = ledger.size(index);
    for (let at = 0; at < judges.length; at++) {
      const verdict = judges[at];
      if (!verdict) continue;
      if (at < pass.from) {
        // Verdicts are pure: where a stage left the text as it is, it would again.
        if (ledger.changed(index, at)) document = { ...document, text: verdict(document, index).text };
        continue;
      }
      const stageCounts = counts[at - pass.from]!;
      size ??= sizeOf(document.text);
      addSize(stageCounts.input, size);
      const start = clock();
      const { keep, text, reasons } = verdict(document, index);
      time[at - pass.from]! += clock() - start;
      if (!keep) {
        noteRemoved(stageCounts, document, place, reasons, size);
        ledger.remove(index);
        return undefined;
      }
      if (reasons.length > 0) noteChanged(stageCounts, document, place, reasons);
      if (text !== document.text) {
        document = { ...document, text };
        ledger.noteChanged(index, at);
        size = sizeOf(text);
      }
      addSize(stageCounts.output, size);
    }
    size ??= sizeOf(document.text);
    ledger.set(index, size);
    addSize(left, size);
    return document;
  };

  return {
    add: original => {
      index++;
      if (ledger.gone(index)) return;
      const document = judge(original);
      if (!document) return;
      const start = clock();
      surveyor?.add(document, index);
      time[counts.length]! += clock() - start;
      emit?.(document, index);
    },
    finish: () => ({ ledger: ledger.bytes(), sections: surveyor?.finish() ?? [], counts, time, left }),
  };
}
