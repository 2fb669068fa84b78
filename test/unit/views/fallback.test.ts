import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { blocksToMarkdown, blocksToText, chartToSvg, viewNamed } from '../../../src/views';
import type { Chart } from '../../../src/views/chart';
import { contrast, parseColour, type Rgba, readable, toHex } from '../../../src/views/colour';
import { chartToCsv, csvField, tableToCsv, tableToLatex, tableToMarkdown } from '../../../src/views/fallback/delimited';
import { escapeMarkdown } from '../../../src/views/fallback/markdown';
import { accentOf, dashOf, inksOf, markerOf, SLOTS } from '../../../src/views/palette';
import { samples } from '../../samples/views';
import { type Block, HOSTILE } from './helpers';

const anyText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const nasty = fc.oneof(fc.double(), fc.constantFrom(0, 1e-300, 1e300, -1, Number.NaN, Number.POSITIVE_INFINITY));
const figure = fc.option(nasty, { nil: null });

const chartWith = (text: string, x: (number | null)[], y: (number | null)[], more: Partial<Chart> = {}): Chart => ({
  title: text,
  summary: text,
  x: { label: text, scale: 'linear' },
  y: { label: text, scale: 'linear' },
  series: [{ name: text, mark: 'line+points', slot: 0, x, y, label: text, notes: [text] }],
  annotations: [{ x: 0, y: 0, text }],
  rules: [{ axis: 'y', at: 1, text }],
  legend: 'top',
  ...more,
});

/** Element names of an XML text; throws where it is not well formed enough to read. */
function elements(xml: string): Set<string> {
  // Handlers and links would be attributes.
  expect(xml.replace(/>[^<]*</g, '><').replace(/="[^"]*"/g, '')).not.toMatch(/ (on\w+|href)\b/);
  const names = new Set<string>();
  const walk = (nodes: readonly unknown[]): void => {
    for (const node of nodes) {
      if (typeof node !== 'object' || node === null) continue;
      if ('name' in node) names.add(String(node.name));
      if ('children' in node && Array.isArray(node.children)) walk(node.children);
    }
  };
  walk(parseDocument(xml, { xmlMode: true }).children);
  return names;
}

const ALLOWED = new Set(['svg', 'title', 'desc', 'style', 'clipPath', 'rect', 'path', 'text', 'g']);

describe('SVG', () => {
  it('lays bars along their categories, from zero', () => {
    const svg = chartToSvg({
      title: '',
      summary: '',
      x: { label: 'tokens', scale: 'linear' },
      y: { label: '', scale: 'category', categories: ['read', 'kept'] },
      series: [{ name: 'tokens', mark: 'bars', slot: 0, x: [400, 100], y: ['read', 'kept'] }],
    });
    const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" style="fill/g)]
      .map(match => match.slice(1, 5).map(Number))
      .map(([x, y, width, height]) => ({ x, y, width: width ?? 0, height: height ?? 0 }));
    expect(bars).toHaveLength(2);
    const [first, second] = bars;
    expect(first?.x).toBe(second?.x);
    expect((first?.width ?? 0) / (second?.width ?? 1)).toBeCloseTo(4, 5);
    expect(first?.height).toBeCloseTo(second?.height ?? 0, 5);
    expect(first?.y).not.toBe(second?.y);
  });

  it('is drawn for every chart of the samples, in every theme, without NaN', () => {
    for (const { view, payload } of samples()) {
      for (const block of viewNamed(view)?.layout(payload) ?? []) {
        if (block.kind !== 'charts') continue;
        for (const chart of block.charts) {
          for (const theme of ['light', 'dark', 'hc-light', 'hc-dark', 'auto'] as const) {
            const svg = chartToSvg(chart, { theme, width: theme === 'dark' ? 320 : 640 });
            expect(svg).toMatch(/^<svg /);
            expect(svg).not.toMatch(/NaN|Infinity|undefined/);
            for (const name of elements(svg)) expect(ALLOWED).toContain(name);
          }
        }
      }
    }
  });

  it('holds no markup of the data, whatever the texts and numbers', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(figure, { maxLength: 8 }),
        fc.array(figure, { maxLength: 8 }),
        fc.constantFrom('linear', 'log', 'category'),
        (text, x, y, scale) => {
          const chart = chartWith(text, x, y, { x: { label: text, scale: scale as 'log' } });
          const svg = chartToSvg(chart);
          expect(svg.replace(/>[^<]*</g, '><')).not.toMatch(/NaN|Infinity/);
          for (const name of elements(svg)) expect(ALLOWED).toContain(name);
        },
      ),
    );
  });

  it('follows the reader’s preference by variables alone', () => {
    const svg = chartToSvg(chartWith('t', [1, 2], [1, 2]), { theme: 'auto' });
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg.replace(/<style>.*?<\/style>/, '')).not.toMatch(/#[0-9a-f]{6}/);
  });
});

