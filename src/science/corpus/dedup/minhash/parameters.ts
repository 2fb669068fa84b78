import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';
import { finewebNearDuplicates, leeNearDuplicates } from '../../../facts/corpus';
import type { Citation } from '../../../source';
import { chooseBanding } from './curve';

/** How near-duplicates are found and what makes a candidate one. */
export interface MinHashParameters {
  /** Words per shingle. */
  readonly ngram: number;
  readonly bands: number;
  readonly rows: number;
  /**
   * Candidates must have at least this Jaccard similarity of their shingle sets, computed exactly; `null` takes every
   * candidate for a duplicate, as FineWeb did.
   */
  readonly jaccard: number | null;
  /** And at least this edit similarity of their words; `null` does not ask. */
  readonly editSimilarity: number | null;
}

export interface MinHashPreset extends MinHashParameters {
  readonly citation: Citation;
}

/** Published parameters. */
export const minhashPresets: Readonly<Record<string, MinHashPreset>> = {
  fineweb: { ...finewebNearDuplicates, jaccard: null, editSimilarity: null },
  lee: leeNearDuplicates,
};

/** What a user may give: a preset, a threshold, any parameter. */
export interface MinHashRequest extends Partial<MinHashParameters> {
  readonly preset?: string;
  /** Least Jaccard similarity of near-duplicates: bands are chosen for it and candidates verified. */
  readonly threshold?: number;
  /** MinHashes to spend on a threshold. Default 112, as many as FineWeb. */
  readonly hashes?: number;
}

const NAMES = ['ngram', 'bands', 'rows', 'jaccard', 'editSimilarity'] as const;

/**
 * Fills in a request: a threshold chooses its bands, else the preset's hold (FineWeb's by default); parameters that are
 * given win. Parameters that turn out to be published ones carry their citation.
 */
export function minhashParameters(request: MinHashRequest = {}): MinHashParameters & { citation?: Citation } {
  const { preset = 'fineweb', threshold, hashes, ...given } = request;
  const base = Object.hasOwn(minhashPresets, preset) ? minhashPresets[preset] : undefined;
  if (!base) {
    throw new ScienceError(
      'not-found',
      l10n.t('There is no MinHash preset "{0}". Known: {1}.', preset, Object.keys(minhashPresets).join(', ')),
    );
  }
  const { ngram, bands, rows, jaccard, editSimilarity } = base;
  const start = { ngram, bands, rows, jaccard, editSimilarity };
  const chosen =
    threshold === undefined || request.preset !== undefined
      ? { ...start, ...(threshold === undefined ? {} : { jaccard: threshold }) }
      : { ...start, ...chooseBanding(threshold, hashes), jaccard: threshold };
  const parameters = { ...chosen, ...given };
  for (const [name, value] of Object.entries({
    ngram: parameters.ngram,
    bands: parameters.bands,
    rows: parameters.rows,
  })) {
    if (!Number.isInteger(value) || value < 1 || value > 10_000) {
      throw new ScienceError(
        'bad-input',
        l10n.t('"{0}" must be a whole number from 1 to 10,000; it is {1}.', name, value),
      );
    }
  }
  const published = Object.values(minhashPresets).find(known => NAMES.every(name => known[name] === parameters[name]));
  return published ? { ...parameters, citation: published.citation } : parameters;
}
