import type { Evidence, Query } from '../../../../science/retrieval/knn';
import type { NeuralModel } from '../../../../science/retrieval/model/train';
import type { Datastore } from '../../../../science/retrieval/store/datastore';
import type { IvfIndex } from '../../../../science/retrieval/store/ivf';
import type { Vocabulary } from '../../../../science/retrieval/text/bpe';
import { isList, type Value } from '../../../values/value';
import { type Parameter, parameter } from '../../parameter';

/** What a language model of `train_lm` stands for. */
export interface LanguageModel {
  readonly vocabulary: Vocabulary;
  readonly model: NeuralModel;
  /** Its training text as tokens. */
  readonly trained: Int32Array;
}

/** What a datastore stands for, and what was computed with it last: a slider then moves without another search. */
export interface StoreState {
  readonly store: Datastore;
  /** Whose representations the keys are; not known of keys from files. */
  readonly lm?: LanguageModel;
  /** Text of tokens, where their vocabulary is known. */
  readonly decode?: (ids: ArrayLike<number>) => string;
  readonly approximate: Latest<IvfIndex>;
  readonly evidence: Latest<Searched>;
}

/** A text that was searched for. */
export interface Searched {
  readonly queries: readonly Query[];
  readonly evidence: Evidence;
  /** Perplexity of a Kneser-Ney 3-gram of the model's training text. */
  readonly gram?: number;
}

/** The last result of a slow computation, kept for as long as what it was made from is the same. */
export class Latest<T> {
  private kept: { readonly from: readonly unknown[]; readonly value: T } | undefined;

  get(from: readonly unknown[], make: () => T): T {
    const { kept } = this;
    if (kept && kept.from.length === from.length && from.every((part, i) => Object.is(part, kept.from[i])))
      return kept.value;
    const value = make();
    this.kept = { from, value };
    return value;
  }
}

/** Values of Scale that stand for something which no value can hold: found by their fields. */
class Held<T> {
  private readonly kept = new WeakMap<ReadonlyMap<string, Value>, T>();

  hold<V extends { readonly fields: ReadonlyMap<string, Value> }>(value: V, what: T): V {
    this.kept.set(value.fields, what);
    return value;
  }

  parameter(type: string, doc: string): Parameter<T> {
    const of = (value: Value): T | undefined =>
      typeof value === 'object' &&
      value !== null &&
      !isList(value) &&
      (value.kind === 'view' || value.kind === 'record')
        ? this.kept.get(value.fields)
        : undefined;
    return parameter(
      type,
      doc,
      value => of(value) !== undefined,
      value => of(value) as T,
    );
  }
}

export const models = new Held<LanguageModel>();
export const stores = new Held<StoreState>();

export const storeState = (
  store: Datastore,
  { lm, decode = lm?.vocabulary.decode }: Pick<StoreState, 'lm' | 'decode'> = {},
): StoreState => ({
  store,
  ...(lm ? { lm } : {}),
  ...(decode ? { decode } : {}),
  approximate: new Latest(),
  evidence: new Latest(),
});
