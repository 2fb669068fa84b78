import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { annealingGap, projectionMisses } from '../../../../src/science/facts/planning/annealing';
import { withDraws } from '../../../../src/science/laws/draws';
import { epoch } from '../../../../src/science/laws/published/epoch';
import { plan } from '../../../../src/science/planning/plan';
import { missAt } from '../../../../src/science/planning/track/project';
import { loggedRate, rateAt, undecayed } from '../../../../src/science/planning/track/schedule';
import { track } from '../../../../src/science/planning/track/track';

const folder = '../shared/data/loss_curves';
const present = existsSync(folder);
const sizes = { '190m': 190354176, '370m': 371262464, '760m': 758220288, '1b': 1279395840, '3b': 3169537280 };

interface Log {
  readonly step: number[];
  readonly tokens: number[];
  readonly loss: number[];
  readonly learningRate: number[];
}

function readLog(name: string): Log {
  const [header, ...lines] = readFileSync(`${folder}/${name}.csv`, 'utf8').trim().split('\n');
  const columns = header.split(',');
  const rows = lines
    .map(l => l.split(','))
    .filter(r => r[columns.indexOf('c4_val_loss')] && r[columns.indexOf('learning_rate')]);
  const column = (c: string) => rows.map(r => Number(r[columns.indexOf(c)]));
  return {
    step: column('step'),
    tokens: column('tokens'),
    loss: column('c4_val_loss'),
    learningRate: column('learning_rate'),
  };
}

const upTo = (log: Log, share: number): Log => {
  const n = log.tokens.filter(t => t <= share * log.tokens[log.tokens.length - 1]).length;
  return {
    step: log.step.slice(0, n),
    tokens: log.tokens.slice(0, n),
    loss: log.loss.slice(0, n),
    learningRate: log.learningRate.slice(0, n),
  };
};

const planFor = (N: number, log: Log) => {
  const D = log.tokens[log.tokens.length - 1];
  return plan({ law: epoch, N, D, batch: D / log.step[log.step.length - 1], context: 1024, gpus: 8 });
};

describe('schedules', () => {
  it('cosine to a tenth, warm-up, constant and decay at the end', () => {
    const cosine = { kind: 'cosine', warmup: 0.1, last: 0.1 } as const;
    expect(rateAt(cosine, 0.05)).toBeCloseTo(0.5, 12);
    expect(rateAt(cosine, 0.1)).toBeCloseTo(1, 12);
    expect(rateAt(cosine, 0.55)).toBeCloseTo(0.55, 12);
    expect(rateAt(cosine, 1)).toBeCloseTo(0.1, 12);
    expect(rateAt({ kind: 'wsd', decay: 0.2, last: 0 }, 0.8)).toBeCloseTo(1, 12);
    expect(rateAt({ kind: 'wsd', decay: 0.2, last: 0 }, 0.9)).toBeCloseTo(0.5, 12);
  });

  it('what is undecayed agrees with the sum over every step of the published form', () => {
    const steps = 20000;
    const rate = (s: number) => rateAt({ kind: 'cosine', warmup: 0, last: 0 }, s);
    const fast = undecayed(rate, steps);
    // Independently, step by step: m <- 0.999 m + (previous rate - rate), S2 its sum; 1 - S2 / (1000 x whole decay).
    let [momentum, annealed, previous] = [0, 0, 1];
    const check = new Map([5000, 10000, 15000, 20000].map(s => [s, 0]));
    for (let i = 1; i <= steps; i++) {
      const now = rate(i / steps);
      momentum = 0.999 * momentum + (previous - now);
      annealed += momentum;
      previous = now;
      if (check.has(i)) check.set(i, annealed);
    }
    for (const [step, s2] of check) expect(fast(step / steps)).toBeCloseTo(1 - s2 / 1000, 2);
    expect(fast(0)).toBe(1);
  });

  it('a logged rate is followed, and the plan after it', () => {
    const rate = loggedRate([0.1, 0.2, 0.4], [2, 4, 3], { kind: 'constant' });
    expect(rate(0.05)).toBe(0.5);
    expect(rate(0.3)).toBeCloseTo(0.875, 12);
    expect(rate(0.4)).toBe(0.75);
    expect(rate(0.9)).toBe(1);
  });
});