describe('text', () => {
  it('has no control characters and keeps to its width, whatever is written', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const blocks: Block[] = [
          { kind: 'title', text: a, subtitle: b },
          { kind: 'lines', items: [{ name: a, text: b, unit: a, interval: b }] },
          {
            kind: 'table',
            columns: [{ name: a }, { name: b, unit: a, align: 'end' }],
            rows: [
              [
                { text: b, best: true },
                { text: a, interval: b },
              ],
            ],
          },
          { kind: 'note', tone: 'warning', text: a },
          { kind: 'chips', items: [{ value: a, meaning: b }] },
          { kind: 'details', summary: a, blocks: [{ kind: 'text', text: b }] },
        ];
        const text = blocksToText(blocks, { width: 60 });
        expect(text.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u);
        for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(90);
      }),
    );
  });

  it('turns tables that are too wide, and names columns that do not fit', () => {
    const columns = Array.from({ length: 12 }, (_, i) => ({ name: `a long column name ${i}` }));
    const row = columns.map((_, i) => ({ text: String(i) }));
    expect(blocksToText([{ kind: 'table', columns, rows: [row] }])).toContain('a long column name 11');
    const many = blocksToText([{ kind: 'table', columns, rows: Array.from({ length: 9 }, () => row) }]);
    expect(many).toContain('… and the columns');
    expect(many).toContain('a long column name 11');
  });

  it('says how many rows it leaves out', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [{ text: String(i) }]);
    expect(blocksToText([{ kind: 'table', columns: [{ name: 'n' }], rows, total: 5000 }])).toContain(
      '… 4,970 more rows',
    );
  });
});

describe('Markdown', () => {
  it('makes no markup of the data', () => {
    expect(escapeMarkdown('<b>a|b</b>')).toBe('&lt;b&gt;a\\|b&lt;/b&gt;');
    expect(escapeMarkdown('# a')).toBe('\\# a');
    expect(escapeMarkdown('1. a')).toBe('1\\. a');
    expect(escapeMarkdown('- a')).toBe('\\- a');
    expect(escapeMarkdown('-1.5')).toBe('-1.5');
    expect(escapeMarkdown('$x$')).toBe('\\$x\\$');
    expect(escapeMarkdown('@everyone')).not.toContain('@');
  });

  it('keeps a row per line whatever a cell holds', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const md = blocksToMarkdown([
          { kind: 'table', columns: [{ name: a }, { name: b }], rows: [[{ text: a }, { text: b }]] },
        ]);
        const lines = md.split('\n');
        expect(lines.length).toBe(3);
        for (const line of lines) expect(line.replace(/\\\\/g, '').match(/(?<!\\)\|/g)?.length).toBe(3);
        expect(md).not.toMatch(/<[a-z/!]/i);
      }),
    );
  });

  it('points to figures where they are given, safely', () => {
    const md = blocksToMarkdown([{ kind: 'charts', charts: [chartWith('A](b) <c>', [1], [1])] }], {
      figure: (_, i) => `a b>${i}.svg`,
    });
    expect(md).toContain('(<a%20b%3E0.svg>)');
    expect(md).toContain('![A\\](b) &lt;c&gt;]');
  });
});

