import type { Citation } from '../source';
import data from './data/loss_curves.json';

/** Real training curves as columns, one row per logged point. FLOP are 6ND. */
export interface LossCurves {
  readonly run: readonly string[];
  readonly step: Float64Array;
  readonly tokens: Float64Array;
  readonly loss: Float64Array;
  readonly params: Float64Array;
  readonly flops: Float64Array;
  readonly source: readonly string[];
  readonly licence: readonly string[];
  readonly rows: number;
}

/** What is known of one run. */
export interface LossCurveRun {
  readonly run: string;
  readonly title: string;
  readonly params: number;
  readonly metric: string;
  readonly unit: string;
  readonly licence: string;
  /** How the log was thinned. */
  readonly rule: string;
  readonly citation: Citation;
}

/** The runs, in the order of the table. */
export function lossCurveRuns(): LossCurveRun[] {
  return data.map(({ run, title, params, metric, unit, licence, rule, source, locator }) => ({
    ...{ run, title, params, metric, unit, licence, rule },
    citation: { source, locator, flag: 'verified', evidence: 'primary' },
  }));
}

/** 18 real training curves (OLMo ladder, OLMo 2, GPT-2 with four optimisers) as one table. */
export function loadLossCurves(): LossCurves {
  const column = (of: (curve: (typeof data)[number], i: number) => number) =>
    Float64Array.from(data.flatMap(curve => curve.loss.map((_, i) => of(curve, i))));
  const words = (of: (curve: (typeof data)[number]) => string) =>
    data.flatMap(curve => curve.loss.map(() => of(curve)));
  const loss = column((curve, i) => curve.loss[i]);
  return {
    run: words(curve => curve.run),
    step: column((curve, i) => curve.step[i]),
    tokens: column((curve, i) => curve.tokens[i]),
    loss,
    params: column(curve => curve.params),
    flops: column((curve, i) => 6 * curve.params * curve.tokens[i]),
    source: words(curve => curve.source),
    licence: words(curve => curve.licence),
    rows: loss.length,
  };
}
