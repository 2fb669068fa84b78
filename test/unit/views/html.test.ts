// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { BlockList } from '../../../renderers/shared/blocks/block';
import { blocksToHtml, viewNamed } from '../../../src/views';
import type { Block } from '../../../src/views/blocks';
import { escapeHtml } from '../../../src/views/fallback/html/element';
import { samples } from '../../samples/views';

/** What a page shows, word by word; tools, drawings and what screen readers alone hear are left out. */
function words(root: Element): string[] {
  const copy = root.cloneNode(true) as Element;
  for (const gone of copy.querySelectorAll('.sb-tools, .sb-plot, .sb-drawing, .sb-data, .sb-tooltip, script, style'))
    gone.remove();
  return (copy.textContent ?? '').split(/\s+/).filter(word => word !== '');
}

function still(blocks: readonly Block[]): Element {
  const element = document.createElement('div');
  element.innerHTML = blocksToHtml(blocks, { id: 't', rows: 1e6 });
  return element;
}

describe('views as HTML without a script', () => {
  it.each(samples().map(({ view, payload }, i) => [`${view} ${i}`, view, payload] as const))(
    'says of %s what the renderer says',
    (_label, view, payload) => {
      const blocks = viewNamed(view)?.layout(payload) ?? [];
      const list = new BlockList();
      document.body.replaceChildren(list.node);
      list.show(blocks);
      const drawn = words(list.node);
      expect(words(still(blocks)).join('')).toBe(drawn.join(''));
      list.dispose();
    },
  );

  it('sets text as text', () => {
    const evil = '"><img src=x onerror=alert(1)></p></div><script>alert(2)</script>';
    const blocks: Block[] = [
      { kind: 'title', text: evil, subtitle: evil, badge: evil },
      { kind: 'stats', items: [{ label: evil, value: evil, unit: evil, detail: evil, source: evil, exact: evil }] },
      { kind: 'lines', items: [{ name: evil, text: evil, unit: evil, interval: evil, source: evil }] },
      {
        kind: 'table',
        title: evil,
        columns: [{ name: evil, source: evil }],
        rows: [[{ text: evil, interval: evil, source: evil, slot: 1 }]],
      },
      { kind: 'bar', title: evil, capacity: 1, parts: [{ name: evil, value: 1, slot: 0, text: evil }], style: 'plain' },
      { kind: 'chips', items: [{ value: evil, meaning: evil, source: evil }] },
      { kind: 'note', tone: 'error', text: evil },
      { kind: 'text', text: evil },
      {
        kind: 'details',
        summary: evil,
        blocks: [
          {
            kind: 'charts',
            charts: [
              {
                title: evil,
                summary: evil,
                x: { label: evil, scale: 'linear' },
                y: { label: evil, scale: 'linear' },
                legend: 'top',
                series: [{ name: evil, mark: 'line', slot: 0, x: [1, 2], y: [1, 2], label: evil }],
              },
            ],
          },
        ],
      },
    ];
    const element = still(blocks);
    expect(element.querySelector('img, script')).toBeNull();
    expect(element.textContent?.split('alert(1)').length).toBeGreaterThan(15);
  });

  it('gives every figure names of its own', () => {
    const chart = {
      title: 'a',
      summary: 'b',
      x: { label: '', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: [],
    } as const;
    const html = blocksToHtml([{ kind: 'charts', charts: [chart, chart, chart] }], { id: 'p' });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(match => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(3);
  });

  it('keeps lines and drops what no document may hold', () => {
    expect(escapeHtml('a\nb\tc\u0000d\ud800e')).toBe('a\nb\tc d e');
  });
});