describe('copies', () => {
  const table: Extract<Block, { kind: 'table' }> = {
    kind: 'table',
    columns: [{ name: 'model' }, { name: 'params', unit: 'params', align: 'end' }],
    rows: [
      [
        { text: 'a, "b"', value: 'a, "b"' },
        { text: '70 B', value: 70e9, best: true },
      ],
      [{ text: '=1+1' }, { text: '—', value: null }],
    ],
  };

  it('CSV has every digit, quotes, and no formulas', () => {
    expect(tableToCsv(table)).toBe('model,params (params)\r\n"a, ""b""",70000000000\r\n"\'=1+1",\r\n');
    expect(csvField('-1.5')).toBe('-1.5');
    expect(csvField('@x')).toBe('"\'@x"');
    expect(chartToCsv(chartWith('s', [1.5, null], [2, 3]))).toContain('s,1.5,2');
  });

  it('LaTeX runs no command of the data', () => {
    const tex = tableToLatex({ ...table, rows: HOSTILE.map(text => [{ text }, { text: '5.76e23' }]) });
    expect(tex).toContain('$5.76 \\times 10^{23}$');
    expect(tex).not.toContain('\\input');
    expect(tableToLatex(table)).toContain('\\textbf{70 B}');
    expect(tableToMarkdown(table)).toContain('| a, "b" | **70 B** |');
  });

  it('LaTeX is of signs that it knows, and no cell is taken for an argument', () => {
    const tex = tableToLatex({
      kind: 'table',
      columns: [{ name: 'α ≤ 2' }, { name: 'cost' }],
      rows: [
        [{ text: '[1, 2]' }, { text: '−3 < 2.8 × "x"', interval: '1 – 2' }],
        [{ text: '5.88e23 FLOP' }, { text: '*' }],
      ],
    });
    expect(tex).toContain('$\\alpha$ $\\leq$ 2 & cost');
    expect(tex).toContain("{}[1, 2] & $-$3 \\textless{} 2.8 $\\times$ ''x'' (1 -- 2) \\\\");
    expect(tex).toContain('$5.88 \\times 10^{23}$ FLOP & {}*');
    // What every LaTeX reads.
    expect([...tex].every(c => (c.codePointAt(0) ?? 0) < 128)).toBe(true);
  });

  it('intervals are copied with their values, and numbers with their units', () => {
    const estimates = {
      kind: 'table',
      columns: [
        { name: 'loss', align: 'end' },
        { name: 'time', style: 'duration' },
      ],
      rows: [
        [
          { text: '2.431', value: 2.43101, interval: '2.428 – 2.438' },
          { text: '1 h', value: 3600 },
        ],
      ],
    } as const;
    expect(tableToCsv(estimates)).toBe('loss,loss interval,time (seconds)\r\n2.43101,2.428 – 2.438,3600\r\n');
    expect(tableToMarkdown(estimates)).toContain('| 2.431 (2.428 – 2.438) | 1 h |');
  });
});

describe('colours', () => {
  const rgba = (hex: string): Rgba => parseColour(hex) as Rgba;

  it('read as text on their page (4.5 : 1), in all schemes', () => {
    for (const scheme of ['light', 'dark', 'hc-light', 'hc-dark'] as const) {
      const { page, text, quiet } = inksOf(scheme);
      for (let slot = 0; slot < SLOTS; slot += 1)
        expect(contrast(rgba(accentOf(slot, scheme)), rgba(page)), `${scheme} ${slot}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(rgba(text), rgba(page))).toBeGreaterThanOrEqual(7);
      expect(contrast(rgba(quiet), rgba(page))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('are moved until they read on any page', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        fc.integer({ min: 0, max: SLOTS - 1 }),
        ([r, g, b], slot) => {
          const page: Rgba = [r, g, b, 1];
          expect(contrast(readable(rgba(accentOf(slot, 'light')), page, 4.5), page)).toBeGreaterThanOrEqual(4.4);
        },
      ),
    );
  });

  it('are parsed as VS Code writes them', () => {
    expect(parseColour('#fff')).toEqual([1, 1, 1, 1]);
    expect(parseColour('rgba(255, 0, 0, 0.5)')).toEqual([1, 0, 0, 0.5]);
    expect(parseColour('#ff000080')?.[3]).toBeCloseTo(0.5, 2);
    expect(parseColour('var(--x)')).toBeUndefined();
    expect(parseColour('')).toBeUndefined();
    expect(toHex([1, 0, 0, 1])).toBe('#ff0000');
  });

  it('tell 56 series apart by colour and marker, and by dash when colours repeat', () => {
    const looks = Array.from({ length: 56 }, (_, slot) => `${slot % SLOTS} ${markerOf(slot)}`);
    expect(new Set(looks).size).toBe(56);
    expect(dashOf(0)).not.toBe(dashOf(SLOTS));
  });
});
