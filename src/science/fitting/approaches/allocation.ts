import type { Form, Law, LawDraws, Range } from '../../laws/law';
import { fitLine, type Line } from './power-fit';

/** How the compute-optimal size and tokens grow with compute: N = N_coefficient C^N_exponent, D alike. */
export interface AllocationFit {
  readonly N_exponent: number;
  readonly D_exponent: number;
  readonly N_coefficient: number;
  readonly D_coefficient: number;
  readonly se: {
    readonly N_exponent: number;
    readonly D_exponent: number;
    readonly N_coefficient: number;
    readonly D_coefficient: number;
  };
  readonly r2: { readonly N: number; readonly D: number };
}

/** Compute-optimal runs at several budgets. */
export interface OptimalRuns {
  readonly C: readonly number[];
  readonly N: readonly number[];
  readonly D: readonly number[];
  readonly weights?: readonly number[];
}

/** Power laws through the optima, as lines in logarithms. At least two budgets. */
export function fitAllocation({ C, N, D, weights }: OptimalRuns): AllocationFit {
  // Centred, so that the coefficient's rounding does not depend on how far 1 FLOP is away.
  const centre = C.reduce((sum, c) => sum + Math.log(c), 0) / C.length;
  const logs = C.map(c => Math.log(c) - centre);
  const [n, d] = [N, D].map(values => fitLine(logs, values.map(Math.log), weights));
  const coefficient = (line: Line) => Math.exp(line.intercept - line.slope * centre);
  const error = (line: Line) => coefficient(line) * Math.hypot(line.se.intercept, line.se.slope * centre);
  return {
    N_exponent: n.slope,
    D_exponent: d.slope,
    N_coefficient: coefficient(n),
    D_coefficient: coefficient(d),
    se: { N_exponent: n.se.slope, D_exponent: d.se.slope, N_coefficient: error(n), D_coefficient: error(d) },
    r2: { N: n.r2, D: d.r2 },
  };
}

/** Allocation of a budget by two power laws of compute. */
const allocationForm: Form = {
  name: 'allocation_power_laws',
  parameters: ['N_coefficient', 'N_exponent', 'D_coefficient', 'D_exponent'],
  inputs: [],
  formula: 'N = N_coefficient C^N_exponent, D = D_coefficient C^D_exponent',
  latex: String.raw`N^* = k_N\, C^{a},\quad D^* = k_D\, C^{b}`,
  optimum: (k, C) => ({ N: k.N_coefficient * C ** k.N_exponent, D: k.D_coefficient * C ** k.D_exponent }),
};

/** The values of an allocation in the order of its form. */
export function allocationRow(fit: AllocationFit): [number, number, number, number] {
  return [fit.N_coefficient, fit.N_exponent, fit.D_coefficient, fit.D_exponent];
}

/** An allocation as a law that `optimal` takes. It predicts no loss. */
export function allocationLaw(fit: AllocationFit, title: string, range: Range, draws?: LawDraws): Law {
  const [N_coefficient, N_exponent, D_coefficient, D_exponent] = allocationRow(fit);
  return {
    kind: 'law',
    name: 'fit',
    title,
    form: allocationForm,
    constants: { N_coefficient, N_exponent, D_coefficient, D_exponent },
    constantNotes: Object.fromEntries(Object.entries(fit.se).map(([name, se]) => [name, { se }])),
    citation: { source: 'computed', locator: title, flag: 'verified', evidence: 'computed' },
    conventions: { loss: 'as in the runs', params: 'unstated', flops: 'as in the runs', data: 'your runs' },
    range: { C: range },
    abilities: ['allocation'],
    ...(draws && { draws }),
  };
}
