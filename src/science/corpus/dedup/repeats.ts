import { type Document, kept, removed, type State, type Verdict } from '../stage';
import { bytesOf, wordsOf } from './records';

/** Documents that go because an earlier one says the same: (index, unit of the earlier, index of the earlier) per document. */
const WIDTH = 3;

/** A document (unit, index) and the earlier one that it repeats. */
export interface Repeat {
  readonly unit: number;
  readonly index: number;
  readonly ofUnit: number;
  readonly ofIndex: number;
}

/** State that lists the repeats of each unit by index. */
export function repeatsState(repeats: readonly Repeat[]): State {
  const byUnit = new Map<number, Repeat[]>();
  for (const repeat of repeats) {
    const list = byUnit.get(repeat.unit);
    if (list) list.push(repeat);
    else byUnit.set(repeat.unit, [repeat]);
  }
  const units = new Map<number, Uint8Array>();
  for (const [unit, list] of [...byUnit].sort((a, b) => a[0] - b[0])) {
    list.sort((a, b) => a.index - b.index);
    const words = new Uint32Array(list.length * WIDTH);
    list.forEach((repeat, i) => {
      words[i * WIDTH] = repeat.index;
      words[i * WIDTH + 1] = repeat.ofUnit;
      words[i * WIDTH + 2] = repeat.ofIndex;
    });
    units.set(unit, bytesOf(words));
  }
  return { shared: new Uint8Array(0), units };
}

/** Verdicts for one unit: each listed document goes by the rule, and names the document that it repeats. */
export function applyRepeats(state: State, unit: number, rule: string): (document: Document, index: number) => Verdict {
  const words = wordsOf(state.units.get(unit) ?? new Uint8Array(0));
  const of = new Map<number, { unit: number; index: number }>();
  for (let i = 0; i < words.length; i += WIDTH) of.set(words[i]!, { unit: words[i + 1]!, index: words[i + 2]! });
  return ({ text }, index) => {
    const earlier = of.get(index);
    return earlier ? removed(text, { rule, of: earlier }) : kept(text);
  };
}
