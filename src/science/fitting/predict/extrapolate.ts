import * as l10n from '@vscode/l10n';
import type { LawDraws, LossInputs } from '../../laws/law';
import { type Extrapolation, extrapolation } from '../../laws/verbs/extrapolation';
import { lossOf } from '../../laws/verbs/loss';
import type { Fit } from '../fit';
import { overDraws, toLaw } from '../law';
import { short } from '../numeric/write';
import { type Interval, percentileInterval } from '../uncertainty/intervals';

/** A prediction with how far beyond the fitted runs it reaches. */
export interface Extrapolated {
  readonly value: number;
  readonly interval?: Interval;
  /** The largest factor by which an input lies beyond the runs; 1 within them. */
  readonly factor: number;
  /** Farthest first. */
  readonly warnings: readonly string[];
}

/** Factors beyond this deserve a stronger word. */
const FAR = 100;

/** Loss at any inputs, with a sentence for each input beyond the fitted runs. */
export function extrapolate(fit: Fit, inputs: LossInputs, draws?: LawDraws, level = 0.9): Extrapolated {
  const law = toLaw(fit, draws ? { draws } : {});
  const value = lossOf(law, inputs);
  const { N, D } = inputs;
  const withCompute =
    N !== undefined && D !== undefined && inputs.C === undefined ? { ...inputs, C: 6 * N * D } : inputs;
  const beyond = extrapolation(law, withCompute);
  const loss = fit.form.loss;
  return {
    value,
    ...(draws &&
      loss && {
        interval: percentileInterval(
          overDraws(fit, draws, k => loss(k, inputs)),
          level,
        ),
      }),
    factor: beyond[0]?.factor ?? 1,
    warnings: beyond.map(beyondText),
  };
}

/** How far an input lies beyond the runs, as a sentence. */
export function beyondText({ input, factor, range }: Extrapolation): string {
  const times = factor < 2 ? factor.toPrecision(3) : short(Number(factor.toPrecision(2)));
  const [low, high] = range.map(end => short(Number(end.toPrecision(3))));
  return factor >= FAR
    ? l10n.t(
        '{0} is {1} times beyond the runs ({2} to {3}): the interval knows nothing of how the law itself may bend there.',
        input,
        times,
        low,
        high,
      )
    : l10n.t('{0} is {1} times beyond the runs ({2} to {3}).', input, times, low, high);
}
