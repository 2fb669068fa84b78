import * as l10n from '@vscode/l10n';
import type { Basin, BoundHit, FitStatus } from './certificate';
import { designDoubts } from './diagnose';
import { mean } from './numeric/summary';
import { short } from './numeric/write';
import type { Problem } from './problem';
import type { Cluster } from './search/basins';

/** What a verdict rests on. */
export interface Evidence {
  readonly best: Cluster;
  readonly bounds: readonly BoundHit[];
  readonly condition: number;
  readonly covariance: Float64Array | undefined;
  readonly basins: readonly Basin[];
  /** Share of the objective that noise could explain. */
  readonly noise: number;
}

/** A logarithm known no better than this leaves its constant open by a factor of e either way. */
const LOOSE = 1;
const SINGULAR = 1e13;
/** A search along a flat valley has ended where it could gain no more than this share of the noise. */
const CRAWL = 0.01;

/** The status of a fit, and the reasons for doubt as sentences, the summary first. */
export function judge(
  problem: Problem,
  evidence: Evidence,
): { readonly status: FitStatus; readonly sentences: string[] } {
  const { best, bounds, condition, covariance, basins, noise } = evidence;
  const design = designDoubts(problem);
  const rivals = basins.filter((b, i) => i > 0 && b.withinNoise && b.vanished.length === 0);
  const loose = covariance ? looseSizes(problem, covariance) : [];
  const limits = bounds.filter(b => !best.vanished.includes(b.name));
  const doubts = [
    ...design,
    ...vanishedDoubt(best.vanished),
    ...looseDoubt(loose.filter(name => !best.vanished.includes(name))),
    ...valleyDoubt(problem, basins[0], rivals),
    ...limits.map(limitDoubt),
  ];
  const { status, decrement, value } = best.best;
  const singular = !(condition < SINGULAR) || (covariance === undefined && bounds.length === 0);
  const open = design.length + best.vanished.length + loose.length + rivals.length > 0 || singular;
  const crawls = open && status !== 'converged' && decrement >= 0 && decrement <= CRAWL * noise * value;
  const ended = status === 'converged' || crawls || (status === 'stalled' && Math.abs(decrement) <= 1e-9 * value);
  const verdict: FitStatus = !ended
    ? 'abnormal'
    : design.length === 0 && limits.length > 0
      ? 'bound_hit'
      : open
        ? 'flat'
        : 'converged';
  return { status: verdict, sentences: [summaryOf(verdict), ...doubts, ...(crawls ? [crawlDoubt()] : [])] };
}

/** Constants whose size at the middle of the runs is not known within a factor of e. */
function looseSizes({ layout, form, data }: Problem, covariance: Float64Array): string[] {
  const q = layout.free.length;
  return layout.free.flatMap(({ name, size }, j) => {
    if (size === undefined) return [];
    let variance = covariance[j * q + j];
    if (size !== 'own') {
      const k = layout.place[form.parameters.findIndex(p => p.name === size.exponent)];
      const middle = mean(data.features[size.feature]);
      if (k >= 0) variance += middle * (middle * covariance[k * q + k] - 2 * covariance[j * q + k]);
    }
    return Math.sqrt(variance) > LOOSE ? [name] : [];
  });
}

function vanishedDoubt(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    l10n.t(
      'Nothing in these runs depends on {0}: the effect has vanished from the law, and its constants mean nothing.',
      names.join(', '),
    ),
  ];
}

function looseDoubt(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [l10n.t('{0}: known only within a factor of e, for the objective is nearly flat there.', names.join(', '))];
}

/** Optima that noise cannot tell from the best, and how far they lie apart. */
function valleyDoubt(problem: Problem, best: Basin, rivals: readonly Basin[]): string[] {
  if (rivals.length === 0) return [];
  const spans = problem.layout.free.map(({ name }) => {
    const values = [best, ...rivals].map(b => b.constants[name]);
    return l10n.t('{0} from {1} to {2}', name, short(Math.min(...values)), short(Math.max(...values)));
  });
  return [
    l10n.t(
      'Other optima ({0}) lie so little higher that noise could explain it. Together they form a flat valley: {1}.',
      rivals.length,
      spans.join(', '),
    ),
  ];
}

const crawlDoubt = () =>
  l10n.t('The search was still moving along a flat valley, where it could gain less than a hundredth of the noise.');

function limitDoubt({ name, value, side }: BoundHit): string {
  return side === 'lower'
    ? l10n.t('{0} ended on its lower limit, {1}.', name, short(value))
    : l10n.t('{0} ended on its upper limit, {1}.', name, short(value));
}

function summaryOf(status: FitStatus): string {
  switch (status) {
    case 'converged':
      return l10n.t('Converged: the gradient is zero, and the runs determine the constants.');
    case 'flat':
      return l10n.t('Flat: the optimum is found, but these runs do not determine all constants.');
    case 'bound_hit':
      return l10n.t('A limit is hit: the objective would fall further beyond it.');
    case 'abnormal':
      return l10n.t('Abnormal: the search ended where the gradient is not zero. Do not use these constants.');
  }
}
