import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { createRandom } from '../../random';
import { criteria } from '../curves/criteria';
import { type CurveForm, curveAt, type FittedCurve, fitCurve } from '../curves/curve';
import { checkedColumns, type SeriesInput } from '../series';

export type LearningForm = 'log-linear' | 'power' | 'sigmoid';

/** A score by words of training data, with draws of its fit. */
export interface LearningCurve {
  readonly name: string;
  /** False where less is better (a loss). */
  readonly higherIsBetter: boolean;
  readonly form: LearningForm;
  readonly constants: Readonly<Record<string, number>>;
  /** Standard deviation of the residuals. */
  readonly sd: number;
  /** AICc of each form above the best. */
  readonly delta: Readonly<Record<LearningForm, number>>;
  readonly words: Float64Array;
  readonly score: Float64Array;
  readonly fit: FittedCurve;
  /** Refits to scores drawn around the fit; each picks its own form. */
  readonly draws: readonly FittedCurve[];
}

export interface LearningCurveOptions {
  readonly replicates?: number;
  readonly seed?: number;
}

const LEAST_SCALES = 4;
const LEAST_RUNS = 6;

/**
 * Fits a learning curve in u = log10(words): a + b u, a - b words^-c, or a sigmoid, whichever has the least AICc.
 * Repeated runs at the same number of words count one by one. Throws a sentence with fewer than 6 runs or 4 sizes.
 */
export function learningCurve(input: SeriesInput, options: LearningCurveOptions = {}): LearningCurve {
  const { replicates = 200, seed = 0 } = options;
  const { name, x: words, y: score } = checkedColumns(input);
  const sizes = new Set(words).size;
  if (sizes < LEAST_SCALES || words.length < LEAST_RUNS)
    throw new ScienceError(
      'too-few-points',
      l10n.t(
        '{0} has {1} runs at {2} sizes; a learning curve needs at least {3} runs at {4} sizes.',
        ...[name, words.length, sizes, LEAST_RUNS, LEAST_SCALES],
      ),
    );
  const u = words.map(Math.log10);
  const data = { u, y: score, w: score.map(() => 1) };
  const least = (1e-3 * (Math.max(...score) - Math.min(...score))) ** 2;
  const forms = learningForms(Math.min(...u), Math.max(...u));
  const scored = forms.map(form => scoreFit(fitCurve(form, data), u.length, least));
  const best = bestOf(scored);
  const { fit } = best;
  const sd = Math.sqrt(fit.cost / Math.max(u.length - best.k, 1));
  const random = createRandom(seed);
  const truth = u.map(v => curveAt(fit, v));
  const draws = Array.from({ length: replicates }, () => {
    const drawn = { ...data, y: truth.map(v => v + sd * random.normal()) };
    return bestOf(scored.map(({ fit: { form, shape } }) => scoreFit(fitCurve(form, drawn, shape), u.length, least)))
      .fit;
  });
  const delta = scored.map(({ fit: { form }, aicc }) => [form.name as LearningForm, aicc - best.aicc] as const);
  return {
    ...{ name, sd, words, score, fit, draws },
    higherIsBetter: input.higherIsBetter ?? true,
    form: fit.form.name as LearningForm,
    constants: Object.fromEntries([
      ...fit.form.amplitudes.map((key, i): [string, number] => [key, fit.amplitudes[i]]),
      ...fit.form.shape.map(({ name: key }, i): [string, number] => [key, fit.shape[i]]),
    ]),
    delta: Object.fromEntries(delta) as Record<LearningForm, number>,
  };
}

interface ScoredFit {
  readonly fit: FittedCurve;
  /** Number of fitted constants. */
  readonly k: number;
  readonly aicc: number;
}

function scoreFit(fit: FittedCurve, n: number, least: number): ScoredFit {
  const k = fit.form.shape.length + fit.form.amplitudes.length;
  return { fit, k, aicc: criteria(fit.cost, n, k, false, least).aicc ?? Number.POSITIVE_INFINITY };
}

const bestOf = (scored: readonly ScoredFit[]) => scored.reduce((a, b) => (b.aicc < a.aicc ? b : a));

function learningForms(low: number, high: number): CurveForm[] {
  return [
    { name: 'log-linear', shape: [], amplitudes: ['slope', 'intercept'], terms: u => [u, 1], offset: 0 },
    {
      name: 'power',
      shape: [{ name: 'exponent', low: 0.02, high: 3, points: 40 }],
      // Words are counted from the smallest corpus, so that the power is at most 1.
      terms: (u, [c]) => [-(10 ** (-c * (u - low))), 1],
      ...{ amplitudes: ['gap', 'ceiling'], offset: 0 },
    },
    {
      name: 'sigmoid',
      shape: [
        { name: 'middle', low: low - (high - low) / 2, high: high + (high - low) / 2, points: 24 },
        { name: 'logWidth', low: Math.log(0.05), high: Math.log(high - low), points: 10 },
      ],
      terms: (u, [middle, logWidth]) => [1 / (1 + Math.exp(-(u - middle) / Math.exp(logWidth))), 1],
      ...{ amplitudes: ['rise', 'base'], offset: 0 },
    },
  ];
}

/** Score of a learning curve at a number of words. */
export function scoreAt(curve: LearningCurve, words: number): number {
  return curveAt(curve.fit, Math.log10(words));
}
