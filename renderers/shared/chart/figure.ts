import * as l10n from '@vscode/l10n';
import type { Chart } from '../../../src/views/chart';
import { chartToCsv } from '../../../src/views/fallback/delimited';
import { tableNode } from '../blocks/table';
import { copyPicture, copyText, fileName, saveFile } from '../clipboard';
import { button, h } from '../dom';
import { dataTable } from './data-table';
import { legendOf } from './legend';
import { Plot } from './plot';

/** A chart with its title, legend and tools. What a reader switched off stays off when the data change. */
export class Figure {
  readonly node: HTMLElement;
  private readonly plot: Plot;
  private readonly caption = h('figcaption', { class: 'sb-chart-title' });
  private readonly legend = h('div');
  private readonly data = h('div', { class: 'sb-data', attributes: { hidden: true } });
  private readonly hidden = new Set<string>();

  constructor(private chart: Chart) {
    this.plot = new Plot(chart);
    this.node = h(
      'figure',
      { class: 'sb-figure' },
      h('div', { class: 'sb-figure-head' }, this.caption, this.tools()),
      this.legend,
      this.plot.node,
      this.data,
    );
    this.show(chart);
  }

  show(chart: Chart): void {
    this.chart = chart;
    this.caption.textContent = chart.title;
    this.drawLegend();
    this.plot.show(chart, this.hidden);
    if (!this.data.hidden) this.fillData();
  }

  /** Draws anew once the figure is in the page and has a width. */
  draw(): void {
    this.plot.draw();
  }

  dispose(): void {
    this.plot.dispose();
  }

  private drawLegend(): void {
    const legend = legendOf(this.chart, this.hidden, group => {
      const focused = [...this.legend.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
      if (!this.hidden.delete(group)) this.hidden.add(group);
      this.show(this.chart);
      this.legend.querySelectorAll('button')[focused]?.focus();
    });
    this.legend.replaceChildren(...(legend ? [legend] : []));
  }

  private tools(): HTMLElement {
    const copy = button('CSV', l10n.t('Copy the data as CSV'), () => void copyText(chartToCsv(this.chart), copy));
    const table = button(l10n.t('Data'), l10n.t('Show the data as a table'), () => this.toggleData(table), {
      'aria-pressed': 'false',
    });
    return h(
      'div',
      { class: 'sb-tools', attributes: { role: 'toolbar', 'aria-label': l10n.t('Figure') } },
      table,
      copy,
      this.pictureTool('png'),
      this.pictureTool('svg'),
    );
  }

  /** Copies the figure; saves it where Shift is held, or where the page may not copy it. */
  private pictureTool(format: 'png' | 'svg'): HTMLElement {
    const name = format.toUpperCase();
    const tool = button(name, l10n.t('Copy the figure as {0}; with Shift, save it', name), event => {
      const saves = event instanceof MouseEvent && event.shiftKey;
      void (saves ? this.save(format) : this.copy(format, tool));
    });
    return tool;
  }

  private async copy(format: 'png' | 'svg', from: HTMLElement): Promise<void> {
    const image = this.plot.image(format);
    if (format === 'svg') await copyText(decodeURIComponent((await image).replace(/^[^,]*,/, '')), from);
    else if (!(await copyPicture(image, from))) await this.save(format);
  }

  private toggleData(from: HTMLButtonElement): void {
    const showing = this.data.hidden;
    if (showing) this.fillData();
    this.data.hidden = !showing;
    this.plot.node.hidden = showing;
    this.legend.hidden = showing;
    from.setAttribute('aria-pressed', String(showing));
    if (!showing) this.plot.draw();
  }

  private fillData(): void {
    this.data.replaceChildren(tableNode(dataTable(this.chart)));
  }

  private async save(format: 'png' | 'svg'): Promise<void> {
    saveFile(fileName(this.chart.title, format), await this.plot.image(format));
  }
}
