import type { LawDraws } from '../../laws/law';
import type { Certificate } from '../certificate';
import type { Fit } from '../fit';
import type { Interval } from '../uncertainty/intervals';

/** A fit as a plain document. */
export interface FitDocument {
  readonly scalebook_fit: 1;
  readonly engine?: string;
  readonly form: string;
  readonly formula: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly fixed: readonly string[];
  readonly se: Readonly<Record<string, number>>;
  readonly intervals?: Readonly<Record<string, Interval>>;
  readonly objective: number;
  readonly runs: number;
  readonly range: Readonly<Record<string, readonly [number, number]>>;
  readonly certificate: Certificate;
  readonly draws?: { readonly origin: string; readonly names: readonly string[]; readonly rows: number[][] };
}

export interface DocumentOptions {
  readonly engine?: string;
  readonly se?: Readonly<Record<string, number>>;
  readonly intervals?: Readonly<Record<string, Interval>>;
  readonly draws?: LawDraws;
}

/** Everything that a fit says, ready for `JSON.stringify`. */
export function fitDocument(fit: Fit, options: DocumentOptions = {}): FitDocument {
  const { engine, intervals, draws } = options;
  const names = fit.form.parameters;
  return {
    scalebook_fit: 1,
    ...(engine === undefined ? {} : { engine }),
    form: fit.form.name,
    formula: fit.form.formula,
    constants: fit.constants,
    fixed: names.filter(name => !fit.free.includes(name)),
    se: options.se ?? fit.se,
    ...(intervals && { intervals }),
    objective: fit.objective,
    runs: fit.n,
    range: fit.range,
    certificate: fit.certificate,
    ...(draws && {
      draws: {
        origin: draws.origin,
        names,
        rows: Array.from({ length: draws.count }, (_, k) =>
          Array.from(draws.values.subarray(k * names.length, (k + 1) * names.length)),
        ),
      },
    }),
  };
}
