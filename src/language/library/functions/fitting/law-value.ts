import * as l10n from '@vscode/l10n';
import { version } from '../../../../../package.json';
import type { Certificate } from '../../../../science/fitting/certificate';
import type { Fit } from '../../../../science/fitting/fit';
import { intervalsOf, overDraws, toLaw } from '../../../../science/fitting/law';
import { type Interval, normalIntervals } from '../../../../science/fitting/uncertainty/intervals';
import type { Law, LawDraws } from '../../../../science/laws/law';
import { estimate, record, table } from '../../../values/make';
import type { LawValue, Note, Value } from '../../../values/value';
import { fitCard } from './card';

export interface FitExtras {
  readonly draws?: LawDraws | undefined;
  readonly jackknife?: LawDraws | undefined;
  readonly level: number;
  readonly seed: number;
  readonly notes: readonly string[];
  /** Refits that found no optimum, and are left out of the draws. */
  readonly failed?: number;
}

const fits = new WeakMap<Law, Fit>();

/** The fit behind a fitted law, for what needs its runs. */
export const fitOf = ({ law }: LawValue): Fit | undefined => fits.get(law);

/** A fit as a law of Scale, with how it is known beside its constants. */
export function fittedLaw(fit: Fit, extras: FitExtras): LawValue {
  const { draws, jackknife, level, seed } = extras;
  const law = toLaw(fit, { ...(draws && { draws }) });
  fits.set(law, fit);
  const { certificate } = fit;
  const se = Object.fromEntries(fit.free.map(name => [name, law.constantNotes?.[name]?.se ?? Number.NaN]));
  const intervals = draws ? intervalsOf(fit, draws, level, jackknife) : normalIntervals(fit, level);
  const fields = new Map<string, Value>([
    ...(draws ? constantsWithDraws(fit, draws, level) : []),
    ['objective', fit.objective],
    ['n', fit.n],
    ['status', certificate.status],
    ['converged', certificate.status === 'converged'],
    ['se', record(se)],
    ['ci', intervalsRecord(intervals)],
    ['draws', drawsTable(fit, draws)],
    ['residuals', fit.residuals],
    ['certificate', certificateRecord(certificate, seed)],
  ]);
  return {
    kind: 'law',
    law,
    fields,
    notes: remarksOf(fit, extras),
    card: () => fitCard({ fit, draws, se, intervals, level, seed, engine: version }),
  };
}

/** Constants as estimates: what is computed from them then carries their joint uncertainty. */
const constantsWithDraws = (fit: Fit, draws: LawDraws, level: number): [string, Value][] =>
  fit.free.map(name => [
    name,
    estimate(
      fit.constants[name] as number,
      overDraws(fit, draws, k => k[name] as number),
      undefined,
      level,
    ),
  ]);

function remarksOf({ certificate }: Fit, { notes, failed = 0 }: FitExtras): Note[] {
  const doubts = certificate.status === 'converged' ? [] : certificate.sentences.slice(0, 3);
  return [
    ...doubts.map(text => ({ tone: 'warning', text }) as const),
    ...(failed > 0
      ? [
          {
            tone: 'warning',
            text: l10n.t('{0} of the bootstrap refits found no optimum and are left out of the draws.', failed),
          } as const,
        ]
      : []),
    ...notes.map(text => ({ tone: 'info', text }) as const),
  ];
}

const intervalsRecord = (intervals: Readonly<Record<string, Interval>>): Value =>
  record(
    Object.fromEntries(
      Object.entries(intervals).map(([name, { low, high, level }]) => [name, record({ low, high, level })]),
    ),
  );

/** A row for each draw; none without a bootstrap. */
function drawsTable(fit: Fit, draws: LawDraws | undefined): Value {
  const names = fit.form.parameters;
  const count = draws?.count ?? 0;
  return table(
    Object.fromEntries(
      names.map((name, j) => [
        name,
        Float64Array.from({ length: count }, (_, k) => draws?.values[k * names.length + j] ?? Number.NaN),
      ]),
    ),
    { title: l10n.t('bootstrap draws') },
  );
}

function certificateRecord(c: Certificate, seed: number): Value {
  return record(
    {
      status: c.status,
      says: [...c.sentences],
      objective: c.objective,
      objective_name: c.objectiveName,
      gradient_norm: c.gradientNorm,
      starts: record({
        grid: c.starts.grid,
        run: c.starts.run,
        agree: c.starts.agree,
        grid_agree: c.starts.gridAgree,
        pruned: c.starts.pruned,
        origin: c.starts.origin,
      }),
      basins: c.basins.map(b =>
        record({
          objective: b.objective,
          excess: b.excess,
          constants: record({ ...b.constants }),
          starts: b.starts,
          within_noise: b.withinNoise,
        }),
      ),
      bounds_hit: c.bounds.map(b => record({ name: b.name, value: b.value, side: b.side })),
      condition: c.condition,
      flat: c.flat.map(f => f.text),
      outliers: c.outliers.map(o => record({ row: o.row, residual: o.residual, score: o.score })),
      excluded: c.excluded.map(e => record({ row: e.row, reason: e.reason })),
      ...(c.exactRuns === undefined ? {} : { exact_runs: c.exactRuns }),
      data_hash: c.dataHash,
      engine: version,
      seed,
    },
    { title: l10n.t('Certificate') },
  );
}
