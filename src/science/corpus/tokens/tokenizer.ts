import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { mergeLongPiece, ranksByBytes } from './long-merge';
import { createPieceCache } from './piece-cache';
import { cl100kPieces, gpt2Pieces, type Splitter } from './pieces';

/** A byte-level BPE tokenizer. The same text always gives the same tokens. */
export interface Tokenizer {
  readonly name: string;
  readonly vocabulary: number;
  readonly count: (text: string) => number;
  /** Ids in order; `into` is used where it is long enough. Returns the ids as a view. */
  readonly encode: (text: string, into?: Uint32Array) => Uint32Array;
  /** UTF-8 bytes that a token stands for. */
  readonly byteLength: (id: number) => number;
}

/** What a library encoding offers. */
interface Library {
  readonly encode: (text: string) => readonly number[];
  readonly ranks: readonly (string | readonly number[])[];
}

interface Vocabulary {
  readonly title: string;
  readonly pieces: Splitter;
  readonly load: () => Promise<Library>;
}

/** Vocabularies by the name that users give. Each is a chunk of its own, loaded on first use. */
const vocabularies: Readonly<Record<string, Vocabulary>> = {
  gpt2: {
    title: 'GPT-2 and GPT-3 (50,257 tokens)',
    pieces: gpt2Pieces,
    load: async () => {
      const [{ encode }, { default: ranks }] = await Promise.all([
        import('gpt-tokenizer/encoding/r50k_base'),
        import('gpt-tokenizer/bpeRanks/r50k_base'),
      ]);
      return { encode, ranks };
    },
  },
  cl100k: {
    title: 'GPT-4 (100,277 tokens)',
    pieces: cl100kPieces,
    load: async () => {
      const [{ encode }, { default: ranks }] = await Promise.all([
        import('gpt-tokenizer/encoding/cl100k_base'),
        import('gpt-tokenizer/bpeRanks/cl100k_base'),
      ]);
      return { encode, ranks };
    },
  },
};

/** Names for `loadTokenizer`, with what they are. */
export const tokenizerNames: readonly { readonly name: string; readonly title: string }[] = Object.entries(
  vocabularies,
).map(([name, { title }]) => ({ name, title }));

/** Pieces longer than this are merged here: the library takes time quadratic in their length. */
const LONG = 300;

function createTokenizer(name: string, { pieces }: Vocabulary, library: Library): Tokenizer {
  const encoder = new TextEncoder();
  let byBytes: Map<string, number> | undefined;
  const encodePiece = (piece: string): Uint32Array => {
    if (piece.length > LONG) {
      byBytes ??= ranksByBytes(library.ranks);
      return mergeLongPiece(encoder.encode(piece), byBytes);
    }
    return Uint32Array.from(library.encode(piece));
  };
  const cache = createPieceCache(encodePiece);
  const bytesOf = new Map<number, number>();
  return {
    name,
    vocabulary: library.ranks.length,
    count: text => {
      let count = 0;
      pieces(text, (from, to) => {
        const entry = cache.find(text, from, to);
        count += entry < 0 ? encodePiece(text.slice(from, to)).length : cache.count(entry);
      });
      return count;
    },
    encode: (text, into) => {
      // A token holds at least one UTF-8 byte, and a code unit at most three.
      const target = into && into.length >= text.length * 3 ? into : new Uint32Array(text.length * 3);
      let length = 0;
      pieces(text, (from, to) => {
        const entry = cache.find(text, from, to);
        if (entry < 0) {
          const ids = encodePiece(text.slice(from, to));
          target.set(ids, length);
          length += ids.length;
        } else {
          cache.copy(entry, target, length);
          length += cache.count(entry);
        }
      });
      return target.subarray(0, length);
    },
    byteLength: id => {
      const known = bytesOf.get(id);
      if (known !== undefined) return known;
      const rank = library.ranks[id];
      const length = rank === undefined ? 0 : typeof rank === 'string' ? encoder.encode(rank).length : rank.length;
      bytesOf.set(id, length);
      return length;
    },
  };
}

const loaded = new Map<string, Promise<Tokenizer>>();

/**
 * A tokenizer by name (`gpt2`, `cl100k`). Special tokens in a text are text.
 * @throws ScienceError `not-found` for a name that is not known.
 */
export function loadTokenizer(name = 'gpt2'): Promise<Tokenizer> {
  const vocabulary = Object.hasOwn(vocabularies, name) ? vocabularies[name] : undefined;
  if (!vocabulary) {
    throw new ScienceError(
      'not-found',
      l10n.t('There is no tokenizer "{0}". Known: {1}.', name, tokenizerNames.map(known => known.name).join(', ')),
    );
  }
  const known = loaded.get(name);
  if (known) return known;
  const promise = vocabulary.load().then(library => createTokenizer(name, vocabulary, library));
  loaded.set(name, promise);
  return promise;
}
