import { surfaceOf } from '../../src/language/library/functions/law-verbs/surface';
import { checkClaim } from '../../src/science/facts/claim';
import { allClaims } from '../../src/science/facts/claims';
import { withDraws } from '../../src/science/laws/draws';
import type { Law, LossInputs } from '../../src/science/laws/law';
import { allLaws, findLaw } from '../../src/science/laws/laws';
import { hasLossInBoth, kernelOf } from '../../src/science/laws/verbs/kernel';
import { lossDraws } from '../../src/science/laws/verbs/loss';
import { optimalFor } from '../../src/science/laws/verbs/optimal';

/** One timing, and the time it must stay below. */
export interface LawTiming {
  readonly name: string;
  readonly microseconds: number;
  readonly limit: number;
  /** Against two powers and an addition in the same run: what a loss cannot do without. */
  readonly ratio?: number;
}

const RUNS = 100_000;

const sizes = Float64Array.from({ length: RUNS }, (_, i) => 1e7 * 1.00012 ** i);
const tokens = Float64Array.from({ length: RUNS }, (_, i) => 1e9 * 1.00009 ** i);

/** Microseconds of the quickest of several runs: what else the machine does at the time is not counted. */
function quickest(run: () => void, times = 15): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return 1000 * best;
}

/** Microseconds for one call over typed arrays. */
function perCall(f: (N: number, D: number) => number): number {
  let sum = 0;
  const taken = quickest(() => {
    for (let i = 0; i < RUNS; i++) sum += f(sizes[i] as number, tokens[i] as number);
  });
  if (Number.isNaN(sum)) throw new Error('a loss is not a number');
  return taken / RUNS;
}

const law = (name: string): Law => {
  const found = findLaw(name);
  if (!found) throw new Error(`no law ${name}`);
  return found;
};

/** A loss under every law (1 µs each), a surface of 400 × 400 with its lines (20 ms), draws, optima and claims. */
export function benchLaws(): LawTiming[] {
  const least = perCall((N, D) => 400 * N ** -0.35 + 2000 * D ** -0.37);
  const inputs: Readonly<Record<string, LossInputs>> = { muennighoff: { unique: 2e10 }, kumar: { precision: 8 } };
  const losses = allLaws()
    .filter(hasLossInBoth)
    .map(one => {
      const microseconds = perCall(kernelOf(one, inputs[one.name]));
      return { name: `loss: laws.${one.name}`, microseconds, limit: 1, ratio: microseconds / least };
    });
  const surface = (name: string, given: LossInputs = {}): LawTiming => ({
    name: `surface 400 × 400 with lines: laws.${name}`,
    microseconds: quickest(() => surfaceOf(law(name), given, [1e7, 1e13], [1e8, 1e14], 400)),
    limit: 20_000,
  });
  const drawn = withDraws(law('epoch'), 1000, 0);
  return [
    ...losses,
    surface('epoch'),
    surface('kaplan'),
    surface('muennighoff', { unique: 2e10 }),
    {
      name: 'loss with 1,000 draws: laws.epoch',
      microseconds: quickest(() => lossDraws(drawn, { N: 7e10, D: 1.4e12 })),
      limit: 5000,
    },
    {
      name: 'optimum by search: laws.muennighoff',
      microseconds: quickest(() => optimalFor(law('muennighoff'), { C: 1e22 }, { unique: 2.5e10 })),
      limit: 1000,
    },
    {
      name: 'all published claims',
      microseconds: quickest(() => {
        for (const claim of allClaims()) checkClaim(claim);
      }, 4),
      limit: 1_000_000,
    },
  ];
}

/** Prints the timings; the exit status is 1 if one is over its limit. Run with `node scripts/bench/run.mjs laws`. */
export function bench(): void {
  for (const { name, microseconds, limit, ratio } of benchLaws()) {
    const mark = microseconds <= limit ? 'ok' : 'OVER';
    const compared = ratio === undefined ? '' : `  ${ratio.toFixed(1)} × two powers`;
    const time =
      microseconds < 1000 ? `${microseconds.toPrecision(3)} µs` : `${(microseconds / 1000).toPrecision(3)} ms`;
    console.log(
      `${name.padEnd(52)} ${time.padStart(10)}  ${(microseconds / limit).toFixed(2)} of its limit ${mark}${compared}`,
    );
    if (microseconds > limit) process.exitCode = 1;
  }
}
