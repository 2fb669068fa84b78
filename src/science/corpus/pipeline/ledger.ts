import { bytesOf, wordsOf } from '../dedup/records';

/** Size of a text. */
export interface Size {
  readonly bytes: number;
  readonly words: number;
  readonly tokens: number;
}

const GONE = 0xffffffff;
const WIDTH = 4;

/** What is known of the documents of a unit between passes: size and who changed them, or that they went. 16 bytes a document. */
export interface Ledger {
  readonly documents: () => number;
  /** Size of a document that is left; undefined where it went or is new. */
  readonly size: (index: number) => Size | undefined;
  readonly gone: (index: number) => boolean;
  readonly set: (index: number, size: Size) => void;
  readonly remove: (index: number) => void;
  /** Whether the stage at a place may have changed the text. Stages beyond the 31st are not told apart: true. */
  readonly changed: (index: number, stage: number) => boolean;
  readonly noteChanged: (index: number, stage: number) => void;
  readonly bytes: () => Uint8Array;
}

/** Opens a ledger from its bytes, or an empty one. */
export function openLedger(packed: Uint8Array = new Uint8Array(0)): Ledger {
  let words = wordsOf(packed).slice();
  let length = words.length / WIDTH;
  const room = (index: number) => {
    if ((index + 1) * WIDTH > words.length) {
      const grown = new Uint32Array(Math.max(3072, words.length * 2, (index + 1) * WIDTH));
      grown.set(words);
      words = grown;
    }
    length = Math.max(length, index + 1);
  };
  const gone = (index: number) => index < length && words[index * WIDTH] === GONE;
  return {
    documents: () => length,
    gone,
    size: index =>
      index >= length || gone(index)
        ? undefined
        : { bytes: words[index * WIDTH]!, words: words[index * WIDTH + 1]!, tokens: words[index * WIDTH + 2]! },
    set: (index, size) => {
      room(index);
      words[index * WIDTH] = size.bytes;
      words[index * WIDTH + 1] = size.words;
      words[index * WIDTH + 2] = size.tokens;
    },
    remove: index => {
      room(index);
      words[index * WIDTH] = GONE;
    },
    changed: (index, stage) => stage > 31 || (words[index * WIDTH + 3]! & (1 << stage)) !== 0,
    noteChanged: (index, stage) => {
      room(index);
      words[index * WIDTH + 3]! |= 1 << stage;
    },
    bytes: () => bytesOf(words.slice(0, length * WIDTH)),
  };
}
