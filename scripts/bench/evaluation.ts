import { calibrationCells } from '../../src/science/evaluation/calibration/bootstrap/cells';
import { bootstrapCalibration } from '../../src/science/evaluation/calibration/bootstrap/intervals';
import { calibrate } from '../../src/science/evaluation/calibration/calibration';
import type { Predictions } from '../../src/science/evaluation/calibration/predictions';
import { recalibrate } from '../../src/science/evaluation/calibration/rescale/recalibrate';
import { riskCoverage } from '../../src/science/evaluation/calibration/risk-coverage';
import { emergence } from '../../src/science/evaluation/emergence/emergence';
import { scalingTrend } from '../../src/science/evaluation/trends/trend';
import { learningCurve } from '../../src/science/evaluation/words/learning-curve';
import { prizeTasks } from '../../src/science/facts/phenomena/inverse';
import { blimpCurve } from '../../src/science/facts/phenomena/words';
import { seriesById } from '../../src/science/facts/series/series';
import { createRandom } from '../../src/science/random';

/** One timing and the time it must stay below. */
export interface EvaluationTiming {
  readonly name: string;
  readonly milliseconds: number;
  readonly limit: number;
}

function predictionsOf(n: number): Predictions {
  const random = createRandom(1);
  const confidence = new Float64Array(n);
  const correct = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const z = 1 + 1.5 * random.normal();
    correct[i] = random.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
    confidence[i] = 1 / (1 + Math.exp(-1.5 * z));
  }
  return { confidence, correct };
}

function median(run: () => void, times = 5): number {
  run();
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)];
}

/** A published series as the trend and emergence functions take it. */
function inputOf(id: string, axis: 'params' | 'tokens' = 'params') {
  const { points, chance } = seriesById(id);
  const kept = points.filter(p => Number(p[axis]) > 0);
  const stderr = kept[0].stderr === null ? {} : { stderr: kept.map(p => p.stderr) };
  return { name: id, chance, x: kept.map(p => p[axis]), y: kept.map(p => p.value), ...stderr };
}

/** Times every calibration figure of a million predictions (300 ms), 200 bootstraps of them (3 s, one thread), and the rest. */
export function benchEvaluation(): EvaluationTiming[] {
  const million = predictionsOf(1_000_000);
  const prize = prizeTasks.flatMap(({ series }) => (series ? [inputOf(series)] : []));
  const blimp = blimpCurve('overall');
  const row = (name: string, limit: number, run: () => void) => ({ name, limit, milliseconds: median(run) });
  return [
    row('calibration of 1,000,000 predictions', 300, () => calibrate(million)),
    row('calibration, 15 bins of equal mass', 300, () => calibrate(million, { bins: 15, strategy: 'quantile' })),
    row('200 bootstraps of 1,000,000 predictions', 3000, () => bootstrapCalibration(calibrationCells(million))),
    row('risk-coverage curve of 1,000,000', 600, () => riskCoverage(million)),
    row('temperature of 1,000,000, before and after', 2000, () => recalibrate(million, 'temperature')),
    row('trends of the ten prize tasks, Pythia', 1000, () => prize.map(each => scalingTrend(each))),
    row('emergence of 8 models', 200, () => emergence(inputOf('gpt3_add3_few'))),
    row('emergence of 94 checkpoints', 1000, () => emergence(inputOf('olmo2_7b_mmlu_mc_by_tokens', 'tokens'))),
    row('learning curve with 200 draws', 300, () => learningCurve({ x: blimp.words, y: blimp.accuracy })),
  ];
}

/** Prints the timings; the exit status is 1 if one is over its limit. Run with `node scripts/bench/run.mjs evaluation`. */
export function bench(): void {
  for (const { name, milliseconds, limit } of benchEvaluation()) {
    const mark = milliseconds <= limit ? 'ok' : 'OVER';
    console.log(`${name.padEnd(46)} ${milliseconds.toFixed(1).padStart(8)} ms  (limit ${limit} ms) ${mark}`);
    if (milliseconds > limit) process.exitCode = 1;
  }
}
