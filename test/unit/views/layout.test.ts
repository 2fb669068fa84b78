import { describe, expect, it } from 'vitest';
import { blocksToMarkdown, blocksToText, viewNamed, viewNames, viewOfMime } from '../../../src/views';
import type { Chart } from '../../../src/views/chart';
import { frameOf } from '../../../src/views/geometry/frame';
import { placeLabels } from '../../../src/views/geometry/labels';
import { calibration } from '../../../src/views/kinds/calibration';
import { comparison } from '../../../src/views/kinds/comparison';
import { bestOf, finding } from '../../../src/views/kinds/comparison/winners';
import { error } from '../../../src/views/kinds/error';
import { formatEnds, formatPosition, type SliderPayload } from '../../../src/views/kinds/input';
import { isoflop } from '../../../src/views/kinds/isoflop';
import { lossCurves } from '../../../src/views/kinds/loss-curves';
import { record } from '../../../src/views/kinds/record';
import { table } from '../../../src/views/kinds/table';
import { formatInterval, valueItem, values } from '../../../src/views/kinds/values';
import * as sample from '../../samples/views';
import { type Block, blockKinds } from './helpers';

const chartsOf = (blocks: readonly Block[]): readonly Chart[] =>
  blocks.flatMap(b => (b.kind === 'charts' ? b.charts : []));
const tableOf = (blocks: readonly Block[]): Extract<Block, { kind: 'table' }> => {
  const found = blocks.find(b => b.kind === 'table');
  if (found?.kind !== 'table') throw new Error('There is no table.');
  return found;
};

