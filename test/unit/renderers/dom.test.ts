// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { activate as blocksRenderer } from '../../../renderers/blocks';
import { activate as calibrationRenderer } from '../../../renderers/calibration';
import { activate as comparisonRenderer } from '../../../renderers/comparison';
import { activate as emergenceRenderer } from '../../../renderers/emergence';
import { activate as errorRenderer } from '../../../renderers/error';
import { activate as inputRenderer } from '../../../renderers/input';
import { activate as isoflopRenderer } from '../../../renderers/isoflop';
import { activate as knnRenderer } from '../../../renderers/knn';
import { activate as lossCurvesRenderer } from '../../../renderers/loss-curves';
import { activate as planRenderer } from '../../../renderers/plan';
import { activate as plotRenderer } from '../../../renderers/plot';
import { activate as recordRenderer } from '../../../renderers/record';
import { activate as sensitivityRenderer } from '../../../renderers/sensitivity';
import { fileName } from '../../../renderers/shared/clipboard';
import { sliderScale } from '../../../renderers/shared/input/slider-scale';
import { readTheme } from '../../../renderers/shared/theme';
import { activate as tableRenderer } from '../../../renderers/table';
import { activate as trackRenderer } from '../../../renderers/track';
import { activate as valuesRenderer } from '../../../renderers/values';
import { contrast, parseColour, type Rgba } from '../../../src/views/colour';
import * as sample from '../../samples/views';
import { HOSTILE } from '../views/helpers';
import { frame, host } from './host';

const RENDERERS = {
  blocks: blocksRenderer,
  calibration: calibrationRenderer,
  comparison: comparisonRenderer,
  emergence: emergenceRenderer,
  error: errorRenderer,
  input: inputRenderer,
  isoflop: isoflopRenderer,
  'loss-curves': lossCurvesRenderer,
  knn: knnRenderer,
  plan: planRenderer,
  plot: plotRenderer,
  record: recordRenderer,
  sensitivity: sensitivityRenderer,
  table: tableRenderer,
  track: trackRenderer,
  values: valuesRenderer,
} as const;

beforeEach(() => {
  document.body.replaceChildren();
});

