import { describe, expect, it } from 'vitest';
import { ScienceError } from '../../../../src/science/errors';
import { normaliseExport } from '../../../../src/science/fitting/data/exports';
import { toNumber } from '../../../../src/science/fitting/data/numbers';
import { prepareRuns } from '../../../../src/science/fitting/data/prepare';
import { guessColumns } from '../../../../src/science/fitting/data/roles';
import { convertLoss, unitOfName } from '../../../../src/science/fitting/data/units';

const needs = ['N', 'D'];

function message(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof ScienceError ? `${error.code}: ${error.message}` : String(error);
  }
  return '';
}

describe('column guessing', () => {
  it.each([
    [['N', 'D', 'loss'], { N: 'N', D: 'D', loss: 'loss' }],
    [['params', 'tokens', 'L', 'flops'], { N: 'params', D: 'tokens', loss: 'L', C: 'flops' }],
    [['Parameters', 'Training tokens', 'Final loss'], { N: 'Parameters', D: 'Training tokens', loss: 'Final loss' }],
    [
      ['n_params', 'train/loss', 'eval/loss', '_step', 'tokens_seen'],
      { N: 'n_params', loss: 'eval/loss', D: 'tokens_seen', step: '_step' },
    ],
    [
      ['config.n_params', 'summary.val_loss', 'throughput/total_tokens'],
      { N: 'config.n_params', loss: 'summary.val_loss', D: 'throughput/total_tokens' },
    ],
    [['params_non_embedding', 'params', 'tokens', 'loss'], { N: 'params', D: 'tokens', loss: 'loss' }],
    [
      ['run', 'step', 'tokens', 'c4_val_loss', 'n'],
      { run: 'run', step: 'step', D: 'tokens', loss: 'c4_val_loss', N: 'n' },
    ],
  ])('%j', (names, expected) => {
    expect(guessColumns(names)).toMatchObject(expected);
  });

  it('is overruled by what is given', () => {
    expect(guessColumns(['params', 'size', 'tokens', 'loss'], { N: 'size' }).N).toBe('size');
  });
});

describe('numbers as researchers write them', () => {
  it.each([
    ['7B', 7e9],
    ['1.4T tokens', 1.4e12],
    ['1,000,000', 1e6],
    ['1_000', 1000],
    ['3e8', 3e8],
    [' 2.5 ', 2.5],
    [5, 5],
    ['n/a', Number.NaN],
    [null, Number.NaN],
    ['', Number.NaN],
  ])('%j', (cell, value) => {
    expect(toNumber(cell)).toEqual(value);
  });
});

