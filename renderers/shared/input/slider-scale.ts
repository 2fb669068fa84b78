/** A slider in whole steps: what the browser's control counts, and what value each step stands for. */
export interface SliderScale {
  /** The last step; the first is 0. */
  readonly last: number;
  readonly valueAt: (step: number) => number;
  readonly stepAt: (value: number) => number;
}

const MOST_STEPS = 100_000;

/**
 * Steps of a slider. Even ones are `low + i step`, without the noise of repeated addition; the end is always reached.
 * On a logarithmic slider each step multiplies: by `step` where it is above 1, else by e to that share of the way.
 */
export function sliderScale(slider: {
  low: number;
  high: number;
  step: number;
  log?: boolean | undefined;
}): SliderScale {
  const { low, high, step } = slider;
  if (slider.log && low > 0 && high > low) {
    const ratio = step > 1 ? step : (high / low) ** Math.max(step, 1e-4);
    const last = count(Math.log(high / low) / Math.log(ratio));
    const valueAt = (i: number): number =>
      i >= last ? high : i <= 0 ? low : round(low * (high / low) ** (i / last), 4);
    return { last, valueAt, stepAt: v => nearest((Math.log(v / low) / Math.log(high / low)) * last, last) };
  }
  const last = count((high - low) / step);
  const by = last === MOST_STEPS ? (high - low) / last : step;
  const valueAt = (i: number): number => (i >= last ? high : i <= 0 ? low : round(low + i * by, 12));
  return { last, valueAt, stepAt: v => nearest((v - low) / by, last) };
}

const round = (x: number, digits: number): number => Number(x.toPrecision(digits));
const count = (steps: number): number => Math.max(1, Math.min(MOST_STEPS, Math.ceil(steps - 1e-9) || 1));
const nearest = (step: number, last: number): number => Math.min(last, Math.max(0, Math.round(step) || 0));