describe('every renderer', () => {
  it('draws its sample, each chart as an image with a summary, a title and tools', () => {
    for (const { view, payload } of sample.samples()) {
      const activate = RENDERERS[view as keyof typeof RENDERERS];
      const element = host(activate).render('1', payload);
      expect(element.textContent?.length).toBeGreaterThan(3);
      expect(element.textContent).not.toMatch(/NaN|undefined|\[object/);
      for (const plot of element.querySelectorAll<HTMLElement>('.sb-plot')) {
        expect(plot.getAttribute('role')).toBe('img');
        expect(plot.getAttribute('aria-label')?.length).toBeGreaterThan(20);
        // The height is fixed before anything is drawn, or outputs would overlap the next cell.
        expect(plot.style.height).toMatch(/^\d+px$/);
      }
      for (const button of element.querySelectorAll('button')) expect(button.textContent?.trim()).not.toBe('');
    }
  });

  it('says so, as text, when the payload is broken', () => {
    for (const [name, activate] of Object.entries(RENDERERS)) {
      for (const junk of [undefined, null, [], { x: '<script>' }, { charts: '<b>' }, { blocks: [{ kind: 'html' }] }]) {
        const element = host(activate).render('1', junk);
        const note = element.querySelector('.sb-note-error');
        expect(note?.textContent, name).toMatch(/cannot be shown/);
        expect(element.querySelector('script, b')).toBeNull();
      }
    }
  });

  it('recovers when a good payload follows', () => {
    const { render } = host(valuesRenderer);
    render('1', { items: 3 });
    expect(render('1', sample.value).textContent).toContain('5.88e23');
  });

  it('sets hostile texts as text', () => {
    for (const text of HOSTILE) {
      const { render } = host(blocksRenderer);
      const element = render('1', {
        blocks: [
          { kind: 'title', text, subtitle: text, badge: text },
          { kind: 'stats', items: [{ label: text, value: text, unit: text, detail: text, exact: text, source: text }] },
          { kind: 'lines', items: [{ name: text, text, unit: text, interval: text, exact: text }] },
          {
            kind: 'table',
            title: text,
            columns: [{ name: text, unit: text, source: text }],
            rows: [[{ text, interval: text, source: text, slot: 1 }]],
            sortable: true,
          },
          { kind: 'bar', title: text, capacity: 1, style: 'bytes', parts: [{ name: text, value: 1, slot: 0, text }] },
          { kind: 'chips', items: [{ value: text, meaning: text, source: text }] },
          { kind: 'note', tone: 'info', text },
          { kind: 'details', summary: text, blocks: [{ kind: 'text', text }] },
          {
            kind: 'charts',
            charts: [
              {
                title: text,
                summary: text,
                x: { label: text, scale: 'linear' },
                y: { label: text, scale: 'linear' },
                legend: 'top',
                series: [{ name: text, mark: 'line', slot: 0, x: [1], y: [1], label: text }],
              },
            ],
          },
        ],
      });
      expect(element.querySelector('script, img, b, a, iframe, object, embed, form')).toBeNull();
      for (const node of element.querySelectorAll('*')) {
        for (const { name } of node.attributes) expect(name).not.toMatch(/^on/);
      }
      expect(element.querySelector('.sb-title-text')?.textContent?.startsWith(text)).toBe(true);
    }
  });

  it('keeps what a reader opened when new results come', () => {
    const { render } = host(comparisonRenderer);
    const details = render('1', sample.comparison).querySelector('details');
    const plot = document.querySelector('.sb-plot');
    if (details) details.open = true;
    const again = render('1', { ...sample.comparison, title: 'Again' });
    expect(again.querySelector('details')?.open).toBe(true);
    expect(again.querySelector('.sb-plot')).toBe(plot);
    expect(again.textContent).toContain('Again');
  });

  it('moves with its output to another element, and goes when it is disposed', () => {
    const { render, dispose } = host(valuesRenderer);
    const first = render('1', sample.value);
    const second = render('1', sample.value, document.createElement('div'));
    expect(first.childElementCount).toBe(0);
    expect(second.textContent).toContain('5.88e23');
    dispose('1');
    expect(second.childElementCount).toBe(0);
  });
});

describe('tables', () => {
  const payload = {
    columns: [
      { name: 'model', values: ['b10', 'a', 'b9'] },
      { name: 'loss', values: [2.1, null, 1.9] },
    ],
    total: 3,
  };
  const column = (element: HTMLElement, i: number): (string | undefined)[] =>
    [...element.querySelectorAll('tbody tr')].map(row => row.children[i]?.textContent ?? undefined);

  it('sort up, down, and back; missing values last', () => {
    const element = host(tableRenderer).render('1', payload);
    const [model, loss] = element.querySelectorAll<HTMLElement>('.sb-sort');
    loss?.click();
    expect(column(element, 1)).toEqual(['1.9', '2.1', '—']);
    expect(element.querySelectorAll('th')[1]?.getAttribute('aria-sort')).toBe('ascending');
    loss?.click();
    expect(column(element, 1)).toEqual(['2.1', '1.9', '—']);
    loss?.click();
    expect(column(element, 0)).toEqual(['b10', 'a', 'b9']);
    model?.click();
    expect(column(element, 0)).toEqual(['a', 'b9', 'b10']);
  });

  it('say how many rows there are, and copy with every digit', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    const element = host(tableRenderer).render('1', { ...payload, total: 12_345 });
    expect(element.textContent).toContain('The first 3 of 12,345 rows.');
    const buttons = [...element.querySelectorAll<HTMLElement>('.sb-tools button')];
    expect(buttons.map(b => b.textContent)).toEqual(['CSV', 'Markdown', 'LaTeX']);
    for (const button of buttons) button.click();
    await Promise.resolve();
    expect(copied[0]).toBe('model,loss\r\nb10,2.1\r\na,\r\nb9,1.9\r\n');
    expect(copied[1]).toContain('| b10 | 2.1 |');
    expect(copied[2]).toContain('\\toprule');
  });

  it('draw a thousand rows', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    const element = host(tableRenderer).render('1', { columns: [{ name: 'i', values }], total: 1e6 });
    expect(element.querySelectorAll('tbody tr').length).toBe(1000);
    expect(element.querySelector('.sb-tall')?.getAttribute('tabindex')).toBe('0');
  });
});

