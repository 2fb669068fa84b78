import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewNamed } from '../../../src/views';
import { plot } from '../../../src/views/kinds/plot';
import { table } from '../../../src/views/kinds/table';
import { samples } from '../../samples/views';

const NAMES = [
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
];

const layout = (name: string, payload: unknown): unknown => viewNamed(name)?.layout(payload);

describe('payloads from outside', () => {
  it.each(NAMES)('%s refuses what it is not, in a sentence', name => {
    for (const junk of [
      null,
      undefined,
      1,
      'x',
      [],
      {},
      { items: 'x' },
      { models: [null] },
      { charts: [[]] },
      { blocks: [{ kind: 'html', html: '<b>' }] },
    ]) {
      expect(() => layout(name, junk)).toThrow(/^This output cannot be shown as /);
    }
  });

  it.each(NAMES)('%s never throws anything but its sentence, whatever is sent', name => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        try {
          layout(name, json);
        } catch (error) {
          expect(String(error)).toMatch(/This output cannot be shown as/);
        }
      }),
    );
  });

  it('a sample with one value broken is refused or drawn, and never breaks otherwise', () => {
    for (const { view, payload } of samples()) {
      if (view === 'loss-curves') continue;
      const text = JSON.stringify(payload);
      fc.assert(
        fc.property(
          fc.nat({ max: 5000 }),
          fc.constantFrom('null', '"<script>"', '-1', '[]', '{}', '1e999', 'true'),
          (at, instead) => {
            // The n-th scalar of the payload is replaced.
            let seen = 0;
            const count = text.match(/(?<=[:,[])(?:-?\d[\d.e+-]*|"[^"\\]*"|true|null)(?=[,\]}])/g)?.length ?? 1;
            const broken = text.replace(/(?<=[:,[])(?:-?\d[\d.e+-]*|"[^"\\]*"|true|null)(?=[,\]}])/g, one =>
              seen++ === at % count ? instead : one,
            );
            try {
              layout(view, JSON.parse(broken));
            } catch (error) {
              expect(String(error)).toMatch(/This output cannot be shown as/);
            }
          },
        ),
        { numRuns: 60 },
      );
    }
  });

  it('too large is refused before it is drawn', () => {
    const long = Array.from({ length: 300_000 }, (_, i) => i);
    const chart = { title: '', summary: '', x: { label: '', scale: 'linear' }, y: { label: '', scale: 'linear' } };
    const series = { name: '', mark: 'line', slot: 0, x: long, y: long };
    expect(() => plot.check({ charts: [{ ...chart, series: [series] }] })).toThrow(/cannot be shown/);
    expect(() => table.check({ columns: [{ name: 'x', values: long }], total: 1 })).toThrow(/cannot be shown/);
    expect(() => layout('error', { message: 'x'.repeat(30_000) })).toThrow(/longer than 20000|longer than 20,000/);
    const deep = Array.from({ length: 5000 }).reduce<unknown>(
      inner => ({ kind: 'details', summary: '', blocks: [inner] }),
      { kind: 'text', text: '' },
    );
    expect(() => layout('blocks', { blocks: [deep] })).toThrow(/cannot be shown/);
  });

  it('drops what it does not know, prototypes included', () => {
    const payload = JSON.parse(
      '{"columns":[{"name":"__proto__","values":[1],"__proto__":{"polluted":1}}],"total":1,"constructor":{"prototype":{"polluted":1}}}',
    );
    const checked = table.check(payload);
    expect(Object.keys(checked).sort()).toEqual(['columns', 'total']);
    expect(checked.columns[0]?.name).toBe('__proto__');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