describe('every view', () => {
  it('has a sample that passes its check, lays out, and reads as text within 100 columns', () => {
    const seen = new Set<string>();
    for (const { view, payload } of sample.samples()) {
      seen.add(view);
      const blocks = viewNamed(view)?.layout(JSON.parse(JSON.stringify(payload)));
      expect(blocks?.length).toBeGreaterThan(0);
      const text = blocksToText(blocks ?? []);
      for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
      expect(text).not.toMatch(/NaN|undefined|null|\[object/);
      expect(blocksToMarkdown(blocks ?? [])).not.toMatch(/NaN|undefined|\[object/);
    }
    const unseen = viewNames().filter(name => !seen.has(name));
    // Views that others add bring samples of their own.
    for (const name of [
      'blocks',
      'calibration',
      'comparison',
      'error',
      'input',
      'isoflop',
      'loss-curves',
      'plot',
      'record',
      'table',
      'values',
    ])
      expect(unseen).not.toContain(name);
  });

  it('is found by its MIME type', () => {
    expect(viewOfMime('application/vnd.scalebook.table+json')?.name).toBe('table');
    expect(viewOfMime('application/json')).toBeUndefined();
  });

  it('writes direct labels inside the axes', () => {
    for (const { view, payload } of sample.samples()) {
      for (const chart of chartsOf(viewNamed(view)?.layout(payload) ?? [])) {
        for (const width of [360, 406, 860]) {
          const frame = frameOf(chart, { width, height: chart.height ?? 280 });
          for (const label of placeLabels(chart, frame)) {
            const w = frame.measure(label.text, 12);
            const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - w : label.x - w / 2;
            expect(left).toBeGreaterThanOrEqual(frame.margins.left);
            expect(left + w).toBeLessThanOrEqual(frame.margins.left + frame.width + 1);
          }
        }
      }
    }
  });
});

describe('comparison', () => {
  const blocks = comparison.layout(sample.comparison);

  it('shows the published figures, the predictions and the winner', () => {
    const [gopher, chinchilla] = tableOf(blocks).rows;
    expect(gopher?.map(c => c.text).slice(1, 6)).toEqual(['280 B', '300 B', '1.07', '5.04e23', '2.000']);
    expect(chinchilla?.map(c => c.text).slice(1, 6)).toEqual(['70 B', '1.40 T', '20.00', '5.88e23', '1.974']);
    expect(chinchilla?.[5]?.best).toBe(true);
    expect(gopher?.[5]?.best).toBeUndefined();
    expect(gopher?.[4]?.source).toBe('6ND');
  });

  it('draws each model on its own curve, marks the optimum, and says the finding', () => {
    const [curves, dumbbells] = chartsOf(blocks);
    const points = curves?.series.filter(s => s.mark === 'points') ?? [];
    expect(points.map(s => s.marker ?? 'own')).toEqual(['own', 'own', 'diamond-open', 'diamond-open']);
    const [low, high] = curves?.y.domain ?? [0, 0];
    for (const s of points) {
      expect(Number(s.y[0])).toBeGreaterThan(low);
      expect(Number(s.y[0])).toBeLessThan(high);
    }
    expect(dumbbells?.title).toBe('Measured: Chinchilla 70B leads on all seven');
  });

  it('counts wins without ties, and lower-is-better as such', () => {
    expect(bestOf([1, 2, 2], true)).toEqual([1, 2]);
    expect(bestOf([7.75, 7.16], false)).toEqual([1]);
    expect(bestOf([3, 3], true)).toEqual([]);
    expect(bestOf([3, null], true)).toEqual([]);
    const { models } = sample.comparison;
    const one = (values: (number | null)[], higherIsBetter = true) => ({
      name: 'x',
      unit: 'percent',
      values,
      higherIsBetter,
    });
    expect(finding(models, [one([60, 50]), one([50, 60]), one([50, 70])])).toBe(
      'Measured: Chinchilla 70B leads on two of three',
    );
    expect(finding(models, [one([60, 50]), one([50, 60])])).toBe(
      'Measured: Gopher 280B, Chinchilla 70B lead on one each, of two',
    );
    expect(finding(models, [one([81.8, 81.8])])).toBe('Measured: no model leads on any of one');
    expect(finding(models, [one([7.16, 7.75], false)])).toBe('Measured: Gopher 280B leads on x');
    expect(finding(models, [])).toBe('Measured results');
  });

  it('stands up to missing figures', () => {
    const [gopher] = sample.comparison.models;
    const bare = {
      ...gopher,
      name: 'x',
      title: 'Unpublished',
      params: null,
      tokens: null,
      flops: null,
      loss: null,
      optimum: null,
      curve: undefined,
    };
    const payload = comparison.check({ ...sample.comparison, models: [bare, bare], benchmarks: [] });
    const rows = tableOf(comparison.layout(payload)).rows;
    expect(rows[0]?.[1]?.text).toBe('—');
    expect(chartsOf(comparison.layout(payload))).toEqual([]);
  });
});

describe('calibration', () => {
  it('leaves empty bins blank and stands bars on their bins', () => {
    const [reliability, histogram] = chartsOf(calibration.layout(sample.calibration));
    const model = sample.calibration.models[0];
    const empty = model?.bins.findIndex(b => b.n === 0) ?? -1;
    expect(empty).toBeGreaterThanOrEqual(0);
    expect(reliability?.series[1]?.y[empty]).toBeNull();
    const bars = histogram?.series.filter(s => s.mark === 'bars') ?? [];
    const shares = bars.map(s => s.y.reduce<number>((sum, v) => sum + Number(v), 0));
    for (const share of shares) expect(share).toBeCloseTo(1, 9);
    expect(bars[0]?.x.length).toBe(model?.bins.filter(b => b.n > 0).length);
  });

  it('says the finding where it is given no title', () => {
    const [small] = sample.calibration.models;
    const [title] = calibration.layout({ models: small ? [small] : [] });
    expect(title).toMatchObject({ text: 'small is overconfident' });
    expect(calibration.layout({ models: [] }).length).toBeGreaterThan(0);
  });
});

describe('loss curves', () => {
  const payload = sample.lossCurves();

  it('draws the envelope below every run, and takes options', () => {
    const [chart] = chartsOf(lossCurves.layout(payload));
    expect(chart?.series[0]?.name).toBe('compute envelope');
    const along = lossCurves.withOption?.(payload, 'x', 'tokens') ?? payload;
    const [byTokens] = chartsOf(lossCurves.layout(along));
    expect(byTokens?.x.style).toBe('tokens');
    expect(byTokens?.series.some(s => s.name === 'compute envelope')).toBe(false);
    const smoothed = chartsOf(lossCurves.layout(lossCurves.withOption?.(along, 'smoothing', 0.1) ?? along))[0];
    expect(smoothed?.series[0]?.y).not.toEqual(byTokens?.series[0]?.y);
    expect(lossCurves.withOption?.(payload, '__proto__', true)).toBe(payload);
    expect(lossCurves.options?.(payload).map(o => o.name)).toEqual(['x', 'logX', 'logY', 'envelope', 'smoothing']);
  });

  it('marks the lowest run', () => {
    const rows = tableOf(lossCurves.layout(payload)).rows;
    expect(rows.filter(r => r.some(c => c.best)).map(r => r[0]?.text)).toEqual(['3B, 10x Chinchilla tokens']);
  });
});

describe('isoFLOP curves', () => {
  it('of one budget are figures, of several a table', () => {
    const [first] = sample.isoflop.curves;
    const one = isoflop.layout({ ...sample.isoflop, curves: first ? [first] : [] });
    expect(blockKinds(one)).toEqual(['title', 'stats', 'charts']);
    expect(blockKinds(isoflop.layout(sample.isoflop))).toEqual(['title', 'table', 'charts']);
    expect(isoflop.layout({ ...sample.isoflop, curves: [] }).length).toBeGreaterThan(0);
  });
});

describe('plain results', () => {
  it('one is large, several are quiet lines', () => {
    expect(blockKinds(values.layout(sample.value))).toEqual(['stats']);
    expect(blockKinds(values.layout(sample.values))).toEqual(['lines']);
    expect(blockKinds(values.layout({ items: [{ text: 'x'.repeat(80) }] }))).toEqual(['lines']);
  });

  it('carry every digit, their unit and interval', () => {
    expect(valueItem('C', 5.88e23, 'FLOP')).toEqual({
      name: 'C',
      text: '5.88e23',
      unit: 'FLOP',
      exact: '5.88e23 FLOP',
    });
    expect(valueItem(undefined, 5.88e23, 'FLOP', { shown: { text: 'PFday', factor: 8.64e19 } }).text).toBe('6,806');
    expect(formatInterval(1.944, 1.981, '', 0.9)).toBe('90 %: 1.944 – 1.981');
    expect(formatInterval(70.01e9, 70.04e9, 'params')).toBe('70.01 – 70.04 B params');
    expect(formatInterval(900e6, 1.1e9, 'params')).toBe('900 M – 1.10 B params');
  });

  it('records are figures where they are a handful of short numbers, else lines', () => {
    expect(blockKinds(record.layout(sample.record))).toEqual(['title', 'stats', 'note']);
    expect(blockKinds(record.layout(sample.nested))).toEqual(['title', 'lines']);
  });

  it('errors say what, where and what next', () => {
    const text = blocksToText(error.layout(sample.error));
    expect(text).toContain('Tokens cannot be added to params.');
    expect(text).toContain('Line 3, column 9: total = N + D');
    expect(text).toContain('Convert one of them');
  });
});

describe('tables', () => {
  it('keep exact values beside what is shown', () => {
    const block = tableOf(table.layout(sample.table));
    expect(block.columns.map(c => c.unit)).toEqual([undefined, undefined, undefined, 'FLOP', undefined]);
    expect(block.rows[0]?.[1]).toEqual({ text: '175.0 B', value: 175e9 });
    expect(block.total).toBe(58);
  });

  it('show intervals and truth values', () => {
    const columns = [
      { name: 'loss', values: [1.97, null], low: [1.95, null], high: [1.99, null] },
      { name: 'ok', values: [true, false] },
    ];
    const { rows } = tableOf(table.layout({ columns, total: 2 }));
    expect(rows[0]).toEqual([
      { text: '1.97', value: 1.97, interval: '1.95 – 1.99' },
      { text: 'yes', value: true },
    ]);
    expect(rows[1]?.[0]?.text).toBe('—');
  });
});

describe('sliders', () => {
  const slider = (more: Partial<SliderPayload>): SliderPayload => ({
    kind: 'slider',
    outputId: '',
    id: '',
    label: '',
    low: 0,
    high: 1,
    step: 0.01,
    value: 0.4,
    ...more,
  });

  it('keep the decimals of their step, and know their unit', () => {
    expect(formatPosition(slider({}), 0.4)).toBe('0.40');
    expect(formatPosition(slider({ step: 1, high: 10 }), 3)).toBe('3');
    expect(formatPosition(slider({ unit: 'FLOP' }), 1e23)).toBe('1.00e23 FLOP');
    expect(formatPosition(slider({ unit: 'USD' }), 3.1e6)).toBe('$3.1 M');
    expect(formatEnds(slider({ unit: 'FLOP', low: 1e20, high: 1e26 }))).toBe('1e20 – 1e26 FLOP');
    expect(formatEnds(slider({ low: 0.2, high: 0.6 }))).toBe('0.20 – 0.60');
    expect(formatEnds(slider({ unit: 'USD', low: 1e5, high: 1e7 }))).toBe('$100,000 – $10.0 M');
  });
});
