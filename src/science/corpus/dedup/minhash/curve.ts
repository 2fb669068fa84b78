import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';

/** Locality-sensitive hashing by bands: a pair is a candidate if all rows of at least one band agree. */
export interface Banding {
  /** Number of bands (Lee et al.'s r, FineWeb's buckets). */
  readonly bands: number;
  /** MinHashes in each band (Lee et al.'s b). */
  readonly rows: number;
}

/**
 * Chance that a pair of Jaccard similarity `similarity` becomes a candidate: 1 - (1 - s^rows)^bands
 * (Lee et al. 2021, App A; Leskovec et al., Mining of Massive Datasets, sec 3.4.2).
 */
export function candidateProbability(similarity: number, { bands, rows }: Banding): number {
  // expm1 and log1p keep the digits of small chances.
  return -Math.expm1(bands * Math.log1p(-(similarity ** rows)));
}

/** The similarity at which half of the pairs become candidates. */
export function halfwaySimilarity({ bands, rows }: Banding): number {
  return (-Math.expm1(Math.log(0.5) / bands)) ** (1 / rows);
}

/** The curve of a banding at `points` similarities from 0 to 1. */
export function candidateCurve(banding: Banding, points = 101): { similarity: number[]; probability: number[] } {
  const similarity = Array.from({ length: points }, (_, i) => i / (points - 1));
  return { similarity, probability: similarity.map(s => candidateProbability(s, banding)) };
}

/** Mean of the curve (or of its complement) over an interval, by the midpoint rule. */
function area(from: number, to: number, value: (s: number) => number): number {
  const steps = 200;
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += value(from + (i + 0.5) * width);
  return sum * width;
}

/**
 * The banding with at most `hashes` MinHashes whose curve best separates pairs below the threshold from those above it:
 * it minimises `missWeight` x (area of missed pairs) + (1 - missWeight) x (area of false candidates). A high weight
 * suits a pipeline that verifies its candidates.
 */
export function chooseBanding(threshold: number, hashes = 112, missWeight = 0.9): Banding {
  if (!(threshold > 0 && threshold < 1)) {
    throw new ScienceError(
      'bad-input',
      l10n.t('The similarity threshold must lie between 0 and 1; {0} does not.', threshold),
    );
  }
  let best: Banding = { bands: hashes, rows: 1 };
  let least = Number.POSITIVE_INFINITY;
  for (let rows = 1; rows <= hashes; rows++) {
    const banding = { bands: Math.floor(hashes / rows), rows };
    const missed = area(threshold, 1, s => 1 - candidateProbability(s, banding));
    const false_ = area(0, threshold, s => candidateProbability(s, banding));
    const cost = missWeight * missed + (1 - missWeight) * false_;
    if (cost < least) {
      least = cost;
      best = banding;
    }
  }
  return best;
}