describe('tracking a run that keeps the law', () => {
  const base = plan({ law: withDraws(epoch, 200, 3), N: 7e9, D: 1.4e11, gpus: 64 });
  const shares = Array.from({ length: 60 }, (_, i) => (0.6 * (i + 1)) / 60);
  const decay = undecayed(s => rateAt({ kind: 'cosine' }, s), base.steps);
  const lossAt = (s: number, offset = 0) =>
    base.basis.surface.loss!(7e9, s * base.D) * (1 + annealingGap.mean * (decay(s) - decay(1))) + offset;
  const log = (offset: number) => ({
    tokens: shares.map(s => s * base.D),
    loss: shares.map(s => lossAt(s, offset)),
  });

  it('is on track, and heads for the loss of the plan', () => {
    const t = track(base, log(0));
    expect(t.status).toBe('on track');
    expect(t.share).toBeCloseTo(0.6, 12);
    expect(t.projected!.loss).toBeCloseTo(base.loss!, 2);
    expect(t.expectedFinal.loss).toBeCloseTo(base.loss!, 12);
    expect(t.expectedFinal.low).toBeLessThan(base.loss!);
    expect(t.expected[59]).toBeCloseTo(t.measured, 12);
    expect(t.verdict).toMatch(/^On track: after 60 % of the run/);
    expect(t.curve.loss[0]).toBeGreaterThan(t.curve.loss[120]);
  });

  it('a worse run is above, a better one below, a short log is early', () => {
    expect(track(base, log(0.3)).status).toBe('above');
    expect(track(base, log(-0.3)).status).toBe('below');
    expect(track(base, { tokens: [1e9, 2e9], loss: [4, 3.8] }).status).toBe('early');
    expect(() => track(base, { tokens: [], loss: [] })).toThrow(/at least one row/);
  });
});

describe('real runs: the OLMo ladder', () => {
  it.skipIf(!present)('a decayed rate is worth 1.4 to 2% of the loss: the figures of the fact file', () => {
    const gaps = Object.keys(sizes).map(size => {
      const short = readLog(`olmo_ladder_${size}_1xc`);
      const long = readLog(`olmo_ladder_${size}_10xc`);
      const end = short.tokens[short.tokens.length - 1];
      const nearest = long.tokens.reduce(
        (best, t, i) => (Math.abs(t - end) < Math.abs(long.tokens[best] - end) ? i : best),
        0,
      );
      return long.loss[nearest] / short.loss[short.loss.length - 1] - 1;
    });
    gaps.forEach((gap, i) => {
      expect(gap).toBeCloseTo(annealingGap.values[i], 4);
    });
    expect(gaps.reduce((a, b) => a + b, 0) / gaps.length).toBeCloseTo(annealingGap.mean, 3);
  });

  it.skipIf(!present).each([0.3, 0.5, 0.7, 0.85])('projected from a share of %f: misses no more than stated', share => {
    const misses = Object.entries(sizes).flatMap(([size, N]) =>
      ['1xc', '10xc'].map(length => {
        const log = readLog(`olmo_ladder_${size}_${length}`);
        const seen = upTo(log, share);
        const { projected } = track(planFor(N, log), seen);
        return Math.abs(projected!.loss - log.loss[log.loss.length - 1]);
      }),
    );
    const stated = projectionMisses.misses[projectionMisses.shares.indexOf(share)];
    expect(Math.max(...misses)).toBeLessThanOrEqual(stated);
    expect(Math.max(...misses)).toBeGreaterThan(0.6 * stated);
  });

  it('between the stated shares the miss is interpolated, and it grows towards the start', () => {
    expect(missAt(0.4)).toBeCloseTo(0.076, 12);
    expect(missAt(0.15)).toBeGreaterThan(missAt(0.3));
    expect(missAt(1)).toBeCloseTo(0.005, 12);
  });
});
