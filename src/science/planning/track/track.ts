import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { annealingGap, annealingMemory, projectionMisses } from '../../facts/planning/annealing';
import { constantsOfDraw } from '../../laws/draws';
import type { Citation } from '../../source';
import type { Plan } from '../plan';
import { surfaceOf } from '../surface';
import { intervalOf } from '../uncertainty';
import { called, percent } from '../words';
import { type Projection, projectLoss } from './project';
import { type LearningRateSchedule, loggedRate, rateAt, undecayed } from './schedule';

/** A loss log, in the order of training. */
export interface LossLog {
  /** Tokens seen at each row. */
  readonly tokens: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  /** Where it was logged; else the schedule says. */
  readonly learningRate?: ArrayLike<number> | undefined;
}

/** A loss with the range in which it is expected. */
export interface ExpectedLoss {
  readonly loss: number;
  readonly low: number;
  readonly high: number;
}

/** How a run goes against its plan. */
export interface Tracking {
  /** Whether the projected final loss lies in, above or below what the plan expects. `early`: too little was seen. */
  readonly status: 'on track' | 'above' | 'below' | 'early';
  /** Share of the planned tokens that were seen. */
  readonly share: number;
  /** The last logged loss, and what was expected there. */
  readonly measured: number;
  readonly expectedNow: ExpectedLoss;
  /** The plan's final loss. */
  readonly expectedFinal: ExpectedLoss;
  readonly projected: Projection | undefined;
  /** Expected losses over the whole run, for a plot. */
  readonly curve: {
    readonly tokens: Float64Array;
    readonly loss: Float64Array;
    readonly low: Float64Array;
    readonly high: Float64Array;
  };
  /** Expected loss at every row of the log. */
  readonly expected: Float64Array;
  /** One sentence that says it all. */
  readonly verdict: string;
  readonly notes: readonly string[];
  readonly citations: readonly Citation[];
}

const POINTS = 121;

/** Least share of the run on which a verdict is ventured. */
const EARLY = 0.15;

/**
 * A loss log against the plan. Before its end a run is expected to lie above the law, which speaks of runs whose rate has
 * decayed: by the share of the loss that an undecayed rate costs (computed from the OLMo ladder), fading as the rate
 * decays (Tissue et al. 2024).
 */
export function track(base: Plan, log: LossLog, planned: LearningRateSchedule = { kind: 'cosine' }): Tracking {
  const { settings, surface, arguments: args } = base.basis;
  const { law, level } = settings;
  const loss = surface.loss;
  if (!loss || base.loss === undefined) {
    throw new ScienceError(
      'law-cannot',
      l10n.t('{0} predicts no loss to track a run by. Plan with a law that does.', called(law)),
    );
  }
  const n = log.tokens.length;
  if (n === 0 || log.loss.length !== n) {
    throw new ScienceError(
      'bad-input',
      l10n.t('The log needs tokens and loss of the same length, and at least one row.'),
    );
  }
  const { N, D } = base;
  const shares = Float64Array.from(log.tokens, t => t / D);
  const rate = log.learningRate ? loggedRate(shares, log.learningRate, planned) : (s: number) => rateAt(planned, s);
  const decay = undecayed(rate, base.steps);
  // The law speaks of the end of a run; a share of it is as good as a run that ends there, but for the rate.
  const tokensAt = (share: number) => Math.max(share * D, base.batch);
  const expect = (share: number) => loss(N, tokensAt(share)) * (1 + annealingGap.mean * (decay(share) - decay(1)));
  const options = { unique: args.unique, experts: settings.experts?.experts };
  const surfaces = Array.from(
    { length: law.draws?.count ?? 0 },
    (_, i) => surfaceOf(law, options, constantsOfDraw(law, i)).loss,
  );
  const expectedAt = (share: number): ExpectedLoss => {
    const centre = expect(share);
    if (surfaces.length === 0) return { loss: centre, low: centre, high: centre };
    const factor = centre / loss(N, tokensAt(share));
    const draws = Float64Array.from(surfaces, of => (of?.(N, tokensAt(share)) ?? Number.NaN) * factor);
    const { low, high } = intervalOf(draws, level);
    return { loss: centre, low, high };
  };
  const share = shares[n - 1];
  const grid = Array.from({ length: POINTS }, (_, i) => 0.005 + (0.995 * i) / (POINTS - 1));
  const curve = grid.map(expectedAt);
  const projected =
    share < EARLY
      ? undefined
      : projectLoss({ shares, losses: log.loss, undecayed: decay, excess: s => loss(N, tokensAt(s)) - loss(N, D) });
  const expectedFinal = expectedAt(1);
  const status = statusOf(projected, expectedFinal);
  return {
    ...{ status, share, measured: log.loss[n - 1], expectedNow: expectedAt(share), expectedFinal, projected },
    curve: {
      tokens: Float64Array.from(grid, s => s * D),
      loss: Float64Array.from(curve, c => c.loss),
      low: Float64Array.from(curve, c => c.low),
      high: Float64Array.from(curve, c => c.high),
    },
    expected: Float64Array.from(shares, expect),
    verdict: verdictOf(status, share, projected, expectedFinal),
    notes: notesOf(base, share, log),
    citations: [annealingGap.citation, annealingMemory.citation, projectionMisses.citation],
  };
}

/** Outside only where the two ranges do not meet. */
function statusOf(projected: Projection | undefined, expected: ExpectedLoss): Tracking['status'] {
  if (!projected) return 'early';
  if (projected.low > expected.high) return 'above';
  return projected.high < expected.low ? 'below' : 'on track';
}

function verdictOf(status: Tracking['status'], share: number, p: Projection | undefined, e: ExpectedLoss): string {
  const seen = percent(share);
  if (!p) return l10n.t('Too early to say: {0} of the run was seen, or too few rows of it.', seen);
  const heading = l10n.t(
    'after {0} of the run it heads for {1} [{2}, {3}], and the plan expects {4}',
    seen,
    p.loss.toFixed(3),
    p.low.toFixed(3),
    p.high.toFixed(3),
    e.loss.toFixed(3),
  );
  if (status === 'on track') return l10n.t('On track: {0}.', heading);
  return status === 'above' ? l10n.t('Above the plan: {0}.', heading) : l10n.t('Below the plan: {0}.', heading);
}

function notesOf({ basis }: Plan, share: number, log: LossLog): string[] {
  const { law } = basis.settings;
  const notes = [
    l10n.t(
      'An undecayed learning rate is taken to cost {0} of the loss (1.4 to 2.0 % on five sizes of the OLMo ladder), fading as the rate decays.',
      percent(annealingGap.mean),
    ),
    l10n.t(
      'The projection missed by at most 0.046 nats at half way on ten OLMo ladder runs; the loss must be on the data of {0} ({1}) for a verdict against the law.',
      called(law),
      law.conventions.data,
    ),
  ];
  if (!log.learningRate) notes.push(l10n.t('The learning rate was not logged: the planned schedule is taken to hold.'));
  if (share > 1.001) notes.push(l10n.t('The log goes beyond the planned tokens.'));
  return notes;
}