describe('runs from a table', () => {
  it('says what was guessed, derived and left out, by row', () => {
    const { data, assumptions, excluded } = prepareRuns(
      {
        params: [1e8, 2e8, '4e8', 8e8, 1e9],
        flops: [6e17, 2.4e18, 9.6e18, null, 6e19],
        loss: [3.5, 3.2, Number.NaN, 2.9, Number.POSITIVE_INFINITY],
      },
      { needs },
    );
    expect(assumptions).toEqual(['Columns by their names: N from params, C from flops.', 'D is C / 6N.']);
    expect(Array.from(data.rows ?? [])).toEqual([1, 2]);
    expect(data.columns.D[0]).toBeCloseTo(1e9, 0);
    expect(excluded.map(e => e.row)).toEqual([3, 4, 5]);
    expect(excluded[0].reason).toMatch(/loss is missing/);
    expect(excluded[1].reason).toMatch(/D is missing/);
    expect(excluded[2].reason).toMatch(/infinite/);
  });

  it('names a missing column, its usual spellings and what there is', () => {
    const text = message(() => prepareRuns({ width: [1], loss: [2] }, { needs }));
    expect(text).toMatch(/^missing-column: .*no column for N.*params.*width, loss/);
    expect(message(() => prepareRuns({ N: [1], D: [1] }, { needs }))).toMatch(/no column for loss/);
    expect(message(() => prepareRuns({ N: [1], D: [1], loss: [1] }, { needs, mapping: { N: 'x' } }))).toMatch(
      /no column x/,
    );
    expect(message(() => prepareRuns({ N: [0], D: [1], loss: [1] }, { needs }))).toMatch(/^no-rows: .*not positive/);
  });

  it('warns of budgets that are not 6ND, too few tokens, repeats and odd units', () => {
    const N = [1e8, 2e8, 4e8, 8e8];
    const D = [2e9, 4e9, 8e9, 1e8];
    const { warnings } = prepareRuns(
      {
        N: [...N, 1e8],
        D: [...D, 2e9],
        C: [...N.map((n, i) => 6 * n * D[i] * (i === 1 ? 1.3 : 1.05)), 1.26e18],
        loss: [30, 25, 20, 40, 30],
      },
      { needs },
    );
    expect(warnings.map(w => [w.code, w.rows])).toEqual([
      ['compute', [2]],
      ['under_trained', [4]],
      ['duplicates', [5]],
      ['perplexity', []],
    ]);
  });

  it('converts units of loss, told by name or by the user', () => {
    const perplexity = prepareRuns({ N: [1e8], D: [1e9], val_ppl: [20] }, { needs });
    expect(perplexity.data.response[0]).toBeCloseTo(Math.log(20), 12);
    expect(perplexity.assumptions.join()).toMatch(/perplexity to nats per token/);
    const bytes = prepareRuns({ N: [1e8], D: [1e9], bpb: [1] }, { needs });
    expect(bytes.data.response[0]).toBeCloseTo(Math.LN2, 12);
    const tokens = prepareRuns({ N: [1e8], D: [1e9], loss: [1] }, { needs, unit: 'bits_per_byte', bytesPerToken: 4 });
    expect(tokens.data.response[0]).toBeCloseTo(4 * Math.LN2, 12);
    expect(unitOfName('loss')).toBe('nats_per_token');
    expect(message(() => convertLoss(Float64Array.of(1), 'bits_per_byte', 'nats_per_token'))).toMatch(/bytes a token/);
    expect(convertLoss(Float64Array.of(3), 'nats_per_token', 'perplexity')[0]).toBeCloseTo(Math.exp(3), 10);
    expect(convertLoss(Float64Array.of(2), 'nats_per_token', 'bits_per_byte', 4)[0]).toBeCloseTo(2 / Math.LN2 / 4, 12);
  });

  it('reads weights, clusters of checkpoints, unique tokens and embeddings', () => {
    const runs = {
      run: ['a', 'a', 'b'],
      step: [1, 2, 1],
      non_embedding_params: [1e8, 1e8, 2e8],
      tokens: [1e9, 2e9, 1e9],
      epochs: [1, 4, 2],
      loss: [3, 2.9, 2.8],
      weight: [1, 0, 2],
    };
    const { data, assumptions, excluded } = prepareRuns(runs, { needs: ['N', 'D', 'unique'] });
    expect(Array.from(data.clusters ?? [])).toEqual([0, 1]);
    expect(Array.from(data.weights ?? [])).toEqual([1, 2]);
    expect(Array.from(data.columns.unique)).toEqual([1e9, 5e8]);
    expect(excluded).toEqual([{ row: 2, reason: 'the weight is zero' }]);
    expect(assumptions.join(' ')).toMatch(/no embeddings/);
  });
});

describe('exports of trackers', () => {
  it('Weights & Biases, chart export', () => {
    const { kind, columns } = normaliseExport({
      Step: [0, 100],
      'small - eval/loss': [4, 3.5],
      'small - eval/loss__MIN': [4, 3.5],
      'small - eval/loss__MAX': [4, 3.5],
      'big - eval/loss': [4.1, ''],
    });
    expect(kind).toBe('wandb_history');
    expect(columns).toEqual({ run: ['small', 'small', 'big'], step: [0, 100, 0], 'eval/loss': [4, 3.5, 4.1] });
  });

  it('MLflow, runs table and metric history', () => {
    const runs = normaliseExport({
      run_id: ['x'],
      'params.n_params': ['100M'],
      'metrics.val_loss': [3.1],
      'metrics.tokens': [2e9],
    });
    expect(runs.kind).toBe('mlflow_runs');
    const { data } = prepareRuns(
      { run_id: ['x'], 'params.n_params': ['100M'], 'metrics.val_loss': [3.1], 'metrics.tokens': [2e9] },
      { needs },
    );
    expect([data.columns.N[0], data.columns.D[0], data.response[0]]).toEqual([1e8, 2e9, 3.1]);
    const history = normaliseExport({
      run_id: ['x', 'x', 'x'],
      key: ['loss', 'tokens', 'loss'],
      value: [3, 1e6, 2.5],
      step: [1, 1, 2],
    });
    expect(history.kind).toBe('mlflow_metrics');
    expect(history.columns).toEqual({ run: ['x', 'x'], step: [1, 2], loss: [3, 2.5], tokens: [1e6, null] });
  });

  it('TensorBoard CSV', () => {
    const { kind, columns } = normaliseExport({ 'Wall time': [1.7e9], Step: [10], Value: [3.3] });
    expect(kind).toBe('tensorboard');
    expect(columns).toEqual({ step: [10], loss: [3.3] });
  });

  it('leaves a plain table alone', () => {
    const columns = { N: [1], D: [2], loss: [3] };
    expect(normaliseExport(columns)).toEqual({ kind: 'plain', columns, renamed: {} });
  });
});
