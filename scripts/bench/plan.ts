import { findDevice } from '../../src/science/facts/devices';
import { withDraws } from '../../src/science/laws/draws';
import { muennighoff } from '../../src/science/laws/published/data_limited';
import { epoch } from '../../src/science/laws/published/epoch';
import type { PlanArguments } from '../../src/science/planning/arguments';
import { frontierAround, isoflopAround } from '../../src/science/planning/curves';
import { plan } from '../../src/science/planning/plan';
import { sensitivity } from '../../src/science/planning/sensitivity';

/** One timing: the median over the runs after warming up, and the time it must stay below. */
export interface PlanTiming {
  readonly name: string;
  readonly milliseconds: number;
  readonly limit: number;
}

function median(run: () => void, times: number): number {
  for (let i = 0; i < 5; i++) run();
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)];
}

/** Times plans without draws (under 5 ms) and with 1,000 draws (under 100 ms). */
export function benchPlan(): PlanTiming[] {
  const hardware = findDevice('h100_sxm');
  const base: PlanArguments = { law: epoch, hardware, usd: 4e6, gpus: 1024, mfu: 0.4 };
  const drawn = { ...base, law: withDraws(epoch, 1000, 0) };
  const plain: readonly [string, PlanArguments][] = [
    ['budget', base],
    ['target loss', { ...base, usd: undefined, loss: 2 }],
    ['serving', { ...base, inferenceTokens: 1e12 }],
    ['repeated data', { ...base, unique: 2e11 }],
    ['laws.muennighoff, repeated data', { ...base, law: muennighoff, unique: 2e11 }],
  ];
  const uncertain: readonly [string, PlanArguments][] = [
    ['budget', drawn],
    ['target loss', { ...drawn, usd: undefined, loss: 2 }],
    ['serving', { ...drawn, inferenceTokens: 1e12 }],
    ['repeated data', { ...drawn, unique: 2e11 }],
  ];
  const tornado = plan(base);
  return [
    ...plain.map(([name, args]) => ({ name: `plan: ${name}`, milliseconds: median(() => plan(args), 41), limit: 5 })),
    ...uncertain.map(([name, args]) => ({
      name: `plan, 1,000 draws: ${name}`,
      milliseconds: median(() => plan(args), 11),
      limit: 100,
    })),
    {
      name: 'plan and the curves of its card, 1,000 draws',
      milliseconds: median(() => {
        const made = plan(drawn);
        isoflopAround(made);
        frontierAround(made);
      }, 11),
      limit: 100,
    },
    { name: 'sensitivity', milliseconds: median(() => sensitivity(tornado), 21), limit: 20 },
  ];
}

/** Prints the timings; the exit status is 1 if one is over its limit. Run with `node scripts/bench/run.mjs plan`. */
export function bench(): void {
  for (const { name, milliseconds, limit } of benchPlan()) {
    const mark = milliseconds <= limit ? 'ok' : 'OVER';
    console.log(`${name.padEnd(44)} ${milliseconds.toFixed(2).padStart(8)} ms  (limit ${limit} ms) ${mark}`);
    if (milliseconds > limit) process.exitCode = 1;
  }
}
