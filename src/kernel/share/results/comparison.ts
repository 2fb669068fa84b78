import * as l10n from '@vscode/l10n';
import { blocksToHtml, blocksToMarkdown, blocksToText } from '../../../views';
import { escapeHtml, html } from '../../../views/fallback/html/element';
import type { PageAssets } from '../html/assets';
import { plainPage } from '../html/plain-page';
import { type SweptRun, sweepTable, type TableBlock } from './sweep';

/** The comparison of a sweep's runs, in the forms that a run is printed in. */
export class SweepComparison {
  private readonly table: TableBlock;

  constructor(
    private readonly title: string,
    private readonly runs: readonly SweptRun[],
    swept: readonly string[],
  ) {
    this.table = sweepTable(runs, swept);
  }

  text(): string {
    return blocksToText([this.table], { width: 160, rows: this.runs.length });
  }

  json(): unknown {
    const { columns, rows } = this.table;
    return {
      columns: columns.map(({ name, source }) => (source === undefined ? { name } : { name, unit: source })),
      rows: rows.map(row => row.map(cell => cell.value ?? cell.text)),
    };
  }

  markdown(): string {
    const links = this.runs.map(({ set, link }) => `- [${label(set)}](<${link ?? ''}>)`);
    return [`# ${this.title}`, blocksToMarkdown([this.table], { rows: this.runs.length }), links.join('\n'), ''].join(
      '\n\n',
    );
  }

  html(assets: PageAssets): Promise<string> {
    const links = this.runs.map(({ set, link }) =>
      html('li', {}, html('a', { href: encodeURI(link ?? '') }, escapeHtml(label(set)))),
    );
    const body = [
      html('h1', {}, escapeHtml(this.title)),
      blocksToHtml([this.table], { id: 'sweep', rows: this.runs.length }),
      html('h2', {}, escapeHtml(l10n.t('Each run'))),
      html('ul', {}, ...links),
    ];
    return plainPage(this.title, html('section', { class: 'cell prose' }, ...body), assets);
  }
}

/** `gpus = 512, mfu = 40%`. */
export const label = (set: Readonly<Record<string, string>>): string =>
  Object.entries(set)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