describe('charts', () => {
  it('show their data as a table', () => {
    const element = host(plotRenderer).render('1', sample.plot);
    const toggle = [...element.querySelectorAll<HTMLElement>('.sb-tools button')].find(b => b.textContent === 'Data');
    toggle?.click();
    expect(toggle?.getAttribute('aria-pressed')).toBe('true');
    expect(element.querySelectorAll('.sb-data table tbody tr').length).toBe(61);
    expect(element.querySelector<HTMLElement>('.sb-plot')?.hidden).toBe(true);
    toggle?.click();
    expect(element.querySelector<HTMLElement>('.sb-plot')?.hidden).toBe(false);
  });

  it('switch series off in their legend', () => {
    const element = host(comparisonRenderer).render('1', sample.comparison);
    const entry = (): HTMLElement | null => element.querySelector<HTMLElement>('.sb-legend-entry');
    expect(entry()?.getAttribute('aria-pressed')).toBe('true');
    entry()?.click();
    expect(entry()?.getAttribute('aria-pressed')).toBe('false');
  });
});

describe('options of a view', () => {
  it('redraw it in place and stay chosen when new results come', async () => {
    const { render } = host(lossCurvesRenderer);
    const element = render('1', sample.lossCurves());
    const select = element.querySelector('select');
    if (!select) throw new Error('There is no choice of axis.');
    select.value = 'tokens';
    select.dispatchEvent(new Event('change'));
    await frame();
    expect(element.querySelector('.sb-chart-title')?.textContent).toBe('Loss along tokens');
    render('1', sample.lossCurves());
    expect(element.querySelector('.sb-chart-title')?.textContent).toBe('Loss along tokens');
    expect(element.querySelector('select')).toBe(select);
  });
});

