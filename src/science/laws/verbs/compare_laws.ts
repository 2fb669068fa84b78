import { ScienceError } from '../../errors';
import type { Conventions, Law, LossInputs } from '../law';
import { type Extrapolation, extrapolation } from './extrapolation';
import { lossOf } from './loss';
import { optimalFor } from './optimal';

/** The same question to several laws: the optimum at a budget, or the loss of a run. */
export type LawQuestion = { readonly C: number } | { readonly N: number; readonly D: number };

/** One law's answer. */
export interface LawAnswer {
  readonly law: Law;
  readonly N?: number;
  readonly D?: number;
  readonly loss?: number;
  readonly tokensPerParam?: number;
  readonly extrapolation: readonly Extrapolation[];
  /** Why there is no answer, as a sentence. */
  readonly refusal?: string;
}

/** A convention in which the laws differ, with each law's own: why their answers do not compare directly. */
export interface ConventionDifference {
  readonly convention: keyof Conventions;
  readonly values: readonly { readonly law: string; readonly value: string }[];
}

export interface LawComparison {
  readonly question: LawQuestion;
  readonly answers: readonly LawAnswer[];
  readonly differences: readonly ConventionDifference[];
}

const conventionNames: readonly (keyof Conventions)[] = ['loss', 'params', 'flops', 'data', 'tokenizer'];

function answer(law: Law, question: LawQuestion, inputs: LossInputs): LawAnswer {
  try {
    if ('C' in question) {
      const { N, D, loss, tokensPerParam } = optimalFor(law, question, inputs);
      const found = { N, D, tokensPerParam, ...(loss === undefined ? {} : { loss }) };
      return { law, ...found, extrapolation: extrapolation(law, { ...inputs, N, D, C: question.C }) };
    }
    const { N, D } = question;
    const all = { ...inputs, N, D };
    return { law, N, D, loss: lossOf(law, all), tokensPerParam: D / N, extrapolation: extrapolation(law, all) };
  } catch (error) {
    if (!(error instanceof ScienceError)) throw error;
    return { law, extrapolation: [], refusal: error.message };
  }
}

/** Asks every law the same question and lists the conventions in which those that answer differ. */
export function compareLaws(laws: readonly Law[], question: LawQuestion, inputs: LossInputs = {}): LawComparison {
  const answers = laws.map(law => answer(law, question, inputs));
  const answering = answers.filter(a => a.refusal === undefined).map(a => a.law);
  const differences = conventionNames.flatMap(convention => {
    const values = answering.map(law => ({ law: law.name, value: law.conventions[convention] ?? 'unstated' }));
    return new Set(values.map(v => v.value)).size > 1 ? [{ convention, values }] : [];
  });
  return { question, answers, differences };
}
