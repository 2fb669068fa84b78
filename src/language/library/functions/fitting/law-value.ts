import * as l10n from '@vscode/l10n';
import type { Certificate } from '../../../../science/fitting/certificate';
import type { Fit } from '../../../../science/fitting/fit';
import { intervalsOf, toLaw } from '../../../../science/fitting/law';
import { normalQuantile } from '../../../../science/fitting/numeric/normal';
import type { Law, LawDraws } from '../../../../science/laws/law';
import { record, table } from '../../../values/make';
import type { LawValue, Note, Value } from '../../../values/value';

export interface FitExtras {
  readonly draws?: LawDraws | undefined;
  readonly jackknife?: LawDraws | undefined;
  readonly level: number;
  readonly seed: number;
  readonly notes: readonly string[];
}

const fits = new WeakMap<Law, Fit>();

/** The fit behind a fitted law, for what needs its runs. */
export const fitOf = ({ law }: LawValue): Fit | undefined => fits.get(law);

/** A fit as a law of Scale, with how it is known beside its constants. */
export function fittedLaw(fit: Fit, { draws, jackknife, level, seed, notes }: FitExtras): LawValue {
  const law = toLaw(fit, { ...(draws && { draws }) });
  fits.set(law, fit);
  const { certificate } = fit;
  const se = Object.fromEntries(fit.free.map(name => [name, law.constantNotes?.[name]?.se ?? Number.NaN]));
  const intervals = draws ? intervalsOf(fit, draws, level, jackknife) : normalIntervals(fit, se, level);
  const fields = new Map<string, Value>([
    ['objective', fit.objective],
    ['n', fit.n],
    ['status', certificate.status],
    ['converged', certificate.status === 'converged'],
    ['se', record(se)],
    [
      'ci',
      record(
        Object.fromEntries(
          Object.entries(intervals).map(([name, { low, high }]) => [name, record({ low, high, level })]),
        ),
      ),
    ],
    ['draws', drawsTable(fit, draws ?? { count: 0, values: new Float64Array() })],
    ['residuals', fit.residuals],
    ['certificate', certificateRecord(certificate, seed)],
  ]);
  const doubts = certificate.status === 'converged' ? [] : certificate.sentences.slice(0, 3);
  const remarks: Note[] = [
    ...doubts.map(text => ({ tone: 'warning', text }) as const),
    ...notes.map(text => ({ tone: 'info', text }) as const),
  ];
  return { kind: 'law', law, fields, notes: remarks };
}

/** Without draws, an interval is as wide as the standard error of the fit says, by the normal distribution. */
function normalIntervals(
  { free, constants }: Fit,
  se: Readonly<Record<string, number>>,
  level: number,
): Readonly<Record<string, { readonly low: number; readonly high: number }>> {
  const z = normalQuantile(0.5 + level / 2);
  return Object.fromEntries(
    free.map(name => {
      const [centre, spread] = [constants[name] ?? Number.NaN, z * (se[name] ?? Number.NaN)];
      return [name, { low: centre - spread, high: centre + spread }];
    }),
  );
}

function drawsTable(fit: Fit, { count, values }: Pick<LawDraws, 'count' | 'values'>): Value {
  const names = fit.form.parameters;
  return table(
    Object.fromEntries(
      names.map((name, j) => [
        name,
        Float64Array.from({ length: count }, (_, k) => values[k * names.length + j] as number),
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
          constants: record({ ...b.constants }),
          starts: b.starts,
          within_noise: b.withinNoise,
        }),
      ),
      bounds_hit: c.bounds.map(b => record({ ...b } as unknown as Record<string, Value>)),
      condition: c.condition,
      flat: c.flat.map(f => f.text),
      outliers: c.outliers.map(o => record({ ...o } as unknown as Record<string, Value>)),
      excluded: c.excluded.map(e => record({ row: e.row, reason: e.reason })),
      data_hash: c.dataHash,
      seed,
    },
    { title: l10n.t('Certificate') },
  );
}
