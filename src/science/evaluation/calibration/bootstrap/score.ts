import { type BinSums, debiasedEce } from '../debiased';
import type { CalibrationCells } from './cells';

/** What a bootstrap gives intervals for, in the order of its draws. */
export const BOOTSTRAP_METRICS = [
  'accuracy',
  'meanConfidence',
  'ece',
  'eceDebiased',
  'mce',
  'ace',
  'brier',
  'nll',
  'auroc',
] as const;

export type BootstrapMetric = (typeof BOOTSTRAP_METRICS)[number];

/** The metrics of cells, each taken `weights` times; NaN for an AUROC without both outcomes. */
export function scoreCells(cells: CalibrationCells, weights: Float64Array): Record<BootstrapMetric, number> {
  const bins = emptyBins(cells.bins);
  const massBins = emptyBins(cells.massBins);
  let right = 0;
  let said = 0;
  let squares = 0;
  let logs = 0;
  let pairs = 0;
  let wrong = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i];
    if (w === 0) continue;
    add(bins[cells.bin[i]], w, cells, i);
    add(massBins[cells.massBin[i]], w, cells, i);
    said += w * cells.confidence[i];
    squares += w * cells.brier[i];
    logs += w * cells.logs[i];
    if (cells.right[i] === 1) {
      right += w;
      pairs += w * (wrong - weights[i - 1] / 2);
    } else wrong += w;
  }
  const { n } = cells;
  const gaps = bins.map(b => Math.abs(b.right - b.said));
  return {
    accuracy: right / n,
    meanConfidence: said / n,
    ece: gaps.reduce((sum, gap) => sum + gap, 0) / n,
    eceDebiased: debiasedEce(bins),
    mce: bins.reduce((most, b, i) => (b.n > 0 ? Math.max(most, gaps[i] / b.n) : most), 0),
    ace: meanGap(massBins),
    brier: squares / n,
    nll: -logs / n,
    auroc: right > 0 && wrong > 0 ? pairs / (right * wrong) : Number.NaN,
  };
}

type Sums = { -readonly [K in keyof BinSums]: BinSums[K] };

const emptyBins = (count: number): Sums[] =>
  Array.from({ length: count }, () => ({ n: 0, said: 0, right: 0, variance: 0 }));

function add(bin: Sums, w: number, cells: CalibrationCells, i: number): void {
  bin.n += w;
  bin.said += w * cells.confidence[i];
  bin.right += w * cells.right[i];
  bin.variance += w * cells.variance[i];
}

function meanGap(bins: readonly Sums[]): number {
  const filled = bins.filter(b => b.n > 0);
  return filled.reduce((sum, b) => sum + Math.abs(b.right - b.said) / b.n, 0) / filled.length;
}