describe('the metric of an emergence plot', () => {
  it('is switched by radio buttons, and the length of answers by a slider', async () => {
    const element = host(emergenceRenderer).render('1', sample.emergence);
    const titles = () => [...element.querySelectorAll('.sb-chart-title')].map(title => title.textContent);
    const radio = (value: string): HTMLInputElement => {
      const found = element.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`);
      if (!found) throw new Error(`There is no ${value}.`);
      return found;
    };
    const choose = async (value: string) => {
      radio(value).checked = true;
      radio(value).dispatchEvent(new Event('change'));
      await frame();
    };
    expect(element.querySelector('[role=radiogroup]')?.getAttribute('aria-label')).toBe('metric');
    expect(radio('0').checked).toBe(true);
    expect(titles()).toHaveLength(1);
    expect(element.querySelector('input[type=range]')).toBeNull();
    await choose('per token');
    expect(titles()).toEqual(['GPT-3 3-digit addition, few-shot · per token']);
    expect(radio('per token').checked).toBe(true);
    expect(element.querySelector('input[type=range]')?.getAttribute('aria-valuetext')).toBe('4');
    await choose('side by side');
    expect(titles()).toHaveLength(2);
    await choose('linear');
    expect(radio('linear').checked).toBe(true);
    expect(radio('side by side').checked).toBe(true);
  });
});

describe('controls', () => {
  const parts = (element: HTMLElement): { range: HTMLInputElement; output: HTMLElement; back: HTMLElement } => {
    const [range, output, back] = [
      element.querySelector('input'),
      element.querySelector('output'),
      element.querySelector('button'),
    ];
    if (!range || !output || !back) throw new Error('The control is not whole.');
    return { range, output, back };
  };

  it('a slider shows the very value that it was given, and tells the last position once a frame', async () => {
    const { render, messages } = host(inputRenderer);
    const { range, output, back } = parts(render('1', sample.slider));
    expect(output.textContent).toBe('5.76e23 FLOP');
    expect(range.getAttribute('aria-valuetext')).toBe('5.76e23 FLOP');
    back.click();
    expect(messages).toEqual([{ type: 'writeBack', outputId: 'cell-3', id: 'budget', value: 5.76e23 }]);
    for (const step of [10, 20, 50]) {
      range.value = String(step);
      range.dispatchEvent(new Event('input'));
    }
    await frame();
    await frame();
    expect(messages.slice(1)).toEqual([{ type: 'input', outputId: 'cell-3', id: 'budget', value: 1e23 }]);
    expect(output.textContent).toBe('1.00e23 FLOP');
  });

  it('a choice tells its place, a toggle its state', async () => {
    const { render, messages } = host(inputRenderer);
    const radios = render('1', sample.choice).querySelectorAll('input');
    if (radios[2]) radios[2].checked = true;
    radios[2]?.dispatchEvent(new Event('change'));
    await frame();
    const box = render('2', sample.toggle).querySelector('input');
    expect(box?.checked).toBe(true);
    box?.click();
    await frame();
    expect(messages).toEqual([
      { type: 'input', outputId: 'cell-4', id: 'law', value: { choice: 2 } },
      { type: 'input', outputId: 'cell-5', id: 'repeat', value: false },
    ]);
  });

  it('a slider that is moved from outside follows, in the same element', () => {
    const { render } = host(inputRenderer);
    const { range, output } = parts(render('1', sample.slider));
    render('1', { ...sample.slider, value: 1e25 });
    expect(document.querySelector('input')).toBe(range);
    expect(output.textContent).toBe('1.00e25 FLOP');
  });

  it('steps start and end at the ends, without the noise of arithmetic', () => {
    const even = sliderScale({ low: 0.2, high: 0.6, step: 0.01 });
    expect(even.last).toBe(40);
    expect([0, 1, 20, 39, 40].map(even.valueAt)).toEqual([0.2, 0.21, 0.4, 0.59, 0.6]);
    expect(even.stepAt(0.4)).toBe(20);
    const uneven = sliderScale({ low: 0, high: 1, step: 0.3 });
    expect(uneven.valueAt(uneven.last)).toBe(1);
    const log = sliderScale({ low: 1e20, high: 1e26, step: 1e26 ** 0.01 / 1e20 ** 0.01, log: true });
    expect(log.last).toBe(100);
    expect(log.valueAt(50)).toBe(1e23);
    expect(sliderScale({ low: 0, high: 1, step: 1e-12 }).last).toBeLessThanOrEqual(100_000);
  });
});

describe('the theme', () => {
  it('is read from VS Code’s variables, and every colour reads on the page', () => {
    const pages = {
      'vscode-light': '#fdf6e3',
      'vscode-dark': '#002b36',
      'vscode-high-contrast': '#000000',
      'vscode-high-contrast-light': '#ffffff',
    };
    for (const [kind, page] of Object.entries(pages)) {
      document.body.className = kind;
      document.body.style.setProperty('--vscode-editor-background', page);
      const theme = readTheme();
      expect(theme.page).toBe(page);
      for (const colour of [theme.text, theme.quiet, ...theme.accents])
        expect(
          contrast(parseColour(colour) as Rgba, parseColour(page) as Rgba),
          `${kind} ${colour}`,
        ).toBeGreaterThanOrEqual(4.4);
    }
    document.body.removeAttribute('style');
    document.body.className = '';
  });
});

describe('file names', () => {
  it('come from titles', () => {
    expect(fileName('Measured: Chinchilla leads on all seven', 'png')).toBe(
      'measured-chinchilla-leads-on-all-seven.png',
    );
    expect(fileName('../../etc', 'svg')).toBe('etc.svg');
    expect(fileName('', 'svg')).toBe('figure.svg');
  });
});
